/**
 * The coordinator of transactions, as a kind of coordinator on `__transaction_state`. Counterpart in Kafka:
 * kafka.coordinator.transaction.TransactionCoordinator.
 *
 * Kafka changes what it knows of an id when the record is committed, and until then lets nobody else change it. Here the
 * record counts as soon as it is written; that others wait is the same, and so is what they are told.
 */

import { unreachable } from '../../engine/assert.ts'
import type { NodeId } from '../../engine/node-context.ts'
import type { BrokerConfig } from '../broker/broker-config.ts'
import type { ErrorCode } from '../common/errors.ts'
import { COORDINATOR_TOPICS } from '../common/internal-topics.ts'
import { coordinatorPartition } from '../common/java-hash.ts'
import { wholeMatchOf } from '../common/regular-expression.ts'
import { topicPartition } from '../common/topic-partition.ts'
import type { CoordinatorKind, InternalTopic, Note, ShardHost, ShardRequest } from '../coordinator/coordinator-shard.ts'
import { operationError } from '../coordinator/operation-errors.ts'
import { put } from '../coordinator/timeline.ts'
import { partitionOfGroup } from '../group/group-coordinator.ts'
import { tell } from '../observe/tell.ts'
import type { AddOffsetsToTxnRequest } from '../protocol/add-offsets-to-txn.ts'
import type { AddPartitionsToTxnResponse } from '../protocol/add-partitions-to-txn.ts'
import type { DescribeTransactionsResponse } from '../protocol/describe-transactions.ts'
import type { ListTransactionsResponse } from '../protocol/list-transactions.ts'
import type { TransactionRequest, TransactionResponse } from '../protocol/messages.ts'
import type { WriteTxnMarkersResponse } from '../protocol/write-txn-markers.ts'
import { add, addPartitionsResponse, handleAddPartitions } from './add-partitions.ts'
import { endTxnResponse, handleEndTxn } from './end-transaction.ts'
import { handleInitProducerId, initProducerIdResponse } from './init-producer-id.ts'
import {
  type MarkerRetry,
  type MarkersAsked,
  onMarkersAnswered,
  retryLater,
  retryMarkers,
  sendMarkers,
} from './transaction-markers.ts'
import {
  decodeTransactionRecord,
  encodeTransactionRecord,
  isEnding,
  type TransactionRecord,
} from './transaction-records.ts'
import { handleDescribeTransactions, handleListTransactions, undescribed } from './transaction-requests.ts'
import {
  createTransactionShard,
  type TransactionResult,
  type TransactionShard,
  type TransactionWritten,
  takeBack,
} from './transaction-shard.ts'
import {
  type AbortScan,
  abortTimedOut,
  type ExpiryScan,
  removeExpired,
  type SeveralWritten,
  scheduleAbortScan,
  scheduleExpiry,
} from './transaction-timers.ts'

export const transactionCoordinator: CoordinatorKind<TransactionShard, TransactionRecord> = {
  name: 'transaction',
  topic: COORDINATOR_TOPICS.transaction,
  keys: {
    type: 'transaction',
    partitionOf: (transactionalId, numPartitions) =>
      transactionalId === '' ? 'INVALID_REQUEST' : coordinatorPartition(transactionalId, numPartitions),
  },
  requests: [
    'AddPartitionsToTxnRequest',
    'AddOffsetsToTxnRequest',
    'EndTxnRequest',
    'DescribeTransactionsRequest',
    'ListTransactionsRequest',
  ],
  internalTopic,
  writeTimeoutMs: () => REQUEST_TIMEOUT_MS,
  refuse: () => null,
  route: (request, config) => route(request as TransactionRequest, config),
  partitionOf: ({ transactionalId }, config) => partitionOfId(transactionalId, config),
  merge: (request, responses) => merge(request as TransactionRequest, responses as readonly TransactionResponse[]),
  errorResponse: (request, errorCode) => errorResponse(request as TransactionRequest, operationError(errorCode)),
  isRead: ({ type }) => type === 'DescribeTransactionsRequest' || type === 'ListTransactionsRequest',
  createState: createTransactionShard,
  timelines: ({ transactions }) => [transactions],
  handle: (shard, request, _from: NodeId, host) => handle(shard, request as TransactionRequest, host),
  onTimer,
  onAnswer: (shard, question, response, host) =>
    onMarkersAnswered(shard, question as MarkersAsked, response as WriteTxnMarkersResponse | null, host),
  onWritten,
  replay: ({ transactions }, { transactionalId, value }, offset) => put(transactions, transactionalId, value, offset),
  onLoaded,
  onUnloaded: () => {},
  onNewMetadata: () => null,
  encode: encodeTransactionRecord,
  decode: decodeTransactionRecord,
}

