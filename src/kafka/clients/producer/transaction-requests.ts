/**
 * Counterpart in Kafka: the request handlers of TransactionManager, and how Sender runs them: one after the other, and no
 * records meanwhile.
 */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import { endpointNode } from '../../common/addresses.ts'
import { type ErrorCode, isRetriable } from '../../common/errors.ts'
import { canSendTo } from '../../network/network-client.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { AddOffsetsToTxnResponse } from '../../protocol/add-offsets-to-txn.ts'
import type { AddPartitionsToTxnResponse } from '../../protocol/add-partitions-to-txn.ts'
import type { Response } from '../../protocol/apis.ts'
import type { EndTxnResponse } from '../../protocol/end-txn.ts'
import type { FindCoordinatorResponse } from '../../protocol/find-coordinator.ts'
import type { InitProducerIdResponse } from '../../protocol/init-producer-id.ts'
import type { TxnOffsetCommitResponse } from '../../protocol/txn-offset-commit.ts'
import { leastLoadedNode, transmit } from '../core/client-core.ts'
import { type ClientError, clientError, errorOf } from '../core/client-error.ts'
import { restartSequences } from './idempotence.ts'
import type { ProducerClient } from './producer-state.ts'
import {
  enqueue,
  failFatally,
  hasError,
  NOBODY,
  type TransactionalRequest,
  type TransactionManager,
  transition,
} from './transaction-manager.ts'
import { messageOf } from './transaction-messages.ts'
import { finishCall } from './transactional-calls.ts'

/** What the sender does next. */
export interface Round {
  /** A transactional request is under way, and records wait for it. */
  readonly busy: boolean
  /** When to look again. */
  readonly wakeUs: number
}

const IDLE: Round = Object.freeze({ busy: false, wakeUs: Infinity })
const BUSY: Round = Object.freeze({ busy: true, wakeUs: Infinity })

/** How soon the producer asks again that finds its own last transaction not ended yet (ADD_PARTITIONS_RETRY_BACKOFF_MS). */
const ADD_PARTITIONS_RETRY_MS = 20

/** Sender.maybeSendAndPollTransactionalRequest. */
export function runTransactionalRequest(
  producer: ProducerClient,
  manager: TransactionManager,
  node: NodeContext,
): Round {
  if (manager.inFlight !== null) return BUSY
  if (manager.retryAtUs > node.nowUs) return { busy: true, wakeUs: manager.retryAtUs }
  const request = nextRequest(producer, manager, node)
  if (request === null) return IDLE
  const to = targetOf(producer, manager, request, node)
  if (to === 'ask') return runTransactionalRequest(producer, manager, node)
  if (to === null || !canSendTo(producer.core.network, to, node.nowUs)) {
    enqueue(manager, request)
    return { busy: true, wakeUs: node.nowUs + producer.config.retryBackoffMs * 1_000 }
  }
  manager.inFlight = request
  transmit(producer.core, to, messageOf(producer, manager, request), { purpose: 'transactional' }, node)
  return BUSY
}

/** TransactionManager.nextRequest; null: there is nothing to send now. */
function nextRequest(
  producer: ProducerClient,
  manager: TransactionManager,
  node: NodeContext,
): TransactionalRequest | null {
  const { queue } = manager
  if (manager.newPartitions.size > 0 && !queue.some(({ kind }) => kind === 'addPartitions')) {
    enqueue(manager, { kind: 'addPartitions', topicPartitions: [...manager.newPartitions] })
    manager.newPartitions.clear()
  }
  const first = queue[0]
  if (first === undefined) return null
  // The end goes out when everything before it is answered.
  if (first.kind === 'endTxn' && producer.accumulator.batches.length > 0) return null
  queue.shift()
  if (hasError(manager) && !(manager.state === 'ABORTABLE_ERROR' && first.kind === 'findCoordinator')) {
    finishCall(producer, manager.lastError, callOf(first))
    return nextRequest(producer, manager, node)
  }
  if (first.kind !== 'endTxn' || manager.started) return first
  // Nothing was sent in it, so no broker has heard of it.
  finishCall(producer, null, first.callId)
  completeTransaction(producer, manager)
  return nextRequest(producer, manager, node)
}

function callOf(request: TransactionalRequest): number {
  return 'callId' in request ? request.callId : NOBODY
}

