/**
 * Counterpart in Kafka: KafkaApis.handleWriteTxnMarkersRequest. A coordinator has decided how a transaction ends, and each
 * leader of its partitions writes that into its log.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { rowNamed } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { markerBatch, type TransactionMarker } from '../log/log-transactions.ts'
import { NO_RECORD_ERRORS } from '../log/log-validator.ts'
import { tell } from '../observe/tell.ts'
import type { WriteTxnMarkersRequest } from '../protocol/write-txn-markers.ts'
import type { BrokerState, DelayedProduce } from './broker-state.ts'
import { tellCoordinatorOfMarker } from './coordinator-host.ts'
import { completeAfterAppend, completeAfterHighWatermark } from './delayed-operations.ts'
import { whyNotHere } from './log-folders.ts'
import { appendToLeader } from './partition.ts'
import { answerMarkers } from './produce.ts'
import { refuseMarker } from './transactional-batches.ts'
import { dropGuard } from './verification.ts'

/** How long the markers may take to reach every replica in sync: request.timeout.ms of a broker. */
const TIMEOUT_MS = 30_000

export function handleWriteTxnMarkers(
  state: BrokerState,
  { markers, correlationId }: WriteTxnMarkersRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const rows = markers.flatMap((marker) =>
    marker.topicPartitions.map((name) => append(state, name, marker, marker.transactionVersion, node)),
  )
  answerMarkers(state, markers, rows, { from, correlationId, timeoutMs: TIMEOUT_MS }, node)
}

function append(
  state: BrokerState,
  topicPartition: TopicPartition,
  marker: TransactionMarker,
  transactionVersion: number,
  node: NodeContext,
): DelayedProduce['partitions'][number] {
  const partition = rowNamed(state.partitions, topicPartition)
  if (partition === undefined || partition.role !== 'leader')
    return row(topicPartition, whyNotHere(state, topicPartition))
  const { log } = partition
  const refusal = refuseMarker(log, marker, transactionVersion)
  if (refusal !== null) return row(topicPartition, refusal)
  const { highWatermark } = log
  const result = appendToLeader(state, partition, markerBatch(marker, node.wallClockMs), -1, node)
  if (result.errorCode !== 'NONE') return row(topicPartition, result.errorCode)
  dropGuard(state, topicPartition, marker.producerId)
  tell(node, {
    type: 'TransactionMarkerWritten',
    topicPartition,
    broker: state.brokerId,
    producerId: marker.producerId,
    committed: marker.committed,
    offset: log.logEndOffset - 1,
  })
  if (partition.coordinated) tellCoordinatorOfMarker(state, partition, marker, node)
  completeAfterAppend(state, partition, result.appendedBytes, node)
  if (result.highWatermarkMoved) completeAfterHighWatermark(state, partition, highWatermark, node)
  return row(topicPartition, 'NONE', result.requiredOffset)
}

function row(
  topicPartition: TopicPartition,
  errorCode: ErrorCode,
  requiredOffset = -1,
): DelayedProduce['partitions'][number] {
  return {
    topicPartition,
    requiredOffset,
    errorCode,
    errorMessage: null,
    recordErrors: NO_RECORD_ERRORS,
    baseOffset: -1,
    logStartOffset: -1,
    currentLeader: null,
  }
}
