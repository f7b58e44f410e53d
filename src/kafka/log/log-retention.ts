/** Counterpart in Kafka: UnifiedLog.deleteOldSegments. Which segments go, and when the active one may go too. */
import { rulesOf } from '../profile/registry.ts'
import type { RetentionReason } from '../profile/rules.ts'
import { type LogSegment, openTimeIndex } from './log-segment.ts'
import { forgetBefore } from './log-transactions.ts'
import { maybeIncrementLogStartOffset, type ReplicaLog, roll, sizeOfLog } from './replica-log.ts'
import { keepSnapshots } from './snapshot-files.ts'

export interface RetentionResult {
  /** Oldest first. */
  readonly deleted: readonly LogSegment[]
  /** Every segment was due, so a new empty one was opened before they went. */
  readonly rolled: boolean
}

const NOTHING: RetentionResult = Object.freeze({ deleted: Object.freeze([]), rolled: false })

/**
 * Deletes what the retention settings no longer cover; `wallClockMs` in epoch milliseconds. The segments are renamed at
 * once and leave the disk after `file.delete.delay.ms` (`removeDeletedFiles`).
 */
export function deleteOldSegments(log: ReplicaLog, wallClockMs: number): RetentionResult {
  if (!log.config.delete) return deleteWhile(log, (segment, next) => startsBelowLog(log, segment, next), wallClockMs)
  let all = NOTHING
  // Each may delete on its own.
  for (const reason of rulesOf(log.config).log.retentionOrder) {
    const { deleted, rolled } = deleteFor(reason, log, wallClockMs)
    if (deleted.length > 0) all = { deleted: [...all.deleted, ...deleted], rolled: all.rolled || rolled }
  }
  return all
}

function deleteFor(reason: RetentionReason, log: ReplicaLog, wallClockMs: number): RetentionResult {
  switch (reason) {
    case 'startOffset':
      return deleteWhile(log, (segment, next) => startsBelowLog(log, segment, next), wallClockMs)
    case 'size':
      return deleteBySize(log, wallClockMs)
    case 'time':
      return deleteByTime(log, wallClockMs)
  }
}

function startsBelowLog(log: ReplicaLog, _segment: LogSegment, next: LogSegment | undefined): boolean {
  return next !== undefined && next.baseOffset <= log.logStartOffset
}

function deleteBySize(log: ReplicaLog, wallClockMs: number): RetentionResult {
  const { retentionBytes } = log.config
  if (retentionBytes < 0) return NOTHING
  let excess = sizeOfLog(log) - retentionBytes
  return deleteWhile(
    log,
    (segment) => {
      if (excess - segment.sizeInBytes < 0) return false
      excess -= segment.sizeInBytes
      return true
    },
    wallClockMs,
  )
}

function deleteByTime(log: ReplicaLog, wallClockMs: number): RetentionResult {
  const { retentionMs } = log.config
  if (retentionMs < 0) return NOTHING
  return deleteWhile(
    log,
    (segment) => {
      openTimeIndex(segment)
      // An empty segment has no record to go by; its file's time counts.
      const newest = segment.maxTimestamp >= 0 ? segment.maxTimestamp : segment.createdAtMs
      return wallClockMs - newest > retentionMs
    },
    wallClockMs,
  )
}

/** Oldest first, stops at the first that may stay. Nothing at or above the high watermark goes. */
function deleteWhile(
  log: ReplicaLog,
  isDue: (segment: LogSegment, next: LogSegment | undefined) => boolean,
  wallClockMs: number,
): RetentionResult {
  const { segments } = log
  let count = 0
  for (; count < segments.length; count++) {
    const segment = segments[count] as LogSegment
    const next = segments[count + 1]
    const end = next === undefined ? log.logEndOffset : next.baseOffset
    // Kafka asks first and then looks whether it may be.
    const due = isDue(segment, next)
    if (next === undefined && segment.sizeInBytes === 0) break
    if (log.highWatermark < end || !due) break
  }
  if (count === 0) return NOTHING
  const rolled = count === segments.length
  // The active segment is only spared while it is empty: a quiet topic does become empty.
  if (rolled) roll(log, wallClockMs)
  const deleted = log.segments.splice(0, count)
  log.version++
  for (const segment of deleted) removeSegment(log, segment, wallClockMs)
  maybeIncrementLogStartOffset(log, (log.segments[0] as LogSegment).baseOffset)
  return { deleted, rolled }
}

function removeSegment(log: ReplicaLog, segment: LogSegment, wallClockMs: number): void {
  const file = Object.freeze({ segment, deleteAtMs: wallClockMs + log.config.fileDeleteDelayMs })
  log.deletedSegments = Object.freeze([...log.deletedSegments, file])
  if (rulesOf(log.config).log.snapshotsLeaveWithSegments) keepSnapshots(log, (offset) => offset !== segment.baseOffset)
}

/** Drops `.deleted` files whose delay is over. */
export function removeDeletedFiles(log: ReplicaLog, wallClockMs: number): void {
  if (log.deletedSegments.length === 0) return
  log.deletedSegments = Object.freeze(log.deletedSegments.filter((file) => file.deleteAtMs > wallClockMs))
  if (log.transactions === null) return
  const oldest = log.deletedSegments[0]?.segment ?? log.segments[0]
  log.transactions = forgetBefore(log.transactions, oldest?.baseOffset ?? 0)
}
