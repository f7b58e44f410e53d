// Consumers that read from the replica in their own rack (KIP-392), in both eras.

import '../../testing/every-version.ts'
import { describe, expect, test } from 'vitest'
import type { TestConsumer } from '../../testing/cluster-clients.ts'
import { clusterOf, type TestCluster } from '../../testing/cluster-of.ts'
import type { ConsumerNodeState } from '../clients/consumer/consumer-node.ts'
import { buildImage } from '../observe/image/build-image.ts'
import { newestMetadata } from '../observe/image/newest-metadata.ts'
import type { ProfileName } from '../profile/properties-registry.ts'

const ERAS: readonly ProfileName[] = ['kafka-4', 'kafka-2.5']
const SELECTOR = 'org.apache.kafka.common.replica.RackAwareReplicaSelector'

function racked(
  profile: ProfileName,
  config: Readonly<Record<string, string>> = { 'replica.selector.class': SELECTOR },
) {
  return clusterOf({ profile, config, racks: ['east', 'west', 'north'] })
}

function readFrom(t: TestCluster, consumer: TestConsumer): number | null {
  const state = t.world.nodes.get(consumer.name)?.state as ConsumerNodeState | null | undefined
  return state?.client?.partitions.get('orders-0')?.readReplica?.brokerId ?? null
}

function rackOf(broker: number): string {
  return ['east', 'west', 'north'][broker - 1]!
}

describe.each(ERAS)('%s', (profile) => {
  test('the leader sends it to the follower in its rack, which it then reads from', () => {
    const t = racked(profile)
    const orders = t.topic('orders')
    const [near] = orders.followers
    const producer = t.producer({ acks: 'all' })
    producer.send(orders, 'first')
    const reader = t.consumer('reader', { topics: ['orders'], config: { 'client.rack': rackOf(near!) } })
    t.runUntil('it is sent there', () => readFrom(t, reader) === near)
    expect(t.happened('ReadReplicaChosen')[0]!.body).toMatchObject({
      ...{ consumer: 'reader', topicPartition: 'orders-0' },
      ...{ leader: orders.leader, replica: near, rack: rackOf(near!) },
    })
    const member = () => buildImage(t.world).members.get('reader')?.assignment[0]
    expect(member()?.readsFrom).toBe(near)
    producer.send(orders, 'second')
    t.runUntil('it has read both', () => reader.consumed === 2)
    // What it gets comes over the short way only.
    t.command({ type: 'CutLink', a: 'reader', b: `broker-${orders.leader}` })
    producer.send(orders, 'third')
    t.runUntil('it has read the third', () => reader.consumed === 3, 5_000)
  })

  test('nobody is sent anywhere without the selector, without a rack, or by a leader in the same rack', () => {
    const cases: readonly { readonly config: Record<string, string>; readonly rack: string }[] = [
      { config: {}, rack: 'west' },
      { config: { 'replica.selector.class': SELECTOR }, rack: '' },
      { config: { 'replica.selector.class': SELECTOR }, rack: 'south' },
    ]
    for (const { config, rack } of cases) {
      const t = racked(profile, config)
      const orders = t.topic('orders')
      t.producer().send(orders, 'first')
      const reader = t.consumer('reader', { topics: ['orders'], config: { 'client.rack': rack } })
      const close = t.consumer('close', {
        topics: ['orders'],
        groupId: 'close',
        config: { 'client.rack': rackOf(orders.leader) },
      })
      t.runUntil('both have read', () => reader.consumed + close.consumed === 2)
      t.runFor({ ms: 3_000 })
      expect(t.happened('ReadReplicaChosen')).toEqual([])
    }
  })

  test('a follower that dies is left: its consumer goes back to the leader and misses nothing', () => {
    const t = racked(profile)
    const orders = t.topic('orders')
    const [near] = orders.followers
    const producer = t.producer()
    producer.send(orders, 'first')
    const reader = t.consumer('reader', { topics: ['orders'], config: { 'client.rack': rackOf(near!) } })
    t.runUntil('it is sent there', () => readFrom(t, reader) === near && reader.consumed === 1)
    t.kill(near!)
    producer.send(orders, 'second')
    t.runUntil('it reads on', () => reader.consumed === 2)
    expect(readFrom(t, reader)).not.toBe(near)
  })

  test('nobody is sent to a follower whose own retention has taken what they ask for: its leader has heard of that', () => {
    const t = racked(profile)
    const orders = t.topic('orders', { config: { 'retention.ms': '10000', 'segment.ms': '10000' } })
    const [near] = orders.followers
    t.runFor({ ms: 25_000 })
    t.producer().send(orders, 'first')
    t.runUntil('all have looked for what is old', () => t.world.nowUs > 35_000_000)
    t.kill(near!)
    t.runUntil('its session is over', () => !orders.isr.includes(near!))
    t.start(near!)
    // It looks 30 s after its start, the leader five minutes after it looked last.
    t.runUntil('it has taken the record away', () => t.partitionOn(near!, 'orders-0')?.log.logStartOffset === 1)
    expect(t.partitionOn(orders.leader, 'orders-0')?.log.logStartOffset).toBe(0)
    const reader = t.consumer('reader', { topics: ['orders'], config: { 'client.rack': rackOf(near!) } })
    t.runUntil('it has read the record', () => reader.consumed === 1)
    expect(t.happened('ReadReplicaChosen').map(({ body }) => body.replica)).not.toContain(near)
  })

  test('the replica is asked for anew after metadata.max.age.ms', () => {
    const t = racked(profile)
    const orders = t.topic('orders')
    const [near] = orders.followers
    t.producer().send(orders, 'first')
    const config = { 'client.rack': rackOf(near!), 'metadata.max.age.ms': '10000' }
    t.consumer('reader', { topics: ['orders'], config })
    t.runFor({ ms: 35_000 })
    expect(t.happened('ReadReplicaChosen').length).toBeGreaterThanOrEqual(3)
  })
})

