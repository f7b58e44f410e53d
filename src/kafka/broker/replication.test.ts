import { expect, test } from 'vitest'
import { cutLink, holdLink, releaseLink, repairLink } from '../../engine/link-faults.ts'
import { batchOf } from '../../testing/batches.ts'
import { brokerWorld } from '../../testing/broker-world.ts'
import { topicRecords } from '../../testing/obedient-controller.ts'
import { hasRow } from '../common/slot-map.ts'
import type { ProduceResponse } from '../protocol/produce.ts'

function produceTo(tp: string, values: string[], acks: 0 | 1 | -1 = -1) {
  return { acks, timeoutMs: 30_000, partitions: [{ topicPartition: tp, batch: batchOf(values) }] }
}

test('acks=all is answered once every member of the ISR has fetched the record, and the followers hold the same batch', () => {
  const t = brokerWorld(3)
  t.topic('orders', [[1, 2, 3]])

  const answer = t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a', 'b']))

  expect(answer.partitions[0]).toMatchObject({ errorCode: 'NONE', baseOffset: 0, logStartOffset: 0 })
  const leader = t.partition(1, 'orders-0')
  expect(leader.log).toMatchObject({ highWatermark: 2, logEndOffset: 2 })
  for (const follower of [2, 3]) {
    const { log } = t.partition(follower, 'orders-0')
    expect(log.logEndOffset).toBe(2)
    expect(log.segments[0]?.tail[0]).toBe(leader.log.segments[0]?.tail[0])
  }
  t.runFor(600)
  expect(t.partition(2, 'orders-0').log.highWatermark).toBe(2)
})

test('a follower learns of a new high watermark only when its next fetch is answered', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[1, 2]])
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  // The produce was answered, so the leader has moved on; the follower still waits in its next fetch.
  expect(t.partition(1, 'orders-0').log.highWatermark).toBe(1)
  expect(t.partition(2, 'orders-0').log.highWatermark).toBe(0)
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['b'], 1))
  t.runFor(5)
  expect(t.partition(2, 'orders-0').log.highWatermark).toBe(1)
})

test('a held follower is waited for until it leaves the ISR', () => {
  const t = brokerWorld(3, { 'replica.lag.time.max.ms': '10000' })
  t.topic('orders', [[1, 2, 3]])
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  holdLink(t.world, 'broker-3', 'broker-1', ['FetchRequest'])
  t.runFor(600)

  const waiting = t.send(1, 'ProduceRequest', produceTo('orders-0', ['b']))
  t.runFor(5_000)
  expect(t.answerTo(waiting)).toBeUndefined()

  t.runUntil('the ISR shrinks', () => t.partition(1, 'orders-0').isr.length === 2)
  t.runFor(5)
  expect(t.answerTo(waiting)).toMatchObject({ partitions: [{ errorCode: 'NONE', baseOffset: 1 }] })
  releaseLink(t.world, 'broker-3', 'broker-1')
  t.runUntil('broker 3 is back', () => t.partition(1, 'orders-0').isr.length === 3)
  expect(t.partition(1, 'orders-0').isr).toEqual([1, 2, 3])
})

test('a connection is muted until its request is answered: what is sent behind an acks=all request waits', () => {
  const t = brokerWorld(2, { 'replica.lag.time.max.ms': '10000' })
  t.topic('orders', [[1, 2]])
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  holdLink(t.world, 'broker-2', 'broker-1', ['FetchRequest'])
  t.runFor(600)

  t.send(1, 'ProduceRequest', produceTo('orders-0', ['b']))
  const behind = t.send(1, 'ProduceRequest', produceTo('orders-0', ['c'], 1))
  t.runFor(1_000)
  // Even acks=1, which needs nobody else, is not looked at; another client's record is.
  expect(t.partition(1, 'orders-0').log.logEndOffset).toBe(2)
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['d'], 1), 'another-client')

  releaseLink(t.world, 'broker-2', 'broker-1')
  t.runFor(1_000)
  expect(t.answerTo(behind)).toMatchObject({ partitions: [{ errorCode: 'NONE', baseOffset: 3 }] })
})

test('what waited behind an acks=all request is replicated at once, not when the follower asks again', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[1, 2]])
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  // The follower knows the high watermark by heart, so that its next fetch has nothing but its progress to tell.
  t.runFor(1_200)

  const inFlight = ['b', 'c', 'd'].map((value) => t.send(1, 'ProduceRequest', produceTo('orders-0', [value])))
  t.runFor(20)
  expect(inFlight.map((request) => t.answerTo(request))).toMatchObject(
    [1, 2, 3].map((baseOffset) => ({ partitions: [{ errorCode: 'NONE', baseOffset }] })),
  )
})

