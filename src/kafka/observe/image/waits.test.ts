import { expect, test } from 'vitest'
import { clusterOf, type TestCluster } from '../../../testing/cluster-of.ts'
import type { ClusterImage, Wait } from '../cluster-image.ts'
import { buildImage } from './build-image.ts'

const SECOND_US = 1_000_000

function imageOf(t: TestCluster): ClusterImage {
  return buildImage(t.world)
}

function lengthOf(wait: Wait | null | undefined): number {
  return wait == null ? -1 : (wait.untilUs - wait.sinceUs) / SECOND_US
}

test('the session of a broker that died drains until the controller fences it, and ends with that', () => {
  const t = clusterOf()
  const session = () => imageOf(t).brokers.get('broker-2')!.session
  t.runFor({ ms: 5_000 })
  expect(session()).toBeNull()
  t.kill(2)
  t.runFor({ ms: 100 })
  const drains = session()
  // The controller looks for silent brokers eight times in the nine seconds.
  expect(lengthOf(drains)).toBeGreaterThan(9)
  expect(lengthOf(drains)).toBeLessThanOrEqual(9 + 9 / 8)
  expect(drains!.sinceUs).toBeLessThan(t.world.nowUs)
  t.runUntil('it is fenced', () => t.happened('BrokerFenced').some(({ body }) => body.broker === 2))
  expect(Math.abs(t.world.nowUs - drains!.untilUs)).toBeLessThan(0.1 * SECOND_US)
  t.runFor({ ms: 5_000 })
  expect(session()).toBeNull()
})

test('a broker that is paused keeps its session while it is on time, and is watched once a heartbeat is missed', () => {
  const t = clusterOf()
  t.pause(3)
  const told = () => imageOf(t).brokers.get('broker-3')!.session !== null
  t.runUntil('it is silent', told, 4_000)
  t.resume(3)
  t.runUntil('it is heard again', () => !told(), 3_000)
})

test('a member that died holds its partitions until its session at the coordinator is over', () => {
  const t = clusterOf()
  t.topic('orders', { partitions: 2 })
  t.consumer('c1', { topics: ['orders'] })
  t.consumer('c2', { topics: ['orders'] })
  t.runUntil('both have a share', () => t.happened('GroupRebalanced').at(-1)?.body.assignment.c2?.length === 1)
  t.runFor({ ms: 10_000 })
  const session = () => imageOf(t).members.get('c2')!.session
  expect(session()).toBeNull()
  t.command({ type: 'KillNode', node: 'c2' })
  t.runFor({ ms: 1_000 })
  expect(lengthOf(session())).toBe(45)
  const endsUs = session()!.untilUs
  t.runUntil('it is put out', () => t.happened('MemberLeft').some(({ body }) => body.client === 'c2'))
  expect(t.world.nowUs - endsUs).toBeLessThan(0.1 * SECOND_US)
  expect(session()).toBeNull()
})

test('an application that works for long is seen to run out of its poll interval', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  t.consumer('slow', { topics: ['orders'], processingUs: 20 * SECOND_US, config: { 'max.poll.interval.ms': '10000' } })
  const producer = t.producer()
  t.runUntil('it is in the group', () => t.happened('GroupRebalanced').length > 0)
  producer.send(orders, 'a')
  t.runFor({ ms: 5_000 })
  const { poll } = imageOf(t).members.get('slow')!
  expect(lengthOf(poll)).toBe(10)
  t.runUntil('it leaves', () => t.happened('MemberLeft').some(({ body }) => body.reason === 'pollTimeout'))
  expect(t.world.nowUs - poll!.untilUs).toBeLessThan(0.1 * SECOND_US)
})

test('a new group waits for more members, and a rebalance for those that have not come', () => {
  const t = clusterOf({ config: { 'group.initial.rebalance.delay.ms': '3000' } })
  t.topic('orders', { partitions: 2 })
  const rebalance = () => imageOf(t).groups.get('group')?.rebalance ?? null
  t.consumer('c1', { topics: ['orders'], config: { 'max.poll.interval.ms': '20000' } })
  t.runUntil('the coordinator waits', () => rebalance() !== null)
  expect([rebalance()!.phase, lengthOf(rebalance())]).toEqual(['initialDelay', 3])
  t.runUntil('it is stable', () => imageOf(t).groups.get('group')?.state === 'Stable')
  expect(rebalance()).toBeNull()
  t.command({ type: 'PauseNode', node: 'c1' })
  t.consumer('c2', { topics: ['orders'], config: { 'max.poll.interval.ms': '20000' } })
  t.runUntil('it waits for the one that is paused', () => rebalance()?.phase === 'join')
  expect(lengthOf(rebalance())).toBe(20)
})

test('a group whose coordinator waits no time for more members is not told to wait', () => {
  const t = clusterOf({ config: { 'group.initial.rebalance.delay.ms': '0' } })
  t.topic('orders')
  t.consumer('c1', { topics: ['orders'] })
  const group = () => imageOf(t).groups.get('group')
  t.runUntil('it rebalances', () => group()?.state === 'PreparingRebalance')
  expect(group()?.rebalance).toBeNull()
})

