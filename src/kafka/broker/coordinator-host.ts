/** The broker's side of the coordinators it hosts. Counterpart in Kafka: CoordinatorPartitionWriter and BrokerServer. */
import { assert } from '../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { endpointNode } from '../common/addresses.ts'
import { rowNamed } from '../common/slot-map.ts'
import { topicPartition } from '../common/topic-partition.ts'
import type {
  CoordinatorAppendResult,
  CoordinatorHost,
  CoordinatorLog,
  CoordinatorQuestion,
} from '../coordinator/coordinator-host.ts'
import type {
  CoordinatorKind,
  CoordinatorRequest,
  CoordinatorResponse,
  StoredRecord,
  TransactionalProducer,
} from '../coordinator/coordinator-shard.ts'
import {
  handleCoordinatorRequest,
  onAnswer,
  onCoordinatorTimer,
  onElection,
  onHighWatermarkAdvanced,
  onMarkerAppended,
  onNewMetadata,
  onResignation,
} from '../coordinator/runtime.ts'
import type { CoordinatorRuntime } from '../coordinator/runtime-state.ts'
import type { CoordinatorTimer } from '../coordinator/write-events.ts'
import { batchesOf } from '../log/log-segment.ts'
import type { TransactionMarker } from '../log/log-transactions.ts'
import {
  type LogRecord,
  NO_HEADERS,
  NO_SENDS,
  RECORD_BATCH_OVERHEAD,
  type RecordBatch,
  sizeOfRecord,
  TRANSACTIONAL_FLAG,
} from '../log/record-batch.ts'
import type { MetadataDelta } from '../metadata/metadata-delta.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import { canSendTo, openConnection, sendRequest, type UnsentRequest } from '../network/network-client.ts'
import type { Response } from '../protocol/apis.ts'
import { sendMessage } from '../protocol/send-message.ts'
import { createCoordinatorClient } from './broker-clients.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { COORDINATORS, coordinatorOfTopic } from './coordinators.ts'
import { completeAfterAppend, completeAfterHighWatermark, registerWaiter } from './delayed-operations.ts'
import { appendToLeader } from './partition.ts'
import { generateProducerId } from './producer-ids.ts'

registerWaiter('coordinator', {
  afterHighWatermark(state, partition, _from, node) {
    if (partition.coordinated && partition.role === 'leader') tellCoordinatorOfHighWatermark(state, partition, node)
  },
})

/** Handed to the coordinator for one call. It holds functions and never gets into state. */
function hostOf(state: BrokerState, node: NodeContext): CoordinatorHost {
  return {
    node,
    metadata: state.metadata,
    config: state.config,
    brokerId: state.brokerId,
    respond: (to: NodeId, response: CoordinatorResponse) => sendMessage(node, to, response),
    append(topic, partition, records, producer, baseSequence = producer === undefined ? -1 : 0) {
      const batch = batchOf(records, node.wallClockMs, producer, baseSequence)
      return append(state, localPartition(state, topic, partition), batch, node)
    },
    generateProducerId: () => generateProducerId(state, node),
    ask: (brokerId: number, request: UnsentRequest, question: CoordinatorQuestion) =>
      ask(state, brokerId, request, question, node),
    readLog: (topic: string, partition: number) => readLog(localPartition(state, topic, partition)),
  }
}

function runtimeOf(state: BrokerState, kind: CoordinatorKind): CoordinatorRuntime {
  const runtime = state.coordinators.get(kind.name)
  assert(runtime !== undefined, 'a broker starts with a runtime for each kind of coordinator')
  return runtime
}

export function handleForCoordinator(
  state: BrokerState,
  kind: CoordinatorKind,
  request: CoordinatorRequest,
  from: NodeId,
  node: NodeContext,
): void {
  handleCoordinatorRequest(kind, runtimeOf(state, kind), request, from, hostOf(state, node))
}

export function handleCoordinatorTimer(state: BrokerState, timer: CoordinatorTimer, node: NodeContext): void {
  const kind = COORDINATORS.find(({ name }) => name === timer.coordinator)
  if (kind !== undefined) onCoordinatorTimer(kind, runtimeOf(state, kind), timer, hostOf(state, node))
}

/** This broker leads the partition from now on, or under a new epoch. */
export function electCoordinator(
  state: BrokerState,
  { topic, partition, leaderEpoch }: Partition,
  previousLeader: number,
  node: NodeContext,
): void {
  const kind = coordinatorOfTopic(topic)
  if (kind === undefined) return
  onElection(kind, runtimeOf(state, kind), { partition, leaderEpoch, previousLeader }, hostOf(state, node))
}

