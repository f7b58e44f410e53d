/** Counterpart in Kafka: Partition.fetchOffsetForTimestamp. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { rowNamed } from '../common/slot-map.ts'
import { epochForOffset } from '../log/leader-epoch-cache.ts'
import { findOffsetByTimestamp, findOffsetOfMaxTimestamp } from '../log/offset-for-time.ts'
import { lastStableOffset } from '../log/replica-log.ts'
import {
  EARLIEST_LOCAL_TIMESTAMP,
  EARLIEST_PENDING_UPLOAD_TIMESTAMP,
  EARLIEST_TIMESTAMP,
  LATEST_TIMESTAMP,
  type ListOffsetsRequest,
  type ListOffsetsResponse,
  MAX_TIMESTAMP,
} from '../protocol/list-offsets.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { whyNotHere } from './log-folders.ts'

type Asked = ListOffsetsRequest['partitions'][number]
type Row = ListOffsetsResponse['partitions'][number]

const CONSUMER = -1
const DEBUGGING_CONSUMER = -2

export function handleListOffsets(
  state: BrokerState,
  request: ListOffsetsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const partitions = request.partitions.map((asked) => listOffset(state, request, asked))
  const response: ListOffsetsResponse = {
    type: 'ListOffsetsResponse',
    correlationId: request.correlationId,
    partitions,
  }
  sendMessage(node, from, response)
}

function listOffset(
  state: BrokerState,
  { replicaId, isolationLevel }: Pick<ListOffsetsRequest, 'replicaId' | 'isolationLevel'>,
  asked: Asked,
): Row {
  // Before 1970 there are no timestamps (ReplicaManager.isListOffsetsTimestampUnsupported).
  if (asked.timestamp < EARLIEST_PENDING_UPLOAD_TIMESTAMP) return failed(asked, 'UNSUPPORTED_VERSION')
  const partition = rowNamed(state.partitions, asked.topicPartition)
  const refusal = refuseOffsets(state, partition, replicaId, asked)
  if (refusal !== null || partition === undefined) return failed(asked, refusal ?? 'NOT_LEADER_OR_FOLLOWER')
  const { log } = partition
  const isClient = replicaId === CONSUMER
  // Followers and tools see the whole log; clients what is committed, or what no transaction may yet take back.
  const committed = isolationLevel === 'read_committed' ? lastStableOffset(log) : log.highWatermark
  const end = isClient ? committed : log.logEndOffset
  // After an election the high watermark may lag behind what the old leader had shown. An offset from before this
  // leader's epoch would take a consumer back, so it is told to wait.
  const mayFallBack = isClient && partition.leaderEpochStartOffset > log.highWatermark
  const { timestamp } = asked
  if (timestamp === LATEST_TIMESTAMP) {
    return mayFallBack ? failed(asked, 'OFFSET_NOT_AVAILABLE') : found(asked, end, -1, partition.leaderEpoch)
  }
  if (timestamp === EARLIEST_TIMESTAMP || timestamp === EARLIEST_LOCAL_TIMESTAMP) {
    return found(asked, log.logStartOffset, -1, epochForOffset(log.leaderEpochs, log.logStartOffset))
  }
  const hit = timestamp === MAX_TIMESTAMP ? findOffsetOfMaxTimestamp(log) : findOffsetByTimestamp(log, timestamp)
  if (hit !== null && hit.offset < end) {
    return found(asked, hit.offset, hit.timestamp, epochForOffset(log.leaderEpochs, hit.offset))
  }
  return mayFallBack ? failed(asked, 'OFFSET_NOT_AVAILABLE') : found(asked, -1, -1, -1)
}

/** Why nothing is said of a partition's offsets here; null: there is no reason. */
export function refuseOffsets(
  state: BrokerState,
  partition: Partition | undefined,
  replicaId: number,
  asked: Pick<Asked, 'topicPartition' | 'currentLeaderEpoch'>,
): ErrorCode | null {
  if (partition === undefined) return whyNotHere(state, asked.topicPartition)
  if (asked.currentLeaderEpoch !== -1) {
    if (asked.currentLeaderEpoch < partition.leaderEpoch) return 'FENCED_LEADER_EPOCH'
    if (asked.currentLeaderEpoch > partition.leaderEpoch) return 'UNKNOWN_LEADER_EPOCH'
  }
  return partition.role === 'leader' || replicaId === DEBUGGING_CONSUMER ? null : 'NOT_LEADER_OR_FOLLOWER'
}

function found(asked: Asked, offset: number, timestamp: number, leaderEpoch: number): Row {
  return { topicPartition: asked.topicPartition, errorCode: 'NONE', offset, timestamp, leaderEpoch }
}

function failed(asked: Asked, errorCode: ErrorCode): Row {
  return { topicPartition: asked.topicPartition, errorCode, offset: -1, timestamp: -1, leaderEpoch: -1 }
}