/** request.timeout.ms of a broker. */
const REQUEST_TIMEOUT_MS = 30_000

function internalTopic(config: BrokerConfig): InternalTopic {
  return {
    numPartitions: config.transactionStateLogNumPartitions,
    replicationFactor: config.transactionStateLogReplicationFactor,
    configs: [
      ['unclean.leader.election.enable', 'false'],
      ['compression.type', 'uncompressed'],
      ['cleanup.policy', 'compact'],
      ['min.insync.replicas', String(config.transactionStateLogMinIsr)],
      ['segment.bytes', String(config.transactionStateLogSegmentBytes)],
    ],
  }
}

function partitionOfId(transactionalId: string, config: BrokerConfig): number {
  return coordinatorPartition(transactionalId, config.transactionStateLogNumPartitions)
}

function route(request: TransactionRequest, config: BrokerConfig): readonly ShardRequest[] | 'everyShard' {
  switch (request.type) {
    case 'ListTransactionsRequest':
      return 'everyShard'
    case 'DescribeTransactionsRequest':
      return request.transactionalIds.map((id) => ({
        partition: partitionOfId(id, config),
        request: { ...request, transactionalIds: [id] },
      }))
    case 'AddPartitionsToTxnRequest':
      return request.transactions.map((transaction) => ({
        partition: partitionOfId(transaction.transactionalId, config),
        request: { ...request, transactions: [transaction] },
      }))
    default:
      return [{ partition: partitionOfId(request.transactionalId ?? '', config), request }]
  }
}

const LOADING = 'COORDINATOR_LOAD_IN_PROGRESS'

function merge(request: TransactionRequest, responses: readonly TransactionResponse[]): TransactionResponse {
  const { correlationId } = request
  switch (request.type) {
    case 'ListTransactionsRequest': {
      const listed = responses as readonly ListTransactionsResponse[]
      if (listed.some(({ errorCode }) => errorCode === LOADING)) return errorResponse(request, LOADING)
      if (request.transactionalIdPattern !== null && wholeMatchOf(request.transactionalIdPattern) === null)
        return errorResponse(request, 'INVALID_REGULAR_EXPRESSION')
      return {
        type: 'ListTransactionsResponse',
        correlationId,
        errorCode: 'NONE',
        unknownStateFilters: listed[0]?.unknownStateFilters ?? [],
        transactions: listed.flatMap(({ transactions }) => transactions),
      }
    }
    case 'DescribeTransactionsRequest': {
      const transactions = responses.flatMap((each) => (each as DescribeTransactionsResponse).transactions)
      return { type: 'DescribeTransactionsResponse', correlationId, transactions }
    }
    default: {
      const transactions = responses.flatMap((each) => (each as AddPartitionsToTxnResponse).transactions)
      return { type: 'AddPartitionsToTxnResponse', correlationId, errorCode: 'NONE', transactions }
    }
  }
}

/** What a request is answered when nothing of it can be done. */
function errorResponse(request: TransactionRequest, errorCode: ErrorCode): TransactionResponse {
  const { correlationId } = request
  switch (request.type) {
    case 'InitProducerIdRequest':
      return initProducerIdResponse(request, errorCode)
    case 'AddPartitionsToTxnRequest':
      return addPartitionsResponse(request, () => errorCode)
    case 'AddOffsetsToTxnRequest':
      return { type: 'AddOffsetsToTxnResponse', correlationId, errorCode }
    case 'EndTxnRequest':
      return endTxnResponse(request, errorCode)
    case 'DescribeTransactionsRequest':
      return {
        type: 'DescribeTransactionsResponse',
        correlationId,
        transactions: request.transactionalIds.map((id) => undescribed(id, errorCode)),
      }
    case 'ListTransactionsRequest':
      return {
        type: 'ListTransactionsResponse',
        correlationId,
        errorCode,
        unknownStateFilters: [],
        transactions: [],
      }
    default:
      return unreachable(request)
  }
}

