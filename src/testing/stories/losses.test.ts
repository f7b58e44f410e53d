// What is lost, written twice or out of order is told when it happens, once, and the picture keeps where it was.

import { expect, test } from 'vitest'
import { countOf } from '../../kafka/log/acknowledged.ts'
import { buildImage } from '../../kafka/observe/image/build-image.ts'
import { clusterOf, type TestCluster, type TestTopic } from '../cluster-of.ts'

/** What a replica has lost: whether it is gone already, and how many records. */
function lossOn(t: TestCluster, broker: number): { gone: number; doomed: number; values: (string | null)[] } {
  const row = buildImage(t.world).losses.get(`orders-0@${broker}`)
  const ranges = row?.ranges ?? []
  return {
    gone: countOf(ranges.filter(({ gone }) => gone)),
    doomed: countOf(ranges.filter(({ gone }) => !gone)),
    values: row?.cells.map(({ value }) => value) ?? [],
  }
}

/** A leader that has acknowledged `values` with acks=1 while no follower could fetch them. */
function leaderWithUncopied(t: TestCluster, topic: TestTopic, values: readonly string[]): number {
  const { leader } = topic
  t.holdFetches(leader, topic.followers)
  t.runFor({ ms: 1_000 })
  const producer = t.producer({ acks: '1' }, 'hasty')
  const sent = values.map((value) => producer.send(topic, value))
  t.runUntil('all are answered', () => sent.every(({ state }) => state === 'acknowledged'))
  return leader
}

test('what only a dead leader had is told as lost when another leads, and again by nobody', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  const leader = leaderWithUncopied(t, orders, ['m1', 'm2', 'm3'])
  expect(t.happened('RecordsLost')).toEqual([])
  t.kill(leader)
  t.runUntil('another leads', () => ![leader, -1].includes(orders.leader))
  t.runFor({ ms: 2_000 })
  const [told] = t.happened('RecordsLost')
  expect(told?.body).toMatchObject({
    topicPartition: 'orders-0',
    broker: leader,
    fromOffset: 0,
    toOffset: 3,
    records: 3,
    committed: 0,
    leader: orders.leader,
  })
  expect(t.why(told?.id ?? 0).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['RecordsLost', 'LeaderElected', 'NodeKilled']),
  )
  expect(t.counters?.lost).toBe(3)
  expect(lossOn(t, leader)).toEqual({ gone: 0, doomed: 3, values: [] })

  t.start(leader)
  t.runUntil('it is back in the ISR', () => orders.isr.includes(leader))
  expect(t.happened('LogTruncated').map(({ body }) => [body.broker, body.fromOffset, body.toOffset])).toEqual([
    [leader, 3, 0],
  ])
  expect(t.happened('RecordsLost')).toHaveLength(1)
  expect(t.counters?.lost).toBe(3)
  expect(lossOn(t, leader)).toEqual({ gone: 3, doomed: 0, values: ['m1', 'm2', 'm3'] })
})

test('what a leader acknowledges that leads no more is told as lost at once, though it does not know', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  const { leader, followers } = orders
  const producer = t.producer({ acks: '1', 'metadata.max.age.ms': '300000' })
  producer.send(orders, 'before')
  t.runUntil('it is everywhere', () => orders.highWatermark === 1)
  for (const other of followers) t.command({ type: 'CutLink', a: `broker-${leader}`, b: `broker-${other}` })
  for (const controller of [101, 102, 103])
    t.command({ type: 'CutLink', a: `broker-${leader}`, b: `controller-${controller}` })
  t.runUntil('another leads', () => ![leader, -1].includes(orders.leader))
  t.runFor({ ms: 1_000 })
  const sent = producer.send(orders, 'to whom?')
  t.runUntil('the old leader has answered', () => sent.state === 'acknowledged')
  expect(t.happened('RecordsLost').map(({ body }) => [body.broker, body.fromOffset, body.leader])).toEqual([
    [leader, 1, orders.leader],
  ])
  expect(t.counters?.lost).toBe(1)
})

