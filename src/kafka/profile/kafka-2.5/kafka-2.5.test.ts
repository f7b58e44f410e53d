// What 2.5.0 is, held against what was recorded of it and against the other era.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commandsOf } from '../../../cli/commands/registry.ts'
import { KAFKA_2_5 } from '../../../testing/ahead/kafka-2.5.ts'
import { playOptions } from '../../../testing/conformance/options-suite.ts'
import { parseConsumerConfig } from '../../clients/consumer/consumer-config.ts'
import { parseProducerConfig } from '../../clients/producer/producer-config.ts'
import { settingsOfProfile } from '../../cluster/settings-of.ts'
import { type ConfigDef, parseConfigValue } from '../config-def.ts'
import { describeTopicConfigs } from '../describe-configs.ts'
import { profileOf } from '../registry.ts'

const { configs } = KAFKA_2_5
const later = profileOf('kafka-4').configs

const MAX = '9223372036854775807'

type Row = readonly [name: string, before: string | null | undefined, since: string | null | undefined]

/** Undefined: there is no such setting. */
const DEFAULTS: Readonly<Record<'producer' | 'consumer' | 'topic' | 'broker', readonly Row[]>> = {
  producer: [
    ['acks', '1', 'all'],
    ['enable.idempotence', 'false', 'true'],
    ['linger.ms', '0', '5'],
    ['batch.size', '16384', '16384'],
    ['buffer.memory', '33554432', '33554432'],
    ['compression.type', 'none', 'none'],
    ['max.in.flight.requests.per.connection', '5', '5'],
    ['retries', '2147483647', '2147483647'],
    ['delivery.timeout.ms', '120000', '120000'],
    ['request.timeout.ms', '30000', '30000'],
    ['retry.backoff.ms', '100', '100'],
    ['retry.backoff.max.ms', undefined, '1000'],
    ['max.block.ms', '60000', '60000'],
    ['max.request.size', '1048576', '1048576'],
    ['metadata.max.age.ms', '300000', '300000'],
    ['metadata.max.idle.ms', '300000', '300000'],
    ['partitioner.class', 'org.apache.kafka.clients.producer.internals.DefaultPartitioner', null],
    ['partitioner.adaptive.partitioning.enable', undefined, 'true'],
    ['partitioner.ignore.keys', undefined, 'false'],
    ['transaction.timeout.ms', '60000', '60000'],
  ],
  consumer: [
    ['group.protocol', undefined, 'classic'],
    ['group.remote.assignor', undefined, null],
    ['session.timeout.ms', '10000', '45000'],
    ['heartbeat.interval.ms', '3000', '3000'],
    ['max.poll.interval.ms', '300000', '300000'],
    ['max.poll.records', '500', '500'],
    [
      'partition.assignment.strategy',
      'org.apache.kafka.clients.consumer.RangeAssignor',
      'org.apache.kafka.clients.consumer.RangeAssignor,org.apache.kafka.clients.consumer.CooperativeStickyAssignor',
    ],
    ['auto.offset.reset', 'latest', 'latest'],
    ['enable.auto.commit', 'true', 'true'],
    ['isolation.level', 'read_uncommitted', 'read_uncommitted'],
    ['fetch.max.bytes', '52428800', '52428800'],
    ['default.api.timeout.ms', '60000', '60000'],
  ],
  topic: [
    ['message.timestamp.difference.max.ms', MAX, undefined],
    ['message.timestamp.before.max.ms', undefined, MAX],
    ['message.timestamp.after.max.ms', undefined, '3600000'],
    ['message.format.version', '2.5-IV0', undefined],
    ['remote.storage.enable', undefined, 'false'],
  ],
  broker: [
    ['zookeeper.session.timeout.ms', '18000', undefined],
    ['broker.session.timeout.ms', undefined, '9000'],
    ['controlled.shutdown.max.retries', '3', undefined],
    ['num.recovery.threads.per.data.dir', '1', '2'],
    ['replica.lag.time.max.ms', '30000', '30000'],
    ['delete.topic.enable', 'true', 'true'],
    ['producer.id.expiration.ms', undefined, '86400000'],
    ['transactional.id.expiration.ms', '604800000', '604800000'],
    ['group.initial.rebalance.delay.ms', '3000', '3000'],
    ['group.consumer.session.timeout.ms', undefined, '45000'],
    ['leader.imbalance.per.broker.percentage', '10', undefined],
    ['fetch.max.bytes', '57671680', '57671680'],
    ['log.cleaner.max.compaction.lag.ms', MAX, MAX],
  ],
}

