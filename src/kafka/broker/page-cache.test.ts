// Another program takes memory of a broker: what has fallen out of the page cache is read from the disk.

import { expect, test } from 'vitest'
import { hashWorld } from '../../engine/state-hash.ts'
import { clusterOf, type TestCluster, type TestTopic } from '../../testing/cluster-of.ts'
import { brokerStates } from '../cluster/kinds/broker/brokers.ts'
import { buildImage } from '../observe/image/build-image.ts'

const RECORDS = 120

/** One broker with some thirty pages of records. */
function loaded(): TestCluster & { readonly orders: TestTopic } {
  const t = clusterOf({ brokers: 1, controllers: 1 })
  const orders = t.topic('orders', { replicationFactor: 1 })
  const producer = t.producer()
  for (let i = 0; i < RECORDS; i++) producer.send(orders, 'x'.repeat(1_000))
  t.runFor({ ms: 1_000 })
  expect(t.logOn(1, 'orders-0').logEndOffset).toBe(RECORDS)
  return Object.assign(t, { orders })
}

const limit = (t: TestCluster, bytes: number | null) => t.command({ type: 'LimitPageCache', broker: 'broker-1', bytes })
const cacheOf = (t: TestCluster) => brokerStates(t.world)[0]?.pageCache
const imageOf = (t: TestCluster) => buildImage(t.world).brokers.get('broker-1')?.pageCache

/** Reads from the beginning, two records at a time; how long that takes, in milliseconds. */
function readAll(t: TestCluster, name = 'late'): number {
  const consumer = t.consumer(name, {
    topics: ['orders'],
    groupId: '',
    config: { 'max.partition.fetch.bytes': '2200' },
  })
  return t.runUntil('all is read', () => consumer.consumed === RECORDS)
}

test('a reader of old records waits for the disk, and what it reads pushes out what others read', () => {
  const quick = readAll(loaded())
  const t = loaded()
  limit(t, 16_384)
  expect(cacheOf(t)!.pages.size).toBe(4)
  const slow = readAll(t)
  expect(slow).toBeGreaterThan(quick + 100)
  const { hits, misses, usedBytes } = imageOf(t)!
  expect(misses).toBeGreaterThanOrEqual(26)
  expect(hits).toBeGreaterThan(0)
  expect(usedBytes).toBeLessThanOrEqual(16_384)
  expect(t.happened('ReadFromDisk')[0]!.body).toMatchObject({ broker: 1, topicPartition: 'orders-0' })
})

test('who reads the newest records never waits, for they have just been written', () => {
  const t = loaded()
  limit(t, 16_384)
  const tail = t.consumer('tail', { topics: ['orders'], groupId: '', config: { 'auto.offset.reset': 'latest' } })
  t.runFor({ ms: 2_000 })
  const producer = t.producer({}, 'second')
  for (let i = 0; i < 5; i++) producer.send(t.orders, 'new')
  t.runUntil('they are read', () => tail.consumed === 5)
  expect([cacheOf(t)!.misses, t.happened('ReadFromDisk').length]).toEqual([0, 0])
  expect(cacheOf(t)!.hits).toBeGreaterThan(0)
})

test('two who read old records share one disk', () => {
  const alone = loaded()
  limit(alone, 8_192)
  const one = readAll(alone)
  const both = loaded()
  limit(both, 8_192)
  both.consumer('other', { topics: ['orders'], groupId: '', config: { 'max.partition.fetch.bytes': '1100' } })
  expect(readAll(both)).toBeGreaterThan(one)
})

test('memory that is given back holds everything again; a process that is killed leaves the cache, a power cut does not', () => {
  const t = loaded()
  limit(t, 16_384)
  t.kill(1)
  t.start(1)
  t.runFor({ ms: 15_000 })
  expect(cacheOf(t)!.limitBytes).toBe(16_384)
  t.command({ type: 'PowerCutNode', node: 'broker-1' })
  t.start(1)
  t.runFor({ ms: 15_000 })
  expect(cacheOf(t)).toBeUndefined()
  limit(t, 16_384)
  limit(t, null)
  expect([cacheOf(t), imageOf(t)]).toEqual([undefined, undefined])
})

test('the same run waits for the same reads', () => {
  const [first, second] = [loaded(), loaded()].map((t) => {
    limit(t, 16_384)
    readAll(t)
    return hashWorld(t.world)
  })
  expect(first).toBe(second)
})
