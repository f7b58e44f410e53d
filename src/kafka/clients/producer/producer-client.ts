/**
 * Counterpart in Kafka: org.apache.kafka.clients.producer.KafkaProducer. An embeddable client: its owner sends records,
 * passes on messages, timers and broken connections, and takes events when there are any.
 */
import type { NodeContext, NodeId, ReceivedMessage, Timer } from '../../../engine/node-context.ts'
import type { ConfigEntries } from '../../cluster/commands.ts'
import { rowNamed } from '../../common/slot-map.ts'
import { topicPartition } from '../../common/topic-partition.ts'
import {
  completeRequest,
  expireRequests,
  failConnection,
  type InFlightRequest,
  nextExpiryUs,
  noteThrottle,
} from '../../network/network-client.ts'
import { tell } from '../../observe/tell.ts'
import { profileOf } from '../../profile/registry.ts'
import type { Response } from '../../protocol/apis.ts'
import type { MetadataResponse } from '../../protocol/metadata.ts'
import {
  abandonConnection,
  type ClientInterest,
  createClientCore,
  forgetConnection,
  logLostConnection,
  onMetadataResponse,
  warnOfSilentBootstraps,
} from '../core/client-core.ts'
import { type ClientError, clientError, errorText } from '../core/client-error.ts'
import { metadataRequestFailed, requestMetadataUpdate, requestUpdateForNewTopics } from '../core/client-metadata.ts'
import type { ClientTag } from '../core/client-tags.ts'
import { isUnsupported, unsupported } from '../core/unsupported.ts'
import { createWakeUp, disarm, silence, wakeBy } from '../core/wake-up.ts'
import { appendRecord, createAccumulator } from './accumulator.ts'
import { abortBatches, onProduceNeverSent, onProduceRequestLost, onProduceResponse } from './batch-results.ts'
import { createProducerIds, onProducerIdAnswered } from './idempotence.ts'
import { chooseForNewBatch, choosePartition } from './partitioner.ts'
import { estimateOf } from './producer-batch.ts'
import { parseProducerConfig } from './producer-config.ts'
import type { ProducerClient, ProducerEvent, ProducerRecord } from './producer-state.ts'
import { dropIdleTopics, keepTopic } from './producer-topics.ts'
import { gaveUp, isApiException, refuseRecord, refuseSize } from './refusals.ts'
import { mustEndTransaction, NEVER_US, runSender } from './sender.ts'
import { addPartition, createTransactionManager, onFailedSend, refuseSend } from './transaction-manager.ts'
import { onTransactionalAnswer } from './transaction-requests.ts'

export type { ProducerClient, ProducerEvent, ProducerRecord } from './producer-state.ts'

export interface ProducerClientOptions {
  readonly clientId: string
  /** Name of the Kafka version this client is of, in `profile/registry.ts`. */
  readonly profile: string
  readonly config: ConfigEntries
  readonly bootstrap: readonly string[]
  /** Separates its timers and random streams from those of other clients; unique in the world. */
  readonly timerScope: string
}

interface ProducerWakeUp extends Timer {
  readonly type: 'ProducerWakeUp'
  readonly scope: string
}

/** A producer that has begun to look for the cluster, or what KafkaProducer's constructor throws. */
export function createProducerClient(
  options: ProducerClientOptions,
  node: NodeContext,
): ProducerClient | { readonly error: ClientError } {
  const config = parseProducerConfig(options.config, profileOf(options.profile))
  if ('error' in config) return config
  const { clientId, timerScope: scope } = options
  const timer: ProducerWakeUp = { type: 'ProducerWakeUp', scope, periodic: true }
  const producer: ProducerClient = {
    clientId,
    scope,
    sender: Object.freeze({ name: clientId, scope, sinceUs: node.nowUs }),
    config,
    core: createClientCore(
      {
        profile: config.profile,
        clientId,
        scope,
        logPrefix: `[Producer clientId=${clientId}${config.transactionalId === null ? '' : `, transactionalId=${config.transactionalId}`}] `,
        bootstrap: options.bootstrap,
        requestTimeoutMs: config.requestTimeoutMs,
        retryBackoffMs: config.retryBackoffMs,
        retryBackoffMaxMs: config.retryBackoffMaxMs,
        metadataMaxAgeMs: config.metadataMaxAgeMs,
        rebootstraps: config.rebootstraps,
        pushesMetrics: options.config['enable.metrics.push'] !== 'false',
      },
      node,
    ),
    accumulator: createAccumulator(),
    producerIds: createProducerIds(),
    transactions: createTransactionManager(config.transactionalId),
    topics: new Map(),
    newTopics: new Set(),
    wakeUp: createWakeUp(timer),
    waiting: [],
    waitingUntilUs: 0,
    waitingForMemory: false,
    flushes: [],
    nextSendId: 1,
    nextFlushId: 1,
    closingUntilUs: -1,
    closed: false,
    senderDied: false,
    events: [],
    sent: 0,
    acknowledged: 0,
    failed: 0,
    retries: 0,
    lastError: null,
  }
  // The sender is a thread of its own: before it has a connection to ask by, what is sent at once is there.
  wakeBy(producer.wakeUp, node.nowUs, node)
  return producer
}

