/**
 * Counterpart in Kafka: LogManager (clean shutdown) and LogLoader. What of a log is still there when the
 * process, or the machine, has gone; and what the operating system has put on the disk by itself.
 */
import { notePowerCut } from './acknowledged.ts'
import { type LogSegment, reopenIndexes, sealTimeIndex } from './log-segment.ts'
import {
  activeSegment,
  flush,
  type ReplicaLog,
  rebuildProducerState,
  segmentIndexFor,
  takeProducerSnapshot,
  truncateTo,
} from './replica-log.ts'
import { dropSnapshotsOutOfRange, dropStraySnapshots } from './snapshot-files.ts'

/**
 * Linux writes a dirty page back when it is 30 s old (`vm.dirty_expire_centisecs`). It is looked at in steps, so that a
 * record is safe from a power cut 30 to 60 s after it was written, or as soon as its segment is closed and flushed.
 */
export const PAGE_WRITE_BACK_MS = 30_000

/** Called every few seconds of the wall clock for each log. */
export function writeBackOldPages(log: ReplicaLog, wallClockMs: number): void {
  if (wallClockMs - log.dirtySinceMs < PAGE_WRITE_BACK_MS) return
  log.durableOffset = Math.max(log.durableOffset, Math.min(log.dirtyEndOffset, log.logEndOffset))
  log.dirtyEndOffset = log.logEndOffset
  log.dirtySinceMs = wallClockMs
}

/** Offsets of one log as the broker's checkpoint files have them; 0 where they do not name it. */
export interface RecoveryOffsets {
  readonly highWatermark: number
  readonly recoveryPoint: number
  readonly logStartOffset: number
}

/** A clean stop: everything is flushed, and a producer snapshot stands at the end of what there is. */
export function closeCleanly(log: ReplicaLog): void {
  flush(log, log.logEndOffset)
  sealTimeIndex(activeSegment(log), log.logEndOffset)
  if (log.logEndOffset > log.logStartOffset) takeProducerSnapshot(log)
}

/** The machine lost power: what no fsync and no write-back had reached is gone. Returns the number of lost offsets. */
export function losePageCache(log: ReplicaLog, wallClockMs: number): number {
  const before = log.logEndOffset
  if (log.durableOffset < before) {
    notePowerCut(log, log.durableOffset)
    truncateTo(log, log.durableOffset, wallClockMs)
  }
  return before - log.logEndOffset
}

/**
 * The start of a process on what is on the disk. After an unclean stop every segment from the recovery point on is read
 * again, and a producer snapshot is written at the end. Offsets that were only in memory are those of the checkpoints.
 */
export function recoverLog(
  log: ReplicaLog,
  checkpointed: RecoveryOffsets,
  cleanShutdown: boolean,
  wallClockMs: number,
): void {
  const firstBase = (log.segments[0] as LogSegment).baseOffset
  log.logStartOffset = Math.min(Math.max(checkpointed.logStartOffset, firstBase), log.logEndOffset)
  log.highWatermark = Math.max(log.logStartOffset, Math.min(checkpointed.highWatermark, log.logEndOffset))
  log.recoveryPoint = cleanShutdown ? log.logEndOffset : Math.min(checkpointed.recoveryPoint, log.logEndOffset)
  log.version++
  dropSnapshotsOutOfRange(log, cleanShutdown ? null : firstReadAgain(log))
  rebuildProducerState(log)
  log.dirtySinceMs = wallClockMs
  log.dirtyEndOffset = log.logEndOffset
  reopenIndexes(activeSegment(log), log.config, cleanShutdown)
  sealTimeIndex(activeSegment(log), log.logEndOffset)
  if (!cleanShutdown && log.logEndOffset > log.logStartOffset) takeProducerSnapshot(log)
  dropStraySnapshots(log)
}

/** The beginning of the segment that holds the recovery point; of the last one, if all was flushed. */
function firstReadAgain({ segments, recoveryPoint }: ReplicaLog): number {
  return (segments[segmentIndexFor(segments, recoveryPoint)] as LogSegment).baseOffset
}

/** Bytes that recovery reads again after an unclean stop. */
export function bytesToRecover(log: ReplicaLog, recoveryPoint: number): number {
  if (recoveryPoint >= log.logEndOffset) return 0
  let bytes = 0
  for (let i = segmentIndexFor(log.segments, recoveryPoint); i < log.segments.length; i++) {
    bytes += (log.segments[i] as LogSegment).sizeInBytes
  }
  return bytes
}
