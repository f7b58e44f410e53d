// The exceptions of the constructors, as the Java clients word them.

import { describe, expect, test } from 'vitest'
import { DEFAULT_PROFILE, profileOf } from '../../profile/registry.ts'
import { parseConsumerConfig } from '../consumer/consumer-config.ts'
import { parseProducerConfig } from '../producer/producer-config.ts'
import { type ClientError, errorText } from './client-error.ts'

const KAFKA = profileOf(DEFAULT_PROFILE)

const FAILED_PRODUCER = 'KafkaException: Failed to construct kafka producer'
const FAILED_CONSUMER = 'KafkaException: Failed to construct kafka consumer'

function errorOf(parsed: object): string | null {
  if (!('error' in parsed)) return null
  return errorText(parsed.error as ClientError)
}

describe('a producer', () => {
  test.each([
    [
      { 'config.providers': 'env, file', 'config.providers.file.class': 'no.such.P', acks: '5' },
      'ConfigException: Invalid value no.such.P for configuration config.providers.file.class: Could not load config provider class or one of its dependencies',
    ],
    [{ acks: '5' }, 'ConfigException: Invalid value 5 for configuration acks: String must be one of: all, -1, 0, 1'],
    [
      { 'batch.size': '-1' },
      'ConfigException: Invalid value -1 for configuration batch.size: Value must be at least 0',
    ],
    [
      { 'linger.ms': 'soon' },
      'ConfigException: Invalid value soon for configuration linger.ms: Not a number of type LONG',
    ],
    [
      { 'enable.idempotence': 'maybe' },
      'ConfigException: Invalid value maybe for configuration enable.idempotence: Expected value to be either true or false',
    ],
    [
      { 'compression.type': 'brotli' },
      'ConfigException: Invalid value brotli for configuration compression.type: String must be one of: none, gzip, snappy, lz4, zstd',
    ],
    [
      { acks: '0', 'enable.idempotence': 'true' },
      'ConfigException: Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.',
    ],
    [
      { retries: '0', 'enable.idempotence': 'true' },
      'ConfigException: Must set retries to non-zero when using the idempotent producer.',
    ],
    [
      { 'max.in.flight.requests.per.connection': '6', 'enable.idempotence': 'true' },
      'ConfigException: To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 6.',
    ],
    [
      { 'max.in.flight.requests.per.connection': '7', acks: '1' },
      'ConfigException: To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most 5. Current value is 7.',
    ],
    [
      { 'transactional.id': 'x', acks: '1' },
      'ConfigException: Cannot set a transactional.id without also enabling idempotence.',
    ],
    [
      { 'delivery.timeout.ms': '1000' },
      `${FAILED_PRODUCER}; caused by ConfigException: delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms`,
    ],
    [
      { 'partitioner.class': 'java.lang.String' },
      `${FAILED_PRODUCER}; caused by KafkaException: class java.lang.String is not an instance of org.apache.kafka.clients.producer.Partitioner`,
    ],
    [
      { 'interceptor.classes': 'java.lang.String' },
      `${FAILED_PRODUCER}; caused by ClassCastException: class java.lang.String`,
    ],
    [
      { 'interceptor.classes': 'com.example.Audit' },
      `${FAILED_PRODUCER}; caused by KafkaException: Class com.example.Audit cannot be found; caused by ClassNotFoundException: com.example.Audit`,
    ],
    [
      { 'metric.reporters': 'com.example.Meters' },
      `${FAILED_PRODUCER}; caused by KafkaException: Class com.example.Meters cannot be found; caused by ClassNotFoundException: com.example.Meters`,
    ],
    [
      { 'partitioner.class': 'org.apache.kafka.clients.producer.UniformStickyPartitioner' },
      'ConfigException: Invalid value org.apache.kafka.clients.producer.UniformStickyPartitioner for configuration partitioner.class: Class org.apache.kafka.clients.producer.UniformStickyPartitioner could not be found.',
    ],
  ])('%j', (config, message) => {
    expect(errorOf(parseProducerConfig(config as unknown as Record<string, string>, KAFKA))).toBe(message)
  })

  test('idempotence that nobody asked for gives way without a word', () => {
    expect(parseProducerConfig({}, KAFKA)).toMatchObject({ enableIdempotence: true, acks: -1, lingerMs: 5 })
    expect(parseProducerConfig({ acks: '1' }, KAFKA)).toMatchObject({ enableIdempotence: false, acks: 1 })
    expect(parseProducerConfig({ retries: '0' }, KAFKA)).toMatchObject({ enableIdempotence: false })
  })

  test('a delivery timeout that was not set makes room for what was', () => {
    expect(parseProducerConfig({ 'request.timeout.ms': '200000' }, KAFKA)).toMatchObject({ deliveryTimeoutMs: 200_005 })
  })
})

