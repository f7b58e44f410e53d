/**
 * Counterpart in Kafka: org.apache.kafka.clients.producer.internals.TransactionManager, its states and what the application
 * calls (KIP-98, KIP-890). What it sends is in `transaction-requests.ts`. Absent from a producer without transactional.id.
 */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import { tell } from '../../observe/tell.ts'
import type { TxnOffsetCommitRequest } from '../../protocol/txn-offset-commit.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import type { ProducerClient } from './producer-state.ts'
import { beginCall, type Called, callsOf, finishCall, type PendingCall, whyPending } from './transactional-calls.ts'

export type TransactionManagerState =
  | 'UNINITIALIZED'
  | 'INITIALIZING'
  | 'READY'
  | 'IN_TRANSACTION'
  | 'COMMITTING_TRANSACTION'
  | 'ABORTING_TRANSACTION'
  | 'ABORTABLE_ERROR'
  | 'FATAL_ERROR'

const VALID_SOURCES: Readonly<Record<TransactionManagerState, readonly TransactionManagerState[] | 'any'>> = {
  UNINITIALIZED: ['READY', 'ABORTABLE_ERROR'],
  INITIALIZING: ['UNINITIALIZED', 'COMMITTING_TRANSACTION', 'ABORTING_TRANSACTION'],
  READY: ['INITIALIZING', 'COMMITTING_TRANSACTION', 'ABORTING_TRANSACTION'],
  IN_TRANSACTION: ['READY'],
  COMMITTING_TRANSACTION: ['IN_TRANSACTION'],
  ABORTING_TRANSACTION: ['IN_TRANSACTION', 'ABORTABLE_ERROR'],
  ABORTABLE_ERROR: ['IN_TRANSACTION', 'COMMITTING_TRANSACTION', 'ABORTABLE_ERROR', 'INITIALIZING'],
  // One that cannot be recovered from.
  FATAL_ERROR: 'any',
}

/**
 * What the manager wants to send, one after the other. Those with a `callId` tell that call of the application what came
 * of them, and no other: what a call that gave up has left behind may still be sent after the next has begun.
 */
export type TransactionalRequest =
  | { readonly kind: 'findCoordinator'; readonly keyType: 'transaction' | 'group'; readonly key: string }
  | { readonly kind: 'initProducerId'; readonly bumps: boolean; readonly callId: number }
  | { readonly kind: 'addPartitions'; readonly topicPartitions: readonly TopicPartition[] }
  | OffsetsRequest<'addOffsets'>
  | OffsetsRequest<'commitOffsets'>
  | { readonly kind: 'endTxn'; readonly committed: boolean; readonly callId: number }

/** `ConsumerGroupMetadata` with the offsets; of a group known by name alone generation -1 and no member. */
export type OffsetsToCommit = Pick<
  TxnOffsetCommitRequest,
  'groupId' | 'generationId' | 'memberId' | 'groupInstanceId' | 'partitions'
>

interface OffsetsRequest<Kind> {
  readonly kind: Kind
  readonly offsets: OffsetsToCommit
  readonly callId: number
}

/** How urgent each is; of one kind the oldest goes first. */
const PRIORITY: Readonly<Record<TransactionalRequest['kind'], number>> = {
  findCoordinator: 0,
  initProducerId: 1,
  addPartitions: 2,
  addOffsets: 2,
  commitOffsets: 2,
  endTxn: 3,
}

const EPOCH_BUMP = 4

function priorityOf(request: TransactionalRequest): number {
  return request.kind === 'initProducerId' && request.bumps ? EPOCH_BUMP : PRIORITY[request.kind]
}

/** In the place of a call: nobody waits for it. */
export const NOBODY = 0

export interface TransactionManager {
  readonly transactionalId: string
  state: TransactionManagerState
  lastError: ClientError | null
  /** The protocol of KIP-890: leaders add partitions, and each end brings an epoch. */
  bumpsAtEnd: boolean
  /** Something of the transaction may have reached a broker. */
  started: boolean
  /** A new epoch is asked for when the transaction has ended (KIP-360). */
  epochBumpRequired: boolean
  /** Whom to ask; null: to be found out. */
  coordinator: NodeId | null
  groupCoordinator: { readonly groupId: string; readonly node: NodeId } | null
  readonly partitions: Set<TopicPartition>
  /** Still to be added by the producer itself; the protocol of KIP-890 does without. */
  readonly newPartitions: Set<TopicPartition>
  readonly queue: TransactionalRequest[]
  inFlight: TransactionalRequest | null
  /** Nothing is sent before: the backoff after an answer that said to try again. */
  retryAtUs: number
  pending: PendingCall | null
  nextCallId: number
}

