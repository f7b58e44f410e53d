// What acks, the ISR, min.insync.replicas and elections promise, and what they do not.

import { describe, expect, test } from 'vitest'
import { clusterOf, type TestCluster, type TestTopic } from '../cluster-of.ts'

/** Stops every follower and waits until the leader is alone in the ISR. */
function leaveLeaderAlone(t: TestCluster, topic: TestTopic): void {
  for (const follower of topic.followers) t.stop(follower)
  t.runUntil('the leader is alone in the ISR', () => topic.isr.length === 1)
  t.runFor({ ms: 1_000 })
}

describe('acks and the death of a leader', () => {
  test('a record that was acknowledged with acks=1 is lost with the leader, when no follower had fetched it', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    const producer = t.producer({ acks: '1' })
    const before = producer.send(orders, 'm4')
    t.runUntil('m4 is everywhere', () => before.state === 'acknowledged' && orders.highWatermark === 1)
    const oldLeader = orders.leader
    t.holdFetches(oldLeader, orders.followers)
    // A fetch that waits at the leader already would still carry the record away.
    t.runFor({ ms: 1_000 })
    const sent = producer.send(orders, 'm5')
    t.runUntil('m5 is answered', () => sent.state !== 'waiting')
    expect(sent.state).toBe('acknowledged')

    t.kill(oldLeader)
    t.runUntil('another leads', () => orders.leader !== oldLeader && orders.leader !== -1)
    t.runFor({ ms: 2_000 })
    expect(orders.values).toEqual(['m4'])
    expect(t.counters).toMatchObject({ lost: 1 })
    expect(t.logOn(oldLeader, 'orders-0').logEndOffset).toBe(2)

    t.start(oldLeader)
    t.runUntil('the old leader is back in the ISR', () => orders.isr.includes(oldLeader))
    expect(orders.valuesOn(oldLeader)).toEqual(['m4'])
    expect(t.happened('LogTruncated').map(({ body }) => [body.broker, body.fromOffset, body.toOffset])).toContainEqual([
      oldLeader,
      2,
      1,
    ])
  })

  test('with acks=all the same record waits, and is stored once after the failover', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    const producer = t.producer({ acks: 'all' })
    producer.send(orders, 'm4')
    t.runUntil('m4 is everywhere', () => orders.highWatermark === 1)
    const oldLeader = orders.leader
    t.holdFetches(oldLeader, orders.followers)
    const sent = producer.send(orders, 'm5')
    t.runFor({ ms: 5_000 })
    expect(sent.state).toBe('waiting')
    expect(orders.logEndOffset).toBe(2)

    t.kill(oldLeader)
    t.runUntil('m5 is answered', () => sent.state !== 'waiting')
    expect([sent.state, sent.offset]).toEqual(['acknowledged', 1])
    expect(orders.leader).not.toBe(oldLeader)
    expect(orders.values).toEqual(['m4', 'm5'])
  })

  test('acks=0 is told offset -1, and is not told when there is nobody to take the record', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    const producer = t.producer({ acks: '0' })
    const first = producer.send(orders, 'm1')
    t.runUntil('m1 is sent', () => first.state !== 'waiting')
    expect([first.state, first.offset]).toEqual(['acknowledged', -1])
    t.runUntil('m1 arrived', () => orders.logEndOffset === 1)
    t.command({ type: 'CutLink', a: `broker-${orders.leader}`, b: 'java-clients' })
    const second = producer.send(orders, 'm2')
    t.runFor({ ms: 1_000 })
    expect([second.state, second.offset]).toEqual(['acknowledged', -1])
    expect(orders.logEndOffset).toBe(1)
  })

  test('acks=all waits for every member of the ISR, not for every replica', () => {
    const t = clusterOf({ config: { 'replica.lag.time.max.ms': '10000' } })
    const orders = t.topic('orders', { minInsyncReplicas: 2 })
    t.holdFetches(orders.leader, orders.followers.slice(0, 1))
    const sent = t.producer().send(orders, 'order-1')
    t.runFor({ ms: 5_000 })
    expect(sent.state).toBe('waiting')
    t.runUntil('the leader shrinks the ISR', () => orders.isr.length === 2)
    t.runFor({ ms: 100 })
    expect(sent.state).toBe('acknowledged')
    expect(orders.highWatermark).toBe(1)
  })
})

