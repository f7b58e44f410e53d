import { expect, test } from 'vitest'
import { batchOf } from '../../testing/batches.ts'
import { type BrokerWorld, brokerWorld } from '../../testing/broker-world.ts'
import { rowNamed } from '../common/slot-map.ts'

const HUNDRED_KB = 'x'.repeat(100_000)
const LISTED = {
  'leader.replication.throttled.replicas': '0:1',
  'follower.replication.throttled.replicas': '0:3',
}
const rates = (bytesPerSecond: number): Record<string, string> => ({
  'leader.replication.throttled.rate': String(bytesPerSecond),
  'follower.replication.throttled.rate': String(bytesPerSecond),
})

function produce(t: BrokerWorld, values: string[]) {
  return t.ask(1, 'ProduceRequest', {
    acks: -1,
    timeoutMs: 30_000,
    partitions: [{ topicPartition: 'orders-0', batch: batchOf(values) }],
  })
}

/** Three megabytes on brokers 1 and 2, which broker 3 is to get too. */
function addingBroker3(properties: Record<string, string>, configs: Record<string, string> = LISTED): BrokerWorld {
  const t = brokerWorld(3, properties)
  t.topic('orders', [[1, 2]], configs)
  for (let i = 0; i < 30; i++) produce(t, [HUNDRED_KB])
  // What went to the replica in sync counts at the leader too, as long as it is young.
  t.runFor(12_000)
  t.change('orders-0', { replicas: [1, 2, 3], isr: [1, 2] })
  return t
}

const copied = (t: BrokerWorld) => rowNamed(t.broker(3).partitions, 'orders-0')?.log.logEndOffset ?? 0

test('without a throttle a new replica is copied as fast as the wire carries it', () => {
  const t = addingBroker3({})
  t.runFor(1_000)
  expect(copied(t)).toBe(30)
})

test('a throttled replica gets one fetch, and no more before that is old enough for the rate', () => {
  const t = addingBroker3(rates(1))
  t.runFor(2_000)
  const first = copied(t)
  // replica.fetch.max.bytes.
  expect(first).toBe(10)
  t.runFor(8_000)
  expect(copied(t)).toBe(first)
  t.runFor(5_000)
  expect(copied(t)).toBe(20)
})

test('a rate is kept over time', () => {
  const t = addingBroker3(rates(100_000))
  const beganAtUs = t.world.nowUs
  t.runUntil('it is copied', () => copied(t) === 30)
  const seconds = (t.world.nowUs - beganAtUs) / 1_000_000
  expect(seconds).toBeGreaterThan(15)
  expect(seconds).toBeLessThan(40)
})

test('either side alone holds back', () => {
  for (const side of ['leader', 'follower']) {
    const t = addingBroker3({ [`${side}.replication.throttled.rate`]: '1' })
    t.runFor(5_000)
    expect([side, copied(t)]).toEqual([side, 10])
  }
})

test('only replicas that the topic names are throttled', () => {
  const t = addingBroker3(rates(1), {
    'leader.replication.throttled.replicas': '1:1',
    'follower.replication.throttled.replicas': '0:2',
  })
  t.runFor(1_000)
  expect(copied(t)).toBe(30)
})

test('a replica in sync is never held back, whatever is named', () => {
  const t = brokerWorld(2, rates(1))
  t.topic('orders', [[1, 2]], {
    'leader.replication.throttled.replicas': '*',
    'follower.replication.throttled.replicas': '*',
  })
  for (let i = 0; i < 30; i++) expect(produce(t, [HUNDRED_KB]).partitions[0]?.errorCode).toBe('NONE')
  t.runFor(1_000)
  expect(t.partition(2, 'orders-0').log.logEndOffset).toBe(30)
})

test('a throttle that is taken away is forgotten', () => {
  const t = addingBroker3({})
  const set = (value: string | null) =>
    t.records(
      ...['leader', 'follower'].flatMap((side) =>
        ['1', '3'].map((resourceName) => ({
          type: 'ConfigRecord' as const,
          resourceType: 'broker' as const,
          resourceName,
          name: `${side}.replication.throttled.rate`,
          value,
        })),
      ),
    )
  set('1')
  t.runFor(3_000)
  const held = copied(t)
  expect(held).toBeLessThan(30)
  set(null)
  t.runFor(3_000)
  expect(copied(t)).toBe(30)
})