export function createTransactionManager(transactionalId: string | null): TransactionManager | null {
  if (transactionalId === null) return null
  return {
    transactionalId,
    state: 'UNINITIALIZED',
    lastError: null,
    bumpsAtEnd: false,
    started: false,
    epochBumpRequired: false,
    coordinator: null,
    groupCoordinator: null,
    partitions: new Set(),
    newPartitions: new Set(),
    queue: [],
    inFlight: null,
    retryAtUs: 0,
    pending: null,
    nextCallId: 1,
  }
}

export function enqueue(manager: TransactionManager, request: TransactionalRequest): void {
  const { queue } = manager
  const priority = priorityOf(request)
  const at = queue.findIndex((each) => priorityOf(each) > priority)
  if (at === -1) queue.push(request)
  else queue.splice(at, 0, request)
}

export function hasError({ state }: TransactionManager): boolean {
  return state === 'ABORTABLE_ERROR' || state === 'FATAL_ERROR'
}

export function isCompleting({ state }: TransactionManager): boolean {
  return state === 'COMMITTING_TRANSACTION' || state === 'ABORTING_TRANSACTION'
}

/** What close() has to end first. */
export function hasOngoing(manager: TransactionManager): boolean {
  return manager.state === 'IN_TRANSACTION' || isCompleting(manager) || manager.state === 'ABORTABLE_ERROR'
}

function invalidTransition(
  { transactionalId, state }: TransactionManager,
  to: TransactionManagerState,
  className = 'IllegalStateException',
): ClientError {
  const message = `TransactionalId ${transactionalId}: Invalid transition attempted from state ${state} to state ${to}`
  return clientError(className, message)
}

/** What a call of the application throws. */
function cannotBecome(producer: ProducerClient, manager: TransactionManager, to: TransactionManagerState): ClientError {
  return invalidTransition(manager, to, callsOf(producer).invalidTransition)
}

function isValid({ state }: TransactionManager, to: TransactionManagerState): boolean {
  const sources = VALID_SOURCES[to]
  return sources === 'any' || sources.includes(state)
}

/**
 * Of the sender's own thread. A change that cannot be ends everything (KAFKA-14831); before that it was thrown there, and
 * what would have come after it is left undone: false.
 */
export function transition(
  producer: ProducerClient,
  manager: TransactionManager,
  to: TransactionManagerState,
  error: ClientError | null = null,
): boolean {
  if (isValid(manager, to)) {
    manager.state = to
    manager.lastError = to === 'ABORTABLE_ERROR' || to === 'FATAL_ERROR' ? error : null
    return true
  }
  if (!callsOf(producer).invalidTransitionIsFatal) return false
  manager.lastError = invalidTransition(manager, to)
  manager.state = 'FATAL_ERROR'
  return true
}

/** TransactionManager.maybeFailWithError: what a call throws after an error; null: it may go on. */
export function whyRefused(producer: ProducerClient, manager: TransactionManager): ClientError | null {
  const { lastError, transactionalId } = manager
  if (!hasError(manager) || lastError === null) return null
  const { producerId, producerEpoch } = producer.producerIds
  const who = `Producer with transactionalId '${transactionalId}' and (producerId=${producerId}, epoch=${producerEpoch})`
  const thrown = callsOf(producer).afterError(lastError.class, who)
  return clientError(thrown.class, thrown.message, thrown.wraps ? lastError : undefined)
}

function notTransactional(producer: ProducerClient): ClientError {
  return clientError('IllegalStateException', callsOf(producer).notTransactional)
}

/** KafkaProducer.initTransactions. */
export function initTransactions(producer: ProducerClient, node: NodeContext): Called {
  const manager = producer.transactions
  if (manager === null) return notTransactional(producer)
  return beginCall(producer, manager, { call: 'initTransactions', operation: 'InitProducerId' }, node, (callId) => {
    const { from, whatever } = callsOf(producer).initializes
    const refused = whatever ? null : whyRefused(producer, manager)
    if (refused !== null) return refused
    if (!from.includes(manager.state)) return cannotBecome(producer, manager, 'INITIALIZING')
    transition(producer, manager, 'INITIALIZING')
    enqueue(manager, { kind: 'initProducerId', bumps: false, callId })
    return null
  })
}

