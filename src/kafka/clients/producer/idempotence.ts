/**
 * Counterpart in Kafka: org.apache.kafka.clients.producer.internals.TransactionManager, the part that idempotence needs:
 * producer id and epoch, sequences, and what to do when the broker finds one out of order.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { type ErrorCode, isRetriable } from '../../common/errors.ts'
import { removeFrom } from '../../common/short-list.ts'
import { rowNamed, rowsOf } from '../../common/slot-map.ts'
import type { InitProducerIdResponse } from '../../protocol/init-producer-id.ts'
import type { ProducePartitionResponse } from '../../protocol/produce.ts'
import { backoffUs } from '../core/backoff.ts'
import { leastLoadedNode, transmit } from '../core/client-core.ts'
import { type ClientError, errorOf } from '../core/client-error.ts'
import { batchOf } from './accumulator.ts'
import { incrementSequence, lastSequenceOf } from './producer-batch.ts'
import type { Accumulator, PartitionQueue, ProducerBatch, ProducerClient, ProducerIdState } from './producer-state.ts'
import { maySendTo, onUnresolvedGap } from './transaction-manager.ts'

const LARGEST_EPOCH = 32767
/** They go from 0 to the largest int32, and begin anew. */
const SEQUENCES = 2_147_483_648

export function createProducerIds(): ProducerIdState {
  return {
    producerId: -1,
    producerEpoch: -1,
    requested: false,
    retryAtUs: 0,
    failures: 0,
    epochBumpRequired: false,
    partitionsToRewrite: new Set(),
    unresolved: new Set(),
    fatalError: null,
  }
}

/** Asks any broker for an id unless there is one. Returns when to look again; Infinity when an answer will say. */
export function maybeRequestProducerId(producer: ProducerClient, node: NodeContext): number {
  const ids = producer.producerIds
  // It asks with initTransactions.
  if (producer.config.transactionalId !== null) return Infinity
  if (!producer.config.enableIdempotence || ids.producerId !== -1 || ids.requested) return Infinity
  if (ids.retryAtUs > node.nowUs) return ids.retryAtUs
  const to = leastLoadedNode(producer.core, node)
  if (to === null) return Infinity
  ids.requested = true
  const { transactionTimeoutMs } = producer.config
  transmit(
    producer.core,
    to,
    {
      type: 'InitProducerIdRequest',
      transactionalId: null,
      transactionTimeoutMs,
      producerId: -1,
      producerEpoch: -1,
    },
    { purpose: 'initProducerId' },
    node,
  )
  return Infinity
}

export function onProducerIdAnswered(
  producer: ProducerClient,
  response: InitProducerIdResponse | null,
  node: NodeContext,
): void {
  const ids = producer.producerIds
  ids.requested = false
  if (response !== null && response.errorCode === 'NONE') {
    ids.producerId = response.producerId
    ids.producerEpoch = response.producerEpoch
    ids.failures = 0
    return
  }
  if (response !== null && !isRetriable(response.errorCode)) {
    ids.fatalError = errorOf(producer.config, response.errorCode)
    return
  }
  const { profile, retryBackoffMs, retryBackoffMaxMs } = producer.config
  const backoff = { profile, initialMs: retryBackoffMs, maxMs: retryBackoffMaxMs }
  ids.retryAtUs = node.nowUs + backoffUs(backoff, ids.failures, `retries:${producer.scope}`, node)
  ids.failures++
}

/** Why the partition's first batch may not be drained now, though its broker is ready. */
export function mustHoldBack(producer: ProducerClient, queue: PartitionQueue, first: ProducerBatch): boolean {
  if (!producer.config.enableIdempotence) return false
  if (producer.producerIds.producerId === -1) return true
  if (producer.transactions !== null && !maySendTo(producer.transactions, queue.topicPartition)) return true
  const firstUnanswered = queue.sequenced[0]
  if (first.baseSequence === -1) {
    // New records must not overtake ones of an older epoch, or ones whose fate is unknown.
    if (firstUnanswered !== undefined && queue.producerEpoch !== producer.producerIds.producerEpoch) return true
    return queue.unresolvedSequence !== -1
  }
  // Of several batches to be sent again only the first in sequence goes; the next when that is answered.
  return firstUnanswered !== undefined && firstUnanswered !== first.id
}

