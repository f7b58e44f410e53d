// Topics and groups whose name is empty, controllers without an id, plans for nobody. As 4.3.1 was recorded to answer.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

const AT = '--bootstrap-server localhost:9092'
const CREATE = `kafka-topics.sh ${AT} --create --topic a --replica-assignment 1,1`
const UNREPRESENTABLE = "The given topic name '' cannot be represented in a request."

function played(script: string) {
  const world = simulatorModel.create(emptyCluster(), 1)
  const { commands } = runScript(world, `${CREATE}\n${script}\n`)
  return commands[commands.length - 1]!
}

test.each(['--execute', '--verify', '--cancel'])('a plan with a nameless topic ends %s', (action) => {
  const plan = `{"version":1,"partitions":[{"topic":"","partition":0,"replicas":[1]},{"topic":"a","partition":0,"replicas":[1]}]}`
  const { stdout, exitCode } = played(
    `echo '${plan}' > p.json\nkafka-reassign-partitions.sh ${AT} ${action} --reassignment-json-file p.json`,
  )
  const cause = `org.apache.kafka.common.errors.InvalidTopicException: ${UNREPRESENTABLE}`
  expect(stdout).toMatch(`Error: ${cause}\njava.util.concurrent.ExecutionException: ${cause}\n`)
  expect(stdout).toContain(`Caused by: ${cause}\n`)
  expect(exitCode).toBe(1)
})

test.each([
  ['', '1', `Error: org.apache.kafka.common.errors.InvalidTopicException: ${UNREPRESENTABLE}\n`],
  ['a', '9', 'Error: All brokers are currently fenced, or have all their log directories cordoned.\n'],
])('nothing is proposed for the topic "%s" on brokers %s', (topic, brokers, complaint) => {
  const { stdout, exitCode } = played(
    `echo '{"topics":[{"topic":"${topic}"}],"version":1}' > t.json
kafka-reassign-partitions.sh ${AT} --generate --topics-to-move-json-file t.json --broker-list ${brokers}`,
  )
  expect(stdout.startsWith(complaint)).toBe(true)
  expect(exitCode).toBe(1)
})

test.each(['--describe', '--delete'])('%s of topics without a name finds none and is content', (action) => {
  expect(played(`kafka-topics.sh ${AT} ${action} --topic ''`)).toMatchObject({ stdout: '', stderr: '', exitCode: 0 })
})

test.each([
  ["''", 'the empty string is not allowed'],
  ["'a b'", "'a b' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'"],
])('the settings of a topic called %s are not looked for', (name, why) => {
  expect(played(`kafka-configs.sh ${AT} --describe --topic ${name}`)).toMatchObject({
    stdout: '',
    stderr: `Topic name is invalid: ${why}\n`,
    exitCode: 1,
  })
})

test.each(['--dry-run', '--execute'])('offsets of a nameless group cannot be reset: %s', (mode) => {
  const { stdout, stderr } = played(
    `kafka-consumer-groups.sh ${AT} --reset-offsets --group '' --topic a --to-earliest ${mode}`,
  )
  const future =
    'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.InvalidGroupIdException: The group id is invalid.'
  expect(stdout).toBe(`\nError: Executing consumer group command failed due to ${future}\n`)
  expect(stderr).toContain(
    '`ConsumerGroupDescribe` request for group id  failed due to unexpected error INVALID_GROUP_ID.',
  )
  expect(stderr).toContain(`java.lang.RuntimeException: ${future}\n`)
})

const SURE = 'Is this a valid controller configuration file?'

test.each([
  ['process.roles=controller', `node.id not found in configuration file. ${SURE}`],
  ['node.id=x', 'For input string: "x"'],
  ['node.id=', 'For input string: ""'],
  ['node.id=-1', `node.id was negative in configuration file. ${SURE}`],
  ['node.id=5', `process.roles did not contain 'controller' in configuration file. ${SURE}`],
  ['node.id=5\\nprocess.roles=broker,controller', `Neither metadata.log.dir nor log.dirs were found. ${SURE}`],
])('a controller with the settings %s does not join', (properties, complaint) => {
  const { stderr, exitCode } = played(
    `printf '${properties}\\n' > c.properties\nkafka-metadata-quorum.sh ${AT} --command-config c.properties add-controller --dry-run`,
  )
  expect(stderr.startsWith(`${complaint}\n`)).toBe(true)
  expect(exitCode).toBe(1)
})

// Throwable.toString: an exception whose message is empty keeps its colon.
test.each([
  ["kafka-run-class.sh ''", 'Caused by: java.lang.ClassNotFoundException: \n'],
  [`kafka-console-producer.sh ${AT} --topic a --command-property metric.reporters=,`, 'values must not be empty.'],
  [
    `kafka-console-producer.sh ${AT} --topic a --command-property partitioner.class=`,
    'ConfigException: Invalid value  for configuration partitioner.class: Class  could not be found.\n',
  ],
  [
    `kafka-console-consumer.sh ${AT} --topic a --timeout-ms 500 --formatter-property key.deserializer=`,
    'Unable to instantiate a deserializer from  (org.apache.kafka.tools.consumer.DefaultMessageFormatter)\njava.lang.ClassNotFoundException: \n',
  ],
  // A message that is none has no colon.
  [
    `kafka-console-consumer.sh ${AT} --topic a --timeout-ms 500`,
    'terminating consumer process:  (org.apache.kafka.tools.consumer.ConsoleConsumer)\norg.apache.kafka.common.errors.TimeoutException\n',
  ],
  [`kafka-console-consumer.sh ${AT} --topic a --formatter-config ''`, 'Is a directory\n'],
  [`kafka-verifiable-producer.sh ${AT} --topic a --command-config ''`, 'verifiable-producer: error: Is a directory\n'],
  [
    `kafka-console-consumer.sh ${AT} --topic ' '`,
    'IllegalArgumentException: Topic collection to subscribe to cannot contain null or empty topic\n',
  ],
  [
    `kafka-console-consumer.sh ${AT} --topic '' --partition 0`,
    'IllegalArgumentException: Topic partitions to assign to cannot have null or empty topic\n',
  ],
])('%s', (command, complaint) => {
  expect(played(command).stderr).toContain(complaint)
})