/** KafkaProducer.beginTransaction; null: it has begun. */
export function beginTransaction(producer: ProducerClient): ClientError | null {
  const manager = producer.transactions
  if (manager === null) return notTransactional(producer)
  const refused = whyPending(producer, manager, 'beginTransaction') ?? whyRefused(producer, manager)
  if (refused !== null) return refused
  if (!isValid(manager, 'IN_TRANSACTION')) return cannotBecome(producer, manager, 'IN_TRANSACTION')
  transition(producer, manager, 'IN_TRANSACTION')
  return null
}

/** KafkaProducer.commitTransaction. */
export function commitTransaction(producer: ProducerClient, node: NodeContext): Called {
  const manager = producer.transactions
  if (manager === null) return notTransactional(producer)
  return beginCall(producer, manager, { call: 'commitTransaction', operation: 'EndTxn(true)' }, node, (callId) => {
    const refused = whyRefused(producer, manager)
    if (refused !== null) return refused
    if (!isValid(manager, 'COMMITTING_TRANSACTION')) return cannotBecome(producer, manager, 'COMMITTING_TRANSACTION')
    transition(producer, manager, 'COMMITTING_TRANSACTION')
    enqueue(manager, { kind: 'endTxn', committed: true, callId })
    return null
  })
}

/** KafkaProducer.abortTransaction: also out of an error that it can end. */
export function abortTransaction(producer: ProducerClient, node: NodeContext): Called {
  const manager = producer.transactions
  if (manager === null) return notTransactional(producer)
  const operation = bumpsBehind(manager) ? 'InitProducerId' : 'EndTxn(false)'
  return beginCall(producer, manager, { call: 'abortTransaction', operation }, node, (callId) =>
    beginAbort(producer, manager, callId),
  )
}

/** The transaction is to be aborted, as `callId` wants it; null: it will be. */
export function beginAbort(producer: ProducerClient, manager: TransactionManager, callId: number): ClientError | null {
  const refused = manager.state === 'ABORTABLE_ERROR' ? null : whyRefused(producer, manager)
  if (refused !== null) return refused
  if (!isValid(manager, 'ABORTING_TRANSACTION')) return cannotBecome(producer, manager, 'ABORTING_TRANSACTION')
  const [unknownId, bumps] = [isUnknownId(manager), bumpsBehind(manager)]
  transition(producer, manager, 'ABORTING_TRANSACTION')
  manager.newPartitions.clear()
  if (!unknownId) enqueue(manager, { kind: 'endTxn', committed: false, callId: bumps ? NOBODY : callId })
  if (bumps) enqueue(manager, { kind: 'initProducerId', bumps, callId })
  return null
}

/** The server does not take an end from an id that it does not know: the epoch is asked for anew instead. */
function isUnknownId({ lastError }: TransactionManager): boolean {
  return lastError?.class === 'InvalidPidMappingException'
}

/** TransactionManager.beginCompletingTransaction: who needs another epoch behind the end waits for that. */
function bumpsBehind(manager: TransactionManager): boolean {
  return isUnknownId(manager) || (manager.epochBumpRequired && !manager.bumpsAtEnd)
}

/** KafkaProducer.sendOffsetsToTransaction; null: there was nothing to do. */
export function sendOffsetsToTransaction(
  producer: ProducerClient,
  offsets: OffsetsToCommit,
  node: NodeContext,
): Called | null {
  const manager = producer.transactions
  if (manager === null) return notTransactional(producer)
  if (offsets.partitions.length === 0 && callsOf(producer).doesWithoutOffsets) return null
  const operation = manager.bumpsAtEnd ? 'TxnOffsetCommitHandler' : 'AddOffsetsToTxn'
  const refused = whyPending(producer, manager, 'sendOffsetsToTransaction') ?? whyRefused(producer, manager)
  if (refused !== null) return refused
  const { state } = manager
  if (state !== 'IN_TRANSACTION') {
    const thrown = callsOf(producer).offsetsOutside(state)
    return clientError(thrown.class, thrown.message)
  }
  return beginCall(producer, manager, { call: 'sendOffsetsToTransaction', operation }, node, (callId) => {
    if (manager.bumpsAtEnd) {
      manager.started = true
      enqueue(manager, { kind: 'commitOffsets', offsets, callId })
    } else enqueue(manager, { kind: 'addOffsets', offsets, callId })
    return null
  })
}