describe('min.insync.replicas', () => {
  test('with a minimum of 1, a leader alone acknowledges acks=all, and after its death nobody may lead', () => {
    const t = clusterOf()
    const orders = t.topic('orders', { minInsyncReplicas: 1 })
    const [leader, followers] = [orders.leader, orders.followers]
    leaveLeaderAlone(t, orders)
    const sent = t.producer().send(orders, 'alone')
    t.runUntil('it is answered', () => sent.state !== 'waiting')
    expect(sent.state).toBe('acknowledged')
    t.kill(leader)
    t.runUntil('the partition is offline', () => orders.leader === -1)
    t.start(followers[0] as number)
    t.runFor({ ms: 30_000 })
    expect(orders.leader).toBe(-1)
    t.start(leader)
    t.runUntil('the last member leads again', () => orders.leader === leader)
    expect(orders.values).toEqual(['alone'])
  })

  test('with a minimum of 2, a leader alone refuses acks=all until delivery.timeout.ms, and then says TimeoutException', () => {
    const t = clusterOf()
    const orders = t.topic('orders', { minInsyncReplicas: 2 })
    leaveLeaderAlone(t, orders)
    t.command({ type: 'AddProducer', producer: { name: 'patient', config: {}, workload: null } })
    const record = { topic: 'orders', partition: 0, key: null, value: 'm1', timestamp: null, headers: [] }
    t.command({ type: 'SendRecords', producer: 'patient', records: [record] })
    const waitedMs = t.runUntil('it is answered', () => t.happened('SendFailed').length > 0)
    expect(t.happened('SendFailed').map(({ body }) => body.error)).toEqual(['TimeoutException'])
    expect(waitedMs).toBeGreaterThanOrEqual(119_000)
    expect(waitedMs).toBeLessThan(125_000)

    const impatient = t.producer({ retries: '0' }, 'impatient')
    const refused = impatient.send(orders, 'm2')
    t.runUntil('it is answered', () => refused.state !== 'waiting')
    expect(refused.error).toMatch(/NotEnoughReplicasException$/)
    expect(orders.logEndOffset).toBe(0)
  })

  test('below the minimum acks=1 is taken but nobody may read it, until the ISR is back', () => {
    const t = clusterOf()
    const orders = t.topic('orders', { minInsyncReplicas: 2 })
    const producer = t.producer({ acks: '1' })
    producer.send(orders, 'm1')
    t.runUntil('m1 is everywhere', () => orders.highWatermark === 1)
    const followers = orders.followers
    leaveLeaderAlone(t, orders)
    const reader = t.consumer('reader', { topics: ['orders'], groupId: '' })
    const sent = producer.send(orders, 'm2')
    t.runUntil('m2 is answered', () => sent.state !== 'waiting')
    expect([sent.state, sent.offset]).toEqual(['acknowledged', 1])
    t.runFor({ ms: 60_000 })
    // Reads go on, up to the high watermark that stands still.
    expect([orders.logEndOffset, orders.highWatermark, reader.consumed]).toEqual([2, 1, 1])
    t.start(followers[0] as number)
    t.runUntil('the reader sees m2', () => reader.consumed === 2)
    expect(orders.isr.length).toBeGreaterThanOrEqual(2)
    expect(orders.highWatermark).toBe(2)
  })

  test('a batch caught between is in the log though it was refused, and a retry without idempotence doubles it', () => {
    const valuesAfter = (idempotence: string) => {
      const t = clusterOf()
      const orders = t.topic('orders', { minInsyncReplicas: 2 })
      const followers = orders.followers
      const producer = t.producer({ 'enable.idempotence': idempotence })
      const first = producer.send(orders, 'first')
      t.runUntil('the first is in', () => first.state === 'acknowledged')
      t.holdFetches(orders.leader, followers)
      const sent = producer.send(orders, 'caught')
      t.runUntil('it is appended', () => orders.logEndOffset === 2)
      // Out of the ISR while the record waits for them.
      for (const follower of followers) t.kill(follower)
      t.runUntil('the leader is alone', () => orders.isr.length === 1)
      // The high watermark stands still below the minimum, so that the first try ends with the request's time.
      t.runUntil('it was tried again', () => t.happened('BatchRetried').length > 1)
      expect(t.happened('BatchRetried').at(-1)?.body.error).toBe('NOT_ENOUGH_REPLICAS')
      t.releaseFetches(orders.leader, followers)
      for (const follower of followers) t.start(follower)
      t.runUntil('it is answered', () => sent.state !== 'waiting')
      expect(sent.state).toBe('acknowledged')
      return orders.values
    }
    expect(valuesAfter('false')).toEqual(['first', 'caught', 'caught'])
    expect(valuesAfter('true')).toEqual(['first', 'caught'])
  })
})

