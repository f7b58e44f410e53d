/** Counterpart in Kafka: TransactionCoordinator.handleInitProducerId, and what TransactionMetadata prepares for it. */
import type { ErrorCode } from '../common/errors.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { tell } from '../observe/tell.ts'
import { rulesOf } from '../profile/registry.ts'
import type { InitProducerIdRequest, InitProducerIdResponse } from '../protocol/init-producer-id.ts'
import { fence } from './end-transaction.ts'
import type { TransactionMetadata } from './transaction-records.ts'
import { LAST_EPOCH, refusal, type TransactionResult, type TransactionShard, transit } from './transaction-shard.ts'

/**
 * A producer with this transactional id begins: it gets the id's producer id, and an epoch that fences whoever had it
 * before. What is open is aborted first, and the producer told to ask again.
 */
export function handleInitProducerId(
  shard: TransactionShard,
  request: InitProducerIdRequest,
  host: ShardHost,
): TransactionResult {
  const refuse = (errorCode: ErrorCode): TransactionResult => refusal(initProducerIdResponse(request, errorCode))
  const { transactionalId, transactionTimeoutMs } = request
  if (transactionalId === null || transactionalId === '') return refuse('INVALID_REQUEST')
  if (transactionTimeoutMs <= 0 || transactionTimeoutMs > host.config.transactionMaxTimeoutMs)
    return refuse('INVALID_TRANSACTION_TIMEOUT')
  const known = shard.transactions.latest.get(transactionalId) ?? newTransaction(transactionalId, request, host)
  if (known === null) return refuse('COORDINATOR_LOAD_IN_PROGRESS')
  if (shard.pending.has(transactionalId)) return refuse('CONCURRENT_TRANSACTIONS')
  const { outdone } = rulesOf(host.config).transaction
  const expected = request.producerId === -1 ? null : request
  if (expected !== null && !isValidProducerId(known, expected)) return refuse(outdone)
  switch (known.state) {
    case 'PrepareAbort':
    case 'PrepareCommit':
      return refuse('CONCURRENT_TRANSACTIONS')
    case 'Ongoing': {
      const fenced = fence(shard, known, initProducerIdResponse(request, 'CONCURRENT_TRANSACTIONS'), host)
      if (fenced === null) return refuse('COORDINATOR_LOAD_IN_PROGRESS')
      tell(host.node, { type: 'OpenTransactionFenced', transactionalId, partitions: known.topicPartitions })
      return fenced
    }
    default: {
      const next = beginSession(known, request, expected, host)
      if (typeof next === 'string') return refuse(next)
      const { producerId, producerEpoch } = next
      const transactionVersion = rulesOf(host.config).transaction.version(host.metadata.features)
      const response = { ...initProducerIdResponse(request, 'NONE'), producerId, producerEpoch, transactionVersion }
      return transit(shard, next, response)
    }
  }
}

/** Null while this broker has no producer id to give. */
function newTransaction(
  transactionalId: string,
  { transactionTimeoutMs }: InitProducerIdRequest,
  host: ShardHost,
): TransactionMetadata | null {
  const producerId = host.generateProducerId()
  if (producerId === null) return null
  return {
    transactionalId,
    producerId,
    previousProducerId: -1,
    nextProducerId: -1,
    producerEpoch: -1,
    lastProducerEpoch: -1,
    timeoutMs: transactionTimeoutMs,
    state: 'Empty',
    topicPartitions: [],
    startTimestamp: -1,
    lastUpdateTimestamp: host.node.wallClockMs,
    clientTransactionVersion: 0,
  }
}

type Expected = Pick<InitProducerIdRequest, 'producerId' | 'producerEpoch'>

/** KIP-360: a producer that bumps its own epoch says what it has; that may be the id before, whose epochs were used up. */
function isValidProducerId(known: TransactionMetadata, { producerId, producerEpoch }: Expected): boolean {
  if (known.producerEpoch === -1 || producerId === known.producerId) return true
  return producerId === known.previousProducerId && producerEpoch >= LAST_EPOCH
}

function beginSession(
  known: TransactionMetadata,
  { transactionTimeoutMs }: InitProducerIdRequest,
  expected: Expected | null,
  host: ShardHost,
): TransactionMetadata | ErrorCode {
  const begun: TransactionMetadata = {
    ...known,
    previousProducerId: known.producerId,
    nextProducerId: -1,
    timeoutMs: transactionTimeoutMs,
    state: 'Empty',
    topicPartitions: [],
    startTimestamp: -1,
    lastUpdateTimestamp: host.node.wallClockMs,
  }
  const exhausted = known.producerEpoch >= LAST_EPOCH
  if (exhausted && (expected === null || expected.producerEpoch === known.producerEpoch)) {
    const producerId = host.generateProducerId()
    if (producerId === null) return 'COORDINATOR_LOAD_IN_PROGRESS'
    return { ...begun, producerId, producerEpoch: 0, lastProducerEpoch: expected === null ? -1 : known.producerEpoch }
  }
  if (expected === null) return { ...begun, producerEpoch: known.producerEpoch + 1, lastProducerEpoch: -1 }
  if (known.producerEpoch === -1 || expected.producerEpoch === known.producerEpoch)
    return { ...begun, producerEpoch: known.producerEpoch + 1, lastProducerEpoch: known.producerEpoch }
  // Asked for twice: what it got the first time.
  if (expected.producerEpoch === known.lastProducerEpoch) return begun
  return rulesOf(host.config).transaction.outdone
}

export function initProducerIdResponse(
  { correlationId }: Pick<InitProducerIdRequest, 'correlationId'>,
  errorCode: ErrorCode,
): InitProducerIdResponse {
  return { type: 'InitProducerIdResponse', correlationId, errorCode, producerId: -1, producerEpoch: -1 }
}
