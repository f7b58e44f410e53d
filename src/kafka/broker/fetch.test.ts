import { describe, expect, test } from 'vitest'
import { holdLink } from '../../engine/link-faults.ts'
import { batchOf, NEW_YEAR } from '../../testing/batches.ts'
import { type BrokerWorld, brokerWorld } from '../../testing/broker-world.ts'
import { TRANSACTIONAL_FLAG } from '../log/record-batch.ts'
import type { FetchPartition, FetchRequest, FetchResponse } from '../protocol/fetch.ts'

function fetchOf(partitions: Partial<FetchPartition>[], more: Partial<FetchRequest> = {}) {
  return {
    replicaId: -1,
    replicaEpoch: -1,
    maxWaitMs: 500,
    minBytes: 1,
    maxBytes: 1_000_000,
    isolationLevel: 'read_uncommitted' as const,
    sessionId: 0,
    sessionEpoch: 0,
    forgotten: [],
    ...more,
    partitions: partitions.map((partition) => ({
      topicPartition: 'orders-0',
      topicId: '',
      currentLeaderEpoch: 0,
      fetchOffset: 0,
      lastFetchedEpoch: -1,
      logStartOffset: -1,
      maxBytes: 1_000_000,
      slot: -1,
      ...partition,
    })),
  }
}

function produce(t: BrokerWorld, values: Parameters<typeof batchOf>[0], tp = 'orders-0', acks: 1 | -1 = -1): void {
  const answer = t.ask(
    1,
    'ProduceRequest',
    { acks, timeoutMs: 30_000, partitions: [{ topicPartition: tp, batch: batchOf(values) }] },
    'writer',
  )
  expect(answer.partitions[0]?.errorCode).toBe('NONE')
}

function oneTopic(): BrokerWorld {
  const t = brokerWorld(1)
  t.topic('orders', [[1], [1]])
  return t
}

function valuesOf(response: FetchResponse): (string | null)[] {
  return response.partitions.flatMap((row) =>
    row.batches.flatMap((batch) => batch.records.map((record) => record.value)),
  )
}

test('a fetch waits for data and is answered as soon as there is some', () => {
  const t = oneTopic()
  const waiting = t.send(1, 'FetchRequest', fetchOf([{}]))
  t.runFor(100)
  expect(t.answerTo(waiting)).toBeUndefined()
  produce(t, ['a'])
  t.runFor(2)
  expect(valuesOf(t.answerTo(waiting) as FetchResponse)).toEqual(['a'])
})

test('a fetch without data is answered empty when fetch.max.wait.ms is over', () => {
  const t = oneTopic()
  const waiting = t.send(1, 'FetchRequest', fetchOf([{}], { maxWaitMs: 300 }))
  t.runFor(299)
  expect(t.answerTo(waiting)).toBeUndefined()
  t.runFor(3)
  expect(t.answerTo(waiting)).toMatchObject({ errorCode: 'NONE', partitions: [{ highWatermark: 0, batches: [] }] })
})

test('fetch.min.bytes holds the answer back until that much has been committed', () => {
  const t = oneTopic()
  const waiting = t.send(1, 'FetchRequest', fetchOf([{}], { minBytes: 150, maxWaitMs: 10_000 }))
  produce(t, ['a'])
  t.runFor(50)
  expect(t.answerTo(waiting)).toBeUndefined()
  produce(t, ['b'])
  produce(t, ['c'])
  t.runFor(2)
  expect(valuesOf(t.answerTo(waiting) as FetchResponse)).toEqual(['a', 'b', 'c'])
})

test('a committed reader hears as soon as a transaction ends that what it waits for was deleted meanwhile', () => {
  const t = brokerWorld(1, { 'transaction.partition.verification.enable': 'false' })
  t.topic('orders', [[1]], { 'segment.ms': '100' })
  const open = batchOf(['open'], { producerId: 7, producerEpoch: 0, baseSequence: 0, attributes: TRANSACTIONAL_FLAG })
  const transactional = { acks: -1, timeoutMs: 30_000, transactionalId: 'slow' } as const
  t.ask(1, 'ProduceRequest', { ...transactional, partitions: [{ topicPartition: 'orders-0', batch: open }] }, 'writer')
  produce(t, ['behind'])
  const waiting = t.send(1, 'FetchRequest', fetchOf([{}], { isolationLevel: 'read_committed', maxWaitMs: 30_000 }))
  t.runFor(10)
  const trimmed = { timeoutMs: 10_000, partitions: [{ topicPartition: 'orders-0', offset: 2 }] }
  expect(t.ask(1, 'DeleteRecordsRequest', trimmed, 'operator').partitions[0]?.errorCode).toBe('NONE')
  expect(t.answerTo(waiting)).toBeUndefined()
  // An open transaction holds back nothing of what is gone.
  const late = fetchOf([{ fetchOffset: 2 }], { isolationLevel: 'read_committed', maxWaitMs: 0 })
  expect(t.ask(1, 'FetchRequest', late, 'late').partitions[0]).toMatchObject({ logStartOffset: 2, lastStableOffset: 2 })
  const marker = { producerId: 7, producerEpoch: 0, committed: true, topicPartitions: ['orders-0'] }
  const markers = [{ ...marker, coordinatorEpoch: 0, transactionVersion: 0 }]
  t.ask(1, 'WriteTxnMarkersRequest', { markers }, 'coordinator')
  t.runFor(2)
  expect(t.answerTo(waiting)).toMatchObject({ partitions: [{ errorCode: 'OFFSET_OUT_OF_RANGE' }] })
})

