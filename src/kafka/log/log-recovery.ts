/**
 * Counterpart in Kafka: LogManager (checkpoints, clean shutdown) and LogLoader. What of a log is still there when the
 * process, or the machine, has gone; and what the operating system has put on the disk by itself.
 */
import { type LogSegment, sealTimeIndex } from './log-segment.ts'
import {
  activeSegment,
  flush,
  type ReplicaLog,
  rebuildProducerState,
  segmentIndexFor,
  takeProducerSnapshot,
  truncateTo,
} from './replica-log.ts'

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

/** Writes the high watermark to `replication-offset-checkpoint`. */
export function checkpointHighWatermark(log: ReplicaLog): void {
  log.checkpointedHighWatermark = log.highWatermark
}

/** A clean stop: everything is flushed and checkpointed, and a producer snapshot stands at the end. */
export function closeCleanly(log: ReplicaLog): void {
  flush(log, log.logEndOffset)
  checkpointHighWatermark(log)
  log.checkpointedLogStartOffset = log.logStartOffset
  sealTimeIndex(activeSegment(log), log.logEndOffset)
  takeProducerSnapshot(log)
}

/** The machine lost power: what no fsync and no write-back had reached is gone. Returns the number of lost offsets. */
export function losePageCache(log: ReplicaLog, wallClockMs: number): number {
  const before = log.logEndOffset
  if (log.durableOffset < before) truncateTo(log, log.durableOffset, wallClockMs)
  return before - log.logEndOffset
}

/**
 * The start of a process on what is on the disk. After an unclean stop every segment from the recovery point on is read
 * again, and a producer snapshot is written at the end. Offsets that were only in memory are those of the checkpoints.
 */
export function recoverLog(log: ReplicaLog, cleanShutdown: boolean, wallClockMs: number): void {
  const firstBase = (log.segments[0] as LogSegment).baseOffset
  log.logStartOffset = Math.min(Math.max(log.checkpointedLogStartOffset, firstBase), log.logEndOffset)
  log.highWatermark = Math.max(log.logStartOffset, Math.min(log.checkpointedHighWatermark, log.logEndOffset))
  log.version++
  rebuildProducerState(log)
  log.dirtySinceMs = wallClockMs
  log.dirtyEndOffset = log.logEndOffset
  sealTimeIndex(activeSegment(log), log.logEndOffset)
  if (!cleanShutdown) takeProducerSnapshot(log)
}

/** Bytes that recovery reads again after an unclean stop. */
export function bytesToRecover(log: ReplicaLog): number {
  if (log.recoveryPoint >= log.logEndOffset) return 0
  let bytes = 0
  for (let i = segmentIndexFor(log.segments, log.recoveryPoint); i < log.segments.length; i++) {
    bytes += (log.segments[i] as LogSegment).sizeInBytes
  }
  return bytes
}