test('a power cut takes what its only replica had promised: told once it leads again', () => {
  const t = clusterOf({ brokers: 1, controllers: 1 })
  const orders = t.topic('orders', { replicationFactor: 1 })
  const sent = t.producer({ acks: '1' }).send(orders, 'm1')
  t.runUntil('it is answered', () => sent.state === 'acknowledged')
  t.command({ type: 'PowerCutNode', node: 'broker-1' })
  t.runFor({ ms: 10_000 })
  t.start(1)
  t.runUntil('it leads again', () => t.happened('RecordsLost').length > 0)
  expect(t.happened('RecordsLost').map(({ body }) => [body.broker, body.fromOffset, body.committed])).toEqual([
    [1, 0, 1],
  ])
  expect(lossOn(t, 1)).toEqual({ gone: 1, doomed: 0, values: ['m1'] })
})

test('after an unclean election what two leaders had promised, one after the other, is lost but once', () => {
  const t = clusterOf()
  const orders = t.topic('orders', { config: { 'unclean.leader.election.enable': 'true' } })
  const [a = 0, b = 0, c = 0] = [orders.leader, ...orders.followers]
  t.stop(c)
  t.runUntil('it has left the ISR', () => !orders.isr.includes(c))
  const producer = t.producer()
  const first = producer.send(orders, 'of both')
  t.runUntil('it is answered', () => first.state === 'acknowledged')
  t.kill(a)
  t.runUntil('the second leads', () => orders.leader === b)
  const second = producer.send(orders, 'of one')
  t.runUntil('it is answered', () => second.state === 'acknowledged')
  t.kill(b)
  t.runFor({ ms: 12_000 })
  t.start(c)
  t.runUntil('the one that has neither leads', () => orders.leader === c)
  t.runFor({ ms: 2_000 })
  expect(t.counters?.lost).toBe(2)
  expect(t.happened('RecordsLost').reduce((sum, { body }) => sum + body.records, 0)).toBe(2)
})

/** A batch that is on its way to a leader without power, while a later one finds the next leader. */
function overtaken(idempotence: 'true' | 'false'): { t: TestCluster; orders: TestTopic } {
  const t = clusterOf()
  const orders = t.topic('orders')
  const producer = t.producer({
    acks: 'all',
    'enable.idempotence': idempotence,
    'metadata.max.age.ms': '2000',
    'request.timeout.ms': '20000',
    'max.in.flight.requests.per.connection': '5',
  })
  producer.send(orders, 'm1')
  t.runUntil('it is everywhere', () => orders.highWatermark === 1)
  const { leader } = orders
  t.command({ type: 'PowerCutNode', node: `broker-${leader}` })
  producer.send(orders, 'm2')
  t.runUntil('another leads', () => ![leader, -1].includes(orders.leader))
  t.runUntil('the producer knows', () => t.happened('LeaderNoticed').some(({ body }) => body.to === orders.leader))
  const later = producer.send(orders, 'm3')
  t.runUntil('m3 is answered', () => later.state !== 'waiting')
  t.runFor({ ms: 40_000 })
  return { t, orders }
}

test('without idempotence a retry comes in behind what was sent later: told, counted and marked', () => {
  const { t, orders } = overtaken('false')
  expect(orders.values).toEqual(['m1', 'm3', 'm2'])
  expect(t.counters).toMatchObject({ outOfOrder: 1, duplicated: 0 })
  expect(t.happened('RecordsOutOfOrder').map(({ body }) => body)).toMatchObject([
    { topicPartition: 'orders-0', producer: 'producer', broker: orders.leader, offset: 2, records: 1, behindOffset: 1 },
  ])
  const cells = buildImage(t.world).replicas.get(`orders-0@${orders.leader}`)?.cells
  expect(cells?.map(({ outOfOrder }) => outOfOrder)).toEqual([false, false, true])
})

test('with idempotence the order stands', () => {
  const { t, orders } = overtaken('true')
  expect(orders.values).toEqual(['m1', 'm2', 'm3'])
  expect(t.counters).toMatchObject({ outOfOrder: 0, duplicated: 0 })
  expect(t.happened('RecordsOutOfOrder')).toEqual([])
})

