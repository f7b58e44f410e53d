/** The broker's side of the group coordinator it hosts (`group/coordinator-host.ts`). */
import type { NodeContext, NodeId, Timer } from '../../engine/node-context.ts'
import {
  handleGroupRequest,
  onGroupTimer,
  onHighWatermarkAdvanced,
  onPartitionElected,
  onPartitionResigned,
  onTopicsDeleted,
} from '../group/coordinator.ts'
import type { CoordinatorAppendResult, CoordinatorHost, CoordinatorRecord } from '../group/coordinator-host.ts'
import { GROUP_METADATA_TOPIC } from '../group/coordinator-host.ts'
import { batchesOf } from '../log/log-segment.ts'
import {
  type LogRecord,
  NO_HEADERS,
  RECORD_BATCH_OVERHEAD,
  type RecordBatch,
  sizeOfRecord,
} from '../log/record-batch.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import type { Response } from '../protocol/apis.ts'
import type { GroupRequest } from '../protocol/messages.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { completeAfterAppend, completeAfterHighWatermark } from './delayed-operations.ts'
import { appendToLeader } from './partition.ts'
import { sizeOfResponse } from './response-size.ts'

/** Handed to the coordinator for one call. It holds functions and never gets into state. */
function hostOf(state: BrokerState, node: NodeContext): CoordinatorHost {
  return {
    node,
    metadata: state.metadata,
    config: state.config,
    brokerId: state.brokerId,
    respond: (to: NodeId, response: Response) => node.send(to, response, sizeOfResponse(response)),
    append: (partition: number, records: readonly CoordinatorRecord[]) => append(state, partition, records, node),
  }
}

export function handleGroup(state: BrokerState, request: GroupRequest, from: NodeId, node: NodeContext): void {
  handleGroupRequest(state.groups, request, from, hostOf(state, node))
}

export function handleGroupTimer(state: BrokerState, timer: Timer, node: NodeContext): void {
  onGroupTimer(state.groups, timer, hostOf(state, node))
}

/** This broker leads the partition from now on, or under a new epoch: its groups are replayed from the log. */
export function electCoordinator(
  state: BrokerState,
  partition: Partition,
  previousLeader: number,
  node: NodeContext,
): void {
  const batches: RecordBatch[] = []
  for (const segment of partition.log.segments) batches.push(...batchesOf(segment))
  const { groupPartition, leaderEpoch } = partition
  onPartitionElected(state.groups, groupPartition, leaderEpoch, batches, hostOf(state, node), previousLeader)
}

/** Offsets of a deleted topic are no use to anybody, least of all to a topic of the same name made later. */
export function forgetDeletedTopics(state: BrokerState, topics: ReadonlySet<string>, node: NodeContext): void {
  onTopicsDeleted(state.groups, topics, hostOf(state, node))
}

export function resignCoordinator(state: BrokerState, partition: Partition, node: NodeContext): void {
  onPartitionResigned(state.groups, partition.groupPartition, hostOf(state, node))
}

export function tellCoordinatorOfHighWatermark(state: BrokerState, partition: Partition, node: NodeContext): void {
  onHighWatermarkAdvanced(state.groups, partition.groupPartition, partition.log.highWatermark, hostOf(state, node))
}

function append(
  state: BrokerState,
  number: number,
  records: readonly CoordinatorRecord[],
  node: NodeContext,
): CoordinatorAppendResult {
  const registration = partitionOf(state.metadata, GROUP_METADATA_TOPIC, number)
  const partition = registration === undefined ? undefined : state.partitions.get(registration.topicPartition)
  if (partition === undefined || partition.role !== 'leader') return { offset: -1, errorCode: 'NOT_LEADER_OR_FOLLOWER' }
  const batch = batchOf(records, node.wallClockMs)
  const highWatermark = partition.log.highWatermark
  const result = appendToLeader(state, partition, batch, -1, node)
  if (result.errorCode !== 'NONE') return { offset: -1, errorCode: result.errorCode }
  completeAfterAppend(state, partition, batch.sizeInBytes, node)
  // The caller learns of a high watermark that moved at once (an ISR of one) only after it has noted the offset.
  if (result.highWatermarkMoved) {
    node.setTimer(0, {
      type: 'CoordinatorAppendCommitted',
      topicPartition: partition.topicPartition,
      from: highWatermark,
    } as AppendCommitted)
  }
  return { offset: result.requiredOffset, errorCode: 'NONE' }
}

export interface AppendCommitted {
  readonly type: 'CoordinatorAppendCommitted'
  readonly topicPartition: string
  readonly from: number
}

export function onAppendCommitted(state: BrokerState, timer: AppendCommitted, node: NodeContext): void {
  const partition = state.partitions.get(timer.topicPartition)
  if (partition?.role === 'leader') completeAfterHighWatermark(state, partition, timer.from, node)
}

function batchOf(records: readonly CoordinatorRecord[], timestamp: number): RecordBatch {
  const stored: LogRecord[] = []
  let sizeInBytes = RECORD_BATCH_OVERHEAD
  for (const [offsetDelta, { key, value }] of records.entries()) {
    stored.push(Object.freeze({ offsetDelta, timestamp, key, value, headers: NO_HEADERS }))
    sizeInBytes += sizeOfRecord(offsetDelta, 0, key, value, NO_HEADERS)
  }
  return Object.freeze({
    baseOffset: 0,
    lastOffset: records.length - 1,
    partitionLeaderEpoch: -1,
    attributes: 0,
    baseTimestamp: timestamp,
    maxTimestamp: timestamp,
    producerId: -1,
    producerEpoch: -1,
    baseSequence: -1,
    sizeInBytes,
    records: Object.freeze(stored),
  })
}