describe('a consumer', () => {
  test.each([
    ...['EARLIEST', 'By_Duration:PT1H', 'by_duration'].map((reset): [Record<string, string>, string] => [
      { 'auto.offset.reset': reset },
      `ConfigException: Invalid value ${reset} for configuration auto.offset.reset: Invalid value \`${reset}\` for configuration auto.offset.reset. The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.`,
    ]),
    [
      { 'max.partition.fetch.bytes': '-1' },
      'ConfigException: Invalid value -1 for configuration max.partition.fetch.bytes: Value must be at least 0',
    ],
    [
      { 'isolation.level': 'dirty' },
      'ConfigException: Invalid value dirty for configuration isolation.level: String must be one of: read_committed, read_uncommitted',
    ],
    [
      { 'auto.offset.reset': 'soon' },
      "ConfigException: Invalid value soon for configuration auto.offset.reset: Invalid value `soon` for configuration auto.offset.reset. The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.",
    ],
    [
      { 'enable.auto.commit': 'true' },
      'InvalidConfigurationException: enable.auto.commit cannot be set to true when default group id (null) is used.',
    ],
    [
      { 'group.id': 'g', 'partition.assignment.strategy': 'org.example.NoSuchAssignor' },
      `${FAILED_CONSUMER}; caused by KafkaException: org.example.NoSuchAssignor ClassNotFoundException exception occurred; caused by ClassNotFoundException: org.example.NoSuchAssignor`,
    ],
    [
      { 'group.id': 'g', 'partition.assignment.strategy': 'java.lang.String' },
      `${FAILED_CONSUMER}; caused by KafkaException: class java.lang.String is not an instance of org.apache.kafka.clients.consumer.ConsumerPartitionAssignor`,
    ],
    [
      { 'group.id': 'g', 'heartbeat.interval.ms': '50000' },
      `${FAILED_CONSUMER}; caused by IllegalArgumentException: Heartbeat must be set lower than the session timeout`,
    ],
    [
      { 'group.protocol': 'consumer', 'session.timeout.ms': '10000' },
      'ConfigException: session.timeout.ms cannot be set when group.protocol=CONSUMER',
    ],
    [
      { 'group.protocol': 'streams' },
      'ConfigException: Invalid value streams for configuration group.protocol: String must be one of (case insensitive): CONSUMER, CLASSIC',
    ],
    [
      { 'group.remote.assignor': 'range' },
      'ConfigException: group.remote.assignor cannot be set when group.protocol=CLASSIC',
    ],
  ])('%j', (config, message) => {
    expect(errorOf(parseConsumerConfig(config as unknown as Record<string, string>, KAFKA))).toBe(message)
  })

  test('defaults of 4.3.1', () => {
    expect(parseConsumerConfig({ 'group.id': 'g' }, KAFKA)).toMatchObject({
      assignors: ['range', 'cooperative-sticky'],
      sessionTimeoutMs: 45_000,
      enableAutoCommit: true,
      autoOffsetReset: { kind: 'latest' },
    })
    expect(parseConsumerConfig({}, KAFKA)).toMatchObject({ enableAutoCommit: false })
  })

  test('by_duration is an ISO 8601 duration', () => {
    expect(parseConsumerConfig({ 'auto.offset.reset': 'by_duration:P1DT2H3M4.5S' }, KAFKA)).toMatchObject({
      autoOffsetReset: { kind: 'byDuration', durationMs: 93_784_500 },
    })
  })
})

describe('names and lists of a consumer', () => {
  test.each([
    [
      { 'group.id': ' ' },
      `${FAILED_CONSUMER}; caused by InvalidGroupIdException: The configured group.id should not be an empty string or whitespace.`,
    ],
    [
      { 'group.id': 'g', 'group.instance.id': 'a b' },
      `${FAILED_CONSUMER}; caused by InvalidConfigurationException: Group instance id is invalid: 'a b' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`,
    ],
    // What is given twice counts once; what is wrong is the class.
    [
      { 'interceptor.classes': 'a.B,a.B' },
      `${FAILED_CONSUMER}; caused by KafkaException: Class a.B cannot be found; caused by ClassNotFoundException: a.B`,
    ],
    [{ 'metric.reporters': 'a.B,,c.D' }, "ConfigException: Configuration 'metric.reporters' values must not be empty."],
    [{ 'group.id': 'g', 'partition.assignment.strategy': '' }, null],
  ])('%j', (entries, message) => {
    expect(errorOf(parseConsumerConfig(entries, KAFKA))).toBe(message)
  })
})
