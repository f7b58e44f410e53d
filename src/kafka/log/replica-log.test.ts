import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { batchOf, NEW_YEAR } from '../../testing/batches.ts'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import { assignEpoch, endOffsetForEpoch, epochForOffset } from './leader-epoch-cache.ts'
import { createLogConfig } from './log-config.ts'
import { batchesOf } from './log-segment.ts'
import { findOffsetByTimestamp, findOffsetOfMaxTimestamp } from './offset-for-time.ts'
import {
  appendAsLeader,
  createLog,
  maybeRoll,
  type ReplicaLog,
  readLog,
  roll,
  setHighWatermark,
  truncateTo,
} from './replica-log.ts'
import { encodeSegmentFiles } from './segment-bytes.ts'

function logOf(config: Record<string, string> = {}): ReplicaLog {
  return createLog('orders-0', 'T'.repeat(22), createLogConfig(config, BROKER_THAT_SETS_NOTHING), NEW_YEAR)
}

/** Appends one batch of `count` records under `epoch`; returns whether the log rolled before it. */
function append(log: ReplicaLog, count = 1, timestamp = NEW_YEAR, epoch = 0): boolean {
  const batch = batchOf(Array.from({ length: count }, () => ({ value: 'v'.repeat(50), timestamp })))
  const rolled = maybeRoll(log, batch, NEW_YEAR)
  log.leaderEpochs = assignEpoch(log.leaderEpochs, epoch, log.logEndOffset)
  appendAsLeader(log, batch, epoch)
  return rolled
}

function offsetsOf(log: ReplicaLog): [number, number][] {
  return log.segments.flatMap((s) => batchesOf(s).map((b): [number, number] => [b.baseOffset, b.lastOffset]))
}

function read(log: ReplicaLog, from: number, maxBytes = 1e9, upTo = log.logEndOffset): number[] {
  return readLog(log, from, maxBytes, upTo, true).map((batch) => batch.baseOffset)
}

describe('reading', () => {
  test('begins with the batch that holds the offset, even in its middle', () => {
    const log = logOf()
    append(log, 3)
    append(log, 3)
    append(log, 3)
    expect(read(log, 4)).toEqual([3, 6])
    expect(read(log, 6)).toEqual([6])
    expect(read(log, 9)).toEqual([])
  })

  test('ends below the limit, at a batch boundary', () => {
    const log = logOf()
    for (let i = 0; i < 4; i++) append(log, 2)
    expect(read(log, 0, 1e9, 6)).toEqual([0, 2, 4])
    expect(read(log, 0, 1e9, 5)).toEqual([0, 2])
  })

  test('never crosses a segment in one read, and passes on to the next when one is read to its end', () => {
    const log = logOf({ 'segment.ms': '1000' })
    append(log, 1, NEW_YEAR)
    append(log, 1, NEW_YEAR + 500)
    expect(append(log, 1, NEW_YEAR + 5_000)).toBe(true)
    append(log, 1, NEW_YEAR + 5_001)
    expect(read(log, 0)).toEqual([0, 1])
    expect(read(log, 2)).toEqual([2, 3])
  })

  test('finds every offset in a log of many batches as a search from the front would', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 700 }),
        fc.nat(),
        (counts, pick) => {
          const log = logOf({ 'segment.bytes': '1048576' })
          for (const count of counts) append(log, count)
          const offset = pick % log.logEndOffset
          const expected = offsetsOf(log).find(([, last]) => last >= offset)?.[0]
          return read(log, offset, 1)[0] === expected
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a segment rolls', () => {
  test('before the batch that would make it larger than segment.bytes', () => {
    const log = logOf({ 'segment.bytes': '1048576' })
    const big = batchOf([{ value: 'v'.repeat(500_000) }])
    for (let i = 0; i < 3; i++) {
      maybeRoll(log, big, NEW_YEAR)
      appendAsLeader(log, big, 0)
    }
    expect(log.segments.map((segment) => segment.baseOffset)).toEqual([0, 2])
    expect(Object.isFrozen(log.segments[0])).toBe(true)
  })

  test.each([
    ['60000 ms after the first batch: stays', 60_000, false],
    ['60001 ms after it: rolls', 60_001, true],
    ['a time before it: stays', -1_000_000, false],
  ])('by record time, strictly more than segment.ms: %s', (_name, later, rolls) => {
    const log = logOf({ 'segment.ms': '60000' })
    append(log, 1, NEW_YEAR)
    expect(append(log, 1, NEW_YEAR + later)).toBe(rolls)
  })

  const FIVE_TIMES = { 'index.interval.bytes': '100', 'segment.index.bytes': '60' }

  test('when its time index has one slot left, and where all times are the same when its offset index is full', () => {
    const rolls = (step: number) => {
      const log = logOf(FIVE_TIMES)
      for (let i = 0; i < 14; i++) append(log, 1, NEW_YEAR + i * step)
      return log.segments.map(({ baseOffset }) => baseOffset)
    }
    expect(rolls(10)).toEqual([0, 5, 10])
    expect(rolls(0)).toEqual([0, 8])
  })

  test('with the room for its index that there was when it was opened', () => {
    const log = logOf({ 'index.interval.bytes': '100' })
    for (let i = 0; i < 3; i++) append(log, 1, NEW_YEAR + i)
    log.config = createLogConfig(FIVE_TIMES, BROKER_THAT_SETS_NOTHING)
    for (let i = 3; i < 12; i++) expect(append(log, 1, NEW_YEAR + i)).toBe(false)
    const [indexFile] = encodeSegmentFiles(log)
    expect(indexFile).toMatchObject({ name: '00000000000000000000.index', sizeInBytes: 10_485_760 })
    roll(log, NEW_YEAR)
    for (let i = 12; i < 17; i++) expect(append(log, 1, NEW_YEAR + i)).toBe(false)
    const files = encodeSegmentFiles(log).filter(({ name }) => name.startsWith('00000000000000000012.'))
    expect(files.map(({ name, sizeInBytes }) => [name.slice(21), sizeInBytes])).toEqual([
      ['index', 56],
      ['log', expect.any(Number)],
      ['snapshot', 10],
      ['timeindex', 60],
    ])
    expect(append(log, 1, NEW_YEAR + 17)).toBe(true)
  })

  test('never while it is empty', () => {
    const log = logOf({ 'segment.ms': '1' })
    expect(append(log, 1, NEW_YEAR + 1_000_000)).toBe(false)
  })
})