test('a request to a machine without power waits for its timeout, and one that is answered is never seen to wait', () => {
  const t = clusterOf()
  t.topic('orders', { partitions: 1 })
  const config = { 'request.timeout.ms': '20000' }
  const workload = { topic: 'orders', recordsPerSecond: 2, keys: ['a'], valueBytes: 10 }
  t.command({ type: 'AddProducer', producer: { name: 'payments', config, workload } })
  const unanswered = () => imageOf(t).producers.get('payments')!.unanswered
  t.runFor({ ms: 5_000 })
  expect(unanswered()).toBeNull()
  t.command({ type: 'PowerCutNode', node: `broker-${imageOf(t).partitions.get('orders-0')!.leader}` })
  t.runFor({ ms: 3_000 })
  const wait = unanswered()!
  expect(lengthOf(wait)).toBe(20)
  t.runUntil('it is given up', () => t.happened('BatchRetried').length > 0)
  expect(Math.abs(t.world.nowUs - wait.untilUs)).toBeLessThan(0.1 * SECOND_US)
})

test('a producer whose memory is full is seen to stand in send(), and goes on when an answer has made room', () => {
  const t = clusterOf()
  t.topic('orders', { partitions: 1 })
  const config = { 'buffer.memory': '40000', 'max.block.ms': '8000' }
  const workload = { topic: 'orders', recordsPerSecond: 20, keys: ['a'], valueBytes: 9_000 }
  t.command({ type: 'AddProducer', producer: { name: 'payments', config, workload } })
  const row = () => imageOf(t).producers.get('payments')!
  t.runFor({ ms: 5_000 })
  expect(row().blocked).toBeNull()
  const leader = `broker-${imageOf(t).partitions.get('orders-0')!.leader}`
  t.command({ type: 'PauseNode', node: leader })
  t.runUntil('no batch has room any more', () => row().blocked !== null, 10_000)
  expect(lengthOf(row().blocked)).toBe(8)
  t.runFor({ ms: 1_000 })
  const { sent, failed } = row()
  t.runFor({ ms: 1_000 })
  // The application's one thread stands still.
  expect([row().sent, row().failed]).toEqual([sent, failed])
  t.command({ type: 'ResumeNode', node: leader })
  t.runUntil('it goes on', () => row().blocked === null, 10_000)
  t.command({ type: 'PauseNode', node: leader })
  t.runUntil('it stands still again', () => row().blocked !== null, 10_000)
  const wait = row().blocked!
  t.runUntil('it gives up', () => row().lastError === 'BufferExhaustedException')
  expect(t.world.nowUs).toBe(wait.untilUs)
})

test('a follower that falls behind is given its lag time, and is out of the ISR at the next look after it', () => {
  const t = clusterOf({ config: { 'replica.lag.time.max.ms': '10000' } })
  const orders = t.topic('orders')
  const leader = imageOf(t).partitions.get('orders-0')!.leader
  const follower = [1, 2, 3].find((id) => id !== leader)!
  const lagging = () => imageOf(t).replicas.get(`orders-0@${follower}`)!.lagging
  const producer = t.producer({ acks: '1' })
  t.holdFetches(leader, [follower])
  t.runFor({ ms: 3_000 })
  // Nothing was written that it has not got.
  expect(lagging()).toBeNull()
  producer.send(orders, 'a')
  t.runUntil('its leader finds it behind', () => lagging() !== null, 3_000)
  const wait = lagging()!
  expect(lengthOf(wait)).toBe(10)
  t.runUntil('it is out', () => t.happened('IsrShrunk').some(({ body }) => body.removed.includes(follower)))
  expect(t.world.nowUs).toBeGreaterThan(wait.untilUs)
  expect(t.world.nowUs - wait.untilUs).toBeLessThan(5.1 * SECOND_US)
  t.runFor({ ms: 100 })
  expect(lagging()).toBeNull()
})

test('a controller that hears nothing of its leader is seen to lose patience', () => {
  const t = clusterOf()
  const controllers = () => [...imageOf(t).controllers.values()]
  expect(controllers().map(({ election }) => election)).toEqual([null, null, null])
  t.command({ type: 'PauseNode', node: controllers().find(({ role }) => role === 'leader')!.node })
  t.runUntil('a follower grows impatient', () => controllers().some(({ election }) => election !== null), 4_000)
  const told = controllers().find(({ election }) => election !== null)!
  expect(lengthOf(told.election)).toBeCloseTo(2, 1)
})

test('while nobody coordinates a group nobody can say how far behind it is', () => {
  const t = clusterOf()
  t.topic('orders', { partitions: 1 })
  t.consumer('c1', { topics: ['orders'] })
  t.runUntil('it has its share', () => imageOf(t).members.get('c1')?.assignment.length === 1)
  t.runFor({ ms: 6_000 })
  const lag = () => imageOf(t).members.get('c1')!.assignment[0]?.lag
  expect(lag()).toBe(0)
  t.kill(imageOf(t).groups.get('group')!.coordinator)
  expect(lag()).toBeNull()
  t.runUntil('another coordinator is found', () => lag() === 0, 60_000)
})