export function resignCoordinator(
  state: BrokerState,
  { topic, partition }: Pick<Partition, 'topic' | 'partition'>,
  node: NodeContext,
): void {
  const kind = coordinatorOfTopic(topic)
  if (kind !== undefined) onResignation(kind, runtimeOf(state, kind), partition, hostOf(state, node))
}

function tellCoordinatorOfHighWatermark(state: BrokerState, partition: Partition, node: NodeContext): void {
  const kind = coordinatorOfTopic(partition.topic)
  if (kind === undefined) return
  const { highWatermark } = partition.log
  onHighWatermarkAdvanced(kind, runtimeOf(state, kind), partition.partition, highWatermark, hostOf(state, node))
}

export function tellCoordinatorsOfMetadata(state: BrokerState, delta: MetadataDelta, node: NodeContext): void {
  for (const kind of COORDINATORS) onNewMetadata(kind, runtimeOf(state, kind), delta, hostOf(state, node))
}

/** A marker that was just appended to a partition of a coordinator's topic ends a transaction in its shard too. */
export function tellCoordinatorOfMarker(
  state: BrokerState,
  { topic, partition, log }: Partition,
  marker: TransactionMarker,
  node: NodeContext,
): void {
  const kind = coordinatorOfTopic(topic)
  if (kind !== undefined)
    onMarkerAppended(kind, runtimeOf(state, kind), { partition, marker, offset: log.logEndOffset }, hostOf(state, node))
}

/** How long a broker that is asked may take: request.timeout.ms of a broker. */
const REQUEST_TIMEOUT_MS = 30_000

function ask(
  state: BrokerState,
  brokerId: number,
  request: UnsentRequest,
  question: CoordinatorQuestion,
  node: NodeContext,
): boolean {
  const broker = state.metadata.brokers.get(brokerId)
  if (broker === undefined || broker.fenced) return false
  state.coordinatorClient ??= createCoordinatorClient(state)
  const to = endpointNode(broker.host, broker.port)
  if (!canSendTo(state.coordinatorClient, to, node.nowUs)) return false
  openConnection(state.coordinatorClient, to)
  sendRequest(state.coordinatorClient, to, request, question, REQUEST_TIMEOUT_MS, node)
  return true
}

export function handleCoordinatorAnswer(
  state: BrokerState,
  question: CoordinatorQuestion,
  response: Response | null,
  node: NodeContext,
): void {
  const kind = COORDINATORS.find(({ name }) => name === question.coordinator)
  if (kind !== undefined) onAnswer(kind, runtimeOf(state, kind), question, response, hostOf(state, node))
}

function localPartition(state: BrokerState, topic: string, number: number): Partition | undefined {
  // A broker may lead what its metadata does not speak of yet.
  const name = partitionOf(state.metadata, topic, number)?.topicPartition ?? topicPartition(topic, number)
  return rowNamed(state.partitions, name)
}

function readLog(partition: Partition | undefined): CoordinatorLog | null {
  if (partition === undefined) return null
  const batches: RecordBatch[] = []
  for (const segment of partition.log.segments) batches.push(...batchesOf(segment))
  const { logEndOffset, highWatermark } = partition.log
  return { batches, logEndOffset, highWatermark }
}

function append(
  state: BrokerState,
  partition: Partition | undefined,
  batch: RecordBatch,
  node: NodeContext,
): CoordinatorAppendResult {
  if (partition === undefined || partition.role !== 'leader') return { offset: -1, errorCode: 'NOT_LEADER_OR_FOLLOWER' }
  const highWatermark = partition.log.highWatermark
  const result = appendToLeader(state, partition, batch, -1, node)
  if (result.errorCode !== 'NONE') return { offset: -1, errorCode: result.errorCode }
  completeAfterAppend(state, partition, result.appendedBytes, node)
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
  const partition = rowNamed(state.partitions, timer.topicPartition)
  if (partition?.role === 'leader') completeAfterHighWatermark(state, partition, timer.from, node)
}

/** What is written for a producer is of its transaction, and no sequence numbers are kept. */
function batchOf(
  records: readonly StoredRecord[],
  timestamp: number,
  producer: TransactionalProducer | undefined,
  baseSequence: number,
): RecordBatch {
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
    attributes: producer === undefined ? 0 : TRANSACTIONAL_FLAG,
    baseTimestamp: timestamp,
    maxTimestamp: timestamp,
    producerId: producer?.producerId ?? -1,
    producerEpoch: producer?.producerEpoch ?? -1,
    baseSequence,
    sizeInBytes,
    records: Object.freeze(stored),
    sender: null,
    sendIds: NO_SENDS,
  })
}
