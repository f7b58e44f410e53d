/** Counterpart in Kafka: ReplicaManager.deleteRecords and DelayedDeleteRecords. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { isInternalTopic } from '../common/internal-topics.ts'
import { rowNamed } from '../common/slot-map.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import { maybeIncrementLogStartOffset } from '../log/replica-log.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import { rulesOf } from '../profile/registry.ts'
import type { DeleteRecordsRequest, DeleteRecordsResponse } from '../protocol/delete-records.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState, DelayedDelete, Partition } from './broker-state.ts'
import { registerWaiter } from './delayed-operations.ts'
import { noteForFetches } from './fetch-session.ts'
import { errorWithoutReplica, whyNotHere } from './log-folders.ts'

type Asked = DeleteRecordsRequest['partitions'][number]
type DelayedPartition = DelayedDelete['partitions'][number]

const HIGH_WATERMARK = -1

registerWaiter('deleteRecords', {
  afterLowWatermark: completeDeletesWaitingFor,
  afterLeaderChange(state, partition, node) {
    if (partition.role !== 'leader') completeDeletesWaitingFor(state, partition, node)
  },
})

/** Moves log starts at once; the answer waits until every live replica has taken over its own. */
export function handleDeleteRecords(
  state: BrokerState,
  request: DeleteRecordsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const partitions = request.partitions.map((asked) => deleteRecords(state, asked))
  const id = state.nextDeleteId++
  const expiresAtUs = node.nowUs + request.timeoutMs * 1_000
  const pending: DelayedDelete = { id, from, correlationId: request.correlationId, expiresAtUs, partitions }
  if (isComplete(state, pending)) return respond(pending, node)
  state.delayedDeletes.set(id, pending)
  for (const waiting of partitions) {
    const partition = waiting.requiredOffset === -1 ? undefined : rowNamed(state.partitions, waiting.topicPartition)
    if (partition !== undefined) partition.deleteWaiters = Object.freeze([...partition.deleteWaiters, id])
  }
  node.setTimer(request.timeoutMs * 1_000, { type: 'DelayedDeleteExpiry', id } as DeleteExpiry)
}

export interface DeleteExpiry {
  readonly type: 'DelayedDeleteExpiry'
  readonly id: number
}

function deleteRecords(state: BrokerState, asked: Asked): DelayedPartition {
  const { topicPartition } = asked
  const { topic, partition: number } = splitTopicPartition(topicPartition)
  if (isInternalTopic(topic) && partitionOf(state.metadata, topic, number) !== undefined)
    return failed(topicPartition, 'INVALID_TOPIC_EXCEPTION')
  const partition = rowNamed(state.partitions, topicPartition)
  if (partition === undefined) return failed(topicPartition, whyNotHere(state, topicPartition))
  if (partition.role !== 'leader') return failed(topicPartition, 'NOT_LEADER_OR_FOLLOWER')
  const { log } = partition
  if (!rulesOf(log.config).log.mayDeleteRecords(log.config)) return failed(topicPartition, 'POLICY_VIOLATION')
  const offset = asked.offset === HIGH_WATERMARK ? log.highWatermark : asked.offset
  if (offset < 0 || offset > log.highWatermark) return failed(topicPartition, 'OFFSET_OUT_OF_RANGE')
  if (maybeIncrementLogStartOffset(log, offset)) noteForFetches(state, partition)
  return { topicPartition, requiredOffset: offset, errorCode: 'NONE', lowWatermark: -1 }
}

function failed(topicPartition: string, errorCode: ErrorCode): DelayedPartition {
  return { topicPartition, requiredOffset: -1, errorCode, lowWatermark: -1 }
}

/** The smallest log start of the leader and of the replicas on live brokers. */
function lowWatermarkOf(state: BrokerState, partition: Partition): number {
  let lowWatermark = partition.log.logStartOffset
  for (const follower of partition.followers) {
    const broker = state.metadata.brokers.get(follower.brokerId)
    if (broker === undefined || broker.fenced) continue
    lowWatermark = Math.min(lowWatermark, follower.logStartOffset)
  }
  return lowWatermark
}

/** Settles what can be settled; true if nothing is left. */
function isComplete(state: BrokerState, pending: DelayedDelete): boolean {
  let complete = true
  for (const waiting of pending.partitions) {
    if (waiting.requiredOffset === -1) continue
    const partition = rowNamed(state.partitions, waiting.topicPartition)
    if (partition === undefined || partition.role !== 'leader') {
      waiting.errorCode = errorWithoutReplica(state, waiting.topicPartition)
      waiting.requiredOffset = -1
      continue
    }
    const lowWatermark = lowWatermarkOf(state, partition)
    if (lowWatermark < waiting.requiredOffset) complete = false
    else {
      waiting.lowWatermark = lowWatermark
      waiting.requiredOffset = -1
    }
  }
  return complete
}

function completeDeletesWaitingFor(state: BrokerState, partition: Partition, node: NodeContext): void {
  for (const id of partition.deleteWaiters) {
    const pending = state.delayedDeletes.get(id)
    if (pending === undefined || isComplete(state, pending)) forget(state, id, pending, node)
  }
}

function forget(state: BrokerState, id: number, pending: DelayedDelete | undefined, node: NodeContext): void {
  state.delayedDeletes.delete(id)
  for (const waiting of pending?.partitions ?? []) {
    const partition = rowNamed(state.partitions, waiting.topicPartition)
    if (partition !== undefined)
      partition.deleteWaiters = Object.freeze(partition.deleteWaiters.filter((each) => each !== id))
  }
  if (pending !== undefined) respond(pending, node)
}

/** The `DelayedDeleteExpiry` timer. */
export function expireDelete(state: BrokerState, id: number, node: NodeContext): void {
  const pending = state.delayedDeletes.get(id)
  if (pending === undefined) return
  for (const waiting of pending.partitions) {
    if (waiting.requiredOffset !== -1) waiting.errorCode = 'REQUEST_TIMED_OUT'
  }
  forget(state, id, pending, node)
}

function respond(pending: DelayedDelete, node: NodeContext): void {
  const partitions = pending.partitions.map(({ topicPartition, errorCode, lowWatermark }) => ({
    topicPartition,
    errorCode,
    lowWatermark,
  }))
  const response: DeleteRecordsResponse = {
    type: 'DeleteRecordsResponse',
    correlationId: pending.correlationId,
    partitions,
  }
  sendMessage(node, pending.from, response)
}
