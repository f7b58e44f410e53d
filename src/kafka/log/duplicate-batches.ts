import type { RecordBatch } from './record-batch.ts'
import type { ReplicaLog } from './replica-log.ts'

/**
 * Batches whose records stand in this log before them already. A retry sends the very batch it sent before, so the two
 * share their list of records by reference; two records that merely look alike do not.
 */
export function duplicateBatches(log: ReplicaLog): ReadonlySet<RecordBatch> | null {
  const seen = new Set<RecordBatch['records']>()
  let duplicates: Set<RecordBatch> | null = null
  for (const segment of log.segments) {
    for (const chunk of [...segment.chunks, segment.tail]) {
      for (const batch of chunk) {
        // An idempotent producer's retry is refused by its sequence, so only the others need to be remembered.
        if (batch.producerId !== -1) continue
        if (seen.has(batch.records)) {
          duplicates ??= new Set()
          duplicates.add(batch)
        } else seen.add(batch.records)
      }
    }
  }
  return duplicates
}
