/** Counterpart in Kafka: Partition.readRecords, its part about KIP-595: where a follower's log departs from its leader's. */
import { endOffsetForEpoch } from '../log/leader-epoch-cache.ts'
import type { ReplicaLog } from '../log/replica-log.ts'

export interface Divergence {
  readonly epoch: number
  readonly endOffset: number
}

/**
 * Where the log of a follower, whose last record is of `lastFetchedEpoch` just below `fetchOffset`, departs from this
 * one (KIP-595); null when it does not, `'unknown'` when this log knows nothing of that epoch.
 */
export function divergenceOf(
  log: ReplicaLog,
  lastFetchedEpoch: number,
  fetchOffset: number,
): Divergence | 'unknown' | null {
  if (lastFetchedEpoch === -1) return null
  const epochs = log.leaderEpochs
  const last = epochs.length === 0 ? undefined : epochs[epochs.length - 1]
  // The usual case, without an object: same epoch, and this log is at least as long.
  if (last !== undefined && last.epoch === lastFetchedEpoch && fetchOffset <= log.logEndOffset) return null
  const end = endOffsetForEpoch(epochs, lastFetchedEpoch, log.logEndOffset)
  if (end.epoch === -1) return 'unknown'
  return end.epoch < lastFetchedEpoch || end.endOffset < fetchOffset ? end : null
}