/**
 * KafkaProducer.send, and the constructor of the record before it. Never blocks: where Java's caller would wait the record
 * waits here, and those behind it too. Returns the id that events name the record by.
 */
export function sendRecord(producer: ProducerClient, record: ProducerRecord, node: NodeContext): number {
  const sendId = producer.nextSendId++
  producer.sent++
  const refusal = refuseRecord(record)
  if (refusal !== null) {
    fail(producer, sendId, refusal, true, node)
  } else if (producer.closingUntilUs !== -1 || producer.closed) {
    fail(
      producer,
      sendId,
      clientError('IllegalStateException', 'Cannot perform operation after producer has been closed'),
      true,
      node,
    )
  } else if (producer.waiting.length > 0) {
    producer.waiting.push({ sendId, record })
  } else if (!trySend(producer, sendId, record, false, node)) {
    producer.waiting.push({ sendId, record })
    producer.waitingUntilUs = node.nowUs + producer.config.maxBlockMs * 1000
    wakeBy(producer.wakeUp, node.nowUs, node)
  }
  return sendId
}

/** The call is over, well or badly; false: it has to wait. `waited`: it has already. */
function trySend(
  producer: ProducerClient,
  sendId: number,
  record: ProducerRecord,
  waited: boolean,
  node: NodeContext,
): boolean {
  const { core, config } = producer
  const { fatalError } = producer.producerIds
  producer.waitingForMemory = false
  if (fatalError !== null) return fail(producer, sendId, fatalError, false, node)
  const topic = core.metadata.topics.get(record.topic)
  keepTopic(producer, record.topic, node.nowUs)
  if (topic === undefined) {
    if (core.metadata.errors.get(record.topic) !== 'INVALID_TOPIC_EXCEPTION') return false
    // Whoever waited for metadata is told by it; what is known already waitOnMetadata says itself, more shortly.
    const message = waited ? `Invalid topics: [${record.topic}]` : record.topic
    return fail(producer, sendId, clientError('InvalidTopicException', message), false, node)
  }
  if (record.partition !== null && record.partition >= topic.partitions.length) {
    requestMetadataUpdate(core.metadata)
    return false
  }
  const first = choosePartition(producer, record, topic, node)
  if (isThrown(first)) return failInPartitioner(producer, sendId, first, node)
  const size = estimateOf(record)
  const refusal = refuseSize(config, size)
  if (refusal !== null) return fail(producer, sendId, refusal.error, refusal.thrown, node)
  const chosen = chooseForNewBatch(producer, record, topic, first, node)
  if (isThrown(chosen)) return failInPartitioner(producer, sendId, chosen, node)
  const refusedByState = refuseSend(producer)
  if (refusedByState !== null) return fail(producer, sendId, refusedByState, true, node)
  const outcome = appendRecord(producer, sendId, record, chosen, topic, node)
  if (outcome.appended) wakeBy(producer.wakeUp, outcome.wakeUs, node)
  else producer.waitingForMemory = true
  if (outcome.appended && producer.transactions !== null) {
    const refused = addPartition(producer, topicPartition(record.topic, outcome.partition))
    if (refused !== null) fail(producer, sendId, refused, true, node)
  }
  return outcome.appended
}

function fail(producer: ProducerClient, sendId: number, error: ClientError, out: boolean, node: NodeContext): true {
  const thrown = out && !isApiException(error)
  // What is thrown the application has heard of; of a future that failed only the end of the transaction tells.
  const instead = thrown ? null : onFailedSend(producer, error, node)
  const known = instead ?? error
  producer.failed++
  producer.lastError = known.class
  const events = { sendIds: [sendId], topicPartition: null, error: known, thrown: thrown || instead !== null }
  producer.events.push({ type: 'failed', ...events })
  tell(node, { type: 'RecordsDropped', producer: producer.clientId, reason: known.class, records: 1 })
  return true
}

