// Applications whose keys and values are no text, and readers that take them for something else.

import { describe, expect, test } from 'vitest'
import type { ConsumerNodeState } from '../../kafka/clients/consumer/consumer-node.ts'
import { errorText } from '../../kafka/clients/core/client-error.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import { readAs } from '../../kafka/common/serialization.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import { buildImage } from '../../kafka/observe/image/build-image.ts'
import { clusterOf, type TestCluster } from '../cluster-of.ts'

const KAFKAS = 'org.apache.kafka.common.serialization.'

function cluster() {
  const t = clusterOf({ config: { 'group.initial.rebalance.delay.ms': '0' } })
  const topic = t.topic('orders')
  const records = () =>
    topic.partition(0).log.segments.flatMap((each) => batchesOf(each).flatMap((batch) => batch.records))
  return { t, records }
}

function writer(t: TestCluster, config: ConfigEntries): void {
  t.command({ type: 'AddProducer', producer: { name: 'writer', config, workload: null } })
}

function write(t: TestCluster, ...pairs: readonly (readonly [string | null, string | null])[]): void {
  const records = pairs.map(([key, value]) => ({
    topic: 'orders',
    partition: 0,
    key,
    value,
    timestamp: null,
    headers: [],
  }))
  t.command({ type: 'SendRecords', producer: 'writer', records })
  t.runFor({ ms: 2_000 })
}

function reader(t: TestCluster, config: ConfigEntries): void {
  const own = { 'auto.offset.reset': 'earliest', 'auto.commit.interval.ms': '1000', ...config }
  t.command({
    type: 'AddConsumer',
    consumer: { name: 'reader', groupId: 'g', topics: ['orders'], config: own, processingUs: 0, commit: 'auto' },
  })
  t.runFor({ ms: 10_000 })
}

const producer = (t: TestCluster) => buildImage(t.world).producers.get('writer')
const failure = (t: TestCluster) => {
  const { failure: found } = t.world.nodes.get('reader')!.state as ConsumerNodeState
  return found === null ? null : errorText(found)
}

test('a number goes as eight bytes, and a text that is none is refused before it is on its way', () => {
  const { t, records } = cluster()
  writer(t, { 'key.serializer': `${KAFKAS}LongSerializer`, 'value.serializer': `${KAFKAS}DoubleSerializer` })
  write(t, ['42', '1.5'], [null, null])
  expect(records().map(({ key, value }) => [key, value])).toEqual([
    ['\0\0\0\0\0\0\0*', '\x3f\xf8\0\0\0\0\0\0'],
    [null, null],
  ])
  write(t, ['alice', '1.5'])
  expect(records()).toHaveLength(2)
  expect(producer(t)).toMatchObject({
    sent: 3,
    failed: 1,
    lastError:
      "SerializationException: Can't convert key of class java.lang.String to class org.apache.kafka.common.serialization.LongSerializer specified in key.serializer; caused by ClassCastException: class java.lang.String cannot be cast to class java.lang.Long (java.lang.String and java.lang.Long are in module java.base of loader 'bootstrap')",
  })
})

test('a pair of classes of one’s own: what one writes the other reads', () => {
  const { t, records } = cluster()
  writer(t, { 'value.serializer': 'kafkascope.CustomerSerializer' })
  write(t, ['a', '7:Kim'])
  expect(records().map(({ value }) => readAs('Customer', value ?? ''))).toEqual(['7:Kim'])
  reader(t, { 'value.deserializer': 'kafkascope.CustomerDeserializer' })
  expect([failure(t), buildImage(t.world).members.get('reader')?.consumed]).toEqual([null, 1])
})

describe('a reader with another deserializer', () => {
  test('reads what comes before, ends at the record it cannot read, and ends there again after every start', () => {
    const { t } = cluster()
    writer(t, {})
    write(t, ['a', '12345678'], ['a', '87654321'], ['a', 'text'], ['a', '12345678'])
    reader(t, { 'value.deserializer': `${KAFKAS}LongDeserializer` })
    const poison =
      'RecordDeserializationException: Error deserializing VALUE for partition orders-0 at offset 2. If needed, please seek past the record to continue consumption.; caused by SerializationException: Size of data received by LongDeserializer is not 8'
    expect(failure(t)).toBe(poison)
    t.command({ type: 'StopNode', node: 'reader' })
    t.runFor({ ms: 2_000 })
    t.command({ type: 'StartNode', node: 'reader' })
    t.runFor({ ms: 10_000 })
    expect(failure(t)).toBe(poison)
    // Its offset is that of the record: what comes before it was committed when it closed.
    expect(buildImage(t.world).groups.get('g')?.committed).toMatchObject([{ topicPartition: 'orders-0', offset: 2 }])
  })

  test('that takes any bytes shows garbage and goes on', () => {
    const { t } = cluster()
    writer(t, { 'value.serializer': `${KAFKAS}LongSerializer` })
    write(t, ['a', '1'], ['a', '2'])
    reader(t, { 'value.deserializer': `${KAFKAS}StringDeserializer` })
    expect([failure(t), buildImage(t.world).members.get('reader')?.consumed]).toEqual([null, 2])
  })
})

test.each([
  [
    { 'key.serializer': 'com.example.Missing' },
    'ConfigException: Invalid value com.example.Missing for configuration key.serializer: Class com.example.Missing could not be found.',
  ],
  [
    { 'value.serializer': `${KAFKAS}LongDeserializer` },
    `KafkaException: Failed to construct kafka producer; caused by KafkaException: class ${KAFKAS}LongDeserializer is not an instance of ${KAFKAS}Serializer`,
  ],
])('no producer is made with %j', (config, error) => {
  const { t } = cluster()
  writer(t, config)
  expect(producer(t)?.lastError).toBe(error)
})
