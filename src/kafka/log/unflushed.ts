/** What a power cut at this instant would cost. */
import type { ReplicaLog } from './replica-log.ts'

interface BrokerNodeLike {
  /** A broker's state, or anything else, or null while no process runs. */
  readonly state: unknown
}

/** Records on the broker that stand only in its page cache; 0 for a node that is no running broker. */
export function unflushedRecords(node: BrokerNodeLike): number {
  const state = node.state
  if (typeof state !== 'object' || state === null || !('partitions' in state)) return 0
  if (!(state.partitions instanceof Map)) return 0
  let records = 0
  for (const partition of state.partitions.values() as Iterable<{ readonly log?: ReplicaLog }>) {
    if (partition.log !== undefined) records += partition.log.logEndOffset - partition.log.durableOffset
  }
  return records
}
