/**
 * Counterpart in Kafka: org.apache.kafka.clients.producer.internals.Sender: the thread that takes batches from the
 * accumulator to the brokers. Here it is a function that runs whenever something may have become possible.
 */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import { rowNamed } from '../../common/slot-map.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { canSendTo, isThrottled, nextExpiryUs, openConnection } from '../../network/network-client.ts'
import { profileOf } from '../../profile/registry.ts'
import type { ProduceRequest } from '../../protocol/produce.ts'
import { sendMessage } from '../../protocol/send-message.ts'
import { earliestReconnectUs, inFlightTo, maybeUpdateMetadata, transmit, transmitWhole } from '../core/client-core.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { leaderKnownTo, metadataDueAtUs, peerOf, requestMetadataUpdate } from '../core/client-metadata.ts'
import { wakeBy } from '../core/wake-up.ts'
import { batchOf, dequeue, isBackingOff, onlyQueue, readyAtUs, readyBrokers } from './accumulator.ts'
import {
  abortBatches,
  abortUndrainedBatches,
  completeBatch,
  expireBatches,
  queueOfBatch,
  SENDER,
} from './batch-results.ts'
import { closeBatch } from './compression-ratios.ts'
import { assignSequence, maybeRequestProducerId, mustHoldBack, settleSequences } from './idempotence.ts'
import { estimatedSizeOf } from './producer-batch.ts'
import type { Accumulator, PartitionQueue, ProducerBatch, ProducerClient } from './producer-state.ts'
import { beginAbort, hasOngoing, isCompleting, NOBODY, type TransactionManager } from './transaction-manager.ts'
import { type Round, runTransactionalRequest } from './transaction-requests.ts'
import { expireCall, finishCall } from './transactional-calls.ts'

const NO_BATCHES: readonly ProducerBatch[] = Object.freeze([])
const NO_DATA: ProduceRequest['partitions'] = Object.freeze([])

/** `closingUntilUs` of a close that waits as long as it takes. */
export const NEVER_US = Number.MAX_SAFE_INTEGER

/** One round of the sender. Arms the client's timer for the next one. */
export function runSender(producer: ProducerClient, node: NodeContext): void {
  const { unresolved, epochBumpRequired } = producer.producerIds
  if (producer.config.enableIdempotence && (unresolved.size > 0 || epochBumpRequired)) settleSequences(producer)
  // A node is not ready for anything else while metadata is due (NetworkClient.isReady).
  let wakeUs = Math.min(askForMetadata(producer, node), maybeRequestProducerId(producer, node))
  let mayProduce = true
  if (producer.transactions !== null) {
    const round = runTransaction(producer, producer.transactions, node)
    mayProduce = !round.busy
    wakeUs = Math.min(wakeUs, round.wakeUs)
  }
  if (producer.accumulator.batches.length > 0) {
    wakeUs = Math.min(wakeUs, expireBatches(producer, node))
    if (mayProduce && producer.accumulator.queuedBatches > 0) wakeUs = Math.min(wakeUs, sendReady(producer, node))
  }
  wakeUs = Math.min(wakeUs, nextExpiryUs(producer.core.network), earliestReconnectUs(producer.core, node.nowUs))
  if (producer.waiting.length > 0) wakeUs = Math.min(wakeUs, producer.waitingUntilUs)
  if (producer.closingUntilUs !== -1 && producer.closingUntilUs !== NEVER_US)
    wakeUs = Math.min(wakeUs, producer.closingUntilUs)
  if (!producer.closed) wakeBy(producer.wakeUp, wakeUs, node)
}

/** Sender.runOnce, what it does of a transaction before it looks at records. */
function runTransaction(producer: ProducerClient, manager: TransactionManager, node: NodeContext): Round {
  const { lastError } = manager
  if (manager.state === 'FATAL_ERROR') {
    if (lastError !== null && producer.accumulator.batches.length > 0) abortForGood(producer, lastError, node)
    return { busy: true, wakeUs: expireCall(producer, node.nowUs) }
  }
  if (manager.inFlight === null && manager.state === 'ABORTABLE_ERROR' && lastError !== null)
    abortUndrainedBatches(producer, lastError, node)
  else if (manager.inFlight === null && manager.state === 'ABORTING_TRANSACTION')
    abortUndrainedBatches(producer, TRANSACTION_ABORTED, node)
  const { busy, wakeUs } = runTransactionalRequest(producer, manager, node)
  return { busy, wakeUs: Math.min(wakeUs, expireCall(producer, node.nowUs)) }
}

