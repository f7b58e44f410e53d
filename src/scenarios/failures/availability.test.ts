// What the answers of the stories about waiting and electing say, asked of the engine.

import { expect, test } from 'vitest'
import { PROFILE_NAMES } from '../../kafka/profile/properties-registry.ts'
import '../../testing/every-version.ts'
import { FAILOVER_MS, LivedFailure } from '../../testing/lived-failure.ts'

test.each(PROFILE_NAMES)(
  '%s: a follower that does not fetch is in the ISR for replica.lag.time.max.ms, and everybody waits for it',
  (era) => {
    const t = new LivedFailure('slowFollower', era)
    const heldAtMs = t.step()
    t.runFor({ ms: 1_000 })
    const { acknowledged } = t.counters!
    t.runFor({ ms: 25_000 })
    expect(t.counters!.acknowledged - acknowledged).toBeLessThan(5)
    t.runUntil('it is out of the ISR', () => t.image.partitions.get('orders-0')?.isr.includes(3) === false)
    expect(t.nowMs - heldAtMs).toBeGreaterThan(29_000)
    expect(t.nowMs - heldAtMs).toBeLessThan(46_000)
    t.runFor({ ms: 2_000 })
    expect(t.counters!.acknowledged - acknowledged).toBeGreaterThan(50)
    t.step()
    t.runUntil('it is back', () => t.image.partitions.get('orders-0')?.isr.includes(3) === true)
    expect(t.counters?.lost).toBe(0)
    // Who had waited for longer than request.timeout.ms sent once more; only since 3.0 is that idempotent by default.
    if (era === 'kafka-4') expect(t.counters?.duplicated).toBe(0)
  },
)

test.each(PROFILE_NAMES)(
  '%s: a dead leader is found out after nine seconds; it comes back as a follower, and leads again within five minutes',
  (era) => {
    const t = new LivedFailure('brokerCrash', era)
    const killedAtMs = t.step()
    t.runUntil('another leads', () => t.image.partitions.get('orders-0')?.leader === 3)
    expect(t.nowMs - killedAtMs).toBeGreaterThan(FAILOVER_MS[era][0])
    expect(t.nowMs - killedAtMs).toBeLessThan(FAILOVER_MS[era][1])
    const startedAtMs = t.step()
    t.runUntil('it is in the ISR', () => t.image.partitions.get('orders-0')?.isr.includes(2) === true)
    // There a new controller gives leaders back after five seconds, and then every five minutes.
    if (era === 'kafka-4') expect(t.image.partitions.get('orders-0')?.leader).toBe(3)
    t.runUntil('it leads again', () => t.image.partitions.get('orders-0')?.leader === 2, 310_000)
    expect(t.nowMs - startedAtMs).toBeLessThan(310_000)
    expect(t.counters?.lost).toBe(0)
  },
)

test('another controller decides within seconds; without a majority nobody does, and records flow on', () => {
  const t = new LivedFailure('controllerCrash')
  const killedAtMs = t.step()
  const active = () =>
    [...t.image.controllers.values()].find(({ role, status }) => role === 'leader' && status === 'running')
  t.runUntil('another is active', () => active() !== undefined)
  expect(t.nowMs - killedAtMs).toBeLessThan(5_000)
  t.step(0)
  t.runFor({ ms: 10_000 })
  expect(active()).toBeUndefined()
  const { acknowledged } = t.counters!
  t.runFor({ ms: 5_000 })
  expect(t.counters!.acknowledged).toBeGreaterThan(acknowledged)
  t.step()
  t.runFor({ ms: 30_000 })
  expect(t.image.partitions.get('orders-0')).toMatchObject({ leader: 2, isr: [2, 3, 1] })
})

test('where a broker is the controller, its session ends before another one is', () => {
  const t = new LivedFailure('controllerCrash', 'kafka-2.5')
  const controller = () => [...t.image.brokers.values()].find(({ controllerEpoch }) => controllerEpoch !== undefined)
  const before = controller()
  const killedAtMs = t.step()
  t.runUntil('another is', () => controller()?.status === 'running')
  expect(t.nowMs - killedAtMs).toBeGreaterThan(FAILOVER_MS['kafka-2.5'][0])
  expect(t.nowMs - killedAtMs).toBeLessThan(FAILOVER_MS['kafka-2.5'][1])
  expect(controller()?.controllerEpoch).toBe((before?.controllerEpoch ?? 0) + 1)
})