/** Why a record is not even appended; null: it is. */
export function refuseSend(producer: ProducerClient): ClientError | null {
  const manager = producer.transactions
  if (manager === null) return null
  const hasProducerId = producer.producerIds.producerId !== -1
  const thrown = callsOf(producer).refuseSend({ state: manager.state, failed: hasError(manager), hasProducerId })
  return thrown === null ? null : clientError(thrown.class, thrown.message, manager.lastError ?? undefined)
}

/**
 * TransactionManager.maybeAddPartition: a record is for this partition. What it throws finds the record in the accumulator
 * already.
 */
export function addPartition(producer: ProducerClient, topicPartition: TopicPartition): ClientError | null {
  const manager = producer.transactions
  if (manager === null) return null
  const refused = whyRefused(producer, manager) ?? whyPending(producer, manager, 'send')
  if (refused !== null) return refused
  if (producer.producerIds.producerId === -1)
    return clientError(
      'IllegalStateException',
      `Cannot add partition ${topicPartition} to transaction before completing a call to initTransactions`,
    )
  if (manager.state !== 'IN_TRANSACTION')
    return clientError(
      'IllegalStateException',
      `Cannot add partition ${topicPartition} to transaction while in state  ${manager.state}`,
    )
  if (manager.bumpsAtEnd) {
    manager.partitions.add(topicPartition)
    manager.started = true
  } else if (!manager.partitions.has(topicPartition)) manager.newPartitions.add(topicPartition)
  return null
}

/** Whether batches of the partition may be sent now. */
export function maySendTo(manager: TransactionManager, topicPartition: TopicPartition): boolean {
  return manager.state !== 'FATAL_ERROR' && manager.partitions.has(topicPartition)
}

/** A batch has failed for good: the transaction can only be aborted, or nothing can be done any more. */
export function onTransactionalFailure(producer: ProducerClient, error: ClientError, node: NodeContext): void {
  const manager = producer.transactions
  if (manager === null || manager.state === 'FATAL_ERROR') return
  if (FATAL.has(error.class)) return failFatally(producer, manager, error, node)
  // It is being aborted anyway.
  if (manager.state === 'ABORTING_TRANSACTION') return
  if (!manager.bumpsAtEnd && !isCompleting(manager)) manager.epochBumpRequired = true
  transition(producer, manager, 'ABORTABLE_ERROR', error)
}

/**
 * TransactionManager.maybeResolveSequences: nobody knows whether records of a partition were written that are given up. The
 * transaction can only be aborted, and the producer asks for another epoch behind it.
 */
export function onUnresolvedGap(producer: ProducerClient, manager: TransactionManager): void {
  if (manager.state === 'FATAL_ERROR') return
  if (!manager.bumpsAtEnd) manager.epochBumpRequired = true
  if (manager.state !== 'ABORTING_TRANSACTION')
    transition(producer, manager, 'ABORTABLE_ERROR', clientError('KafkaException', UNACKNOWLEDGED))
}

const UNACKNOWLEDGED =
  "The client hasn't received acknowledgment for some previously sent messages and can no longer retry them. It is safe to abort the transaction and continue."

/**
 * KafkaProducer.doSend: a send has failed before it was in a batch. What is thrown instead, where the state does not allow
 * what that means for the transaction.
 */
export function onFailedSend(producer: ProducerClient, error: ClientError, node: NodeContext): ClientError | null {
  const manager = producer.transactions
  if (manager === null || !callsOf(producer).failsWithSend) return null
  const mayFail = manager.state === 'ABORTING_TRANSACTION' || isValid(manager, 'ABORTABLE_ERROR')
  if (!mayFail && !FATAL.has(error.class)) return cannotBecome(producer, manager, 'ABORTABLE_ERROR')
  onTransactionalFailure(producer, error, node)
  return null
}

const FATAL: ReadonlySet<string> = new Set(['ProducerFencedException', 'UnsupportedVersionException'])

/** Nothing is sent any more, and every call throws. */
export function failFatally(
  producer: ProducerClient,
  manager: TransactionManager,
  error: ClientError,
  node: NodeContext,
): void {
  transition(producer, manager, 'FATAL_ERROR', error)
  if (error.class === 'ProducerFencedException')
    tell(node, { type: 'ProducerFenced', producer: producer.clientId, transactionalId: manager.transactionalId })
  finishCall(producer, error)
}
