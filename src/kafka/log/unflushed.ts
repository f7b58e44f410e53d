/** What a power cut at this instant would cost. */
import type { ReplicaLog } from './replica-log.ts'

/** Records that stand only in the page cache. */
export function unflushedRecords(logs: Iterable<ReplicaLog>): number {
  let records = 0
  for (const log of logs) records += log.logEndOffset - log.durableOffset
  return records
}