test('a follower level with the leader is never out of sync, however long it has not fetched', () => {
  const t = brokerWorld(2, { 'replica.lag.time.max.ms': '10000' })
  t.topic('orders', [[1, 2]])
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  t.runFor(600)
  holdLink(t.world, 'broker-2', 'broker-1', ['FetchRequest'])
  t.runFor(60_000)
  expect(t.partition(1, 'orders-0').isr).toEqual([1, 2])
})

test('an idle follower has the whole lag time from its last fetch on, not from the last record', () => {
  const t = brokerWorld(2, { 'replica.lag.time.max.ms': '10000' })
  t.topic('orders', [[1, 2]])
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  t.runFor(60_000)
  t.send(1, 'ProduceRequest', produceTo('orders-0', ['b'], 1))
  holdLink(t.world, 'broker-2', 'broker-1', ['FetchRequest'])
  t.runFor(8_000)
  expect(t.partition(1, 'orders-0').isr).toEqual([1, 2])
  t.runFor(12_000)
  expect(t.partition(1, 'orders-0').isr).toEqual([1])
})

test('below min.insync.replicas acks=all is refused, acks=1 is taken, and nobody sees it until the ISR is back', () => {
  const t = brokerWorld(3)
  t.topic('orders', [[1, 2, 3]], { 'min.insync.replicas': '2' })
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  t.kill(2)
  t.kill(3)
  t.change('orders-0', { isr: [1] })
  t.runFor(10)

  expect(t.ask(1, 'ProduceRequest', produceTo('orders-0', ['b'])).partitions[0]).toMatchObject({
    errorCode: 'NOT_ENOUGH_REPLICAS',
    baseOffset: -1,
  })
  expect(t.ask(1, 'ProduceRequest', produceTo('orders-0', ['c'], 1)).partitions[0]).toMatchObject({
    errorCode: 'NONE',
    baseOffset: 1,
  })
  t.runFor(1_000)
  expect(t.partition(1, 'orders-0').log).toMatchObject({ highWatermark: 1, logEndOffset: 2 })

  t.start(2)
  t.runUntil('broker 2 is in the ISR again', () => t.partition(1, 'orders-0').isr.length === 2)
  t.runFor(10)
  expect(t.partition(1, 'orders-0').log.highWatermark).toBe(2)
})

test('the minimum is never more than the number of replicas', () => {
  const t = brokerWorld(1)
  t.topic('orders', [[1]], { 'min.insync.replicas': '2' })
  const answer = t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  expect(answer.partitions[0]).toMatchObject({ errorCode: 'NONE', baseOffset: 0 })
  expect(t.partition(1, 'orders-0').log.highWatermark).toBe(1)
})

test('the old leader cuts off what only it had, and takes what the new leader wrote instead', () => {
  const t = brokerWorld(3)
  t.topic('orders', [[1, 2, 3]])
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  t.runFor(600)
  holdLink(t.world, 'broker-2', 'broker-1', ['FetchRequest'])
  holdLink(t.world, 'broker-3', 'broker-1', ['FetchRequest'])
  t.runFor(600)
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['lost', 'lost too'], 1))
  expect(t.partition(1, 'orders-0').log.logEndOffset).toBe(3)
  t.kill(1)
  t.change('orders-0', { leader: 2, isr: [2, 3] })
  t.runFor(50)
  t.ask(2, 'ProduceRequest', produceTo('orders-0', ['instead']))

  releaseLink(t.world, 'broker-2', 'broker-1')
  releaseLink(t.world, 'broker-3', 'broker-1')
  t.start(1)
  t.runUntil('the old leader is back in the ISR', () => t.partition(2, 'orders-0').isr.length === 3)

  const { log } = t.partition(1, 'orders-0')
  expect(log.logEndOffset).toBe(2)
  expect(log.segments.flatMap((s) => s.tail).flatMap((b) => b.records.map((r) => r.value))).toEqual(['a', 'instead'])
  expect(log.leaderEpochs).toEqual([
    { epoch: 0, startOffset: 0 },
    { epoch: 1, startOffset: 1 },
  ])
  expect(t.world.happenings.map((h) => h.body)).toContainEqual({
    type: 'LogTruncated',
    broker: 1,
    topicPartition: 'orders-0',
    fromOffset: 3,
    toOffset: 1,
  })
})

