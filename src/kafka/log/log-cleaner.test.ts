import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BatchOptions, batchOf, NEW_YEAR, type RecordOptions } from '../../testing/batches.ts'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import { cleanerStateOf, cleanLog, filthiestLog } from './log-cleaner.ts'
import { createLogConfig } from './log-config.ts'
import { batchesOf } from './log-segment.ts'
import { markerBatch, markerOf } from './log-transactions.ts'
import { TRANSACTIONAL_FLAG } from './record-batch.ts'
import {
  appendAsLeader,
  createLog,
  maybeIncrementLogStartOffset,
  maybeRoll,
  type ReplicaLog,
  readLog,
  roll,
  setHighWatermark,
  sizeOfLog,
} from './replica-log.ts'

const COMPACT = { 'cleanup.policy': 'compact', 'min.cleanable.dirty.ratio': '0.01', 'delete.retention.ms': '1000' }

type Write = readonly (readonly [key: string | null, value: string | null])[]

function logOf(config: Record<string, string> = COMPACT): ReplicaLog {
  return createLog('state-0', 'T'.repeat(22), createLogConfig(config, BROKER_THAT_SETS_NOTHING), NEW_YEAR)
}

/** One batch, committed. */
function write(log: ReplicaLog, records: Write, options: BatchOptions = {}): void {
  appendAsLeader(
    log,
    batchOf(
      records.map(([key, value]): RecordOptions => ({ key, value })),
      options,
    ),
    0,
  )
  log.highWatermark = log.logEndOffset
}

function contents(log: ReplicaLog): string[] {
  return log.segments.flatMap((segment) =>
    batchesOf(segment).flatMap((batch) =>
      batch.records.map((r) => `${batch.baseOffset + r.offsetDelta} ${r.key}=${r.value}`),
    ),
  )
}

function clean(log: ReplicaLog, wallClockMs = NEW_YEAR): void {
  const filthiest = filthiestLog([log], wallClockMs)
  expect(filthiest?.log).toBe(log)
  cleanLog(log, wallClockMs)
}

test('the latest record of each key stays at its offset; the active segment is never touched', () => {
  const log = logOf()
  for (const [key, value] of [
    ['a', '1'],
    ['b', '1'],
    ['a', '2'],
    ['c', '1'],
  ] as const)
    write(log, [[key, value]])
  roll(log, NEW_YEAR)
  write(log, [['a', '3']])
  write(log, [['a', '4']])
  clean(log)
  expect(contents(log)).toEqual(['1 b=1', '2 a=2', '3 c=1', '4 a=3', '5 a=4'])
  expect(log.logStartOffset).toBe(0)
  expect(readLog(log, 0, 1e9, 6, true)[0]?.baseOffset).toBe(1)
  expect(filthiestLog([log], NEW_YEAR)).toBeNull()
})

test('a tombstone outlives the cleaning that stamps it, and goes with one after delete.retention.ms', () => {
  const log = logOf()
  write(log, [['a', '1']])
  write(log, [['a', null]])
  roll(log, NEW_YEAR)
  write(log, [['b', '1']])
  clean(log)
  expect(contents(log)).toEqual(['1 a=null', '2 b=1'])
  const stamped = log.segments[0]?.tail[0]
  expect(stamped?.attributes).toBe(0x40)
  expect(stamped?.baseTimestamp).toBe(NEW_YEAR + 1_000)
  // The longer delta makes the batch longer.
  expect(stamped?.sizeInBytes).toBeGreaterThan(batchOf([{ key: 'a', value: null }]).sizeInBytes)

  roll(log, NEW_YEAR)
  write(log, [['c', '1']])
  clean(log, NEW_YEAR + 999)
  expect(contents(log)).toContain('1 a=null')
  roll(log, NEW_YEAR)
  write(log, [['d', '1']])
  clean(log, NEW_YEAR + 1_000)
  expect(contents(log)).toEqual(['2 b=1', '3 c=1', '4 d=1'])
})

test('nothing is cleaned until the dirty share is more than min.cleanable.dirty.ratio', () => {
  const log = logOf({ ...COMPACT, 'min.cleanable.dirty.ratio': '0.5' })
  write(log, [['a', '1']])
  roll(log, NEW_YEAR)
  clean(log)
  write(log, [['a', '2']])
  roll(log, NEW_YEAR)
  // One dirty segment beside a clean one of the same size: exactly one half, which is not more.
  expect(filthiestLog([log], NEW_YEAR)).toBeNull()
  write(log, [['a', '3']])
  roll(log, NEW_YEAR)
  clean(log)
  expect(contents(log)).toEqual(['2 a=3'])
})

