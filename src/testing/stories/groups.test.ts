// What a group does when members come, go, crash and freeze.

import { describe, expect, test } from 'vitest'
import type { TestConsumer } from '../cluster-clients.ts'
import { clusterOf, type TestCluster } from '../cluster-of.ts'

function members(t: TestCluster, count: number): TestConsumer[] {
  return Array.from({ length: count }, (_, index) => t.consumer(`consumer-${index + 1}`, { topics: ['orders'] }))
}

function whenSettled(t: TestCluster, consumers: readonly TestConsumer[], partitions: number): number {
  return t.runUntil('every partition has one owner', () => {
    const owned = consumers.flatMap((each) => each.assignment)
    return owned.length === partitions && new Set(owned).size === partitions && consumers.every((each) => each.isStable)
  })
}

describe('four members and three partitions', () => {
  test('one member idles', () => {
    const t = clusterOf()
    t.topic('orders', { partitions: 3 })
    const consumers = members(t, 4)
    whenSettled(t, consumers, 3)
    t.runFor({ ms: 10_000 })
    expect(consumers.map((each) => each.assignment.length).sort((a, b) => a - b)).toEqual([0, 1, 1, 1])
  })

  test('when one of the others is killed the idle one takes over after 45 s, when it closes at once', () => {
    const waitedMs = (end: 'kill' | 'close') => {
      const t = clusterOf()
      t.topic('orders', { partitions: 3 })
      const consumers = members(t, 4)
      whenSettled(t, consumers, 3)
      t.runFor({ ms: 10_000 })
      const leaving = consumers.find((each) => each.assignment.length === 1) as TestConsumer
      if (end === 'kill') leaving.kill()
      else leaving.close()
      const staying = consumers.filter((each) => each !== leaving)
      const tookMs = t.runUntil('three members share three partitions', () =>
        staying.every((each) => each.assignment.length === 1),
      )
      expect(t.happened('MemberLeft').at(-1)?.body.reason).toBe(end === 'kill' ? 'sessionExpired' : 'left')
      return tookMs
    }
    const killedMs = waitedMs('kill')
    // The session counts from the last heartbeat (every 3 s); then the others must hear of the rebalance.
    expect(killedMs).toBeGreaterThan(41_000)
    expect(killedMs).toBeLessThan(50_000)
    expect(waitedMs('close')).toBeLessThan(5_000)
  })
})

describe('a crash between reading and committing', () => {
  /** 200 records of which 100 are committed; the member reads the rest, works on it, and is killed. */
  function crashIn(commit: 'afterProcessing' | 'beforeProcessing'): {
    readonly committed: number
    readonly next: number
  } {
    const t = clusterOf()
    const orders = t.topic('orders')
    const producer = t.producer()
    producer.sendMany(orders, 100)
    const first = t.consumer('first', {
      topics: ['orders'],
      commit,
      processingUs: 10_000,
      config: { 'session.timeout.ms': '6000', 'heartbeat.interval.ms': '2000' },
    })
    t.runUntil('the first hundred is committed', () => t.committed('group', 'orders-0') === 100)
    t.runFor({ ms: 3_000 })
    producer.sendMany(orders, 100)
    t.runUntil('the second hundred is in hand', () => first.position('orders-0') === 200)
    t.runFor({ ms: 500 })
    first.kill()
    const committed = t.committed('group', 'orders-0')
    // Nobody processes: what counts is where the next owner begins.
    const second = t.consumer('second', { topics: ['orders'], commit: 'never', processingUs: 60_000_000 })
    t.runUntil('the second has the partition', () => second.assignment.length === 1)
    t.runUntil('and knows where to begin', () => second.consumed > 0 || t.nowMs > 200_000, 60_000)
    return { committed, next: second.position('orders-0') - second.consumed }
  }

  test('committing after the work: the next owner starts at the last commit and reads the rest again', () => {
    expect(crashIn('afterProcessing')).toEqual({ committed: 100, next: 100 })
  })
})

describe('committing first', () => {
  test('the next owner begins behind what nobody has worked on', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    t.producer().sendMany(orders, 200)
    const config = { 'session.timeout.ms': '6000', 'heartbeat.interval.ms': '2000', 'max.poll.records': '200' }
    const first = t.consumer('first', { topics: ['orders'], commit: 'beforeProcessing', processingUs: 10_000, config })
    t.runUntil('the commit is done before the work', () => t.committed('group', 'orders-0') === 200)
    expect(first.position('orders-0')).toBe(200)
    first.kill()
    const second = t.consumer('second', { topics: ['orders'], config })
    t.runUntil('the second has the partition', () => second.assignment.length === 1)
    t.runFor({ ms: 5_000 })
    expect([second.position('orders-0'), second.consumed]).toEqual([200, 0])
  })
})

test('with auto-commit a crash costs what came since the last commit, up to five seconds of records', () => {
  const t = clusterOf()
  t.topic('orders')
  t.command({
    type: 'AddProducer',
    producer: {
      name: 'steady',
      config: {},
      workload: { topic: 'orders', recordsPerSecond: 20, keys: [], valueBytes: 10 },
    },
  })
  const config = { 'session.timeout.ms': '6000', 'heartbeat.interval.ms': '2000' }
  const first = t.consumer('first', { topics: ['orders'], config })
  t.runUntil('it has committed a while', () => t.committed('group', 'orders-0') > 200)
  t.runFor({ ms: 4_000 })
  const read = first.position('orders-0')
  first.kill()
  const committed = t.committed('group', 'orders-0')
  expect(read - committed).toBeGreaterThan(20)
  expect(read - committed).toBeLessThanOrEqual(20 * 6)
  const second = t.consumer('second', { topics: ['orders'], config })
  t.runUntil('the second reads', () => second.consumed > 0)
  expect(second.position('orders-0') - second.consumed).toBe(committed)
})

test('a member frozen beyond its session works on, and its commit is refused when it wakes', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  t.producer().sendMany(orders, 50)
  const zombie = t.consumer('zombie', { topics: ['orders'], commit: 'afterProcessing', processingUs: 100_000 })
  t.runUntil('it works on its batch', () => zombie.position('orders-0') === 50)
  t.runFor({ ms: 1_000 })
  zombie.pause()
  const heir = t.consumer('heir', { topics: ['orders'], commit: 'afterProcessing' })
  const tookMs = t.runUntil('the heir has the partition', () => heir.assignment.length === 1)
  expect(tookMs).toBeGreaterThan(40_000)
  expect(tookMs).toBeLessThan(50_000)
  t.runUntil('the heir has read everything and committed', () => t.committed('group', 'orders-0') === 50)
  zombie.resume()
  t.runUntil('its commit fails', () => t.happened('CommitFailed').some(({ body }) => body.consumer === 'zombie'))
  // Both have done the same work; only the heir's commit counted.
  expect([zombie.consumed >= 50, heir.consumed >= 50]).toEqual([true, true])
  expect(t.committed('group', 'orders-0')).toBe(50)
})