function isThrown(chosen: number | null | ClientError): chosen is ClientError {
  return typeof chosen === 'object' && chosen !== null
}

/** Of an application's own class, whose author wants to know what it said. */
function failInPartitioner(producer: ProducerClient, sendId: number, error: ClientError, node: NodeContext): true {
  fail(producer, sendId, error, true, node)
  producer.lastError = errorText(error)
  return true
}

/** KafkaProducer.flush: everything sent so far goes without lingering; the event `flushed` says when all is answered. */
export function flushProducer(producer: ProducerClient, node: NodeContext): number {
  const flushId = producer.nextFlushId++
  const batchIds = new Set(producer.accumulator.batches.map((batch) => batch.id))
  producer.flushes.push({ flushId, batchIds, upToSendId: producer.nextSendId - 1 })
  wakeBy(producer.wakeUp, node.nowUs, node)
  return flushId
}

/** KafkaProducer.close: sends what there is, for at most `timeoutMs` (Infinity: as long as it takes), then `closed`. */
export function closeProducer(producer: ProducerClient, timeoutMs: number, node: NodeContext): void {
  if (producer.closed) return
  producer.closingUntilUs = timeoutMs === Infinity ? NEVER_US : node.nowUs + timeoutMs * 1000
  while (producer.waiting.length > 0) {
    const { sendId } = producer.waiting.shift() as { sendId: number }
    fail(producer, sendId, clientError('KafkaException', 'Producer closed while send in progress'), true, node)
  }
  if (timeoutMs === 0) advance(producer, node)
  else wakeBy(producer.wakeUp, node.nowUs, node)
}

/** True when the message was for this client. */
export function onProducerMessage(producer: ProducerClient, message: ReceivedMessage, node: NodeContext): boolean {
  const response = message.body as Response
  if (producer.core.silent.size > 0) producer.core.silent.delete(message.from)
  const request = completeRequest(producer.core.network, message.from, response)
  if (request === undefined) return false
  if (producer.senderDied) return true
  producer.core.connected.add(message.from)
  const { tag } = request
  if (isUnsupported(request.request, response)) onUnsupported(producer, request, node)
  else if (tag.purpose === 'produce' && response.type === 'ProduceResponse') {
    noteThrottle(producer.core.network, message.from, response.throttleTimeMs, node.nowUs)
    onProduceResponse(producer, tag.batchIds, response, node)
  } else if (tag.purpose === 'transactional') onTransactionalAnswer(producer, response, node)
  else if (tag.purpose === 'initProducerId' && response.type === 'InitProducerIdResponse')
    onProducerIdAnswered(producer, response, node)
  else if (tag.purpose === 'metadata' && response.type === 'MetadataResponse')
    takeMetadata(producer, response, tag.partial, node)
  advance(producer, node)
  return true
}

function takeMetadata(producer: ProducerClient, response: MetadataResponse, partial: boolean, node: NodeContext): void {
  for (const topic of response.topics) producer.newTopics.delete(topic.name)
  dropIdleTopics(producer, node.nowUs)
  const interest: ClientInterest = {
    isWanted: (topic) => producer.topics.has(topic),
    uses: (topicPartition) => rowNamed(producer.accumulator.queues, topicPartition) !== undefined,
  }
  onMetadataResponse(producer.core, response, partial, interest, node)
  if (producer.newTopics.size > 0) requestUpdateForNewTopics(producer.core.metadata)
}

/** A controller was taken for a broker: the send that waits for metadata fails, and the next one asks again. */
function onUnsupported(producer: ProducerClient, request: InFlightRequest<ClientTag>, node: NodeContext): void {
  onRequestLost(producer, request, false, node)
  const first = request.tag.purpose === 'metadata' ? producer.waiting.shift() : undefined
  if (first !== undefined) fail(producer, first.sendId, unsupported(request.request), false, node)
}

export function onProducerTimer(producer: ProducerClient, timer: Timer, node: NodeContext): boolean {
  if (timer.type !== 'ProducerWakeUp' || (timer as ProducerWakeUp).scope !== producer.scope) return false
  disarm(producer.wakeUp)
  // Looked at first: nearly every time there is nothing, and what would be done about it allocates.
  if (!producer.senderDied && nextExpiryUs(producer.core.network) <= node.nowUs) loseExpired(producer, node)
  advance(producer, node)
  return true
}

