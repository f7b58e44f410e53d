// What kafka-transactions.sh says of what it is refused, as it was recorded of 4.3.1.
import { expect, test } from 'vitest'
import { DEFAULT_PROFILE } from '../../../kafka/profile/registry.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { SERVER, worldOf } from '../../../testing/toy-terminal.ts'

const DEBUG = 'Enable debug logging for additional detail.'

/** Standard error of `kafka-transactions.sh …` after `before`, without its times. */
function refusal(asked: string, ...before: readonly string[]): string {
  const script = [...before, `kafka-transactions.sh ${SERVER} ${asked}`, ''].join('\n')
  const { commands } = runScript(worldOf(DEFAULT_PROFILE), script)
  return (commands.at(-1)?.stderr ?? '').replaceAll(/\[[-\d]+ [\d:,]+\] /g, '')
}

test('a broker without a replica knows no producers', () => {
  const topic = `kafka-topics.sh ${SERVER} --create --topic pay --replica-assignment 1:2`
  const logged =
    'ERROR [AdminClient clientId=adminclient-1] Not leader error in `DescribeProducers` response for partition pay-0 for brokerId 3 set in options (org.apache.kafka.clients.admin.internals.DescribeProducersHandler)\norg.apache.kafka.common.errors.NotLeaderOrFollowerException: For requests intended only for the leader, this error indicates that the broker is not the current leader. For requests intended for any replica, this error indicates that the broker is not a replica of the topic partition.\n'
  const why = `Failed to describe active producers for partition pay-0 on brokerId 3. ${DEBUG}\n`
  expect(refusal('describe-producers --topic pay --partition 0 --broker-id 3', topic)).toBe(
    `${logged}Failed to describe producers for partition pay-0 on broker 3: ${why}`,
  )
  expect(refusal('find-hanging --topic pay --partition 0 --broker-id 3', topic)).toBe(
    `${logged}Failed to describe producers for 1 partitions on broker Optional[3]: ${why}`,
  )
})

test('a topic that is not there', () => {
  expect(refusal('find-hanging --topic missing')).toBe(
    `Failed to describe 1 topics: This server does not host this topic-partition.. ${DEBUG}\n`,
  )
  expect(refusal('describe-producers --topic missing --partition 0 --broker-id 1')).toBe(
    `Failed to describe producers for partition missing-0 on broker 1: Timed out waiting for a node assignment. Call: describeProducers(api=DESCRIBE_PRODUCERS). ${DEBUG}\n`,
  )
  const abort = 'abort --topic missing --partition 0 --producer-id 0 --producer-epoch 0 --coordinator-epoch 0'
  expect(refusal(abort).replaceAll(/\d{5,}/g, 'N')).toMatch(
    /^Failed to abort transaction AbortTransactionSpec\(topicPartition=missing-0, producerId=0, producerEpoch=0, coordinatorEpoch=0\): Call\(callName=abortTransaction\(api=METADATA\), deadlineMs=N, tries=\d+, nextAllowedTryMs=N\) timed out at N after \d+ attempt\(s\)\. Enable/,
  )
})

test('a pattern that is no expression is refused by the first broker', () => {
  expect(refusal("list --transactional-id-pattern '['")).toBe(
    `ERROR [AdminClient clientId=adminclient-1] The \`ListTransactions\` request sent to broker 1 failed because of an unexpected error INVALID_REGULAR_EXPRESSION (org.apache.kafka.clients.admin.internals.ListTransactionsHandler)\nFailed to list transactions: ListTransactions request sent to broker 1 failed with an unexpected exception. ${DEBUG}\n`,
  )
})

test('a producer whose epoch is over has nothing to be aborted', () => {
  const perf = `kafka-producer-perf-test.sh ${SERVER} --topic orders --num-records 5 --record-size 10 --throughput -1 --transactional-id t --transaction-duration-ms 1`
  const spec = 'AbortTransactionSpec(topicPartition=orders-0, producerId=0, producerEpoch=0, coordinatorEpoch=0)'
  expect(
    refusal('abort --topic orders --partition 0 --producer-id 0 --producer-epoch 0 --coordinator-epoch 0', perf, perf),
  ).toBe(
    `ERROR [AdminClient clientId=adminclient-1] WriteTxnMarkers request for abort spec ${spec} failed due to an invalid producer epoch (org.apache.kafka.clients.admin.internals.AbortTransactionHandler)\nFailed to abort transaction ${spec}: WriteTxnMarkers request with ${spec} failed due an invalid producer epoch. ${DEBUG}\n`,
  )
})
