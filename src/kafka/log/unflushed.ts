/** What a power cut at this instant would cost. */
import { batchesOf } from './log-segment.ts'
import type { RecordBatch } from './record-batch.ts'
import type { ReplicaLog } from './replica-log.ts'

/** Records that stand only in the page cache. */
export function unflushedRecords(logs: Iterable<ReplicaLog>): number {
  let records = 0
  for (const log of logs) records += log.logEndOffset - log.durableOffset
  return records
}

/** The newest batches of which something stands only in the page cache, oldest first; together `most` records or a few more. */
export function unflushedBatches(log: ReplicaLog, most: number): readonly RecordBatch[] {
  const newest: RecordBatch[] = []
  let records = 0
  for (let index = log.segments.length - 1; index >= 0; index--) {
    for (const batch of batchesOf(log.segments[index]!).toReversed()) {
      if (batch.lastOffset < log.durableOffset || records >= most) return newest.reverse()
      newest.push(batch)
      records += batch.records.length
    }
  }
  return newest.reverse()
}
