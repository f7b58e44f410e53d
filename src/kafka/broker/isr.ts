/**
 * Counterpart in Kafka: Partition.maybeShrinkIsr, maybeExpandIsr and AlterPartitionManager (KIP-497). The leader decides
 * who is in sync; whoever rules the cluster writes it down, and reports it.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeContext } from '../../engine/node-context.ts'
import { inTopicPartitionMapOrder } from '../common/java-hash.ts'
import { rowNamed, rowsOf } from '../common/slot-map.ts'
import { rulesOf } from '../profile/registry.ts'
import type { AlterPartitionResponse } from '../protocol/alter-partition.ts'
import type { BrokerState, FollowerState, Partition } from './broker-state.ts'
import { completeAfterHighWatermark } from './delayed-operations.ts'
import { noteForFetches } from './fetch-session.ts'
import { linkOf } from './link/broker-link.ts'
import { followerOf, isCaughtUp, isOutOfSync, isReplicaIsrEligible, maybeIncrementHighWatermark } from './partition.ts'

/** Every half of replica.lag.time.max.ms, over all partitions led here. */
export function shrinkLaggingIsrs(state: BrokerState, node: NodeContext): void {
  for (const partition of partitionsToLookAt(state)) maybeShrinkIsr(state, partition, node)
}

/**
 * ZooKeeper's controller takes a replica away while its leader, who has not heard of it, takes it into the ISR again: the
 * ISR then has a broker that the leader knows no replica of, and 2.5 looks no further, in the order of its pool.
 */
function partitionsToLookAt(state: BrokerState): Iterable<Partition> {
  if (!rulesOf(state.config).replication.isrLookEndsAtStranger) return rowsOf(state.partitions)
  const rows = [...rowsOf(state.partitions)]
  if (!rows.some(hasStranger)) return rows
  const order = inTopicPartitionMapOrder(rows.map(({ topicPartition }) => topicPartition))
  const ordered = order.map((name) => rowNamed(state.partitions, name)!)
  return ordered.slice(0, ordered.findIndex(hasStranger))
}

function hasStranger({ role, isr, replicas }: Partition): boolean {
  return role === 'leader' && isr.some((id) => !replicas.includes(id))
}

function maybeShrinkIsr(state: BrokerState, partition: Partition, node: NodeContext): void {
  if (partition.role !== 'leader' || partition.pendingIsr !== null || partition.isr.length < 2) return
  const logEndOffset = partition.log.logEndOffset
  const remaining = partition.isr.filter((brokerId) => {
    if (brokerId === state.brokerId) return true
    const follower = followerOf(partition, brokerId)
    return follower !== undefined && isCaughtUp(follower, logEndOffset, node.nowMs, state.config.replicaLagTimeMaxMs)
  })
  if (remaining.length < partition.isr.length) askForIsr(state, partition, remaining, node)
}

/**
 * The follower joins if it holds all that is committed and all that came before this leadership: the latter because the
 * high watermark itself may lag right after an election.
 */
export function maybeExpandIsr(
  state: BrokerState,
  partition: Partition,
  follower: FollowerState,
  node: NodeContext,
): void {
  if (partition.pendingIsr !== null || !isOutOfSync(partition, follower)) return
  if (follower.logEndOffset < partition.log.highWatermark || follower.logEndOffset < partition.leaderEpochStartOffset)
    return
  if (!isReplicaIsrEligible(state, follower)) return
  const grown = rulesOf(state.config).replication.isrWith(partition.isr, follower.brokerId)
  askForIsr(state, partition, grown, node)
}

function askForIsr(state: BrokerState, partition: Partition, isr: readonly number[], node: NodeContext): void {
  assert(partition.role === 'leader', 'only a leader asks for another ISR')
  assert(isr.includes(state.brokerId), 'a leader is in its own ISR')
  for (const id of isr)
    assert(partition.replicas.includes(id) || partition.isr.includes(id), 'who joins the ISR is a replica')
  partition.pendingIsr = Object.freeze(isr.slice())
  state.unsentIsrChanges.add(partition.topicPartition)
  linkOf(state).alterIsr(state, node)
}

/** A replica outside the ISR is looked at with its next fetch, even if it has nothing new to say of itself. */
export function lookForReturningFollowers(state: BrokerState, partition: Partition): void {
  if (partition.replicas.some((id) => !partition.isr.includes(id))) noteForFetches(state, partition)
}

export type PartitionResult = AlterPartitionResponse['partitions'][number]

/** The change is written down, here or by an older answer. */
export function commitIsr(state: BrokerState, partition: Partition, result: PartitionResult, node: NodeContext): void {
  // A newer leader epoch, or an older answer, is settled by the metadata log.
  if (result.leaderEpoch !== partition.leaderEpoch || result.partitionEpoch < partition.partitionEpoch) return
  assert(result.isr.includes(state.brokerId), 'a leader is in its own ISR')
  partition.isr = Object.freeze(result.isr.slice())
  partition.pendingIsr = null
  partition.partitionEpoch = result.partitionEpoch
  lookForReturningFollowers(state, partition)
  // The ISR may be down to those who have everything, or back at its minimum.
  const highWatermark = partition.log.highWatermark
  if (maybeIncrementHighWatermark(state, partition, node.nowMs))
    completeAfterHighWatermark(state, partition, highWatermark, node)
}

/**
 * INELIGIBLE_REPLICA: the controller kept the old ISR, and so do we. Anything else (an older epoch, a deleted topic)
 * means that the metadata log has news for this partition; until they come the change stays pending.
 */
export function onIsrRefused(state: BrokerState, partition: Partition, errorCode: PartitionResult['errorCode']): void {
  if (errorCode === 'INELIGIBLE_REPLICA' || errorCode === 'UNKNOWN_SERVER_ERROR') partition.pendingIsr = null
  else if (errorCode === 'REQUEST_TIMED_OUT') state.unsentIsrChanges.add(partition.topicPartition)
}