/** Whom it goes to; `'ask'`: that has to be found out first. */
function targetOf(
  producer: ProducerClient,
  manager: TransactionManager,
  request: TransactionalRequest,
  node: NodeContext,
): NodeId | 'ask' | null {
  if (request.kind === 'findCoordinator') return leastLoadedNode(producer.core, node)
  if (request.kind === 'commitOffsets') {
    const { groupId } = request.offsets
    if (manager.groupCoordinator?.groupId === groupId) return manager.groupCoordinator.node
    enqueue(manager, request)
    lookUp(manager, 'group', groupId)
    return 'ask'
  }
  if (manager.coordinator !== null) return manager.coordinator
  enqueue(manager, request)
  lookUp(manager, 'transaction', manager.transactionalId)
  return 'ask'
}

function lookUp(manager: TransactionManager, keyType: 'transaction' | 'group', key: string): void {
  if (keyType === 'transaction') manager.coordinator = null
  else manager.groupCoordinator = null
  if (manager.queue.some((each) => each.kind === 'findCoordinator' && each.keyType === keyType)) return
  enqueue(manager, { kind: 'findCoordinator', keyType, key })
}

/** `response` null: the connection broke, or the time was over. */
export function onTransactionalAnswer(producer: ProducerClient, response: Response | null, node: NodeContext): void {
  const manager = producer.transactions
  const request = manager?.inFlight ?? null
  if (manager === null || request === null) return
  manager.inFlight = null
  if (response === null) {
    if (request.kind === 'commitOffsets') lookUp(manager, 'group', request.offsets.groupId)
    else if (request.kind !== 'findCoordinator') lookUp(manager, 'transaction', manager.transactionalId)
    return again(producer, manager, request, node)
  }
  switch (request.kind) {
    case 'findCoordinator':
      return onCoordinatorFound(producer, manager, request, response as FindCoordinatorResponse, node)
    case 'initProducerId':
      return onInitProducerId(producer, manager, request, response as InitProducerIdResponse, node)
    case 'addPartitions':
      return onPartitionsAdded(producer, manager, request, response as AddPartitionsToTxnResponse, node)
    case 'addOffsets':
      return onOffsetsAdded(producer, manager, request, response as AddOffsetsToTxnResponse, node)
    case 'commitOffsets':
      return onOffsetsCommitted(producer, manager, request, response as TxnOffsetCommitResponse, node)
    case 'endTxn':
      return onEnded(producer, manager, request, response as EndTxnResponse, node)
  }
}

function again(
  producer: ProducerClient,
  manager: TransactionManager,
  request: TransactionalRequest,
  node: NodeContext,
  delayMs = producer.config.retryBackoffMs,
): void {
  enqueue(manager, request)
  manager.retryAtUs = node.nowUs + delayMs * 1_000
}

function onCoordinatorFound(
  producer: ProducerClient,
  manager: TransactionManager,
  request: Extract<TransactionalRequest, { kind: 'findCoordinator' }>,
  { coordinators }: FindCoordinatorResponse,
  node: NodeContext,
): void {
  const found = coordinators[0]
  const code = found?.errorCode ?? 'UNKNOWN_SERVER_ERROR'
  if (found !== undefined && code === 'NONE') {
    const to = endpointNode(found.host, found.port)
    if (request.keyType === 'transaction') manager.coordinator = to
    else manager.groupCoordinator = { groupId: request.key, node: to }
    return
  }
  if (isRetriable(code)) return again(producer, manager, request, node)
  const kind = request.keyType === 'transaction' ? 'TRANSACTION' : 'GROUP'
  const message = `Could not find a coordinator with type ${kind} with key ${request.key} due to unexpected error: ${messageFor(producer, code)}`
  failFatally(producer, manager, clientError('KafkaException', message), node)
}

function messageFor(producer: ProducerClient, code: ErrorCode): string {
  return errorOf(producer.config, code).message ?? ''
}