/** The batch gets its sequence when it leaves, not when it is made: order on the wire is what the broker counts. */
export function assignSequence(producer: ProducerClient, queue: PartitionQueue, batch: ProducerBatch): void {
  const ids = producer.producerIds
  if (!producer.config.enableIdempotence || batch.baseSequence !== -1) return
  if (queue.producerEpoch !== ids.producerEpoch && queue.sequenced.length === 0)
    startSequencesAtBeginning(producer, queue)
  batch.producerId = ids.producerId
  batch.producerEpoch = ids.producerEpoch
  batch.baseSequence = queue.nextSequence
  queue.nextSequence = incrementSequence(queue.nextSequence, batch.records.length)
  queue.sequenced.push(batch.id)
}

/**
 * A batch that was never drained in Kafka has no sequence: its connection did not come about. What was to leave behind it
 * on the same connection comes back with it, so the next to leave takes its place.
 */
export function giveBackSequence(queue: PartitionQueue, batch: ProducerBatch): void {
  if (batch.baseSequence === -1 || batch.attempts > 0) return
  removeSequenced(queue, batch)
  if (batch.producerEpoch === queue.producerEpoch && comesBefore(batch.baseSequence, queue.nextSequence))
    queue.nextSequence = batch.baseSequence
  batch.baseSequence = -1
  batch.wire = null
}

function comesBefore(sequence: number, other: number): boolean {
  return sequence !== other && (other - sequence + SEQUENCES) % SEQUENCES < SEQUENCES / 2
}

function startSequencesAtBeginning(producer: ProducerClient, queue: PartitionQueue): void {
  const { producerId, producerEpoch } = producer.producerIds
  let sequence = 0
  for (const id of queue.sequenced) {
    const batch = batchOf(producer.accumulator, id)
    batch.producerId = producerId
    batch.producerEpoch = producerEpoch
    batch.baseSequence = sequence
    batch.sequenceReset = true
    batch.wire = null
    sequence = incrementSequence(sequence, batch.records.length)
  }
  queue.producerEpoch = producerEpoch
  queue.nextSequence = sequence
  queue.lastAckedSequence = -1
}

export function onSequenceAcknowledged(queue: PartitionQueue, batch: ProducerBatch, baseOffset: number): void {
  if (batch.baseSequence === -1) return
  removeSequenced(queue, batch)
  if (batch.producerEpoch !== queue.producerEpoch) return
  const last = lastSequenceOf(batch)
  if (last > queue.lastAckedSequence) queue.lastAckedSequence = last
  if (baseOffset >= 0) queue.lastAckedOffset = Math.max(queue.lastAckedOffset, baseOffset + batch.records.length - 1)
}

function removeSequenced(queue: PartitionQueue, batch: ProducerBatch): void {
  removeFrom(queue.sequenced, batch.id)
}

/** TransactionManager.canRetry. */
export function canRetryIdempotent(
  producer: ProducerClient,
  queue: PartitionQueue,
  batch: ProducerBatch,
  response: Pick<ProducePartitionResponse, 'errorCode' | 'logStartOffset'>,
): boolean {
  const transactional = producer.transactions !== null
  if (response.errorCode === 'UNKNOWN_PRODUCER_ID') {
    if (response.logStartOffset === -1 || batch.sequenceReset) return true
    if (!transactional) requestEpochBump(producer, queue)
    else if (queue.lastAckedOffset >= response.logStartOffset) return false
    // Its records went with the head of the log: they begin anew in the same transaction.
    else startSequencesAtBeginning(producer, queue)
    return true
  }
  if (response.errorCode === 'OUT_OF_ORDER_SEQUENCE_NUMBER') {
    const isNext = batch.baseSequence === incrementSequence(queue.lastAckedSequence, 1)
    // An earlier batch is missing and will be sent again; this one then finds its place.
    if (queue.unresolvedSequence === -1 && (batch.sequenceReset || !isNext)) return true
    // The transaction can only be aborted.
    if (transactional) return false
    requestEpochBump(producer, queue)
    return true
  }
  return isRetriable(response.errorCode)
}

