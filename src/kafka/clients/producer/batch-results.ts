/**
 * Counterpart in Kafka: org.apache.kafka.clients.producer.internals.Sender (completeBatch, reenqueueBatch, failBatch):
 * what becomes of a batch when its answer, or none, has come.
 */

import { assert } from '../../../engine/assert.ts'
import type { NodeContext } from '../../../engine/node-context.ts'
import { type ErrorCode, isRetriable, needsMetadataRefresh } from '../../common/errors.ts'
import { classOfError, throwableText } from '../../common/java-classes.ts'
import { shownPartition } from '../../common/topic-partition.ts'
import { shownCorrelationId } from '../../network/network-client.ts'
import { tell } from '../../observe/tell.ts'
import { errorName, rulesOf } from '../../profile/registry.ts'
import type { ProducePartitionResponse, ProduceResponse } from '../../protocol/produce.ts'
import { backoffUs } from '../core/backoff.ts'
import { log } from '../core/client-core.ts'
import { type ClientError, clientError, errorOf } from '../core/client-error.ts'
import { requestMetadataUpdate } from '../core/client-metadata.ts'
import { learnLeader } from '../core/noticed-leaders.ts'
import { forgetBatch, putBack, reenqueue, splitAndReenqueue } from './accumulator.ts'
import {
  canRetryIdempotent,
  giveBackSequence,
  markSequenceUnresolved,
  onSequenceAcknowledged,
  onSequencedBatchFailed,
} from './idempotence.ts'
import { findBatch } from './producer-batch.ts'
import type { PartitionQueue, ProducerBatch, ProducerClient } from './producer-state.ts'
import { onTransactionalFailure } from './transaction-manager.ts'

/** Whose lines in the log tell of batches. */
export const SENDER = 'org.apache.kafka.clients.producer.internals.Sender'

/** Kafka's text, its doubled word included. */
const NEIGHBOUR_OF_AN_INVALID_RECORD = clientError(
  'KafkaException',
  'Failed to append record because it was part of a batch which had one more more invalid records',
)

/**
 * Kafka splits the same batch some 20,000 times before a stack is too short. After so many here each split stands for a
 * thousand, and takes as long as they do.
 */
const SPLITS_ONE_BY_ONE = 20
const THOUSAND_SPLITS_US = 500_000
/** Whoever waits for a record walks along the futures with a larger frame than the sender that chains them. */
const SPLITS_TOO_MANY_TO_WAIT = 30
const MOST_SPLITS = 40

type PartitionAnswer = Omit<ProducePartitionResponse, 'topicPartition'>

export function onProduceResponse(
  producer: ProducerClient,
  batchIds: readonly number[],
  response: ProduceResponse,
  node: NodeContext,
): void {
  for (let a = 0; a < response.partitions.length; a++) {
    const answer = response.partitions[a] as ProducePartitionResponse
    for (let b = 0; b < batchIds.length; b++) {
      const batch = findBatch(producer.accumulator, batchIds[b] as number)
      if (batch === undefined || batch.topicPartition !== answer.topicPartition) continue
      onBatchAnswered(producer, batch, answer, response.correlationId, node)
      break
    }
  }
}

interface LostRequest {
  readonly batchIds: readonly number[]
  readonly correlationId: number
  readonly leaderId: number
}

/** The connection broke, or the request timed out: the batches may have been appended or not. */
export function onProduceRequestLost(
  producer: ProducerClient,
  { batchIds, correlationId, leaderId }: LostRequest,
  timedOut: boolean,
  node: NodeContext,
): void {
  for (const id of batchIds) {
    const batch = findBatch(producer.accumulator, id)
    if (batch === undefined) continue
    const errorCode = timedOut ? 'REQUEST_TIMED_OUT' : 'NETWORK_EXCEPTION'
    const errorMessage = `Disconnected from node ${leaderId}${timedOut ? ' due to timeout' : ''}`
    onBatchAnswered(
      producer,
      batch,
      { errorCode, errorMessage, recordErrors: [], baseOffset: -1, logStartOffset: -1, currentLeader: null },
      correlationId,
      node,
    )
  }
}

/**
 * The connection that a request was meant for never came about. Kafka drains a batch only for a node that is connected,
 * so no attempt is counted and no sequence taken: the batch waits on, and the delivery timeout alone ends it.
 */
