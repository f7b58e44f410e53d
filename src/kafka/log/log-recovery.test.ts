import { describe, expect, test } from 'vitest'
import { KAFKA_2_5 } from '../../testing/ahead/kafka-2.5.ts'
import { batchOf, NEW_YEAR } from '../../testing/batches.ts'
import { BROKER_THAT_SETS_NOTHING } from '../../testing/default-layers.ts'
import type { Profile } from '../profile/profile.ts'
import { createLogConfig } from './log-config.ts'
import { bytesToRecover, closeCleanly, losePageCache, recoverLog, writeBackOldPages } from './log-recovery.ts'
import { newestBatch } from './producer-state.ts'
import { appendAsLeader, createLog, flush, type ReplicaLog, roll } from './replica-log.ts'
import { dropCheckpointedSnapshots } from './snapshot-files.ts'
import { unflushedRecords } from './unflushed.ts'

function logOf(records: number, profile: Profile = BROKER_THAT_SETS_NOTHING.profile): ReplicaLog {
  const config = createLogConfig({}, { ...BROKER_THAT_SETS_NOTHING, profile })
  const log = createLog('orders-0', 'T'.repeat(22), config, NEW_YEAR)
  for (let i = 0; i < records; i++) append(log)
  return log
}

function append(log: ReplicaLog): void {
  appendAsLeader(log, batchOf(['v'], { producerId: 7, producerEpoch: 0, baseSequence: log.logEndOffset }), 0)
}

describe('a power cut', () => {
  test('takes what was neither flushed nor written back', () => {
    const log = logOf(3)
    roll(log, NEW_YEAR)
    flush(log, 3)
    append(log)
    append(log)
    expect(unflushedRecords([log])).toBe(2)
    expect(losePageCache(log, NEW_YEAR)).toBe(2)
    expect(log.logEndOffset).toBe(3)
    expect(newestBatch(log.producers.get(7)!)?.baseSequence).toBe(2)
  })

  test('spares what the operating system wrote back after half a minute', () => {
    const log = logOf(2)
    writeBackOldPages(log, NEW_YEAR + 30_000)
    append(log)
    writeBackOldPages(log, NEW_YEAR + 45_000)
    expect(log.durableOffset).toBe(0)
    writeBackOldPages(log, NEW_YEAR + 60_000)
    expect(log.durableOffset).toBe(2)
    expect(losePageCache(log, NEW_YEAR + 60_000)).toBe(1)
  })
})

describe('the next start', () => {
  test('after a kill has every record, but only the high watermark of the last checkpoint', () => {
    const log = logOf(5)
    log.highWatermark = 5
    recoverLog(log, { highWatermark: 2, recoveryPoint: 0, logStartOffset: 0 }, false, NEW_YEAR)
    expect(log).toMatchObject({ logEndOffset: 5, highWatermark: 2, recoveryPoint: 0 })
    expect(log.snapshots.map((snapshot) => snapshot.offset)).toEqual([5])
    expect(log.producers.get(7)?.batches).toHaveLength(5)
  })

  test('knows the producer of a batch in whose middle the log begins', () => {
    const log = createLog('orders-0', 'T'.repeat(22), createLogConfig({}, BROKER_THAT_SETS_NOTHING), NEW_YEAR)
    appendAsLeader(log, batchOf(['a', 'b'], { producerId: 7, producerEpoch: 0, baseSequence: 0 }), 0)
    recoverLog(log, { highWatermark: 2, recoveryPoint: 1, logStartOffset: 1 }, false, NEW_YEAR)
    expect(log.snapshots.map(({ offset, entries }) => [offset, entries.length])).toEqual([[2, 1]])
  })

  test('a log without records begins with no snapshot', () => {
    const log = logOf(0)
    recoverLog(log, { highWatermark: 0, recoveryPoint: 0, logStartOffset: 0 }, false, NEW_YEAR)
    closeCleanly(log)
    expect(log.snapshots).toEqual([])
  })

  test('after a clean stop has the high watermark too, and reads nothing again', () => {
    const log = logOf(5)
    log.highWatermark = 5
    expect(bytesToRecover(log, log.recoveryPoint)).toBeGreaterThan(0)
    closeCleanly(log)
    expect(bytesToRecover(log, log.recoveryPoint)).toBe(0)
    recoverLog(log, { highWatermark: 5, recoveryPoint: 5, logStartOffset: 0 }, true, NEW_YEAR)
    expect(log).toMatchObject({ logEndOffset: 5, highWatermark: 5 })
    // A snapshot file holds one batch of each producer.
    expect(log.producers.get(7)?.batches.map((batch) => batch.baseSequence)).toEqual([4])
  })
})

describe('snapshots of producers', () => {
  const offsets = (log: ReplicaLog) => log.snapshots.map(({ offset }) => offset)

  test('one of an earlier clean stop goes when a kill has its segment read again', () => {
    const log = logOf(1)
    closeCleanly(log)
    recoverLog(log, { highWatermark: 1, recoveryPoint: 1, logStartOffset: 0 }, true, NEW_YEAR)
    expect(offsets(log)).toEqual([1])
    append(log)
    append(log)
    recoverLog(log, { highWatermark: 1, recoveryPoint: 1, logStartOffset: 0 }, false, NEW_YEAR)
    expect(offsets(log)).toEqual([3])
  })

  test('of clean stops in one segment the last one stays in 4.x, and all of them in 2.5', () => {
    const stopped = (log: ReplicaLog) => {
      for (let stops = 0; stops < 3; stops++) {
        append(log)
        closeCleanly(log)
        const recoveryPoint = log.logEndOffset
        recoverLog(log, { highWatermark: recoveryPoint, recoveryPoint, logStartOffset: 0 }, true, NEW_YEAR)
      }
      return offsets(log)
    }
    expect(stopped(logOf(0))).toEqual([3])
    expect(stopped(logOf(0, KAFKA_2_5))).toEqual([1, 2, 3])
  })

  test('a stop that was followed by a roll leaves nothing behind', () => {
    const log = logOf(1)
    closeCleanly(log)
    append(log)
    roll(log, NEW_YEAR)
    append(log)
    recoverLog(log, { highWatermark: 2, recoveryPoint: 2, logStartOffset: 0 }, false, NEW_YEAR)
    expect(offsets(log)).toEqual([2, 3])
  })

  test('in 2.5 those before the last two segments go with the checkpoint of what was flushed, in 4.x with their segments', () => {
    const checkpointed = (log: ReplicaLog) => {
      for (let rolls = 0; rolls < 4; rolls++) {
        append(log)
        roll(log, NEW_YEAR)
      }
      dropCheckpointedSnapshots(log)
      const unflushed = offsets(log)
      flush(log, log.logEndOffset)
      dropCheckpointedSnapshots(log)
      return [unflushed, offsets(log)]
    }
    expect(checkpointed(logOf(0, KAFKA_2_5))).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ])
    expect(checkpointed(logOf(0))).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ])
  })
})
