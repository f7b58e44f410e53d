import { describe, expect, test } from 'vitest'
import { batchOf, NEW_YEAR } from '../../testing/batches.ts'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import { assignEpoch } from './leader-epoch-cache.ts'
import { createLogConfig } from './log-config.ts'
import { deleteOldSegments, removeDeletedFiles } from './log-retention.ts'
import { appendAsLeader, createLog, maybeIncrementLogStartOffset, type ReplicaLog, roll } from './replica-log.ts'

const DAY = 86_400_000

/** Segments of one 77-byte batch each; the last is active. Everything is committed. */
function logOf(config: Record<string, string>, timestamps: readonly number[]): ReplicaLog {
  const log = createLog('orders-0', 'T'.repeat(22), createLogConfig(config, BROKER_THAT_SETS_NOTHING), NEW_YEAR)
  log.leaderEpochs = assignEpoch(log.leaderEpochs, 0, 0)
  for (const [index, timestamp] of timestamps.entries()) {
    if (index > 0) roll(log, NEW_YEAR)
    appendAsLeader(log, batchOf([{ key: 'k', value: 'value-00', timestamp }]), 0)
  }
  log.highWatermark = log.logEndOffset
  return log
}

function run(log: ReplicaLog, wallClockMs = NEW_YEAR) {
  const { deleted, rolled } = deleteOldSegments(log, wallClockMs)
  return {
    deleted: deleted.map((segment) => segment.baseOffset),
    rolled,
    start: log.logStartOffset,
    end: log.logEndOffset,
  }
}

const FIVE = [0, 0, 0, 0, 0].map(() => NEW_YEAR)

describe('by size', () => {
  test('the log is cut, but never to less than retention.bytes', () => {
    const log = logOf({ 'retention.bytes': '200' }, FIVE)
    expect(log.segments[0]?.sizeInBytes).toBe(77)
    expect(run(log)).toEqual({ deleted: [0, 1], rolled: false, start: 2, end: 5 })
    expect(log.leaderEpochs).toEqual([{ epoch: 0, startOffset: 2 }])
  })

  test('with retention.bytes 0 everything goes, and the offsets go on where they were', () => {
    expect(run(logOf({ 'retention.bytes': '0' }, FIVE))).toEqual({
      deleted: [0, 1, 2, 3, 4],
      rolled: true,
      start: 5,
      end: 5,
    })
  })
})

describe('by time', () => {
  const settings = { 'retention.ms': String(DAY) }
  test('a segment goes when its youngest record is older than retention.ms', () => {
    const log = logOf(settings, [NEW_YEAR, NEW_YEAR + DAY, NEW_YEAR + DAY])
    expect(run(log, NEW_YEAR + DAY).deleted).toEqual([])
    expect(run(log, NEW_YEAR + DAY + 1).deleted).toEqual([0])
  })

  test('a quiet topic becomes empty: the active segment is rolled and then goes too', () => {
    const log = logOf(settings, [NEW_YEAR])
    expect(run(log, NEW_YEAR + 2 * DAY)).toEqual({ deleted: [0], rolled: true, start: 1, end: 1 })
    expect(run(log, NEW_YEAR + 9 * DAY)).toEqual({ deleted: [], rolled: false, start: 1, end: 1 })
  })

  test('one record of the future keeps its segment and all later ones', () => {
    const log = logOf(settings, [NEW_YEAR, NEW_YEAR + 365 * DAY, NEW_YEAR, NEW_YEAR])
    expect(run(log, NEW_YEAR + 30 * DAY).deleted).toEqual([0])
  })

  test('nothing above the high watermark goes', () => {
    const log = logOf(settings, FIVE)
    log.highWatermark = 2
    expect(run(log, NEW_YEAR + 2 * DAY)).toEqual({ deleted: [0, 1], rolled: false, start: 2, end: 5 })
  })
})

test('segments wholly below the log start go whatever their age', () => {
  const log = logOf({ 'retention.ms': '-1' }, FIVE)
  maybeIncrementLogStartOffset(log, 3)
  expect(run(log)).toEqual({ deleted: [0, 1, 2], rolled: false, start: 3, end: 5 })
})

test('a compacted topic loses only what lies below its log start', () => {
  const log = logOf({ 'cleanup.policy': 'compact', 'retention.ms': '1', 'retention.bytes': '0' }, FIVE)
  expect(run(log, NEW_YEAR + DAY).deleted).toEqual([])
})

test('a deleted segment stays on the disk under another name for file.delete.delay.ms', () => {
  const log = logOf({ 'retention.bytes': '0' }, FIVE)
  run(log)
  expect(log.deletedSegments).toHaveLength(5)
  removeDeletedFiles(log, NEW_YEAR + 59_999)
  expect(log.deletedSegments).toHaveLength(5)
  removeDeletedFiles(log, NEW_YEAR + 60_000)
  expect(log.deletedSegments).toEqual([])
})
