/** Counterpart in Kafka: UnifiedLog.fetchOffsetByTimestamp and LogSegment.findOffsetByTimestamp. */
import { batchesOf, type LogSegment, openIndexes, openTimeIndex } from './log-segment.ts'
import { type RecordBatch, TIMESTAMP_TYPE_MASK } from './record-batch.ts'
import type { ReplicaLog } from './replica-log.ts'

export interface TimestampAndOffset {
  readonly timestamp: number
  readonly offset: number
}

/**
 * The first record whose timestamp is `timestamp` or later; null when there is none. Looking makes the index files that
 * were not there yet: the time index of every segment passed, both of one whose records are looked through.
 */
export function findOffsetByTimestamp(log: ReplicaLog, timestamp: number): TimestampAndOffset | null {
  for (const segment of log.segments) {
    openTimeIndex(segment)
    if (segment.sizeInBytes === 0 && segment.createdAtMs >= timestamp) openIndexes(segment)
    if (segment.maxTimestamp < timestamp) continue
    for (const batch of batchesOf(segment)) {
      if (batch.maxTimestamp < timestamp || batch.lastOffset < log.logStartOffset) continue
      const found = findInBatch(batch, timestamp, log.logStartOffset)
      if (found !== null) return found
    }
  }
  return null
}

/** The first record with the largest timestamp of the log; null when the log is empty. Looks as the one above does. */
export function findOffsetOfMaxTimestamp(log: ReplicaLog): TimestampAndOffset | null {
  let newest: LogSegment | null = null
  for (const segment of log.segments) {
    openTimeIndex(segment)
    if (segment.maxTimestamp >= 0 && (newest === null || segment.maxTimestamp > newest.maxTimestamp)) newest = segment
  }
  if (newest !== null) return findOffsetByTimestamp(log, newest.maxTimestamp)
  openIndexes(log.segments[log.segments.length - 1] as LogSegment)
  return null
}

function findInBatch(batch: RecordBatch, timestamp: number, fromOffset: number): TimestampAndOffset | null {
  const appendTime = (batch.attributes & TIMESTAMP_TYPE_MASK) !== 0
  for (const record of batch.records) {
    const offset = batch.baseOffset + record.offsetDelta
    const recordTimestamp = appendTime ? batch.maxTimestamp : record.timestamp
    if (recordTimestamp >= timestamp && offset >= fromOffset) return { timestamp: recordTimestamp, offset }
  }
  return null
}