function loseExpired(producer: ProducerClient, node: NodeContext): void {
  // Java's client shakes hands first, and a broker that has let one request time out answers no handshake either.
  const silent = new Set(producer.core.silent)
  const expired = expireRequests(producer.core.network, node.nowUs)
  warnOfSilentBootstraps(producer.core, expired)
  for (const lost of expired) {
    const { destination, tag } = lost
    abandonConnection(producer.core, lost, node)
    if (silent.has(destination) && tag.purpose === 'produce') onProduceNeverSent(producer, tag.batchIds)
    else onRequestLost(producer, lost, true, node)
  }
}

/** The connection to `peer` broke. True when something of this client was lost with it. */
export function onProducerDisconnect(producer: ProducerClient, peer: NodeId, node: NodeContext): boolean {
  const { connected, network } = producer.core
  // There is no such machine, or the connection broke before and nobody has answered since.
  const isRefused = !connected.has(peer) && (network.backoff.has(peer) || node.machineOf(peer) === null)
  const lost = failConnection(network, peer, node.nowUs)
  if (producer.senderDied) return lost.length > 0
  if (lost.length > 0) logLostConnection(producer.core, peer, null, node.nowUs)
  forgetConnection(producer.core, peer)
  for (const request of lost) {
    if (isRefused && request.tag.purpose === 'produce') onProduceNeverSent(producer, request.tag.batchIds)
    else onRequestLost(producer, request, false, node)
  }
  advance(producer, node)
  return lost.length > 0
}

function onRequestLost(
  producer: ProducerClient,
  request: InFlightRequest<ClientTag>,
  timedOut: boolean,
  node: NodeContext,
): void {
  const { tag } = request
  if (tag.purpose === 'produce')
    onProduceRequestLost(producer, { ...tag, correlationId: request.correlationId }, timedOut, node)
  else if (tag.purpose === 'transactional') onTransactionalAnswer(producer, null, node)
  else if (tag.purpose === 'initProducerId') onProducerIdAnswered(producer, null, node)
  else if (tag.purpose === 'metadata') metadataRequestFailed(producer.core.metadata, node)
}

/** Lets those who waited go on, runs the sender, and says what has become of flushes and a close. */
function advance(producer: ProducerClient, node: NodeContext): void {
  if (producer.closed) return
  if (producer.senderDied) return advanceWithoutSender(producer, node)
  admitWaiting(producer, node)
  if (producer.closingUntilUs !== -1 && producer.closingUntilUs <= node.nowUs) abortBatches(producer, node)
  runSender(producer, node)
  while (producer.flushes.length > 0) {
    const flush = producer.flushes[0]
    if (flush === undefined || flush.batchIds.size > 0) break
    const first = producer.waiting[0]
    if (first !== undefined && first.sendId <= flush.upToSendId) break
    producer.flushes.shift()
    producer.events.push({ type: 'flushed', flushId: flush.flushId })
  }
  if (producer.closingUntilUs === -1 || producer.accumulator.batches.length > 0) return
  if (mustEndTransaction(producer, node)) return
  producer.closed = true
  silence(producer.wakeUp, node)
  producer.events.push({ type: 'closed' })
}

/** Records still find a place in the accumulator until it is full, and close() joins a thread that has ended. */
function advanceWithoutSender(producer: ProducerClient, node: NodeContext): void {
  admitWaiting(producer, node)
  if (producer.closingUntilUs === -1) {
    if (producer.waiting.length > 0) wakeBy(producer.wakeUp, producer.waitingUntilUs, node)
    return
  }
  producer.closed = true
  silence(producer.wakeUp, node)
  producer.events.push({ type: 'closed' })
}

function admitWaiting(producer: ProducerClient, node: NodeContext): void {
  // Java's send blocks: whoever stands behind the first has not begun to wait yet.
  let waited = true
  while (producer.waiting.length > 0) {
    const { sendId, record } = producer.waiting[0] as { sendId: number; record: ProducerRecord }
    if (!trySend(producer, sendId, record, waited, node)) {
      if (node.nowUs < producer.waitingUntilUs) return
      fail(producer, sendId, gaveUp(producer, record), false, node)
    }
    producer.waiting.shift()
    waited = false
    // A flush behind this send waits for its batch too.
    for (const flush of producer.flushes)
      if (flush.upToSendId >= sendId) for (const { id } of producer.accumulator.batches) flush.batchIds.add(id)
    producer.waitingUntilUs = node.nowUs + producer.config.maxBlockMs * 1000
  }
}

/** What has happened since the last call, oldest first. */
export function takeProducerEvents(producer: ProducerClient): ProducerEvent[] {
  const { events, core } = producer
  if (core.log.length > 0) {
    for (const line of core.log) events.push({ type: 'logged', ...line })
    core.log = []
  }
  if (events.length > 0) producer.events = []
  return events
}
