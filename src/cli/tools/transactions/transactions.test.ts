import { beforeAll, expect, test } from 'vitest'
import type { World } from '../../../engine/world.ts'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const SERVER = '--bootstrap-server localhost:9092'
let world: World

beforeAll(() => {
  world = simulatorModel.create(emptyCluster(), 1)
  run(`kafka-topics.sh ${SERVER} --create --topic pay --replica-assignment 1
kafka-producer-perf-test.sh ${SERVER} --topic pay --num-records 1 --record-size 10 --throughput -1 --transactional-id teller --transaction-duration-ms 1000`)
})

function run(script: string): string {
  const { stdout, stderr } = runScript(world, `${script}\n`)
  return stdout + stderr
}

test('transactions are listed by a pattern for whole ids, and a pattern that is none is refused by the broker', () => {
  const list = `kafka-transactions.sh ${SERVER} list --transactional-id-pattern`
  expect(run(`${list} 't.*'`)).toContain('teller')
  expect(run(`${list} tell`)).not.toContain('teller')
  expect(run(`${list} '(('`)).toMatch(
    /ERROR \[AdminClient clientId=adminclient-1\] The `ListTransactions` request sent to broker 1 failed because of an unexpected error INVALID_REGULAR_EXPRESSION \(org\.apache\.kafka\.clients\.admin\.internals\.ListTransactionsHandler\)\nFailed to list transactions: ListTransactions request sent to broker 1 failed with an unexpected exception\. Enable debug logging for additional detail\.\n$/,
  )
})

test('in a topic that is not there no transaction hangs', () => {
  expect(run(`kafka-transactions.sh ${SERVER} find-hanging --topic gone --broker-id 1`)).toBe(
    'Failed to describe 1 topics: This server does not host this topic-partition.. Enable debug logging for additional detail.\n',
  )
})

test('records of transactions are read back as JSON', () => {
  const formatter = 'org.apache.kafka.tools.consumer.TransactionLogMessageFormatter'
  const printed = run(
    `kafka-console-consumer.sh ${SERVER} --topic __transaction_state --from-beginning --timeout-ms 4000 --formatter ${formatter} 2> /dev/null`,
  )
  expect(printed).toMatch(
    /^\{"key":\{"type":0,"data":\{"transactionalId":"teller"\}\},"value":\{"version":1,"data":\{"producerId":\d+,"previousProducerId":\d+,"producerEpoch":0,"transactionTimeoutMs":\d+,"transactionStatus":0,"transactionPartitions":null,/,
  )
})

test('a segment without aborted transactions has nothing in its index, whether there is a file or not', () => {
  const path = '/tmp/kafka-logs-1/pay-0/00000000000000000099.txnindex'
  expect(run(`kafka-dump-log.sh --files ${path}`)).toBe(`Dumping ${path}\n`)
})