test('a leader that dies while there is no controller is replaced only by the next one, and the others serve on', () => {
  const t = new LivedFailure('controllerCrash', 'kafka-2.5')
  const killedAtMs = t.step()
  t.runFor({ ms: 2_000 })
  t.step()
  // Two different brokers: one that decided, and one that led.
  expect(
    [...t.image.nodes.values()].filter(({ kind, status }) => kind === 'broker' && status === 'running'),
  ).toHaveLength(1)
  const { acknowledged } = t.counters!
  t.runFor({ ms: 6_000 })
  expect(t.counters!.acknowledged).toBeGreaterThan(acknowledged)
  expect(t.image.partitions.get('orders-1')?.leader).toBe(3)
  t.runUntil('both are replaced', () => [...t.image.partitions.values()].every(({ leader }) => leader === 1))
  expect(t.nowMs - killedAtMs).toBeGreaterThan(FAILOVER_MS['kafka-2.5'][0])
  expect(t.nowMs - killedAtMs).toBeLessThan(FAILOVER_MS['kafka-2.5'][1] + 2_500)
})

test.each(PROFILE_NAMES)(
  '%s: a leader cut off from all deciders writes on, and what it wrote alone is cut off it in the end',
  (era) => {
    const t = new LivedFailure('zombieLeader', era)
    t.step()
    t.runUntil('another leads', () => t.image.partitions.get('orders-0')?.leader === 3)
    t.runFor({ ms: 1_000 })
    const zombie = () => t.image.replicas.get('orders-0@2')
    expect(zombie()?.role).toBe('leader')
    expect(t.counters?.lost).toBeGreaterThan(0)
    t.step()
    t.runUntil('it follows', () => t.image.partitions.get('orders-0')?.isr.includes(2) === true)
    expect(zombie()?.role).toBe('follower')
    expect(t.happened('LogTruncated').map(({ body }) => body.broker)).toContain(2)
  },
)

test.each(PROFILE_NAMES)(
  '%s: where __consumer_offsets cannot be made no group works, and who reads without one does',
  (era) => {
    const t = new LivedFailure('internalTopic', era)
    t.step()
    t.runFor({ ms: 15_000 })
    expect(t.image.members.get('consumer-1')?.consumed).toBe(0)
    expect(t.image.topics.has('__consumer_offsets')).toBe(false)
    t.step()
    t.runFor({ ms: 5_000 })
    expect(t.image.members.get('consumer-2')?.consumed).toBeGreaterThan(0)
  },
)

test.each(PROFILE_NAMES)('%s: a misspelt topic is made with one replica, and is gone with its broker', (era) => {
  const t = new LivedFailure('misspeltTopic', era)
  t.step()
  t.runUntil('it is made', () => t.image.topics.has('oders'))
  expect(t.image.topics.get('oders')).toMatchObject({ partitions: 1, replicationFactor: 1 })
  t.runFor({ ms: 3_000 })
  t.step()
  t.runFor({ ms: 22_000 })
  expect(t.image.partitions.get('oders-0')?.leader).toBe(-1)
})

test.each(PROFILE_NAMES)(
  '%s: a new broker holds nothing until somebody moves a replica there, and no client sees an error',
  (era) => {
    const t = new LivedFailure('newBrokerEmpty', era)
    t.step()
    t.runUntil('it serves', () => t.image.brokers.get('broker-4')?.status === 'running')
    t.runFor({ ms: 10_000 })
    expect([...t.image.replicas.values()].filter(({ broker }) => broker === 4)).toEqual([])
    t.step()
    t.runUntil('it is in the ISR, and the old one is gone', () => {
      const { isr = [], replicas = [] } = t.image.partitions.get('orders-0') ?? {}
      return isr.includes(4) && !replicas.includes(2)
    })
    expect(t.happened('SendFailed')).toEqual([])
    expect(t.counters).toMatchObject({ lost: 0, duplicated: 0 })
  },
)
