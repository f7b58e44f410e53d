import { expect, test } from 'vitest'
import type { DescribedConfig } from '../protocol/describe-configs.ts'
import { parseConfigValue } from './config-def.ts'
import {
  describeBrokerConfigs,
  describeDefaultBrokerConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
} from './describe-configs.ts'
import { type BrokerLayers, topicConfigNumber } from './effective-config.ts'
import { DEFAULT_PROFILE, profileOf } from './registry.ts'
import { validateTopicConfigs } from './validate-topic-configs.ts'

/** As in the recorded clusters: some lines of server.properties, and the minimum ISR that formatting wrote. */
const KAFKA_4 = profileOf(DEFAULT_PROFILE)
const { broker: BROKER_CONFIGS, topic: TOPIC_CONFIGS } = KAFKA_4.configs

const layers: BrokerLayers = {
  profile: KAFKA_4,
  dynamicBroker: {},
  dynamicDefault: { 'min.insync.replicas': '1' },
  static: { 'log.segment.bytes': '1073741824', 'log.retention.hours': '168', 'num.partitions': '1' },
}

function line({ name, value, synonyms }: DescribedConfig): string {
  return `${name}=${value} {${synonyms.map((synonym) => `${synonym.source}:${synonym.name}=${synonym.value}`).join(', ')}}`
}

function describeTopic(
  overrides: Record<string, string>,
  keys: readonly string[] | null = null,
  on: BrokerLayers = layers,
): string[] {
  return describeTopicConfigs(on, overrides, keys, true).map(line)
}

test('a topic is described with every layer behind each value, as kafka-configs.sh --all showed it', () => {
  const overrides = { 'cleanup.policy': 'compact,delete', 'retention.ms': '86400000', 'segment.bytes': '1048576' }
  const lines = describeTopic(overrides)
  expect(lines).toHaveLength(33)
  expect(lines).toEqual(
    expect.arrayContaining([
      'cleanup.policy=compact,delete {DYNAMIC_TOPIC_CONFIG:cleanup.policy=compact,delete, DEFAULT_CONFIG:log.cleanup.policy=delete}',
      'compression.type=producer {DEFAULT_CONFIG:compression.type=producer}',
      'flush.ms=9223372036854775807 {}',
      'follower.replication.throttled.replicas= {}',
      'max.message.bytes=1048588 {DEFAULT_CONFIG:message.max.bytes=1048588}',
      'min.insync.replicas=1 {DYNAMIC_DEFAULT_BROKER_CONFIG:min.insync.replicas=1, DEFAULT_CONFIG:min.insync.replicas=1}',
      'retention.ms=86400000 {DYNAMIC_TOPIC_CONFIG:retention.ms=86400000}',
      'segment.bytes=1048576 {DYNAMIC_TOPIC_CONFIG:segment.bytes=1048576, STATIC_BROKER_CONFIG:log.segment.bytes=1073741824, DEFAULT_CONFIG:log.segment.bytes=1073741824}',
      'segment.jitter.ms=0 {}',
      'segment.ms=604800000 {}',
      'unclean.leader.election.enable=false {DEFAULT_CONFIG:unclean.leader.election.enable=false}',
    ]),
  )
})

test('a value is shown as Kafka has read it', () => {
  const given = {
    preallocate: 'TRUE',
    'cleanup.policy': 'compact, delete',
    'retention.ms': '+9223372036854775807',
    'min.cleanable.dirty.ratio': '1',
  }
  const shown = describeTopicConfigs(layers, given, Object.keys(given), true).map(({ name, value, synonyms }) => [
    name,
    value,
    synonyms[0]?.value,
  ])
  expect(shown).toEqual([
    ['cleanup.policy', 'compact,delete', 'compact,delete'],
    ['min.cleanable.dirty.ratio', '1.0', '1.0'],
    ['preallocate', 'true', 'true'],
    ['retention.ms', '9223372036854775807', '9223372036854775807'],
  ])
})

test('what is not at its built-in default is what describe of a fresh topic lists', () => {
  const listed = describeTopicConfigs(layers, {}, null, false).filter((config) => config.source !== 'DEFAULT_CONFIG')
  expect(listed.map((config) => `${config.name}=${config.value}`)).toEqual([
    'min.insync.replicas=1',
    'segment.bytes=1073741824',
  ])
})