/** What every answer of the transaction's coordinator has in common: true if that was all there is to say of it. */
function isHandled(
  producer: ProducerClient,
  manager: TransactionManager,
  request: TransactionalRequest,
  code: ErrorCode,
  node: NodeContext,
): boolean {
  if (code === 'NOT_COORDINATOR' || code === 'COORDINATOR_NOT_AVAILABLE') {
    lookUp(manager, 'transaction', manager.transactionalId)
    again(producer, manager, request, node)
    return true
  }
  if (isRetriable(code)) {
    const busy = request.kind === 'addPartitions' && code === 'CONCURRENT_TRANSACTIONS' && manager.partitions.size === 0
    again(producer, manager, request, node, busy ? ADD_PARTITIONS_RETRY_MS : producer.config.retryBackoffMs)
    return true
  }
  if (code === 'INVALID_PRODUCER_EPOCH' || code === 'PRODUCER_FENCED') {
    failFatally(producer, manager, fencedAs(producer), node)
    return true
  }
  return false
}

function failAbortably(
  producer: ProducerClient,
  manager: TransactionManager,
  request: TransactionalRequest,
  error: ClientError,
): void {
  finishCall(producer, error, callOf(request))
  transition(producer, manager, 'ABORTABLE_ERROR', error)
}

function onInitProducerId(
  producer: ProducerClient,
  manager: TransactionManager,
  request: Extract<TransactionalRequest, { kind: 'initProducerId' }>,
  response: InitProducerIdResponse,
  node: NodeContext,
): void {
  const { errorCode, producerId, producerEpoch, transactionVersion = 0 } = response
  if (errorCode === 'NONE') {
    takeProducerId(producer, producerId, producerEpoch)
    manager.bumpsAtEnd = transactionVersion >= 2
    if (manager.state === 'ABORTING_TRANSACTION') resetTransaction(manager)
    if (transition(producer, manager, 'READY')) finishCall(producer, null, request.callId)
    return
  }
  if (isHandled(producer, manager, request, errorCode, node)) return
  const error = errorOf(producer.config, errorCode)
  if (errorCode === 'TRANSACTION_ABORTABLE') return failAbortably(producer, manager, request, error)
  const message = `Unexpected error in InitProducerIdResponse; ${error.message}`
  failFatally(producer, manager, clientError('KafkaException', message), node)
}

function takeProducerId({ producerIds, accumulator }: ProducerClient, producerId: number, producerEpoch: number): void {
  producerIds.producerId = producerId
  producerIds.producerEpoch = producerEpoch
  restartSequences(accumulator, producerEpoch)
}

function onPartitionsAdded(
  producer: ProducerClient,
  manager: TransactionManager,
  request: Extract<TransactionalRequest, { kind: 'addPartitions' }>,
  { transactions }: AddPartitionsToTxnResponse,
  node: NodeContext,
): void {
  const rows = transactions[0]?.partitions ?? []
  const code = rows.find(({ errorCode }) => errorCode !== 'NONE')?.errorCode ?? 'NONE'
  if (code === 'NONE') {
    for (const name of request.topicPartitions) manager.partitions.add(name)
    manager.started = true
    return
  }
  if (isHandled(producer, manager, request, code, node)) return
  if (code === 'INVALID_TXN_STATE') return failFatally(producer, manager, errorOf(producer.config, code), node)
  if (code === 'TRANSACTION_ABORTABLE' || code === 'INVALID_PRODUCER_ID_MAPPING')
    return failAbortably(producer, manager, request, errorOf(producer.config, code))
  const errors = rows.map(({ topicPartition, errorCode }) => `${topicPartition}=${errorCode}`).join(', ')
  const message = `Could not add partitions to transaction due to errors: {${errors}}`
  failAbortably(producer, manager, request, clientError('KafkaException', message))
}

function onOffsetsAdded(
  producer: ProducerClient,
  manager: TransactionManager,
  request: Extract<TransactionalRequest, { kind: 'addOffsets' }>,
  { errorCode }: AddOffsetsToTxnResponse,
  node: NodeContext,
): void {
  if (errorCode === 'NONE') {
    manager.started = true
    return enqueue(manager, { ...request, kind: 'commitOffsets' })
  }
  if (isHandled(producer, manager, request, errorCode, node)) return
  const error = errorOf(producer.config, errorCode)
  if (errorCode === 'INVALID_TXN_STATE') return failFatally(producer, manager, error, node)
  if (errorCode === 'TRANSACTION_ABORTABLE' || errorCode === 'INVALID_PRODUCER_ID_MAPPING')
    return failAbortably(producer, manager, request, error)
  const message = `Unexpected error in AddOffsetsToTxnResponse: ${error.message}`
  failFatally(producer, manager, clientError('KafkaException', message), node)
}