describe.each(Object.entries(DEFAULTS))('settings of a %s', (scope, rows) => {
  test.each(rows)('%s is %s by default, and %s in the other era', (name, before, since) => {
    const of = (all: typeof configs) => all[scope as keyof typeof DEFAULTS].get(name)?.defaultValue
    expect({ before: of(configs), since: of(later) }).toEqual({ before, since })
  })
})

function refusal(definition: ConfigDef, name: string, text: string): string | null {
  const key = definition.get(name)
  if (key === undefined) throw new Error(`no ${name}`)
  return parseConfigValue(key, text).error
}

test.each([
  ['segment.bytes', '14', null],
  ['segment.bytes', '13', 'Invalid value 13 for configuration segment.bytes: Value must be at least 14'],
  ['cleanup.policy', 'delete,delete', null],
  [
    'cleanup.policy',
    'delete,',
    'Invalid value  for configuration cleanup.policy: String must be one of: compact, delete',
  ],
  ['message.format.version', '2.4', null],
  ['message.format.version', '0.10.2.7', null],
  ['message.format.version', '2.4-IV1', null],
  [
    'message.format.version',
    '2.6',
    'Invalid value 2.6 for configuration message.format.version: Version `2.6` is not a valid version',
  ],
  ['leader.replication.throttled.replicas', '*,0:1', null],
])('a topic with %s=%s', (name, text, words) => {
  expect(refusal(configs.topic, name, text)).toBe(words)
})

test('a topic of the course notes with segments of a hundred bytes is refused in the other era only', () => {
  expect(refusal(configs.topic, 'segment.bytes', '100')).toBe(null)
  expect(refusal(later.topic, 'segment.bytes', '100')).toContain('at least 1048576')
})

test('what tells brokers apart in their files is asked for by the name it has in each era', () => {
  expect([KAFKA_2_5.configs.brokerRequired, later.brokerRequired]).toEqual([
    ['zookeeper.connect'],
    ['process.roles', 'node.id', 'controller.listener.names'],
  ])
})

test('a client passes over what came later, and keeps no bound that it does not have', () => {
  const producer = parseProducerConfig({ 'partitioner.ignore.keys': 'true', 'retry.backoff.ms': '5000' }, KAFKA_2_5)
  expect(producer).toMatchObject({ ignoreKeys: false, adaptivePartitioning: false, availabilityTimeoutMs: 0 })
  expect(producer).toMatchObject({ acks: 1, enableIdempotence: false, lingerMs: 0, partitioner: 'sticky' })
  const consumer = parseConsumerConfig({ 'group.id': 'g', 'group.protocol': 'consumer' }, KAFKA_2_5)
  expect(consumer).toMatchObject({ sessionTimeoutMs: 10_000, assignors: ['range'] })
})

