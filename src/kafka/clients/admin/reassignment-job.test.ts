// Replicas that move by one gesture, in both eras: what is told, what it costs, and that no client notices.

import '../../../testing/every-version.ts'
import { describe, expect, test } from 'vitest'
import { clusterOf, type TestCluster } from '../../../testing/cluster-of.ts'
import type { Command, PartitionToReassign } from '../../cluster/commands.ts'
import { brokerStates } from '../../cluster/kinds/broker/brokers.ts'
import type { Happening } from '../../observe/happenings.ts'
import { buildImage } from '../../observe/image/build-image.ts'
import { newestMetadata } from '../../observe/image/newest-metadata.ts'
import type { ProfileName } from '../../profile/properties-registry.ts'

type Reassign = Extract<Command, { type: 'ReassignPartitions' }>

const ERAS: readonly ProfileName[] = ['kafka-4', 'kafka-2.5']
const VALUE = 'v'.repeat(1_000)

function grown(profile: ProfileName, records = 100): TestCluster {
  const t = clusterOf({ profile, brokers: 3, config: { 'replica.fetch.max.bytes': '20000' } })
  const topic = t.topic('orders', { minInsyncReplicas: 2 })
  const producer = t.producer({ acks: 'all' })
  for (let sent = 0; sent < records; sent++) producer.send(topic, VALUE)
  t.runUntil('all of it is written', () => topic.highWatermark >= records)
  t.command({ type: 'AddBroker', broker: { id: 4, rack: null, config: {} } })
  t.runUntil('broker-4 is there', () => buildImage(t.world).brokers.get('broker-4')?.status === 'running')
  t.runFor({ ms: 5_000 })
  return t
}

function move(t: TestCluster, replicas: PartitionToReassign['replicas'], more: Partial<Reassign> = {}): void {
  const partitions = [{ topic: 'orders', partition: 0, replicas }]
  t.command({ type: 'ReassignPartitions', partitions, throttle: null, thenStop: null, ...more })
}

function orders(t: TestCluster) {
  return buildImage(t.world).partitions.get('orders-0')!
}

function told(t: TestCluster, ...types: Happening['type'][]): string[] {
  return t.world.happenings.map(({ body }) => body.type).filter((type) => types.includes(type as Happening['type']))
}

function unthrottled(t: TestCluster): boolean {
  return brokerStates(t.world).every(
    ({ config }) => config.leaderThrottledRate === null && config.followerThrottledRate === null,
  )
}