export function onProduceNeverSent(producer: ProducerClient, batchIds: readonly number[]): void {
  for (const id of batchIds) {
    const batch = findBatch(producer.accumulator, id)
    if (batch === undefined) continue
    const queue = queueOfBatch(producer, batch)
    batch.inFlight = false
    queue.muted = false
    giveBackSequence(queue, batch)
    if (batch.baseSequence === -1) putBack(producer.accumulator, queue, batch)
    else reenqueue(producer.accumulator, queue, batch)
  }
  requestMetadataUpdate(producer.core.metadata)
}

function onBatchAnswered(
  producer: ProducerClient,
  batch: ProducerBatch,
  given: PartitionAnswer,
  correlationId: number,
  node: NodeContext,
): void {
  const queue = queueOfBatch(producer, batch)
  batch.inFlight = false
  queue.muted = false
  const code = given.errorCode
  const answer =
    code === 'NONE' || rulesOf(producer.config).client.hearsWhatIsWrongWithRecords
      ? given
      : { ...given, errorMessage: null, recordErrors: [] }
  if (code === 'NONE') return completeBatch(producer, queue, batch, answer.baseOffset)
  if (code === 'MESSAGE_TOO_LARGE' && batch.records.length > 1)
    return split(producer, batch, { answer, correlationId }, node)
  if (code === 'DUPLICATE_SEQUENCE_NUMBER') return completeBatch(producer, queue, batch, answer.baseOffset)
  if (canRetry(producer, queue, batch, answer, node)) retry(producer, queue, batch, { answer, correlationId }, node)
  else giveUp(producer, queue, batch, answer, node)
  if (needsMetadataRefresh(code)) refreshLeader(producer, batch, answer, node)
}

function giveUp(
  producer: ProducerClient,
  queue: PartitionQueue,
  batch: ProducerBatch,
  answer: PartitionAnswer,
  node: NodeContext,
): void {
  const code = answer.errorCode
  const exhausted = batch.attempts >= producer.config.retries
  onSequencedBatchFailed(producer, queue, batch, code, exhausted)
  if (answer.recordErrors.length === 0)
    return failBatch(producer, batch, errorOf(producer.config, code, answer.errorMessage), node)
  failRecords(producer, batch, answer, node)
}

export function queueOfBatch(producer: ProducerClient, batch: ProducerBatch): PartitionQueue {
  const queue = producer.accumulator.queues.rows[batch.queueSlot]
  assert(queue != null, 'a batch has a queue')
  return queue
}

export function completeBatch(
  producer: ProducerClient,
  queue: PartitionQueue,
  batch: ProducerBatch,
  baseOffset: number,
): void {
  onSequenceAcknowledged(queue, batch, baseOffset)
  batch.inFlight = false
  producer.acknowledged += batch.records.length
  const { sendIds, topicPartition, topic, partition } = batch
  const { records } = batch
  const event = { type: 'acknowledged', sendIds, topicPartition, topic, partition, baseOffset, records } as const
  // Nearly always the only one: in a literal there is room for just that, and a push makes room for seventeen.
  if (producer.events.length === 0) producer.events = [event]
  else producer.events.push(event)
  forgetBatch(producer, batch)
}

function split(
  producer: ProducerClient,
  batch: ProducerBatch,
  { answer, correlationId }: { readonly answer: PartitionAnswer; readonly correlationId: number },
  node: NodeContext,
): void {
  const left = producer.config.retries - batch.attempts
  log(
    producer.core,
    'WARN',
    `Got error produce response in correlation id ${shownCorrelationId(producer.core.network, correlationId)} on topic-partition ${batch.topicPartition}, splitting and retrying (${left} attempts left). Error: ${describe(producer, answer)}`,
    SENDER,
  )
  const parts = splitAndReenqueue(producer, batch)
  const { topicPartition, records } = batch
  // The same batch again is no news: it may be made thousands of times.
  if (parts.length > 1) {
    const told = { producer: producer.clientId, topicPartition, records: records.length, parts: parts.length }
    tell(node, { type: 'BatchSplit', ...told })
    return
  }
  const [part] = parts
  if (part === undefined || part.splits <= SPLITS_ONE_BY_ONE) return
  part.attemptLeaderEpoch = batch.attemptLeaderEpoch
  part.retryAtUs = node.nowUs + THOUSAND_SPLITS_US
  if (part.splits === SPLITS_TOO_MANY_TO_WAIT) producer.events.push({ type: 'chainedTooOften', sendIds: part.sendIds })
  if (part.splits > MOST_SPLITS) dieOfStackOverflow(producer)
}