test('a producer that waits at a leader which is deposed is sent to the new one', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[1, 2]])
  holdLink(t.world, 'broker-2', 'broker-1', ['FetchRequest'])
  t.runFor(600)
  const waiting = t.send(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  t.runFor(10)
  t.change('orders-0', { leader: 2 })
  t.runFor(10)
  expect((t.answerTo(waiting) as ProduceResponse).partitions[0]).toMatchObject({ errorCode: 'NOT_LEADER_OR_FOLLOWER' })
  expect(t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a'])).partitions[0]).toMatchObject({
    errorCode: 'NOT_LEADER_OR_FOLLOWER',
    currentLeader: { leaderId: 2, leaderEpoch: 1 },
  })
})

test('a produce request that nobody replicates times out with the record in the log', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[1, 2]])
  holdLink(t.world, 'broker-2', 'broker-1', ['FetchRequest'])
  t.runFor(600)
  const waiting = t.send(1, 'ProduceRequest', { ...produceTo('orders-0', ['a']), timeoutMs: 3_000 })
  t.runFor(3_005)
  expect((t.answerTo(waiting) as ProduceResponse).partitions[0]).toMatchObject({
    errorCode: 'REQUEST_TIMED_OUT',
    baseOffset: -1,
  })
  expect(t.partition(1, 'orders-0').log.logEndOffset).toBe(1)
})

test('a follower behind a cut link gives up its fetch after replica.socket.timeout.ms and catches up after the repair', () => {
  const t = brokerWorld(2, { 'replica.socket.timeout.ms': '5000' })
  t.topic('orders', [[1, 2]])
  cutLink(t.world, 'broker-1', 'broker-2')
  t.runFor(600)
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a'], 1))
  t.runFor(20_000)
  expect(t.partition(2, 'orders-0').log.logEndOffset).toBe(0)
  repairLink(t.world, 'broker-1', 'broker-2')
  t.runUntil('the follower has it', () => t.partition(2, 'orders-0').log.logEndOffset === 1)
})

test('a follower that was fenced while no data came joins the ISR again without any', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[1, 2]])
  t.runFor(2_000)
  t.fence(2)
  t.change('orders-0', { isr: [1] })
  t.runFor(20)
  expect(t.partition(1, 'orders-0').isr).toEqual([1])
  t.runUntil('broker 2 is in sync again', () => t.partition(1, 'orders-0').isr.length === 2)
})

test('a follower joins an ISR that has as many members as there are replicas, one of them a broker that was taken away', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[1, 2]])
  // As ZooKeeper's controller and a leader that has not heard of the removal leave it behind.
  t.partition(1, 'orders-0').isr = Object.freeze([1, 3])
  const controller = t.controller()
  controller.holdAlterPartition = true
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a'], 1))
  t.runFor(600)
  const asked = controller.alterPartitionRequests.at(-1)?.partitions[0]?.newIsr.map(({ brokerId }) => brokerId)
  expect(asked).toEqual([1, 2, 3])
})

test('a leader that was deposed before it wrote anything follows the next one without losing a record', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[1, 2]])
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  t.runFor(600)
  t.change('orders-0', { leader: 2 })
  t.runFor(20)
  t.kill(2)
  t.change('orders-0', { leader: 1, isr: [1] })
  t.runFor(20)
  t.start(2)
  t.runUntil('broker 2 is in sync again', () => t.partition(1, 'orders-0').isr.length === 2)
  expect(t.partition(2, 'orders-0').log).toMatchObject({
    logEndOffset: 1,
    leaderEpochs: [{ epoch: 0, startOffset: 0 }],
  })
})

test('a follower all of whose partitions wait for the backoff does not fetch nothing again and again', () => {
  const t = brokerWorld(2)
  t.runFor(1_000)
  // The leader hears of the topic later than the follower, who asks for it and is told that there is no such thing.
  holdLink(t.world, 'controller-101', 'broker-1', 'all')
  t.records(...topicRecords('orders', [[1, 2]], {}))
  t.runFor(100)
  const before = t.world.executedEvents
  t.runFor(800)
  expect(hasRow(t.broker(2).partitions, 'orders-0')).toBe(true)
  expect(hasRow(t.broker(1).partitions, 'orders-0')).toBe(false)
  expect(t.world.executedEvents - before).toBeLessThan(100)
  releaseLink(t.world, 'controller-101', 'broker-1')
  t.runFor(1_500)
  t.ask(1, 'ProduceRequest', produceTo('orders-0', ['a']))
  expect(t.partition(2, 'orders-0').log.logEndOffset).toBe(1)
})
