/** Counterpart in Kafka: ReplicaManager.findPreferredReadReplica, RackAwareReplicaSelector, ReplicaView.comparator (KIP-392). */
import { rulesOf } from '../profile/registry.ts'
import type { BrokerState, FollowerState, Partition } from './broker-state.ts'

/**
 * Where a consumer in this rack shall read from `fetchOffset` on, instead of here; null: here. Only a leader sends anybody
 * away, and only where `replica.selector.class` says so.
 */
export function readReplicaFor(
  state: BrokerState,
  partition: Partition,
  fetchOffset: number,
  rack: string,
  nowMs: number,
): number | null {
  if (!state.config.sendsReadersToTheirRack || partition.role !== 'leader') return null
  const { mayReadFrom } = rulesOf(state.config).replication
  const rackOf = (broker: number): string | null => {
    const registration = state.metadata.brokers.get(broker)
    return registration === undefined || registration.fenced ? null : registration.rack
  }
  if (rackOf(state.brokerId) === rack) return null
  let best: FollowerState | null = null
  for (const follower of partition.followers) {
    const { brokerId, logEndOffset, logStartOffset } = follower
    if (logEndOffset < fetchOffset || logStartOffset > fetchOffset || rackOf(brokerId) !== rack) continue
    if (!mayReadFrom(partition.isr.includes(brokerId))) continue
    if (best === null || isBetter(follower, best, nowMs)) best = follower
  }
  return best?.brokerId ?? null
}

/** The log that reaches furthest, then who was level last, then the largest id. */
function isBetter(a: FollowerState, b: FollowerState, nowMs: number): boolean {
  if (a.logEndOffset !== b.logEndOffset) return a.logEndOffset > b.logEndOffset
  const behind = nowMs - a.lastCaughtUpTimeMs - (nowMs - b.lastCaughtUpTimeMs)
  return behind === 0 ? a.brokerId > b.brokerId : behind < 0
}