function handle(shard: TransactionShard, request: TransactionRequest, host: ShardHost): TransactionResult {
  switch (request.type) {
    case 'InitProducerIdRequest':
      scheduleExpiry(host)
      return handleInitProducerId(shard, request, host)
    case 'AddPartitionsToTxnRequest':
      return handleAddPartitions(shard, request, host)
    case 'AddOffsetsToTxnRequest':
      return addOffsets(shard, request, host)
    case 'EndTxnRequest':
      return handleEndTxn(shard, request, host)
    case 'DescribeTransactionsRequest':
      return handleDescribeTransactions(shard, request)
    case 'ListTransactionsRequest':
      return handleListTransactions(shard, request, host)
  }
}

/** KafkaApis.handleAddOffsetsToTxnRequest: the partition that a group's offsets lie on takes part. */
function addOffsets(shard: TransactionShard, request: AddOffsetsToTxnRequest, host: ShardHost): TransactionResult {
  const { correlationId, groupId } = request
  const partition = topicPartition(COORDINATOR_TOPICS.group, partitionOfGroup(groupId, host.config))
  const respond = (errorCode: ErrorCode) => ({ type: 'AddOffsetsToTxnResponse', correlationId, errorCode }) as const
  return add(shard, { ...request, topicPartitions: [partition] }, respond, host)
}

function onTimer(shard: TransactionShard, timer: Note, host: ShardHost): TransactionResult | null {
  const due = timer as AbortScan | ExpiryScan | MarkerRetry
  switch (due.type) {
    case 'TransactionAbortScan':
      return abortTimedOut(shard, host)
    case 'TransactionalIdExpiry':
      return removeExpired(shard, host)
    case 'TransactionMarkerRetry':
      return retryMarkers(shard, due.transactionalId, host)
  }
}

/** A change is committed, or could not be, or not in time: others may change the id again, unless it is about to end. */
function onWritten(
  shard: TransactionShard,
  completion: Note,
  errorCode: ErrorCode,
  host: ShardHost,
): TransactionResult | null {
  const written = completion as TransactionWritten | SeveralWritten
  const ids = written.type === 'SeveralWritten' ? written.transactionalIds : [written.transactionalId]
  const results = ids.map((id) => settle(shard, id, errorCode, host))
  const [first = null] = results
  return results.length === 1 ? first : joined(results)
}

/** Nothing is decided for several at once but that markers which nobody has to write are written. */
function joined(results: readonly (TransactionResult | null)[]): TransactionResult | null {
  const some = results.filter((result) => result !== null)
  const [first] = some
  if (first === undefined) return null
  const transactionalIds = some.flatMap(({ records }) => records.map(({ transactionalId }) => transactionalId))
  const completion: SeveralWritten = { type: 'SeveralWritten', transactionalIds }
  return { ...first, records: some.flatMap(({ records }) => records), completion }
}

function settle(
  shard: TransactionShard,
  transactionalId: string,
  errorCode: ErrorCode,
  host: ShardHost,
): TransactionResult | null {
  if (errorCode !== 'NONE' && errorCode !== 'NOT_COORDINATOR') takeBack(shard, transactionalId)
  const known = shard.transactions.latest.get(transactionalId)
  const ending = shard.unconfirmed.get(transactionalId)
  shard.pending.delete(transactionalId)
  if (errorCode === 'NOT_COORDINATOR' || known === undefined) return null
  const prepared = isEnding(known)
  if (errorCode !== 'NONE') {
    // The end is decided, and nothing but its last record is missing: that is tried again.
    if (!prepared || ending === undefined) return null
    shard.pending.set(transactionalId, known)
    retryLater(transactionalId, host)
    return null
  }
  shard.unconfirmed.delete(transactionalId)
  tellState(shard, transactionalId, host)
  return prepared ? sendMarkers(shard, known, host) : null
}

function tellState(shard: TransactionShard, transactionalId: string, host: ShardHost): void {
  const known = shard.transactions.latest.get(transactionalId)
  if (known === undefined) return
  const { state, producerId, producerEpoch, topicPartitions } = known
  tell(host.node, {
    type: 'TransactionStateChanged',
    transactionalId,
    to: state,
    producerId,
    producerEpoch,
    partitions: topicPartitions.length,
    topicPartitions,
  })
}

/** What was to end when the last coordinator stopped is ended now. */
function onLoaded(shard: TransactionShard, _previousLeader: number, host: ShardHost): TransactionResult | null {
  const all = [...shard.transactions.latest.values()]
  if (all.length === 0) return null
  scheduleExpiry(host)
  if (all.some(({ state }) => state === 'Ongoing')) scheduleAbortScan(host)
  const prepared = all.filter(isEnding)
  return joined(prepared.map((known) => sendMarkers(shard, known, host)))
}