/** Offsets that were not taken are sent again, those of the other partitions not. */
function onOffsetsCommitted(
  producer: ProducerClient,
  manager: TransactionManager,
  request: Extract<TransactionalRequest, { kind: 'commitOffsets' }>,
  { partitions }: TxnOffsetCommitResponse,
  node: NodeContext,
): void {
  const { offsets, callId } = request
  const refused = partitions.filter(({ errorCode }) => errorCode !== 'NONE')
  for (const { errorCode } of refused) {
    if (OF_GROUP_COORDINATOR.has(errorCode)) lookUp(manager, 'group', offsets.groupId)
    else if (!isRetriable(errorCode)) return failCommit(producer, manager, request, errorCode, node)
  }
  if (refused.length === 0) return finishCall(producer, null, callId)
  const left = offsets.partitions.filter(({ topicPartition }) =>
    refused.some((row) => row.topicPartition === topicPartition),
  )
  again(producer, manager, { kind: 'commitOffsets', offsets: { ...offsets, partitions: left }, callId }, node)
}

const OF_GROUP_COORDINATOR: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'REQUEST_TIMED_OUT',
])

function failCommit(
  producer: ProducerClient,
  manager: TransactionManager,
  request: TransactionalRequest,
  code: ErrorCode,
  node: NodeContext,
): void {
  const error = errorOf(producer.config, code)
  switch (code) {
    case 'UNKNOWN_MEMBER_ID':
    case 'ILLEGAL_GENERATION': {
      const message = `Transaction offset Commit failed due to consumer group metadata mismatch: ${error.message}`
      return failAbortably(producer, manager, request, clientError('CommitFailedException', message))
    }
    case 'FENCED_INSTANCE_ID':
    case 'TRANSACTION_ABORTABLE':
    case 'INVALID_PRODUCER_ID_MAPPING':
      return failAbortably(producer, manager, request, error)
    case 'INVALID_PRODUCER_EPOCH':
    case 'PRODUCER_FENCED':
      return failFatally(producer, manager, fencedAs(producer), node)
    default: {
      const message = `Unexpected error in TxnOffsetCommitResponse: ${error.message}`
      return failFatally(producer, manager, clientError('KafkaException', message), node)
    }
  }
}

function onEnded(
  producer: ProducerClient,
  manager: TransactionManager,
  request: Extract<TransactionalRequest, { kind: 'endTxn' }>,
  { errorCode, producerId, producerEpoch }: EndTxnResponse,
  node: NodeContext,
): void {
  if (errorCode === 'NONE') {
    if (producerId !== -1) takeProducerId(producer, producerId, producerEpoch)
    const { epochBumpRequired, queue } = manager
    if (!completeTransaction(producer, manager)) return
    // Required only since the abort began: Kafka has asked for none then, and its producer stands for good.
    if (epochBumpRequired && !queue.some(({ kind }) => kind === 'initProducerId'))
      return enqueue(manager, { kind: 'initProducerId', bumps: true, callId: request.callId })
    return finishCall(producer, null, request.callId)
  }
  if (isHandled(producer, manager, request, errorCode, node)) return
  const error = errorOf(producer.config, errorCode)
  switch (errorCode) {
    case 'INVALID_TXN_STATE':
      return failFatally(producer, manager, error, node)
    case 'UNKNOWN_PRODUCER_ID':
    case 'INVALID_PRODUCER_ID_MAPPING':
    case 'TRANSACTION_ABORTABLE':
      return failAbortably(producer, manager, request, error)
    default: {
      const message = `Unhandled error in EndTxnResponse: ${error.message}`
      return failFatally(producer, manager, clientError('KafkaException', message), node)
    }
  }
}

/** The transaction is over, and another may begin; or has to wait for another epoch. False: it could not be. */
function completeTransaction(producer: ProducerClient, manager: TransactionManager): boolean {
  if (!transition(producer, manager, manager.epochBumpRequired ? 'INITIALIZING' : 'READY')) return false
  resetTransaction(manager)
  return true
}

function resetTransaction(manager: TransactionManager): void {
  manager.started = false
  manager.epochBumpRequired = false
  manager.partitions.clear()
  manager.newPartitions.clear()
}

/** The ProducerFencedException of the version: before there was an error for it alone, that of an old epoch was it. */
function fencedAs({ config }: ProducerClient): ClientError {
  return errorOf(config, rulesOf(config).transaction.outdone)
}
