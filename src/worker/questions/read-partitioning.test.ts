import { expect, test } from 'vitest'
import { partitionForKey } from '../../kafka/common/murmur2.ts'
import { type QuietRun, quietRun, sendByHand } from '../../testing/quiet-run.ts'
import { simulatorParts } from '../simulator-parts.ts'
import { readPartitioning } from './read-partitioning.ts'
import { readRecord } from './read-record.ts'

type Ask = Parameters<typeof readPartitioning.answer>[1]

function read(timeline: QuietRun, record: Partial<Ask['record']>, others: Partial<Ask> = {}) {
  return readPartitioning.answer(
    { parts: simulatorParts, timeline },
    {
      type: 'readPartitioning',
      producer: 'orders-app',
      settings: null,
      record: { topic: 'orders', partition: null, key: null, value: null, ...record },
      partitions: null,
      ...others,
    },
  )
}

const rule = (text: string) => ({ 'partitioner.class': 'kafkascope.RulePartitioner', 'partitioner.rule': text })

test('a key is told step by step, as of a topic of any size', () => {
  const timeline = quietRun({})
  // `key1` to `key3` on three partitions, and on four, as the course notes have them.
  for (const [key, of3, of4] of [
    ['key1', 2, 0],
    ['key2', 2, 3],
    ['key3', 1, 1],
  ] as const) {
    const told = (partitions: number) => read(timeline, { key }, { partitions }).steps
    expect(told(3)?.step).toMatchObject({ by: 'key', partition: of3 })
    expect(told(4)).toMatchObject({ numPartitions: 4, missing: false, step: { by: 'key', partition: of4 } })
  }
  const step = read(timeline, { key: 'abc' }).steps?.step
  expect(step).toMatchObject({ by: 'key', murmur2: 479470107, positive: 479470107 })
  expect(read(timeline, { key: 'a', partition: 0 }).steps?.step).toEqual({ by: 'record', partition: 0 })
})

test('a record without key stays where the others went, and to ask changes nothing', () => {
  const timeline = quietRun({})
  expect(read(timeline, {}).steps?.step).toMatchObject({ by: 'stickyBytes', partition: null, producedBytes: 0 })
  const keyless = { topic: 'orders', partition: null, key: null, value: 'a', timestamp: null, headers: [] }
  timeline.act({ type: 'SendRecords', producer: 'orders-app', records: [keyless] })
  timeline.runTo(timeline.world.nowUs + 1_000_000)
  const told = () => read(timeline, {}).steps?.step
  expect(told()).toMatchObject({ by: 'stickyBytes', partition: 0, batchSize: 16_384 })
  expect(told()).toEqual(told())
})

test('a partitioner that is being thought about is tried without being used', () => {
  const timeline = quietRun({})
  const vip = rule('key.startsWith("VIP") ? hash(key) % 8 : 8')
  const tried = (key: string | null, partitions: number | null) =>
    read(timeline, { key }, { settings: vip, partitions }).steps
  expect(tried('VIP-1', 10)).toMatchObject({ missing: false, step: { partition: partitionForKey('VIP-1', 8) } })
  expect(tried('guest', 1)).toMatchObject({ missing: true, thrown: null, step: { by: 'rule', partition: 8 } })
  expect(tried(null, 10)).toMatchObject({
    step: { error: { problem: 'wrongTypes' } },
    thrown: expect.stringContaining('IllegalArgumentException: kafkascope.RulePartitioner: found no matching overload'),
  })
  const negative = read(timeline, { key: 'a' }, { settings: rule('-1') }).steps
  expect(negative?.thrown).toBe(
    'IllegalArgumentException: The partitioner generated an invalid partition number: -1. Partition number should always be non-negative.',
  )
  expect(read(timeline, { key: 'a' }, { settings: rule('kee') })).toMatchObject({
    steps: null,
    rule: { problem: 'unknownName', from: 0, to: 3 },
    refused: expect.stringContaining('Failed to construct kafka producer'),
  })
})

test('round robin shows whose turn it is, and that keys do not count', () => {
  const timeline = quietRun({})
  const settings = {
    'partitioner.class': 'org.apache.kafka.clients.producer.RoundRobinPartitioner',
    'partitioner.rule': '',
  }
  expect(read(timeline, { key: 'a' }, { settings, partitions: 4 }).steps).toMatchObject({
    ignoresKey: true,
    step: { by: 'counter', counter: 0, index: 0, list: [0, 1, 2, 3], partition: 0, choosesAgain: false },
  })
})

test('the bytes of a record are those in the log, and its producer is named', () => {
  const timeline = quietRun({})
  sendByHand(timeline, 'a')
  timeline.runTo(timeline.world.nowUs + 1_000_000)
  const at = (offset: number) =>
    readRecord.answer(
      { parts: simulatorParts, timeline },
      { type: 'readRecord', broker: 1, topicPartition: 'orders-0', offset },
    ).record
  expect(at(0)).toMatchObject({ producer: 'orders-app', value: 'a' })
  expect(at(1)).toBeNull()
})