test('an unclean leader writes other records at the offsets of the lost ones; a reader beyond its end is reset', () => {
  const t = clusterOf()
  const orders = t.topic('orders', { config: { 'unclean.leader.election.enable': 'true' } })
  const [leader, followers] = [orders.leader, orders.followers]
  const producer = t.producer()
  producer.send(orders, 'm0')
  t.runUntil('m0 is everywhere', () => orders.highWatermark === 1)
  leaveLeaderAlone(t, orders)
  const reader = t.consumer('reader', { topics: ['orders'], groupId: '', config: { 'auto.offset.reset': 'earliest' } })
  for (const value of ['lost-1', 'lost-2']) producer.send(orders, value)
  t.runUntil('the reader has read them', () => reader.position('orders-0') === 3)
  expect(orders.highWatermark).toBe(3)

  t.kill(leader)
  t.runUntil('the partition is offline', () => orders.leader === -1)
  const returning = followers[0] as number
  t.start(returning)
  t.runUntil('it leads although it was not in the ISR', () => orders.leader === returning)
  t.runFor({ ms: 100 })
  expect(orders.isr).toEqual([returning])
  expect(t.happened('LeaderElected').some(({ body }) => body.to === returning && body.election === 'unclean')).toBe(
    true,
  )
  t.runUntil('the reader is reset', () =>
    t
      .happened('OffsetReset')
      .some(({ body }) => body.consumer === 'reader' && body.to < 3 && reader.position('orders-0') < 3),
  )

  const fresh = t.producer({}, 'fresh').send(orders, 'new-1')
  t.runUntil('it is answered', () => fresh.state !== 'waiting')
  expect([fresh.state, fresh.offset]).toEqual(['acknowledged', 1])
  t.start(leader)
  t.runUntil('the old leader follows', () => orders.isr.includes(leader))
  expect(orders.valuesOn(leader)).toEqual(['m0', 'new-1'])
})

describe('a slow follower', () => {
  test('leaves the ISR after 30 to 45 s under load, and until then acks=all waits for it', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    const [slow] = orders.followers as [number]
    const producer = t.producer({ 'delivery.timeout.ms': '200000', 'request.timeout.ms': '60000' })
    producer.send(orders, 'm1')
    t.runUntil('m1 is everywhere', () => orders.highWatermark === 1)
    t.holdFetches(orders.leader, [slow])
    const sent = producer.send(orders, 'm2')
    t.runFor({ ms: 29_000 })
    expect([orders.isr.length, sent.state, orders.highWatermark]).toEqual([3, 'waiting', 1])
    const afterMs = 29_000 + t.runUntil('it leaves the ISR', () => !orders.isr.includes(slow))
    expect(afterMs).toBeGreaterThan(30_000)
    expect(afterMs).toBeLessThanOrEqual(46_000)
    t.runFor({ ms: 1_000 })
    expect([sent.state, orders.highWatermark]).toEqual(['acknowledged', 2])
    t.releaseFetches(orders.leader, [slow])
    expect(t.runUntil('it is back', () => orders.isr.includes(slow))).toBeLessThan(5_000)
  })

  test('stays in the ISR for ever while nothing is written', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    const producer = t.producer()
    producer.send(orders, 'm1')
    t.runUntil('m1 is everywhere', () => orders.highWatermark === 1)
    t.holdFetches(orders.leader, orders.followers)
    t.runFor({ ms: 300_000 })
    expect(orders.isr.length).toBe(3)
  })
})

describe('a broker that dies', () => {
  test('after kill -9 of a leader the controller waits 9 s for it, then elects the next in the assignment', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    t.runFor({ ms: 10_000 })
    const [oldLeader, expected] = [orders.leader, orders.followers[0]]
    t.kill(oldLeader)
    const afterMs = t.runUntil('another leads', () => orders.leader !== oldLeader)
    // The session counts from its last heartbeat, of which there is one every 2 s.
    expect(afterMs).toBeGreaterThan(6_500)
    expect(afterMs).toBeLessThan(9_700)
    expect(orders.leader).toBe(expected)
    expect(orders.isr).not.toContain(oldLeader)
    expect(orders.leaderEpoch).toBe(1)
  })

  test('a clean stop hands over first: no record waits for a session to end', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    const producer = t.producer()
    producer.send(orders, 'm1')
    t.runUntil('m1 is everywhere', () => orders.highWatermark === 1)
    const oldLeader = orders.leader
    t.stop(oldLeader)
    const sent = producer.send(orders, 'm2')
    expect(t.runUntil('m2 is answered', () => sent.state !== 'waiting')).toBeLessThan(3_000)
    expect(sent.state).toBe('acknowledged')
    t.runUntil('the process has ended', () => t.world.nodes.get(`broker-${oldLeader}`)?.status === 'stopped')
    expect(orders.leader).not.toBe(oldLeader)
  })

  test('one that comes back follows, catches up, and leads again by preferred election within 300 s', () => {
    const t = clusterOf()
    const orders = t.topic('orders')
    const [preferred] = orders.replicas as [number]
    t.kill(preferred)
    t.runUntil('another leads', () => orders.leader !== preferred)
    const sent = t.producer().send(orders, 'm1')
    t.runUntil('m1 is in', () => sent.state === 'acknowledged')
    t.start(preferred)
    t.runUntil('it is in the ISR', () => orders.isr.includes(preferred))
    expect(orders.valuesOn(preferred)).toEqual(['m1'])
    expect(orders.leader).not.toBe(preferred)
    expect(t.runUntil('it leads again', () => orders.leader === preferred)).toBeLessThanOrEqual(300_500)
    t.runFor({ ms: 100 })
    expect(t.happened('LeaderElected').at(-1)?.body.election).toBe('preferred')
  })
})