test.each(['read_committed', 'read_uncommitted'] as const)(
  'what lies in a closed segment is not held back for fetch.min.bytes, with %s',
  (isolationLevel) => {
    const t = brokerWorld(1)
    t.topic('orders', [[1]], { 'segment.ms': '1000' })
    produce(t, ['a'])
    const patient = { isolationLevel, minBytes: 100_000, maxWaitMs: 30_000 }
    const waiting = t.send(1, 'FetchRequest', fetchOf([{}], patient))
    t.runFor(10)
    expect(t.answerTo(waiting)).toBeUndefined()
    produce(t, [{ value: 'b', timestamp: NEW_YEAR + 5_000 }])
    t.runFor(2)
    expect(t.partition(1, 'orders-0').log.segments.length).toBe(2)
    expect(valuesOf(t.answerTo(waiting) as FetchResponse)).toEqual(['a'])
    // Nor when it comes late.
    t.runFor(100)
    expect(valuesOf(t.ask(1, 'FetchRequest', fetchOf([{}], patient), 'late'))).toEqual(['a'])
    const behind = t.send(1, 'FetchRequest', fetchOf([{ fetchOffset: 1 }], patient), 'behind')
    t.runFor(100)
    expect(t.answerTo(behind, 'behind')).toBeUndefined()
  },
)

test('a consumer sees nothing above the high watermark', () => {
  const t = brokerWorld(2)
  t.topic('orders', [[1, 2]])
  produce(t, ['committed'])
  t.runFor(600)
  holdLink(t.world, 'broker-2', 'broker-1', ['FetchRequest'])
  t.runFor(600)
  produce(t, ['not yet'], 'orders-0', 1)
  const seen = t.ask(1, 'FetchRequest', fetchOf([{}]))
  expect(valuesOf(seen)).toEqual(['committed'])
  expect(seen.partitions[0]?.highWatermark).toBe(1)
  const beyond = t.ask(1, 'FetchRequest', fetchOf([{ fetchOffset: 2 }], { maxWaitMs: 0 }))
  expect(beyond.partitions[0]).toMatchObject({ errorCode: 'NONE', batches: [] })
})

describe('an incremental session', () => {
  test('names partitions once, and its answers only those with news', () => {
    const t = oneTopic()
    produce(t, ['a'])
    const first = t.ask(1, 'FetchRequest', fetchOf([{}, { topicPartition: 'orders-1' }]))
    expect(first.sessionId).toBeGreaterThan(0)
    expect(first.partitions.map((row) => row.topicPartition)).toEqual(['orders-0', 'orders-1'])

    const { sessionId } = first
    const second = t.send(1, 'FetchRequest', fetchOf([{ fetchOffset: 1 }], { sessionId, sessionEpoch: 1 }))
    t.runFor(10)
    produce(t, ['x'], 'orders-1')
    t.runFor(2)
    const answer = t.answerTo(second) as FetchResponse
    expect(answer.partitions.map((row) => row.topicPartition)).toEqual(['orders-1'])
    expect(valuesOf(answer)).toEqual(['x'])

    // Not asked beyond it, so it comes again.
    expect(valuesOf(t.ask(1, 'FetchRequest', fetchOf([], { sessionId, sessionEpoch: 2 })))).toEqual(['x'])
    const after = fetchOf([{ topicPartition: 'orders-1', fetchOffset: 1 }], { sessionId, sessionEpoch: 3 })
    expect(t.ask(1, 'FetchRequest', after).partitions).toEqual([])
  })

  test('forgets a partition, which then wakes it no more', () => {
    const t = oneTopic()
    const { sessionId } = t.ask(1, 'FetchRequest', fetchOf([{}, { topicPartition: 'orders-1' }], { maxWaitMs: 0 }))
    const waiting = t.send(
      1,
      'FetchRequest',
      fetchOf([], { sessionId, sessionEpoch: 1, forgotten: ['orders-1'], maxWaitMs: 200 }),
    )
    produce(t, ['x'], 'orders-1')
    t.runFor(100)
    expect(t.answerTo(waiting)).toBeUndefined()
    expect(t.partition(1, 'orders-1').watchers).toEqual([])
  })

  test('is refused under an unknown id or out of its order', () => {
    const t = oneTopic()
    const { sessionId } = t.ask(1, 'FetchRequest', fetchOf([{}], { maxWaitMs: 0 }))
    expect(t.ask(1, 'FetchRequest', fetchOf([], { sessionId: 99, sessionEpoch: 1 })).errorCode).toBe(
      'FETCH_SESSION_ID_NOT_FOUND',
    )
    expect(t.ask(1, 'FetchRequest', fetchOf([], { sessionId, sessionEpoch: 7 })).errorCode).toBe(
      'INVALID_FETCH_SESSION_EPOCH',
    )
  })

  test('a request without a session leaves none behind', () => {
    const t = oneTopic()
    produce(t, ['a'])
    const answer = t.ask(1, 'FetchRequest', fetchOf([{}], { sessionEpoch: -1 }))
    expect(valuesOf(answer)).toEqual(['a'])
    expect(answer.sessionId).toBe(0)
    expect(t.broker(1).sessions.slots.size).toBe(0)
    expect(t.partition(1, 'orders-0').watchers).toEqual([])
  })
})

