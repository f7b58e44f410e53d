/** Counterpart in Kafka: TransactionCoordinator.handleDescribeTransactions and handleListTransactions (KIP-664). */
import type { ErrorCode } from '../common/errors.ts'
import { hashOfString, inJavaHashOrder } from '../common/java-hash-order.ts'
import { wholeMatchOf } from '../common/regular-expression.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { committedValue, committedValues } from '../coordinator/timeline.ts'
import type { DescribeTransactionsRequest, DescribeTransactionsResponse } from '../protocol/describe-transactions.ts'
import type { ListTransactionsRequest, ListTransactionsResponse } from '../protocol/list-transactions.ts'
import type { TransactionMetadata } from './transaction-records.ts'
import { reply, type TransactionResult, type TransactionShard } from './transaction-shard.ts'
import { TRANSACTION_STATES } from './transaction-state.ts'

type Described = DescribeTransactionsResponse['transactions'][number]

export function handleDescribeTransactions(
  { transactions }: TransactionShard,
  { transactionalIds, correlationId }: DescribeTransactionsRequest,
): TransactionResult {
  return reply({
    type: 'DescribeTransactionsResponse',
    correlationId,
    transactions: transactionalIds.map((id) => describe(id, committedValue(transactions, id))),
  })
}

function describe(transactionalId: string, known: TransactionMetadata | undefined): Described {
  if (transactionalId === '') return undescribed(transactionalId, 'INVALID_REQUEST')
  if (known === undefined || known.state === 'Dead') return undescribed(transactionalId, 'TRANSACTIONAL_ID_NOT_FOUND')
  return {
    errorCode: 'NONE',
    transactionalId,
    state: known.state,
    timeoutMs: known.timeoutMs,
    startTimeMs: known.startTimestamp,
    producerId: known.producerId,
    producerEpoch: known.producerEpoch,
    // Only of one that is open or about to end.
    topicPartitions: known.topicPartitions,
  }
}

export function undescribed(transactionalId: string, errorCode: ErrorCode): Described {
  return {
    errorCode,
    transactionalId,
    state: '',
    timeoutMs: 0,
    startTimeMs: 0,
    producerId: 0,
    producerEpoch: 0,
    topicPartitions: [],
  }
}

const ANY = /^/

export function handleListTransactions(
  { transactions }: TransactionShard,
  request: ListTransactionsRequest,
  host: ShardHost,
): TransactionResult {
  const { stateFilters, producerIdFilters, durationFilterMs, transactionalIdPattern } = request
  const unknownStateFilters = stateFilters.filter((name) => !(TRANSACTION_STATES as readonly string[]).includes(name))
  const states = stateFilters.filter((name) => !unknownStateFilters.includes(name))
  const pattern = transactionalIdPattern === null ? ANY : wholeMatchOf(transactionalIdPattern)
  const now = host.node.wallClockMs
  const shown = (known: TransactionMetadata): boolean => {
    if (known.state === 'Dead') return false
    if (producerIdFilters.length > 0 && !producerIdFilters.includes(known.producerId)) return false
    if (stateFilters.length > 0 && !states.includes(known.state)) return false
    if (durationFilterMs >= 0 && now - known.startTimestamp <= durationFilterMs) return false
    return pattern?.test(known.transactionalId) ?? false
  }
  const known = committedValues(transactions)
  // As the ConcurrentHashMap lists them in which Kafka keeps them.
  const listed = inJavaHashOrder(known.keys(), hashOfString).flatMap((id) => {
    const each = known.get(id)
    return each !== undefined && shown(each) ? [each] : []
  })
  const response: ListTransactionsResponse = {
    type: 'ListTransactionsResponse',
    correlationId: request.correlationId,
    errorCode: 'NONE',
    unknownStateFilters,
    transactions: listed.map(({ transactionalId, producerId, state }) => ({ transactionalId, producerId, state })),
  }
  return reply(response)
}