test('what is not committed, or younger than min.compaction.lag.ms, is left alone', () => {
  const log = logOf({ ...COMPACT, 'min.compaction.lag.ms': '60000' })
  write(log, [['a', '1']])
  write(log, [['a', '2']])
  roll(log, NEW_YEAR)
  expect(filthiestLog([log], NEW_YEAR + 59_000)).toBeNull()
  log.highWatermark = 1
  expect(filthiestLog([log], NEW_YEAR + 61_000)).toBeNull()
  log.highWatermark = 2
  clean(log, NEW_YEAR + 61_000)
  expect(contents(log)).toEqual(['1 a=2'])
})

test('small neighbours merge under the name of the first, and snapshots of the others go', () => {
  const log = logOf()
  for (const key of ['a', 'b', 'c', 'a']) {
    write(log, [[key, '1']])
    roll(log, NEW_YEAR)
  }
  clean(log)
  expect(log.segments.map((segment) => segment.baseOffset)).toEqual([0, 4])
  expect(log.snapshots.map((snapshot) => snapshot.offset)).toEqual([4])
  expect(log.deletedSegments).toHaveLength(4)
})

describe('of a batch with several records', () => {
  test('those that stay keep their offsets, and the batch its first and last', () => {
    const log = logOf()
    write(log, [
      ['a', '1'],
      ['b', '1'],
      ['a', '2'],
      ['c', '1'],
      ['b', '2'],
    ])
    write(log, [['c', '2']])
    roll(log, NEW_YEAR)
    clean(log)
    expect(contents(log)).toEqual(['2 a=2', '4 b=2', '5 c=2'])
    expect(log.segments[0]?.tail[0]).toMatchObject({ baseOffset: 0, lastOffset: 4 })
  })

  test('the last batch of an idempotent producer stays without records, so that its sequence is remembered', () => {
    const log = logOf()
    write(log, [['a', '1']], { producerId: 7, producerEpoch: 0, baseSequence: 0 })
    write(log, [['a', '2']], { producerId: 7, producerEpoch: 0, baseSequence: 1 })
    write(log, [['a', '3']])
    roll(log, NEW_YEAR)
    clean(log)
    const batches = batchesOf(log.segments[0] as (typeof log.segments)[number])
    expect(batches.map((batch) => [batch.baseOffset, batch.records.length, batch.sizeInBytes])).toEqual([
      [1, 0, 61],
      [2, 1, 70],
    ])
  })
})

test('whatever is written and whenever it is cleaned, every key still has its latest value', () => {
  const records = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2', '3', null)), {
    minLength: 1,
    maxLength: 4,
  })
  const step = fc.oneof(records, fc.constant('roll' as const), fc.constant('clean' as const))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const log = logOf({ ...COMPACT, 'delete.retention.ms': '0' })
      const latest = new Map<string, string | null>()
      let now = NEW_YEAR
      for (const each of steps) {
        now += 10
        if (each === 'roll') roll(log, now)
        else if (each === 'clean') {
          if (filthiestLog([log], now) !== null) cleanLog(log, now)
        } else {
          write(log, each)
          for (const [key, value] of each) latest.set(key, value)
        }
      }
      const seen = new Map<string, string | null>()
      let lastOffset = -1
      for (const batch of log.segments.flatMap((segment) => batchesOf(segment))) {
        expect(batch.baseOffset).toBeGreaterThan(lastOffset)
        lastOffset = batch.lastOffset
        for (const record of batch.records) seen.set(record.key as string, record.value)
      }
      for (const [key, value] of latest) expect(seen.get(key) ?? null).toBe(value)
    }),
  )
})

