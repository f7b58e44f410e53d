/**
 * Counterpart in Kafka: AlterPartitionManager (KIP-497). One AlterPartition request at a time carries all changes of ISRs
 * that wait.
 */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { rowNamed } from '../../../common/slot-map.ts'
import type { TopicPartition } from '../../../common/topic-partition.ts'
import type { AlterPartitionResponse } from '../../../protocol/alter-partition.ts'
import type { BrokerState, Partition } from '../../broker-state.ts'
import { commitIsr, onIsrRefused } from '../../isr.ts'
import { followerOf } from '../../partition.ts'
import { sendToController } from './controller-channel.ts'
import { kraftOf } from './kraft-state.ts'

/** Kafka's pause before a failed AlterPartition is sent again. */
const RETRY_US = 50_000

/** Sends what waits, unless an answer is still awaited. */
export function sendIsrChanges(state: BrokerState, node: NodeContext): void {
  if (kraftOf(state).alterPartitionInFlight || state.unsentIsrChanges.size === 0) return
  const changes: {
    topicPartition: TopicPartition
    leaderEpoch: number
    partitionEpoch: number
    newIsr: { brokerId: number; brokerEpoch: number }[]
  }[] = []
  for (const topicPartition of state.unsentIsrChanges) {
    const partition = rowNamed(state.partitions, topicPartition)
    if (partition === undefined || partition.role !== 'leader' || partition.pendingIsr === null) continue
    const { leaderEpoch, partitionEpoch, pendingIsr } = partition
    const newIsr = pendingIsr.map((brokerId) => ({ brokerId, brokerEpoch: epochOf(state, partition, brokerId) }))
    changes.push({ topicPartition, leaderEpoch, partitionEpoch, newIsr })
  }
  state.unsentIsrChanges.clear()
  if (changes.length === 0) return
  const { brokerId, lifecycle } = state
  kraftOf(state).alterPartitionInFlight = true
  sendToController(
    state,
    'alterPartition',
    { type: 'AlterPartitionRequest', brokerId, brokerEpoch: lifecycle.brokerEpoch, partitions: changes },
    { type: 'alterPartition', partitions: changes.map((change) => change.topicPartition) },
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
  if (response === null || response.errorCode !== 'NONE') return retryLater(state, asked, node)
  kraftOf(state).alterPartitionInFlight = false
  for (const result of response.partitions) {
    const partition = rowNamed(state.partitions, result.topicPartition)
    if (partition === undefined || partition.role !== 'leader' || partition.pendingIsr === null) continue
    if (result.errorCode === 'NONE') commitIsr(state, partition, result, node)
    else onIsrRefused(state, partition, result.errorCode)
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
  kraftOf(state).alterPartitionInFlight = false
  sendIsrChanges(state, node)
}