test('a follower outside of the ISR gets readers in 2.5 and none in 4.x', () => {
  const sent = ERAS.map((profile) => {
    const t = racked(profile, { 'replica.selector.class': SELECTOR, 'replica.lag.time.max.ms': '2000' })
    const orders = t.topic('orders')
    const [near] = orders.followers
    const producer = t.producer({ acks: '1' })
    producer.send(orders, 'first')
    t.runUntil('it has that', () => t.partitionOn(near!, 'orders-0')?.log.highWatermark === 1)
    t.holdFetches(orders.leader, [near!])
    producer.send(orders, 'second')
    t.runUntil('it is out of the ISR', () => !orders.isr.includes(near!))
    t.consumer('reader', { topics: ['orders'], config: { 'client.rack': rackOf(near!) } })
    t.runFor({ ms: 20_000 })
    return t.happened('ReadReplicaChosen').length > 0
  })
  expect(sent).toEqual([false, true])
})

test('4.x tells it at once, 2.5 after fetch.max.wait.ms', () => {
  const waited = ERAS.map((profile) => {
    const t = racked(profile)
    const orders = t.topic('orders')
    const [near] = orders.followers
    t.producer().send(orders, 'first')
    const reader = t.consumer('reader', { topics: ['orders'], config: { 'client.rack': rackOf(near!) } })
    t.runUntil('it has a position', () => reader.position('orders-0') === 0)
    return t.runUntil('it is sent there', () => readFrom(t, reader) === near)
  })
  expect(waited[0]).toBeLessThan(50)
  expect(waited[1]).toBeGreaterThan(490)
})

test('in 2.5 a reader of committed records hears of it no sooner when others have open transactions beside it', () => {
  const t = racked('kafka-2.5')
  const orders = t.topic('orders')
  const [near] = orders.followers
  t.producer().send(orders, 'first')
  // One replica each, of which some stand with the leader of the orders: nobody is sent away from those.
  t.topic('pays', { partitions: 6, replicationFactor: 1 })
  t.command({
    type: 'AddProducer',
    producer: {
      name: 'pays-app',
      config: { 'transactional.id': 'pays', 'linger.ms': '0' },
      workload: { topic: 'pays', recordsPerSecond: 200, keys: [], valueBytes: 20, recordsPerTransaction: 0 },
    },
  })
  const open = newestMetadata(t.world)
    .topics.get('pays')!
    .partitions.find(({ leader }) => leader === orders.leader)!
  t.runUntil('a transaction is open', () => t.logOn(orders.leader, open.topicPartition).highWatermark > 0)
  const config = { 'client.rack': rackOf(near!), 'isolation.level': 'read_committed' }
  const reader = t.consumer('reader', { topics: ['orders', 'pays'], config })
  t.runUntil('it has a position', () => reader.position('orders-0') === 0)
  expect(t.runUntil('it is sent there', () => readFrom(t, reader) === near)).toBeGreaterThan(490)
})