/** Sender.maybeAbortBatches: nothing that lies here can be sent any more. */
function abortForGood(producer: ProducerClient, error: ClientError, node: NodeContext): void {
  const message = `${producer.core.logPrefix}Aborting producer batches due to fatal error`
  producer.core.log.push({ level: 'ERROR', message, logger: SENDER, error })
  abortBatches(producer, node, error)
}

/** close() aborts what is open first, for as long as it has time. */
export function mustEndTransaction(producer: ProducerClient, node: NodeContext): boolean {
  const { transactions, closingUntilUs } = producer
  if (transactions === null || !hasOngoing(transactions) || closingUntilUs <= node.nowUs) return false
  if (isCompleting(transactions)) return true
  // Whoever waits for a commit hears why there is none before it is aborted for him.
  if (transactions.lastError !== null) finishCall(producer, transactions.lastError)
  beginAbort(producer, transactions, NOBODY)
  runSender(producer, node)
  return hasOngoing(transactions)
}

const TRANSACTION_ABORTED = clientError('TransactionAbortedException', 'Failing batch since transaction was aborted')

function askForMetadata(producer: ProducerClient, node: NodeContext): number {
  const dueUs = metadataDueAtUs(producer.core.metadata)
  return dueUs > node.nowUs ? dueUs : updateMetadata(producer, node)
}

/** By itself: a function that makes another allocates room for what that one sees whenever it is called. */
function updateMetadata(producer: ProducerClient, node: NodeContext): number {
  return maybeUpdateMetadata(producer.core, () => [...producer.topics.keys()], producer.newTopics, true, node)
}

function sendReady(producer: ProducerClient, node: NodeContext): number {
  const ending = producer.transactions !== null && isCompleting(producer.transactions)
  const sendAll = producer.waitingForMemory || producer.flushes.length > 0 || producer.closingUntilUs !== -1 || ending
  // Most often a single batch waits, and its queue is found sooner than all queues are walked.
  const only = onlyQueue(producer.accumulator)
  if (only !== null) return sendOnly(producer, only, sendAll, node)
  const ready = readyBrokers(producer, sendAll, node.nowUs)
  if (ready.unknownLeader) askForLeader(producer, node)
  for (const leaderId of ready.leaders) sendTo(producer, leaderId, null, node)
  return ready.nextCheckUs
}

/** The same where this queue holds the one batch that waits. */
function sendOnly(producer: ProducerClient, only: PartitionQueue, sendAll: boolean, node: NodeContext): number {
  const { leaderId, leaderEpoch } = leaderKnownTo(producer.core.metadata, only)
  if (leaderId === -1) askForLeader(producer, node)
  if (leaderId === -1 || only.muted) return Infinity
  const atUs = readyAtUs(producer, only, leaderEpoch, sendAll, node.nowUs)
  if (atUs > node.nowUs) return atUs
  sendTo(producer, leaderId, only, node)
  return Infinity
}

function askForLeader(producer: ProducerClient, node: NodeContext): void {
  requestMetadataUpdate(producer.core.metadata)
  wakeBy(producer.wakeUp, askForMetadata(producer, node), node)
}

/** What is ready for this broker, as far as it takes anything now. `only`: the one queue that holds something. */
function sendTo(producer: ProducerClient, leaderId: number, only: PartitionQueue | null, node: NodeContext): void {
  const { core, config } = producer
  const to = peerOf(core.metadata, leaderId)
  if (!canSendTo(core.network, to, node.nowUs) || inFlightTo(core, to) >= config.maxInFlight) return
  if (isThrottled(core.network, to, node.nowUs)) return
  if (config.acks === 0 && !core.connected.has(to)) return connect(producer, to, node)
  const drained = drain(producer, leaderId, only, node)
  if (drained.batches.length > 0) sendProduceRequest(producer, leaderId, to, drained, node)
}

/**
 * What is sent without waiting for an answer would be lost where nobody listens, and nobody would know. A real producer
 * sends once the connection stands, which is when the broker has said which APIs it has.
 */