describe('how far a log is from its next cleaning', () => {
  test('a segment that the log now begins in is dirty, though part of it lies before the start', () => {
    const log = logOf({ ...COMPACT, 'cleanup.policy': 'compact,delete' })
    for (const key of ['a', 'b', 'a']) write(log, [[key, '1']])
    roll(log, NEW_YEAR)
    maybeIncrementLogStartOffset(log, 1)
    expect(cleanerStateOf(log, NEW_YEAR)).toMatchObject({ firstDirtyOffset: 1, firstUncleanableOffset: 3 })
    clean(log)
    expect(contents(log)).toEqual(['1 b=1', '2 a=1'])
  })

  test('what is older than max.compaction.lag.ms is cleaned however small its share is', () => {
    const log = logOf({ ...COMPACT, 'min.cleanable.dirty.ratio': '0.9', 'max.compaction.lag.ms': '5000' })
    for (const key of ['a', 'b', 'c', 'd']) write(log, [[key, 'long enough to weigh something']])
    roll(log, NEW_YEAR)
    clean(log, NEW_YEAR)
    write(log, [['a', '2']])
    roll(log, NEW_YEAR)
    expect(cleanerStateOf(log, NEW_YEAR + 5_000)).toMatchObject({ isOverdue: false })
    expect(filthiestLog([log], NEW_YEAR + 5_000)).toBeNull()
    expect(cleanerStateOf(log, NEW_YEAR + 5_001)).toMatchObject({ isOverdue: true })
    clean(log, NEW_YEAR + 5_001)
    expect(contents(log)[0]).toMatch(/^1 b=/)
  })

  test('the active segment of a compacted log rolls after max.compaction.lag.ms, or it could not be cleaned in time', () => {
    const config = { ...COMPACT, 'max.compaction.lag.ms': '5000' }
    const later = batchOf([{ key: 'a', value: '2', timestamp: NEW_YEAR + 5_001 }])
    const log = logOf(config)
    write(log, [['a', '1']])
    expect(maybeRoll(log, batchOf([{ key: 'a', value: '2', timestamp: NEW_YEAR + 5_000 }]), NEW_YEAR)).toBe(false)
    expect(maybeRoll(log, later, NEW_YEAR)).toBe(true)
    const kept = logOf({ ...config, 'cleanup.policy': 'delete' })
    write(kept, [['a', '1']])
    expect(maybeRoll(kept, later, NEW_YEAR)).toBe(false)
  })

  test('a cleaning says what it took', () => {
    const log = logOf()
    for (const value of ['1', '2', '3']) write(log, [['a', value]])
    roll(log, NEW_YEAR)
    const before = sizeOfLog(log)
    expect(cleanLog(log, NEW_YEAR)).toEqual({ records: 2, fromBytes: before, toBytes: sizeOfLog(log) })
  })
})

describe('a log that transactions write to', () => {
  const PRODUCER = 7
  let epoch = 0

  /** One transaction of the producer, as by KIP-890: its marker has the next epoch. */
  function transact(log: ReplicaLog, records: Write, committed: boolean): void {
    write(log, records, { producerId: PRODUCER, producerEpoch: epoch, baseSequence: 0, attributes: TRANSACTIONAL_FLAG })
    epoch++
    const marker = { producerId: PRODUCER, producerEpoch: epoch, coordinatorEpoch: 0, committed }
    appendAsLeader(log, markerBatch(marker, NEW_YEAR), 0)
    setHighWatermark(log, log.logEndOffset)
  }

  /** Records, and markers by what they say. */
  function seen(log: ReplicaLog): string[] {
    return log.segments.flatMap((segment) =>
      batchesOf(segment).flatMap((batch) => {
        const marker = markerOf(batch)
        if (marker !== null) return [`${batch.baseOffset} ${marker.committed ? 'COMMIT' : 'ABORT'}`]
        return batch.records.map(({ key, value }) => `${batch.baseOffset} ${key}=${value}`)
      }),
    )
  }

  test('what was aborted goes at once and hides nothing; its marker, and what readers are told, when nothing is left', () => {
    epoch = 0
    const log = logOf()
    transact(log, [['a', 'first']], true)
    transact(log, [['a', 'aborted']], false)
    transact(log, [['b', 'last']], true)
    roll(log, NEW_YEAR)
    write(log, [['z', '1']])
    clean(log)
    // The marker is still there: a reader in the middle of the transaction has to learn how it ended.
    expect(seen(log)).toEqual(['0 a=first', '1 COMMIT', '3 ABORT', '4 b=last', '5 COMMIT', '6 z=1'])
    expect(log.transactions!.aborted).toHaveLength(1)

    roll(log, NEW_YEAR)
    write(log, [['z', '2']])
    clean(log)
    // Nothing of it is left: from now on its time runs, delete.retention.ms.
    expect(seen(log)).toContain('3 ABORT')
    expect(log.transactions!.aborted).toEqual([])

    roll(log, NEW_YEAR)
    write(log, [['z', '3']])
    clean(log, NEW_YEAR + 1_001)
    expect(seen(log)).toEqual(['0 a=first', '1 COMMIT', '4 b=last', '5 COMMIT', '7 z=2', '8 z=3'])
  })
})