/** `Produce(0): 0 to 8 [usable: 8]`. */
test('APIs and their versions are those that the real broker names', () => {
  const recorded = readFileSync(
    'conformance/recordings/admin/api-versions-and-unreachable-servers.kafka-2.5.json',
    'utf8',
  ).replaceAll('\\t', '\t')
  const rows = new Set([...recorded.matchAll(/(\w+)\((\d+)\): (\d+)(?: to (\d+))? \[usable/g)].map(([row]) => row))
  expect(rows.size).toBe(48)
  expect(
    KAFKA_2_5.apis.map(({ key, name, min, max }) => `${name}(${key}): ${min}${max > min ? ` to ${max}` : ''} [usable`),
  ).toEqual([...rows])
})

test('options are those that the parsers of the real tools list, wherever the tool is here', () => {
  const table = JSON.parse(readFileSync('conformance/vectors/options.json', 'utf8'))
  const { passed, failures, reasons } = playOptions({ 'kafka-2.5': table['kafka-2.5'] }, 'kafka-2.5')
  expect(failures).toEqual([])
  expect(passed).toBeGreaterThan(170)
  expect([...reasons.keys()]).toEqual(['kafka-streams-application-reset.sh'])
})

test.each([
  // Here, in the form that 2.5.0 has of it.
  ['kafka-topics.sh', 'tool'],
  ['kafka-leader-election.sh', 'tool'],
  ['kafka-preferred-replica-election.sh', 'tool'],
  ['zookeeper-shell.sh', 'tool'],
  // Shipped with 2.5.0, and missing here: said aloud where it is called.
  ['zookeeper-server-start.sh', 'tool'],
  ['zookeeper-server-stop.sh', 'tool'],
  ['kafka-mirror-maker.sh', 'missing'],
  // Nobody had heard of these.
  ['kafka-get-offsets.sh', undefined],
  ['kafka-storage.sh', undefined],
  ['kafka-metadata-quorum.sh', undefined],
  ['kafka-features.sh', undefined],
  ['kafka-cluster.sh', undefined],
  ['kafka-groups.sh', undefined],
])('%s', (script, kind) => {
  expect(commandsOf(KAFKA_2_5.name).row(script)?.kind).toBe(kind)
})

test('a class goes by its name, whether its script is there or not', () => {
  const commands = commandsOf(KAFKA_2_5.name)
  expect(commands.ofClass('kafka.admin.TopicCommand')?.name).toBe('kafka-topics.sh')
  expect(commands.ofClass('kafka.tools.GetOffsetShell')?.facts?.optionTable.get('broker-list')).toBeDefined()
  expect(commands.ofClass('org.apache.kafka.tools.TopicCommand')).toBe(null)
})

interface Recording {
  readonly cluster: { readonly config: Readonly<Record<string, string>> }
  readonly steps: readonly { readonly command?: string; readonly stdout?: string }[]
}

test('a topic is described as the real broker described it, with what stands behind each value', () => {
  const recording = JSON.parse(
    readFileSync('conformance/recordings/admin/configs-of-topics.kafka-2.5.json', 'utf8'),
  ) as Recording
  const described = recording.steps.find(({ command }) => command?.endsWith('--describe --all'))?.stdout ?? ''
  const layers = { dynamicBroker: {}, dynamicDefault: {}, static: recording.cluster.config, profile: KAFKA_2_5 }
  const overrides = { 'retention.ms': '86400000', 'cleanup.policy': 'compact,delete', 'segment.bytes': '1048576' }
  const rows = describeTopicConfigs(layers, overrides, null, true).map(({ name, value, isSensitive, synonyms }) => {
    const behind = synonyms.map((synonym) => `${synonym.source}:${synonym.name}=${synonym.value}`).join(', ')
    return `  ${name}=${value} sensitive=${isSensitive} synonyms={${behind}}`
  })
  const recorded = described.split('\n').filter((line) => line.startsWith('  '))
  expect(recorded).toHaveLength(26)
  expect(rows).toEqual(recorded.sort())
})

/** Of a setting that it may choose from a few, the page offers those; the default is among them. */
test('the page’s editors know what each setting may be', () => {
  const { producer, consumer, topic } = settingsOfProfile(KAFKA_2_5)
  expect(producer.acks).toMatchObject({ defaultValue: '1', choices: ['all', '-1', '0', '1'] })
  expect(consumer['auto.offset.reset']?.choices).toEqual(['latest', 'earliest', 'none'])
  expect(consumer['group.protocol']).toBeUndefined()
  expect(topic['segment.bytes']).toMatchObject({ min: 14, hasEffect: true })
  expect(topic['message.timestamp.difference.max.ms']).toMatchObject({ hasEffect: true })
})