describe.each(ERAS)('%s', (profile) => {
  test('a new broker stays empty until replicas are moved there; then the new one copies, and the old one goes', () => {
    const t = grown(profile)
    expect(buildImage(t.world).brokers.get('broker-4')).toMatchObject({ replicaCount: 0, leaderCount: 0 })
    const joined = t.world.happenings.map(({ body }) => body as Happening)
    expect(joined).toContainEqual(
      expect.objectContaining({
        type: profile === 'kafka-4' ? 'BrokerUnfenced' : 'BrokerAppeared',
        broker: 4,
        isEmpty: true,
      }),
    )
    const before = [...orders(t).replicas]
    const target = [before[0]!, before[1]!, 4]
    move(t, target)
    t.runUntil('it has moved', () => orders(t).replicas.join() === target.join())
    t.runFor({ ms: 3_000 })

    const steps: Happening['type'][] = ['ReassignmentStarted', 'IsrExpanded', 'ReassignmentCompleted']
    const since = t.happened('ReassignmentAsked')[0]!.id
    expect(
      t.world.happenings
        .filter(({ id }) => id > since)
        .flatMap(({ body }) => steps.find((type) => type === body.type) ?? []),
    ).toEqual(steps)
    expect(t.happened('ReassignmentStarted')[0]!.body).toMatchObject({ adding: [4], removing: [before[2]] })
    expect(t.happened('ReassignmentCompleted')[0]!.body).toMatchObject({ added: [4], removed: [before[2]] })
    expect(t.why(t.happened('ReassignmentStarted')[0]!.id).map(({ type }) => type)).toContain('ReassignmentAsked')
    expect(t.logOn(4, 'orders-0').logEndOffset).toBe(100)
    expect(t.partitionOn(before[2]!, 'orders-0')).toBeUndefined()
    expect(told(t, 'SendFailed', 'AdminCallFailed')).toEqual([])
  })

  test('a leader whose replica moves hands over to one that is in sync, which is no unclean election', () => {
    const t = grown(profile)
    const [leader, ...others] = orders(t).replicas
    move(t, [4, ...others])
    t.runUntil('it has moved', () => !orders(t).replicas.includes(leader!))
    t.runFor({ ms: 1_000 })
    const elections = t.happened('LeaderElected').filter(({ body }) => body.topicPartition === 'orders-0')
    expect(elections.at(-1)!.body).toMatchObject({ from: leader, to: 4, election: 'clean' })
  })

  test('a throttle makes the copying last, is shown while it does, and is taken back when it is done', () => {
    const t = grown(profile, 300)
    const before = [...orders(t).replicas]
    move(t, [before[0]!, before[1]!, 4], { throttle: 20_000 })
    const tookMs = t.runUntil('it has moved', () => !orders(t).replicas.includes(before[2]!))
    // 300 kB at 20 kB a second; a first fetch may take what a whole window allows at once.
    expect(tookMs).toBeGreaterThan(4_000)
    expect(tookMs).toBeLessThan(40_000)
    t.runUntil('the throttle is gone', () => told(t, 'ReplicationThrottleRemoved').length === 1)
    t.runUntil('brokers know', () => unthrottled(t))
    t.runUntil(
      'the topic is as it was',
      () => buildImage(t.world).topics.get('orders')?.config['leader.replication.throttled.replicas'] === undefined,
    )
  })

  test('what is under way can be taken back', () => {
    const t = grown(profile, 300)
    const before = [...orders(t).replicas]
    move(t, [4, before[0]!, before[1]!], { throttle: 5_000 })
    t.runUntil('it has begun', () => orders(t).adding.length > 0)
    t.runFor({ ms: 2_000 })
    move(t, null)
    t.runUntil('it is as it was', () => told(t, 'ReassignmentCancelled').length === 1)
    t.runUntil('the throttle is gone', () => told(t, 'ReplicationThrottleRemoved').length === 1)
    expect([...orders(t).replicas].sort()).toEqual([...before].sort())
    expect(told(t, 'ReassignmentCompleted', 'ReassignmentCancelled')).toEqual(['ReassignmentCancelled'])
    t.runUntil('brokers know', () => unthrottled(t))
  })

  test('one replica more, or fewer, is the same gesture', () => {
    const t = grown(profile)
    const before = [...orders(t).replicas]
    move(t, [...before, 4])
    t.runUntil('there are four', () => orders(t).isr.length === 4 && orders(t).adding.length === 0)
    move(t, before.slice(0, 2))
    t.runUntil('there are two', () => told(t, 'ReassignmentCompleted').length === 2)
    expect(orders(t).replicas).toHaveLength(2)
    const done = t.happened('ReassignmentCompleted').map(({ body }) => body)
    expect(done).toMatchObject([
      { added: [4], removed: [] },
      { added: [], removed: expect.arrayContaining([before[2], 4]) },
    ])
    expect(t.happened('ReassignmentStarted')).toHaveLength(1)
  })

  test('a broker is drained, internal topics and all, and then stops in good order', () => {
    const t = grown(profile)
    const reader = t.consumer('reader', { topics: ['orders'] })
    t.runUntil('it reads', () => reader.consumed >= 100)
    const image = buildImage(t.world)
    const partitions = [...image.partitions.values()]
      .filter(({ replicas }) => replicas.includes(1))
      .map(({ topic, partition, replicas }) => {
        const free = [2, 3, 4].find((id) => !replicas.includes(id))!
        return { topic, partition, replicas: replicas.map((id) => (id === 1 ? free : id)) }
      })
    expect(new Set(partitions.map(({ topic }) => topic))).toContain('__consumer_offsets')
    t.command({ type: 'ReassignPartitions', partitions, throttle: null, thenStop: 'broker-1' })
    t.runUntil('it has stopped', () => t.world.nodes.get('broker-1')?.status === 'stopped')
    expect(t.why(t.happened('NodeStopped').at(-1)!.id).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['NodeStopping', 'BrokerDrained', 'ReassignmentAsked']),
    )
    for (const { partitions: each } of newestMetadata(t.world).topics.values())
      for (const { replicas } of each) expect(replicas).not.toContain(1)
    t.runFor({ ms: 20_000 })
    // Nobody misses it.
    expect(told(t, 'SendFailed', 'ConsumerFailed', 'BrokerNotDrained', 'AdminCallFailed')).toEqual([])
    expect(t.counters).toMatchObject({ lost: 0, duplicated: 0 })
  })

  test('a broker on which something is left is not stopped, and it is said what', () => {
    const t = grown(profile)
    const before = [...orders(t).replicas]
    t.topic('later', { partitions: 3 })
    move(t, [...before.filter((id) => id !== 1), 4], { thenStop: 'broker-1' })
    t.runUntil('it is said', () => told(t, 'BrokerNotDrained').length === 1)
    expect(t.happened('BrokerNotDrained')[0]!.body.topicPartitions.every((name) => /^(later|__)/.test(name))).toBe(true)
    expect(t.world.nodes.get('broker-1')?.status).toBe('running')
  })

  test('what no broker can do is refused in Kafka’s words, and nothing is stopped', () => {
    const t = grown(profile)
    move(t, [1, 2, 9], { throttle: 50_000, thenStop: 'broker-3' })
    t.runUntil('it is refused', () => told(t, 'AdminCallFailed').length > 0)
    t.runFor({ ms: 10_000 })
    expect(orders(t).adding).toEqual([])
    expect(t.world.nodes.get('broker-3')?.status).toBe('running')
    expect(unthrottled(t)).toBe(true)
  })
})
