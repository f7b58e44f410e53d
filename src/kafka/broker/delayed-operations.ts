/**
 * Counterpart in Kafka: kafka.cluster.DelayedOperations. Who is waiting for something at a partition, and is woken when
 * it grows, is committed further, or passes to another leader.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { tellCoordinatorOfHighWatermark } from './coordinator-host.ts'
import { wakeAllFetches, wakeConsumerFetches, wakeFollowerFetches } from './delayed-fetch.ts'
import { completeDeletesWaitingFor } from './delete-records.ts'
import { completeProducesWaitingFor, failProducesWaitingFor } from './produce.ts'

/** The leader's log has grown by `bytes`. */
export function completeAfterAppend(state: BrokerState, partition: Partition, bytes: number, node: NodeContext): void {
  if (partition.watchers.length > 0) wakeFollowerFetches(state, partition, bytes, node)
}

/** The high watermark, of a leader or of a follower, moved on from `from`. */
export function completeAfterHighWatermark(
  state: BrokerState,
  partition: Partition,
  from: number,
  node: NodeContext,
): void {
  if (partition.produceWaiters.length > 0) completeProducesWaitingFor(state, partition, node)
  if (partition.watchers.length > 0) wakeConsumerFetches(state, partition, from, node)
  if (partition.coordinated && partition.role === 'leader') tellCoordinatorOfHighWatermark(state, partition, node)
}

/** A replica moved its log start. */
export function completeAfterLowWatermark(state: BrokerState, partition: Partition, node: NodeContext): void {
  if (partition.deleteWaiters.length > 0) completeDeletesWaitingFor(state, partition, node)
}

/** Another leader, another epoch, or no replica here any more: all who wait are told to look elsewhere. */
export function completeAfterLeaderChange(state: BrokerState, partition: Partition, node: NodeContext): void {
  if (partition.role !== 'leader') {
    failProducesWaitingFor(state, partition, node)
    if (partition.deleteWaiters.length > 0) completeDeletesWaitingFor(state, partition, node)
  }
  wakeAllFetches(state, partition, node)
}
