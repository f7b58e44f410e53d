/** Counterpart in Kafka: TransactionCoordinator.handleAddPartitionsToTransaction and handleVerifyPartitionsInTransaction. */
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { CoordinatorResponse, ShardHost } from '../coordinator/coordinator-shard.ts'
import { rulesOf } from '../profile/registry.ts'
import type { AddPartitionsToTxnRequest, AddPartitionsToTxnResponse } from '../protocol/add-partitions-to-txn.ts'
import { isEnding, type TransactionMetadata } from './transaction-records.ts'
import { refusal, reply, type TransactionResult, type TransactionShard, transit } from './transaction-shard.ts'
import { scheduleAbortScan } from './transaction-timers.ts'

/** What a producer does, or a leader in its name. */
export interface Addition {
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly topicPartitions: readonly TopicPartition[]
}

/** One transaction of the request: the coordinator cuts it up so. */
export function handleAddPartitions(
  shard: TransactionShard,
  request: AddPartitionsToTxnRequest,
  host: ShardHost,
): TransactionResult {
  const [transaction] = request.transactions
  if (transaction === undefined) return reply(addPartitionsResponse(request, () => 'NONE'))
  if (!transaction.verifyOnly)
    return add(shard, transaction, (errorCode) => addPartitionsResponse(request, () => errorCode), host)
  const known = shard.transactions.latest.get(transaction.transactionalId)
  return refusal(addPartitionsResponse(request, (name) => verify(known, transaction, name, host)))
}

/** The partitions take part in the transaction, which begins with the first of them. */
export function add(
  shard: TransactionShard,
  addition: Addition,
  respond: (errorCode: ErrorCode) => CoordinatorResponse,
  host: ShardHost,
): TransactionResult {
  const { transactionalId, topicPartitions } = addition
  const known = shard.transactions.latest.get(transactionalId)
  const errorCode = whyNotAdded(shard, known, addition, host)
  if (errorCode !== 'NONE' || known === undefined) return refusal(respond(errorCode))
  const { state } = known
  const isOpen = state === 'Ongoing'
  if (isOpen && topicPartitions.every((name) => known.topicPartitions.includes(name))) return refusal(respond('NONE'))
  const now = host.node.wallClockMs
  scheduleAbortScan(host)
  const added = topicPartitions.filter((name) => !known.topicPartitions.includes(name))
  const next: TransactionMetadata = {
    ...known,
    previousProducerId: known.producerId,
    state: 'Ongoing',
    topicPartitions: isOpen ? [...known.topicPartitions, ...added] : [...topicPartitions],
    startTimestamp: isOpen ? known.startTimestamp : now,
    lastUpdateTimestamp: now,
    clientTransactionVersion: rulesOf(host.config).transaction.version(host.metadata.features),
  }
  return transit(shard, next, respond('NONE'))
}

function whyNotAdded(
  shard: TransactionShard,
  known: TransactionMetadata | undefined,
  { transactionalId, producerId, producerEpoch }: Addition,
  host: ShardHost,
): ErrorCode {
  if (transactionalId === '') return 'INVALID_REQUEST'
  if (known === undefined) return 'INVALID_PRODUCER_ID_MAPPING'
  // First, so that the change may come to its end: a producer may have the id that is only being written.
  if (shard.pending.has(transactionalId)) return 'CONCURRENT_TRANSACTIONS'
  if (known.producerId !== producerId) return 'INVALID_PRODUCER_ID_MAPPING'
  if (known.producerEpoch !== producerEpoch) return rulesOf(host.config).transaction.outdone
  return isEnding(known) ? 'CONCURRENT_TRANSACTIONS' : 'NONE'
}

/** A leader makes sure that the producer has added its partition. What is being written is not waited for. */
function verify(
  known: TransactionMetadata | undefined,
  { producerId, producerEpoch }: Addition,
  name: TopicPartition,
  host: ShardHost,
): ErrorCode {
  if (known === undefined || known.producerId !== producerId) return 'INVALID_PRODUCER_ID_MAPPING'
  if (known.producerEpoch !== producerEpoch) return rulesOf(host.config).transaction.outdone
  if (isEnding(known)) return 'CONCURRENT_TRANSACTIONS'
  return known.topicPartitions.includes(name) ? 'NONE' : 'TRANSACTION_ABORTABLE'
}

export function addPartitionsResponse(
  { correlationId, transactions }: AddPartitionsToTxnRequest,
  errorOf: (name: TopicPartition) => ErrorCode,
): AddPartitionsToTxnResponse {
  return {
    type: 'AddPartitionsToTxnResponse',
    correlationId,
    errorCode: 'NONE',
    transactions: transactions.map(({ transactionalId, topicPartitions }) => ({
      transactionalId,
      partitions: topicPartitions.map((topicPartition) => ({ topicPartition, errorCode: errorOf(topicPartition) })),
    })),
  }
}