test('hours of server.properties count for the value, but show as a synonym only behind the key in milliseconds', () => {
  const twoHours = { ...layers, static: { 'log.retention.hours': '2' } }
  expect(describeTopic({}, ['retention.ms'], twoHours)).toEqual(['retention.ms=7200000 {}'])
  const dynamic = {
    ...twoHours,
    dynamicBroker: { 'log.retention.ms': '200000' },
    dynamicDefault: { 'log.retention.ms': '100000' },
  }
  expect(describeTopic({}, ['retention.ms'], dynamic)).toEqual([
    'retention.ms=200000 {DYNAMIC_BROKER_CONFIG:log.retention.ms=200000, DYNAMIC_DEFAULT_BROKER_CONFIG:log.retention.ms=100000, STATIC_BROKER_CONFIG:log.retention.hours=2, DEFAULT_CONFIG:log.retention.hours=168}',
  ])
  expect(topicConfigNumber(twoHours, {}, 'retention.ms')).toBe(7_200_000)
})

test('broker defaults list only what was set for all brokers; one broker lists everything it knows', () => {
  expect(describeDefaultBrokerConfigs(layers, null, true).map(line)).toEqual([
    'min.insync.replicas=1 {DYNAMIC_DEFAULT_BROKER_CONFIG:min.insync.replicas=1}',
  ])
  const [described] = describeBrokerConfigs({ ...layers, dynamicBroker: { 'no.such.key': '1' } }, ['no.such.key'], true)
  // It may be a password: a name that Kafka does not know is shown without its value.
  expect(described).toMatchObject({ value: null, isSensitive: true, source: 'DYNAMIC_BROKER_CONFIG', isReadOnly: true })
  expect(describeBrokerConfigs(layers, ['log.dirs'], true)[0]).toMatchObject({ value: null, isReadOnly: true })
  expect(describeBrokerConfigs(layers, ['log.retention.ms'], true)[0]).toMatchObject({ isReadOnly: false })
})

test("a group's overrides stand before the broker's group defaults", () => {
  const described = describeGroupConfigs(
    layers,
    { 'consumer.session.timeout.ms': '50000' },
    ['consumer.session.timeout.ms'],
    true,
  )
  expect(described.map(line)).toEqual([
    'consumer.session.timeout.ms=50000 {DYNAMIC_GROUP_CONFIG:consumer.session.timeout.ms=50000, DEFAULT_CONFIG:group.consumer.session.timeout.ms=45000}',
  ])
})

test.each([
  ['retention.ms', 'abc', 'Invalid value abc for configuration retention.ms: Not a number of type LONG'],
  ['segment.bytes', '1e6', 'Invalid value 1e6 for configuration segment.bytes: Not a number of type INT'],
  [
    'segment.bytes',
    '99999999999',
    'Invalid value 99999999999 for configuration segment.bytes: Not a number of type INT',
  ],
  ['segment.bytes', '100', 'Invalid value 100 for configuration segment.bytes: Value must be at least 1048576'],
  ['preallocate', 'yes', 'Invalid value yes for configuration preallocate: Expected value to be either true or false'],
  [
    'compression.type',
    'brotli',
    'Invalid value brotli for configuration compression.type: String must be one of: uncompressed, zstd, lz4, snappy, gzip, producer',
  ],
  [
    'cleanup.policy',
    'compact,keep',
    'Invalid value keep for configuration cleanup.policy: String must be one of: compact, delete',
  ],
  [
    'min.cleanable.dirty.ratio',
    '1.5',
    'Invalid value 1.5 for configuration min.cleanable.dirty.ratio: Value must be no more than 1',
  ],
] as const)('%s=%s is refused with the words of ConfigException', (name, value, message) => {
  expect(validateTopicConfigs({ [name]: value }, layers)).toBe(message)
})

test('compaction lags must not contradict each other', () => {
  expect(validateTopicConfigs({ 'min.compaction.lag.ms': '10', 'max.compaction.lag.ms': '5' }, layers)).toBe(
    'conflict topic config setting min.compaction.lag.ms (10) > max.compaction.lag.ms (5)',
  )
})

test('every default passes its own check', () => {
  for (const key of [...TOPIC_CONFIGS.values(), ...BROKER_CONFIGS.values()]) {
    if (key.defaultValue !== null)
      expect(parseConfigValue(key, key.defaultValue), key.name).toMatchObject({ error: null })
  }
})
