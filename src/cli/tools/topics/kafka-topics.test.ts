// What kafka-topics.sh of 4.3.1 was seen to make of values that are empty, cut short, contradictory or no number.

import { describe, expect, test } from 'vitest'
import { emptyCluster } from '../../../scenarios/index.ts'
import { runScript } from '../../../testing/headless-shell.ts'
import { simulatorModel } from '../../model.ts'

const SERVER = '--bootstrap-server localhost:9092'

/** What the last line of a script said; traces lose their frames. */
function run(script: string) {
  const last = runScript(simulatorModel.create(emptyCluster(), 1), `${script}\n`).commands.at(-1)!
  const stderr = last.stderr.replace(/^\tat .*\n/gm, '')
  return { stdout: last.stdout, stderr, exitCode: last.exitCode }
}

describe('a config is split at every equals sign, as String.split does it', () => {
  const format = 'requirement failed: Invalid topic config: all configs to be added must be in the format "key=val".'

  test.each([
    ['retention.ms', format],
    ['retention.ms=', format],
    ['retention.ms=5=6', format],
    ['=1', 'Unknown topic config name: '],
  ])('%s', (config, complaint) => {
    expect(run(`kafka-topics.sh ${SERVER} --create --topic orders --config ${config}`)).toMatchObject({
      stdout: `Error while executing topic command : ${complaint}\n`,
      exitCode: 1,
    })
  })
})

test('an empty assignment is none, and the brokers place the replicas', () => {
  expect(run(`kafka-topics.sh ${SERVER} --create --topic orders --replica-assignment ''`).stdout).toBe(
    'Created topic orders.\n',
  )
})

describe('a topic id is decoded before it is looked up', () => {
  const create = `kafka-topics.sh ${SERVER} --create --topic orders --replica-assignment 1\n`

  test.each([
    [
      'AAAA',
      'Input string `AAAA` decoded as 3 bytes, which is not equal to the expected 16 bytes of a base64-encoded UUID',
    ],
    ['AAAAAAAAAAAAAAAAAAAABB', "TopicId 'AAAAAAAAAAAAAAAAAAAABA' does not exist as expected"],
    [
      'AAAAAAAAAAAAAAAAAAAAAAAAA',
      'Input string with prefix `AAAAAAAAAAAAAAAAAAAAAAAA` is too long to be decoded as a base64 UUID',
    ],
  ])('%s', (id, complaint) => {
    expect(run(`${create}kafka-topics.sh ${SERVER} --describe --topic-id ${id}`).stdout).toBe(
      `Error while executing topic command : ${complaint}\n`,
    )
  })

  test('the id of no topic asks for all', () => {
    expect(run(`${create}kafka-topics.sh ${SERVER} --describe --topic-id AAAAAAAAAAAAAAAAAAAAAA`).stdout).toMatch(
      /^Topic: orders\t/,
    )
  })
})

test.each([
  [
    '--describe --topics-with-overrides --unavailable-partitions',
    `Option "[unavailable-partitions]" can't be used with option "[topics-with-overrides]"`,
  ],
  ['--describe --if-exists', '--topic or --topic-id is required to describe a topic'],
  [
    '--create --topic a --delete-config b --if-exists',
    'delete-config option is no longer supported and deprecated since version 4.0. The config will be fully removed in future releases.',
  ],
])('%s', (options, complaint) => {
  const said = run(`kafka-topics.sh ${SERVER} ${options}`)
  expect(said.stderr.split('\n')[0]).toBe(complaint)
  expect(said.exitCode).toBe(1)
})

test('a number is looked at even where nothing depends on it', () => {
  expect(run(`kafka-topics.sh ${SERVER} --describe --partition-size-limit-per-response x`).stdout).toBe(
    "Error while executing topic command : Cannot parse argument 'x' of option partition-size-limit-per-response\n",
  )
})

test('a partition without a leader is below its minimum, whoever is in sync', () => {
  const { commands } = runScript(
    simulatorModel.create(emptyCluster(), 1),
    `kafka-topics.sh ${SERVER} --create --topic orders --replica-assignment 3\n:kill broker-3\nsleep 15\nkafka-topics.sh ${SERVER} --describe --under-min-isr-partitions\n`,
  )
  expect(commands.at(-1)?.stdout).toContain('\tTopic: orders\tPartition: 0\tLeader: none\tReplicas: 3\t')
})

describe('the list of addresses', () => {
  test.each([
    ["''", 'You must set either bootstrap.servers or bootstrap.controllers'],
    ['localhost:99999', 'Invalid port in bootstrap.servers: localhost:99999'],
  ])('%s', (servers, cause) => {
    expect(run(`kafka-topics.sh --bootstrap-server ${servers} --list`).stderr).toBe(
      `Failed to create new KafkaAdminClient\norg.apache.kafka.common.KafkaException: Failed to create new KafkaAdminClient\nCaused by: org.apache.kafka.common.config.ConfigException: ${cause}\n\n`,
    )
  })

  test('an empty address among others is refused, and one that stands twice is warned of', () => {
    const said = run('kafka-topics.sh --bootstrap-server ,localhost:9092, --list')
    expect(said.stderr).toContain(
      'WARN Configuration key "bootstrap.servers" contains duplicate values. Duplicates will be removed. The original value is: [, localhost:9092, ], the updated value is: [, localhost:9092] (org.apache.kafka.common.config.ConfigDef)\n',
    )
    expect(said.stderr).toContain("ConfigException: Configuration 'bootstrap.servers' values must not be empty.\n")
    expect(said.exitCode).toBe(1)
  })
})