/**
 * A record that is too large and a tiny one fit into one batch.size, so Kafka puts them into the same batch again and
 * again. Each time their futures are chained to new ones, and after some thousands of links Java's stack is too short to
 * walk along them. The sender's thread dies of it, and whoever waits for an answer waits for ever.
 */
function dieOfStackOverflow(producer: ProducerClient): void {
  producer.senderDied = true
  producer.core.log.push({
    level: 'ERROR',
    message: `Uncaught exception in thread 'kafka-producer-network-thread | ${producer.clientId}':`,
    logger: 'org.apache.kafka.common.utils.KafkaThread',
    error: clientError('StackOverflowError', null),
  })
}

function canRetry(
  producer: ProducerClient,
  queue: PartitionQueue,
  batch: ProducerBatch,
  answer: PartitionAnswer,
  node: NodeContext,
): boolean {
  if (hasExpired(producer, batch, node.nowUs) || batch.attempts >= producer.config.retries) return false
  if (producer.config.enableIdempotence) return canRetryIdempotent(producer, queue, batch, answer)
  return isRetriable(answer.errorCode)
}

function retry(
  producer: ProducerClient,
  queue: PartitionQueue,
  batch: ProducerBatch,
  { answer, correlationId }: { readonly answer: PartitionAnswer; readonly correlationId: number },
  node: NodeContext,
): void {
  const left = producer.config.retries - batch.attempts - 1
  log(
    producer.core,
    'WARN',
    `Got error produce response with correlation id ${shownCorrelationId(producer.core.network, correlationId)} on topic-partition ${batch.topicPartition}, retrying (${left} attempts left). Error: ${describe(producer, answer)}`,
    SENDER,
  )
  const { profile, retryBackoffMs, retryBackoffMaxMs } = producer.config
  const backoff = { profile, initialMs: retryBackoffMs, maxMs: retryBackoffMaxMs }
  batch.retryAtUs = node.nowUs + backoffUs(backoff, batch.attempts, `retries:${producer.scope}`, node)
  batch.attempts++
  batch.inRetry = true
  producer.retries++
  producer.lastError = errorName(producer.config, answer.errorCode)
  reenqueue(producer.accumulator, queue, batch)
  tell(node, {
    type: 'BatchRetried',
    producer: producer.clientId,
    topicPartition: batch.topicPartition,
    error: producer.lastError,
    attempt: batch.attempts,
  })
}

function describe({ config }: ProducerClient, answer: PartitionAnswer): string {
  const name = errorName(config, answer.errorCode)
  return answer.errorMessage === null || answer.errorMessage === ''
    ? name
    : `${name}. Error Message: ${answer.errorMessage}`
}

/** NOT_LEADER_OR_FOLLOWER may name the new leader (KIP-951); without a name all metadata is fetched again. */
function refreshLeader(
  producer: ProducerClient,
  batch: ProducerBatch,
  answer: PartitionAnswer,
  node: NodeContext,
): void {
  const { core } = producer
  const message =
    answer.errorCode === 'UNKNOWN_TOPIC_OR_PARTITION'
      ? `Received unknown topic or partition error in produce request on partition ${batch.topicPartition}. The topic-partition may not exist or the user may not have Describe access to it`
      : rulesOf(producer.config).words.metadataOutdated(
          batch.topicPartition,
          exceptionText(producer, answer.errorCode, answer.errorMessage),
        )
  log(core, 'WARN', message, SENDER)
  const leader = answer.currentLeader
  if (leader === null || !learnLeader(core, batch, leader, node)) requestMetadataUpdate(core.metadata)
}

function exceptionText(producer: ProducerClient, code: ErrorCode, message: string | null): string {
  const error = errorOf(producer.config, code, message)
  return throwableText(classOfError(error.class), error.message)
}

export function failBatch(producer: ProducerClient, batch: ProducerBatch, error: ClientError, node: NodeContext): void {
  const { sendIds, topicPartition } = batch
  producer.events.push({ type: 'failed', sendIds, topicPartition, error, thrown: false })
  if (producer.transactions !== null) onTransactionalFailure(producer, error, node)
  noteFailure(producer, batch, error, node)
}