/**
 * TxnPartitionMap.adjustSequencesDueToFailedBatch: what was to follow a batch that failed for good takes its place, so that
 * it can still be answered before the transaction is aborted.
 */
function closeGap(producer: ProducerClient, queue: PartitionQueue, failed: ProducerBatch): void {
  const count = failed.records.length
  for (const id of queue.sequenced) {
    const batch = batchOf(producer.accumulator, id)
    if (batch.baseSequence < failed.baseSequence) continue
    batch.baseSequence -= count
    batch.sequenceReset = true
    batch.wire = null
  }
  queue.nextSequence -= count
}

/** The producer has another epoch, and with it every partition begins at 0. */
export function restartSequences({ queues }: Accumulator, producerEpoch: number): void {
  for (const queue of rowsOf(queues)) {
    queue.producerEpoch = producerEpoch
    queue.nextSequence = 0
    queue.lastAckedSequence = -1
    queue.unresolvedSequence = -1
  }
}

export function requestEpochBump(producer: ProducerClient, queue: PartitionQueue): void {
  producer.producerIds.epochBumpRequired = true
  producer.producerIds.partitionsToRewrite.add(queue.topicPartition)
}

/** A batch that failed for good leaves a hole in the sequences; unless its fate is unknown they start over. */
export function onSequencedBatchFailed(
  producer: ProducerClient,
  queue: PartitionQueue,
  batch: ProducerBatch,
  code: ErrorCode | null,
  exhausted: boolean,
): void {
  if (batch.baseSequence === -1) return
  removeSequenced(queue, batch)
  if (producer.transactions !== null) {
    if (!exhausted) closeGap(producer, queue, batch)
    return
  }
  if (code !== null && fatalForProducer(code)) producer.producerIds.fatalError = fatalErrorOf(producer, code)
  else if (code === 'OUT_OF_ORDER_SEQUENCE_NUMBER' || code === 'UNKNOWN_PRODUCER_ID' || !exhausted)
    requestEpochBump(producer, queue)
}

function fatalForProducer(code: ErrorCode): boolean {
  return code === 'PRODUCER_FENCED' || code === 'UNSUPPORTED_VERSION'
}

function fatalErrorOf(producer: ProducerClient, code: ErrorCode): ClientError {
  return errorOf(producer.config, code)
}

/** Nobody knows whether an expired batch was appended, so nothing new is sent until the others are answered. */
export function markSequenceUnresolved(producer: ProducerClient, queue: PartitionQueue, batch: ProducerBatch): void {
  if (batch.baseSequence === -1) return
  queue.unresolvedSequence = Math.max(queue.unresolvedSequence, incrementSequence(lastSequenceOf(batch), 1))
  producer.producerIds.unresolved.add(queue.topicPartition)
}

/**
 * At the head of each round of the sender: settle what is unresolved, then start a new epoch where one is due. A
 * transactional producer never counts its epoch on by itself: the coordinator gives out epochs, and the next of them may
 * be somebody else's.
 */
export function settleSequences(producer: ProducerClient): void {
  const { producerIds: ids, transactions } = producer
  for (const name of ids.unresolved) {
    const queue = rowNamed(producer.accumulator.queues, name)
    if (queue === undefined || queue.sequenced.length > 0) continue
    const isGap = incrementSequence(queue.lastAckedSequence, 1) !== queue.nextSequence
    if (isGap && transactions === null) requestEpochBump(producer, queue)
    else if (isGap && transactions !== null) onUnresolvedGap(producer, transactions)
    queue.unresolvedSequence = -1
    ids.unresolved.delete(name)
  }
  if (!ids.epochBumpRequired) return
  ids.epochBumpRequired = false
  if (ids.producerEpoch >= LARGEST_EPOCH) {
    ids.producerId = -1
    ids.producerEpoch = -1
  } else {
    ids.producerEpoch++
  }
  for (const name of ids.partitionsToRewrite) {
    const queue = rowNamed(producer.accumulator.queues, name)
    if (queue === undefined) continue
    startSequencesAtBeginning(producer, queue)
    queue.unresolvedSequence = -1
    ids.unresolved.delete(name)
  }
  ids.partitionsToRewrite.clear()
}