test('an answer that is lost makes a producer without idempotence write again: told, with where it stands already', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  const producer = t.producer({ acks: '1', 'enable.idempotence': 'false', 'request.timeout.ms': '5000' })
  producer.send(orders, 'm1')
  t.runUntil('it is everywhere', () => orders.highWatermark === 1)
  t.holdAnswers(orders.leader)
  producer.send(orders, 'm2')
  t.runUntil('it was written again', () => t.happened('RecordsDuplicated').length > 0)
  expect(t.happened('RecordsDuplicated')[0]?.body).toMatchObject({ offset: 2, records: 1, firstOffset: 1 })
  expect(t.counters).toMatchObject({ duplicated: 1, outOfOrder: 0 })
})

test('what a power cut took is lost where nobody had copied it, and is not where somebody had', () => {
  const t = clusterOf()
  const orders = t.topic('orders')
  const producer = t.producer({ acks: '1' })
  const copied = producer.send(orders, 'copied')
  t.runUntil('it is everywhere', () => copied.state === 'acknowledged' && orders.highWatermark === 1)
  const leader = leaderWithUncopied(t, orders, ['m1', 'm2'])
  t.command({ type: 'PowerCutNode', node: `broker-${leader}` })
  expect(t.logOn(leader, 'orders-0').logEndOffset).toBe(0)
  t.runUntil('another leads', () => ![leader, -1].includes(orders.leader))
  t.runFor({ ms: 2_000 })
  expect(t.counters?.lost).toBe(2)
  expect(t.happened('RecordsLost').map(({ body }) => [body.broker, body.fromOffset, body.records])).toEqual([
    [leader, 1, 2],
  ])
  t.start(leader)
  t.runUntil('it is back in the ISR', () => orders.isr.includes(leader))
  expect(t.counters?.lost).toBe(2)
  expect(lossOn(t, leader)).toEqual({ gone: 2, doomed: 0, values: ['m1', 'm2'] })
  expect(t.happened('RecordsLost')).toHaveLength(1)
})

test('what compaction took before a replica came to fetch it is no loss, though its epochs do not tell of it', () => {
  const t = clusterOf()
  const quick = { 'segment.ms': '2000', 'min.cleanable.dirty.ratio': '0.01', 'min.compaction.lag.ms': '0' }
  const balances = t.topic('balances', { config: { 'cleanup.policy': 'compact', ...quick } })
  const first = balances.leader
  const [late, second] = balances.followers as [number, number]
  const update = (times: number, who: string) => {
    // Of an idempotent producer the last batch would stay, if only empty.
    const producer = t.producer({ acks: 'all', 'enable.idempotence': 'false' }, who)
    const sent = Array.from({ length: times }, (_, index) => producer.send(balances, String(index), 'account'))
    t.runUntil('the balance is kept', () => sent.every(({ state }) => state === 'acknowledged'))
  }
  update(3, 'monday')
  t.kill(late)
  t.runUntil('two are in sync', () => balances.isr.length === 2)
  t.kill(first)
  t.runUntil('the second leads', () => balances.leader === second)
  update(5, 'tuesday')
  t.start(first)
  t.runUntil('the first is back in the ISR', () => balances.isr.includes(first))
  t.kill(second)
  t.runUntil('the first leads again', () => balances.leader === first)
  update(3, 'wednesday')
  t.runFor({ ms: 3_000 })
  const before = t.happened('LogCleaned').length
  update(1, 'thursday')
  t.runUntil('the first has compacted', () =>
    t
      .happened('LogCleaned')
      .slice(before)
      .some(({ body }) => body.broker === first),
  )
  t.start(late)
  t.runUntil('the late one is in the ISR', () => balances.isr.includes(late))
  t.kill(first)
  t.runUntil('the late one leads', () => balances.leader === late)
  t.start(second)
  t.runUntil('the second is back in the ISR', () => balances.isr.includes(second))
  expect(t.happened('LogTruncated').map(({ body }) => [body.broker, body.toOffset])).toEqual([[second, 3]])
  expect([t.happened('RecordsLost'), t.counters?.lost]).toEqual([[], 0])
})