describe('truncation', () => {
  test('cuts at a batch boundary, across segments, and puts epochs and producers back', () => {
    const log = logOf({ 'segment.ms': '1000' })
    append(log, 2, NEW_YEAR, 0)
    append(log, 2, NEW_YEAR + 5_000, 1)
    append(log, 2, NEW_YEAR + 10_000, 2)
    log.highWatermark = 5
    expect(truncateTo(log, 3, NEW_YEAR)).toBe(2)
    expect(offsetsOf(log)).toEqual([[0, 1]])
    expect(log).toMatchObject({ logEndOffset: 2, highWatermark: 2 })
    expect(log.leaderEpochs).toEqual([{ epoch: 0, startOffset: 0 }])
    append(log, 1, NEW_YEAR + 11_000, 3)
    expect(offsetsOf(log)).toEqual([
      [0, 1],
      [2, 2],
    ])
  })

  test('forgets what a producer wrote behind the cut, so that the same sequence may come again', () => {
    const log = logOf()
    const sent = [0, 1, 2].map((baseSequence) => batchOf(['v'], { producerId: 7, producerEpoch: 0, baseSequence }))
    for (const batch of sent) appendAsLeader(log, batch, 0)
    truncateTo(log, 1, NEW_YEAR)
    expect(log.producers.get(7)?.batches.map((batch) => batch.baseSequence)).toEqual([0])
  })

  test('of any log at any offset leaves exactly the batches that end below it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 300 }),
        fc.nat(),
        (counts, pick) => {
          const log = logOf({ 'segment.ms': '1000' })
          for (const [i, count] of counts.entries()) append(log, count, NEW_YEAR + i * 40)
          const offset = pick % (log.logEndOffset + 1)
          const kept = offsetsOf(log).filter(([, last]) => last < offset)
          truncateTo(log, offset, NEW_YEAR)
          expect(offsetsOf(log)).toEqual(kept)
          expect(log.logEndOffset).toBe((kept.at(-1)?.[1] ?? -1) + 1)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('leader epochs', () => {
  const epochs = [
    { epoch: 0, startOffset: 0 },
    { epoch: 2, startOffset: 3 },
    { epoch: 5, startOffset: 6 },
  ]
  test.each([
    ['the newest ends at the end of the log', 5, { epoch: 5, endOffset: 9 }],
    ['an older one where the next began', 2, { epoch: 2, endOffset: 6 }],
    ['one that wrote nothing is answered with the one before', 4, { epoch: 2, endOffset: 6 }],
    ['one from the future is not known', 6, { epoch: -1, endOffset: -1 }],
  ])('%s', (_name, requested, expected) => {
    expect(endOffsetForEpoch(epochs, requested, 9)).toEqual(expected)
  })

  test('an epoch that begins where another did takes its place', () => {
    const entries = [
      { epoch: 0, startOffset: 0 },
      { epoch: 1, startOffset: 4 },
    ]
    const assigned = assignEpoch(entries, 3, 4)
    expect(assigned).toEqual([
      { epoch: 0, startOffset: 0 },
      { epoch: 3, startOffset: 4 },
    ])
    expect(epochForOffset(assigned, 3)).toBe(0)
    expect(epochForOffset(assigned, 4)).toBe(3)
  })
})

describe('by time', () => {
  // The questions and answers of the recording `segments-roll-by-record-time`.
  const T = 1_500_000_000_000
  const log = logOf({ 'segment.ms': '60000' })
  for (const at of [0, 10_000, 5_000, 60_000, 61_000, 62_000, 30_000, 122_000, 121_000, 400_000]) append(log, 1, T + at)
  test.each([
    [-1, 0, 0],
    [1, 1, 10_000],
    [10_001, 3, 60_000],
    [60_500, 4, 61_000],
    [62_001, 7, 122_000],
    [121_500, 7, 122_000],
    [400_000, 9, 400_000],
  ])('%i ms after the first record: offset %i', (asked, offset, timestamp) => {
    expect(findOffsetByTimestamp(log, T + asked)).toEqual({ offset, timestamp: T + timestamp })
  })
  test('nothing is younger than the youngest', () => {
    expect(findOffsetByTimestamp(log, T + 400_001)).toBeNull()
    expect(findOffsetOfMaxTimestamp(log)).toEqual({ offset: 9, timestamp: T + 400_000 })
  })
})

test('a high watermark beyond the log, or before its start, is a bug that stops the run', () => {
  const log = logOf()
  expect(() => setHighWatermark(log, log.logEndOffset + 1)).toThrow('highWatermark <= logEndOffset')
  expect(() => setHighWatermark(log, log.logStartOffset - 1)).toThrow('logStartOffset <= highWatermark')
})
