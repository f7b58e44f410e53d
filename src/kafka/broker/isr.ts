/**
 * Counterpart in Kafka: Partition.maybeShrinkIsr, maybeExpandIsr and AlterPartitionManager (KIP-497). The leader decides
 * who is in sync; the controller writes it down, and reports it. One AlterPartition request at a time carries all that waits.
 */

import type { NodeContext } from '../../engine/node-context.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { rulesOf } from '../profile/registry.ts'
import type { AlterPartitionResponse } from '../protocol/alter-partition.ts'
import type { BrokerState, FollowerState, Partition } from './broker-state.ts'
import { afterControllerError, sendToController } from './controller-channel.ts'
import { completeAfterHighWatermark } from './delayed-operations.ts'
import { noteForFetches } from './fetch-session.ts'
import { followerOf, isCaughtUp, isOutOfSync, isReplicaIsrEligible, maybeIncrementHighWatermark } from './partition.ts'

/** Kafka's pause before a failed AlterPartition is sent again. */
const RETRY_US = 50_000

/** Every half of replica.lag.time.max.ms, over all partitions led here. */
export function shrinkLaggingIsrs(state: BrokerState, node: NodeContext): void {
  for (const partition of state.partitions.values()) maybeShrinkIsr(state, partition, node)
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
  partition.pendingIsr = Object.freeze(isr.slice())
  state.unsentIsrChanges.add(partition.topicPartition)
  sendIsrChanges(state, node)
}

/** Sends what waits, unless an answer is still awaited. */
export function sendIsrChanges(state: BrokerState, node: NodeContext): void {
  if (state.alterPartitionInFlight || state.unsentIsrChanges.size === 0) return
  const changes: {
    topicPartition: TopicPartition
    leaderEpoch: number
    partitionEpoch: number
    newIsr: { brokerId: number; brokerEpoch: number }[]
  }[] = []
  for (const topicPartition of state.unsentIsrChanges) {
    const partition = state.partitions.get(topicPartition)
    if (partition === undefined || partition.role !== 'leader' || partition.pendingIsr === null) continue
    const { leaderEpoch, partitionEpoch, pendingIsr } = partition
    const newIsr = pendingIsr.map((brokerId) => ({ brokerId, brokerEpoch: epochOf(state, partition, brokerId) }))
    changes.push({ topicPartition, leaderEpoch, partitionEpoch, newIsr })
  }
  state.unsentIsrChanges.clear()
  if (changes.length === 0) return
  const { brokerId, lifecycle } = state
  const sent = sendToController(
    state,
    { type: 'AlterPartitionRequest', brokerId, brokerEpoch: lifecycle.brokerEpoch, partitions: changes },
    { type: 'alterPartition', partitions: changes.map((change) => change.topicPartition) },
    100 + changes.length * 60,
    node,
  )
  state.alterPartitionInFlight = true
  if (!sent)
    retryLater(
      state,
      changes.map((change) => change.topicPartition),
      node,
    )
}

function epochOf(state: BrokerState, partition: Partition, brokerId: number): number {
  return brokerId === state.brokerId
    ? state.lifecycle.brokerEpoch
    : (followerOf(partition, brokerId)?.brokerEpoch ?? -1)
}

/** `response` is null when the connection broke or the time was over. */
export function onAlterPartitionResponse(
  state: BrokerState,
  asked: readonly TopicPartition[],
  response: AlterPartitionResponse | null,
  node: NodeContext,
): void {
  if (response === null || response.errorCode !== 'NONE') {
    if (response !== null) afterControllerError(state, response.errorCode, response.leaderId)
    return retryLater(state, asked, node)
  }
  state.alterPartitionInFlight = false
  for (const result of response.partitions) {
    const partition = state.partitions.get(result.topicPartition)
    if (partition === undefined || partition.role !== 'leader' || partition.pendingIsr === null) continue
    if (result.errorCode === 'NONE') commitIsr(state, partition, result, node)
    else onRefused(state, partition, result.errorCode)
  }
  sendIsrChanges(state, node)
}

function retryLater(state: BrokerState, asked: readonly TopicPartition[], node: NodeContext): void {
  const later = [...state.unsentIsrChanges]
  state.unsentIsrChanges.clear()
  for (const topicPartition of [...asked, ...later]) state.unsentIsrChanges.add(topicPartition)
  // Still "in flight", so that nothing new goes out before the retry takes all along.
  node.setTimer(RETRY_US, { type: 'AlterPartitionRetry' })
}

/** The `AlterPartitionRetry` timer. */
export function onAlterPartitionRetry(state: BrokerState, node: NodeContext): void {
  state.alterPartitionInFlight = false
  sendIsrChanges(state, node)
}

/** A replica outside the ISR is looked at with its next fetch, even if it has nothing new to say of itself. */
export function lookForReturningFollowers(state: BrokerState, partition: Partition): void {
  if (partition.isr.length < partition.replicas.length) noteForFetches(state, partition)
}

type PartitionResult = AlterPartitionResponse['partitions'][number]

function commitIsr(state: BrokerState, partition: Partition, result: PartitionResult, node: NodeContext): void {
  // A newer leader epoch, or an older answer, is settled by the metadata log.
  if (result.leaderEpoch !== partition.leaderEpoch || result.partitionEpoch < partition.partitionEpoch) return
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
function onRefused(state: BrokerState, partition: Partition, errorCode: PartitionResult['errorCode']): void {
  if (errorCode === 'INELIGIBLE_REPLICA' || errorCode === 'UNKNOWN_SERVER_ERROR') partition.pendingIsr = null
  else if (errorCode === 'REQUEST_TIMED_OUT') state.unsentIsrChanges.add(partition.topicPartition)
}
