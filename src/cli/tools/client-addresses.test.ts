// What the constructors of 4.3.1's clients make of addresses, and in which order they look at what they are given.

import { expect, test } from 'vitest'
import { emptyCluster } from '../../scenarios/index.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'

function said(script: string) {
  const { commands } = runScript(simulatorModel.create(emptyCluster(), 1), script)
  const { stderr, exitCode } = commands.at(-1)!
  return { stderr: stderr.replace(/^\tat .*\n/gm, ''), exitCode }
}

const EMPTY =
  "org.apache.kafka.common.config.ConfigException: Configuration 'bootstrap.servers' must not be empty. Valid values include: any non-empty value"

test.each([
  ['kafka-console-consumer.sh --topic t --timeout-ms 1000 --bootstrap-server', "''", EMPTY],
  ['kafka-verifiable-producer.sh --topic t --bootstrap-server', "''", EMPTY],
  [
    'kafka-console-consumer.sh --topic t --timeout-ms 1000 --bootstrap-server',
    ',localhost:9092',
    "org.apache.kafka.common.config.ConfigException: Configuration 'bootstrap.servers' values must not be empty.",
  ],
])('%s %s is refused with the settings, and wrapped in nothing', (tool, servers, complaint) => {
  const { stderr, exitCode } = said(`${tool} ${servers}\n`)
  expect(exitCode).toBe(1)
  expect(stderr).toContain(complaint)
  expect(stderr).not.toContain('Failed to construct')
})

test('a setting is looked at before an address is looked up', () => {
  const { stderr } = said(
    'echo x | kafka-console-producer.sh --topic t --bootstrap-server no.such.host:9092 --command-property linger.ms=-1\n',
  )
  expect(stderr).toContain('Invalid value -1 for configuration linger.ms: Value must be at least 0')
  expect(stderr).not.toContain('DNS')
})

test('an admin client whose calls are to end before its requests do is not made', () => {
  const { stderr, exitCode } = said(`printf 'default.api.timeout.ms=5\\n' > a.properties
kafka-topics.sh --bootstrap-server localhost:9092 --command-config a.properties --list
`)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('org.apache.kafka.common.KafkaException: Failed to create new KafkaAdminClient')
  expect(stderr).toContain(
    'Caused by: org.apache.kafka.common.config.ConfigException: The specified value of default.api.timeout.ms must be no smaller than the value of request.timeout.ms.',
  )
})

test('its calls wait as long as its requests, with a warning, where nobody has said how long they may take', () => {
  const { stderr, exitCode } = said(`printf 'request.timeout.ms=70000\\n' > a.properties
kafka-topics.sh --bootstrap-server localhost:9092 --command-config a.properties --list
`)
  expect(exitCode).toBe(0)
  expect(stderr).toContain(
    '[AdminClient clientId=adminclient-1] Overriding the default value for default.api.timeout.ms (60000) with the explicitly configured request timeout 70000 (org.apache.kafka.clients.admin.KafkaAdminClient)',
  )
})

test('kafka-consumer-groups.sh wraps a file that cannot be read', () => {
  const { stderr } = said('kafka-consumer-groups.sh --bootstrap-server localhost:9092 --list --command-config none\n')
  expect(stderr).toContain(
    'java.lang.RuntimeException: java.nio.file.NoSuchFileException: none\nCaused by: java.nio.file.NoSuchFileException: none\n',
  )
})

test('a list that says something twice says it once, with a warning', () => {
  const { stderr, exitCode } = said(
    'kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic t --timeout-ms 2000 --command-property partition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor,org.apache.kafka.clients.consumer.RangeAssignor\n',
  )
  expect(exitCode).toBe(0)
  expect(stderr).toContain(
    'WARN Configuration key "partition.assignment.strategy" contains duplicate values. Duplicates will be removed.',
  )
})