function connect(producer: ProducerClient, to: NodeId, node: NodeContext): void {
  const { core, config } = producer
  if (inFlightTo(core, to) > 0) return
  core.network.connections.add(to)
  const clientSoftwareVersion = profileOf(config.profile).kafkaVersion
  transmit(core, to, { type: 'ApiVersionsRequest', clientSoftwareVersion }, { purpose: 'connect' }, node)
}

/**
 * At most one batch of each partition, up to max.request.size in all. The round begins where the last one stopped
 * looking, so that a request that fills up early does not always leave out the same partitions.
 */
function drain(producer: ProducerClient, leaderId: number, only: PartitionQueue | null, node: NodeContext): Drained {
  const { accumulator, core } = producer
  const drained: Drained = { batches: NO_BATCHES, data: NO_DATA, bytes: 0 }
  const partitions = core.metadata.ledBy.get(leaderId)
  if (partitions === undefined) return drained
  const drains = drainsOf(accumulator, leaderId)
  const start = drains.index % partitions.length
  if (only !== null) {
    // A round that one batch cannot end early looks at all partitions, which need not be done to know where it stops.
    drains.index = (start + partitions.length - 1) % partitions.length
    drainQueue(producer, only, drained, node)
  } else {
    for (let i = 0; i < partitions.length; i++) {
      drains.index = (start + i) % partitions.length
      const queue = rowNamed(accumulator.queues, partitions[drains.index] as TopicPartition)
      if (queue !== undefined && !drainQueue(producer, queue, drained, node)) break
    }
  }
  if (drained.batches.length > 0) drains.drainedAtUs = node.nowUs
  return drained
}

/** Batches with what the request says of each. */
interface Drained {
  batches: readonly ProducerBatch[]
  data: ProduceRequest['partitions']
  bytes: number
}

/** Takes the first batch of a queue along, if it may go now. False: the request has no room for it. */
function drainQueue(producer: ProducerClient, queue: PartitionQueue, drained: Drained, node: NodeContext): boolean {
  const { accumulator, core, config } = producer
  if (queue.queued.length === 0 || queue.muted) return true
  const first = batchOf(accumulator, queue.queued[0] as number)
  const { leaderEpoch, topicId } = leaderKnownTo(core.metadata, queue)
  if (isBackingOff(producer.config, first, leaderEpoch, node.nowUs)) return true
  if (drained.batches.length > 0 && drained.bytes + estimatedSizeOf(first) > config.maxRequestSize) return false
  if (mustHoldBack(producer, queue, first)) return true
  const batch = dequeue(accumulator, queue)
  assignSequence(producer, queue, batch)
  batch.closed = true
  batch.inFlight = true
  batch.attemptLeaderEpoch = leaderEpoch
  const wire = closeBatch(producer, batch)
  const data = { topicPartition: batch.topicPartition, topicId, batch: wire }
  drained.bytes += wire.sizeInBytes
  drained.batches = drained.batches.length === 0 ? [batch] : [...drained.batches, batch]
  drained.data = drained.data.length === 0 ? [data] : [...drained.data, data]
  if (config.maxInFlight === 1) queue.muted = true
  return true
}

function drainsOf({ drains }: Accumulator, leaderId: number): { index: number; drainedAtUs: number } {
  const known = drains.get(leaderId)
  if (known !== undefined) return known
  const added = { index: 0, drainedAtUs: -1 }
  drains.set(leaderId, added)
  return added
}

function sendProduceRequest(
  producer: ProducerClient,
  leaderId: number,
  to: NodeId,
  { batches, data }: Drained,
  node: NodeContext,
): void {
  const { core, config } = producer
  const only = batches.length === 1 ? (batches[0] as ProducerBatch) : null
  openConnection(core.network, to)
  const plain: ProduceRequest = {
    type: 'ProduceRequest',
    acks: config.acks,
    timeoutMs: config.requestTimeoutMs,
    partitions: data,
    correlationId: core.network.nextCorrelationId++,
    clientId: core.clientId,
  }
  const request = config.transactionalId === null ? plain : { ...plain, transactionalId: config.transactionalId }
  if (config.acks !== 0) {
    const batchIds = only === null ? batches.map((batch) => batch.id) : [only.id]
    transmitWhole(core, to, request, { purpose: 'produce', leaderId, batchIds }, node)
    return
  }
  // No answer will come: what has left counts as done.
  sendMessage(node, to, request)
  for (const batch of batches) completeBatch(producer, queueOfBatch(producer, batch), batch, -1)
}