/** KIP-467: records that are wrong hear what is wrong with them, and their neighbours that it was not them. */
function failRecords(producer: ProducerClient, batch: ProducerBatch, answer: PartitionAnswer, node: NodeContext): void {
  const { errorCode, errorMessage, recordErrors } = answer
  // One error for the whole partition does not say which of several records has which: their texts have to tell.
  const ofRecord = recordErrors.length === 1 ? errorCode : 'INVALID_RECORD'
  const errors = new Map(
    recordErrors.map(({ batchIndex, message }) => [batchIndex, errorOf(producer.config, ofRecord, message)]),
  )
  const { topicPartition } = batch
  for (const [index, sendId] of batch.sendIds.entries()) {
    const error = errors.get(index) ?? NEIGHBOUR_OF_AN_INVALID_RECORD
    producer.events.push({ type: 'failed', sendIds: [sendId], topicPartition, error, thrown: false })
  }
  const error = errorOf(producer.config, errorCode, errorMessage)
  if (producer.transactions !== null) onTransactionalFailure(producer, error, node)
  noteFailure(producer, batch, error, node)
}

function noteFailure(producer: ProducerClient, batch: ProducerBatch, error: ClientError, node: NodeContext): void {
  producer.failed += batch.records.length
  producer.lastError = error.class
  tell(node, {
    type: 'SendFailed',
    producer: producer.clientId,
    topicPartition: batch.topicPartition,
    error: error.class,
    records: batch.sendIds.length,
  })
  forgetBatch(producer, batch)
}

function hasExpired(producer: ProducerClient, batch: ProducerBatch, nowUs: number): boolean {
  return nowUs - batch.createdAtUs >= producer.config.deliveryTimeoutMs * 1000
}

/** Gives up every batch older than delivery.timeout.ms, queued or in flight. Returns when the next one will be. */
export function expireBatches(producer: ProducerClient, node: NodeContext): number {
  const { accumulator, config } = producer
  while (accumulator.batches.length > 0) {
    const batch = accumulator.batches[0] as ProducerBatch
    if (!hasExpired(producer, batch, node.nowUs)) return batch.createdAtUs + config.deliveryTimeoutMs * 1000
    const queue = queueOfBatch(producer, batch)
    takeFromQueue(producer, queue, batch)
    if (batch.inFlight) queue.muted = false
    if (batch.inFlight || batch.inRetry) markSequenceUnresolved(producer, queue, batch)
    onSequencedBatchFailed(producer, queue, batch, null, true)
    const ageMs = Math.floor((node.nowUs - batch.createdAtUs) / 1000)
    const text = `Expiring ${batch.records.length} record(s) for ${shownPartition(batch.topicPartition)}:${ageMs} ms has passed since batch creation${rulesOf(config).client.expiredBatchAddition}`
    failBatch(producer, batch, clientError('TimeoutException', text), node)
  }
  return Infinity
}

/** Whoever waits for these records hears that they will not be sent: the producer was closed by force. */
export function abortBatches(
  producer: ProducerClient,
  node: NodeContext,
  error: ClientError = clientError('KafkaException', 'Producer is closed forcefully.'),
): void {
  for (const batch of producer.accumulator.batches.slice()) abortBatch(producer, batch, error, node)
}

/** Of a transaction that is aborted, what was never sent is not sent any more (RecordAccumulator.abortUndrainedBatches). */
export function abortUndrainedBatches(producer: ProducerClient, error: ClientError, node: NodeContext): void {
  for (const batch of producer.accumulator.batches.slice())
    if (batch.baseSequence === -1 && !batch.inFlight) abortBatch(producer, batch, error, node)
}

function abortBatch(producer: ProducerClient, batch: ProducerBatch, error: ClientError, node: NodeContext): void {
  takeFromQueue(producer, queueOfBatch(producer, batch), batch)
  const { sendIds, topicPartition } = batch
  producer.events.push({ type: 'failed', sendIds, topicPartition, error, thrown: false })
  noteFailure(producer, batch, error, node)
}

function takeFromQueue(producer: ProducerClient, queue: PartitionQueue, batch: ProducerBatch): void {
  const index = queue.queued.indexOf(batch.id)
  if (index === -1) return
  queue.queued.splice(index, 1)
  producer.accumulator.queuedBatches--
}
