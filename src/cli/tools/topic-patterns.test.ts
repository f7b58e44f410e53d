// `--include`: the consumer subscribes by pattern and follows which topics match, as often as it looks at its metadata.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const SERVER = '--bootstrap-server localhost:9092'

function consumerOf(options: string, then: string) {
  const world = simulatorModel.create(emptyCluster(), 1)
  const { commands } = runScript(
    world,
    `kafka-topics.sh ${SERVER} --create --topic orders --replica-assignment 1:2 > /dev/null
kafka-console-consumer.sh ${SERVER} --group g --from-beginning ${options} > out.txt 2> err.txt &
sleep 5
${then}
`,
  )
  return commands.at(-1)!.stdout
}

const ADD_ONE = `kafka-topics.sh ${SERVER} --create --topic orders2 --replica-assignment 2:3
echo new | kafka-console-producer.sh ${SERVER} --topic orders2
sleep 5
cat out.txt`

test('a topic that comes later is found when metadata is refreshed, and the group rebalances', () => {
  expect(consumerOf("--include 'orders.*' --command-property metadata.max.age.ms=2000", ADD_ONE)).toBe('new\n')
  expect(consumerOf("--include 'orders.*'", ADD_ONE)).toBe('')
})

test('a topic that is deleted is not created again by asking for it', () => {
  const stdout = consumerOf(
    "--include 'orders.*' --command-property metadata.max.age.ms=1000",
    `kafka-topics.sh ${SERVER} --delete --topic orders
sleep 5
kafka-topics.sh ${SERVER} --list`,
  )
  expect(stdout).toBe('__consumer_offsets\n')
})

test('internal topics match where exclude.internal.topics is false', () => {
  const members = `kafka-consumer-groups.sh ${SERVER} --describe --group g --members | grep -o '[0-9]* *$'`
  expect(consumerOf("--include '__consumer.*|orders'", members).trim()).toBe('1')
  const internal = "--include '__consumer.*|orders' --command-property exclude.internal.topics=false"
  expect(consumerOf(internal, members).trim()).toBe('51')
})

test('where nothing matches, the member waits with nothing to read', () => {
  const stdout = consumerOf("--include 'bills.*' --timeout-ms 3000", 'sleep 3; tail -n 2 err.txt')
  expect(stdout).toBe('org.apache.kafka.common.errors.TimeoutException\nProcessed a total of 0 messages\n')
})