describe('limits', () => {
  test('the first batch comes whatever its size, and others only as far as there is room', () => {
    const t = oneTopic()
    for (const value of ['a', 'b', 'c']) produce(t, [value.repeat(100)])
    const oneBatch = t.ask(1, 'FetchRequest', fetchOf([{ maxBytes: 10 }]))
    expect(oneBatch.partitions[0]?.batches).toHaveLength(1)
    const two = t.ask(1, 'FetchRequest', fetchOf([{ maxBytes: 400 }]))
    expect(two.partitions[0]?.batches).toHaveLength(2)
  })

  test('a partition that found no room in one response is the first in the next', () => {
    const t = oneTopic()
    produce(t, ['a'.repeat(100)])
    produce(t, ['b'.repeat(100)], 'orders-1')
    const first = t.ask(1, 'FetchRequest', fetchOf([{}, { topicPartition: 'orders-1' }], { maxBytes: 200 }))
    expect(valuesOf(first)).toEqual(['a'.repeat(100)])
    const next = fetchOf([{ fetchOffset: 1 }], { sessionId: first.sessionId, sessionEpoch: 1, maxBytes: 200 })
    expect(valuesOf(t.ask(1, 'FetchRequest', next))).toEqual(['b'.repeat(100)])
  })
})

describe('errors are answered at once', () => {
  test.each([
    ['an offset behind the end', { fetchOffset: 5 }, 'OFFSET_OUT_OF_RANGE'],
    ['an epoch of the past', { currentLeaderEpoch: 0 }, 'FENCED_LEADER_EPOCH'],
    ['an epoch of the future', { currentLeaderEpoch: 7 }, 'UNKNOWN_LEADER_EPOCH'],
    ['a topic nobody knows', { topicPartition: 'nothing-0' }, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['another topic of the same name', { topicId: 'B'.repeat(22) }, 'UNKNOWN_TOPIC_ID'],
  ])('%s', (_name, asked, errorCode) => {
    const t = brokerWorld(2)
    t.topic('orders', [[1, 2]])
    t.change('orders-0', { leader: 2 })
    t.runFor(10)
    t.change('orders-0', { leader: 1 })
    t.runFor(10)
    const answer = t.ask(1, 'FetchRequest', fetchOf([{ currentLeaderEpoch: 2, ...asked }]))
    expect(answer.partitions[0]).toMatchObject({ errorCode, batches: [] })
  })

  test('a waiting consumer is told when the leader changes, and by whom to ask', () => {
    const t = brokerWorld(2)
    t.topic('orders', [[1, 2]])
    const waiting = t.send(1, 'FetchRequest', fetchOf([{}], { maxWaitMs: 30_000 }))
    t.runFor(10)
    t.change('orders-0', { leader: 2 })
    t.runFor(10)
    expect((t.answerTo(waiting) as FetchResponse).partitions[0]).toMatchObject({
      errorCode: 'FENCED_LEADER_EPOCH',
      currentLeader: { leaderId: 2, leaderEpoch: 1 },
    })
  })

  test('a consumer may read from a follower that knows the same epoch, as far as it knows to be committed', () => {
    const t = brokerWorld(2)
    t.topic('orders', [[1, 2]])
    produce(t, ['a'])
    t.runFor(600)
    expect(valuesOf(t.ask(2, 'FetchRequest', fetchOf([{}])))).toEqual(['a'])
  })
})

test('a session ends with the connection of its owner', () => {
  const t = oneTopic()
  t.send(1, 'FetchRequest', fetchOf([{}], { maxWaitMs: 30_000 }), 'reader')
  t.runFor(10)
  expect(t.broker(1).sessions.slots.size).toBe(1)
  t.endClient('reader')
  t.runFor(10)
  expect(t.broker(1).sessions.slots.size).toBe(0)
})
