/**
 * Counterpart in Kafka: TransactionCoordinator.endTransaction and handleEndTransaction: how a transaction is decided. What
 * is decided stands once PrepareCommit or PrepareAbort is committed; then the markers go out (`transaction-markers.ts`).
 */
import type { ErrorCode } from '../common/errors.ts'
import type { CoordinatorResponse, ShardHost } from '../coordinator/coordinator-shard.ts'
import { rulesOf } from '../profile/registry.ts'
import type { EndTxnRequest, EndTxnResponse } from '../protocol/end-txn.ts'
import { isEnding, type TransactionMetadata } from './transaction-records.ts'
import { LAST_EPOCH, refusal, type TransactionResult, type TransactionShard, transit } from './transaction-shard.ts'
import type { TransactionState } from './transaction-state.ts'

export function handleEndTxn(shard: TransactionShard, request: EndTxnRequest, host: ShardHost): TransactionResult {
  const { transactionalId } = request
  const refuse = (errorCode: ErrorCode): TransactionResult => refusal(endTxnResponse(request, errorCode))
  if (transactionalId === '') return refuse('INVALID_REQUEST')
  const known = shard.transactions.latest.get(transactionalId)
  if (known === undefined) return refuse('INVALID_PRODUCER_ID_MAPPING')
  if (shard.pending.has(transactionalId)) return refuse('CONCURRENT_TRANSACTIONS')
  const rules = rulesOf(host.config).transaction
  const version = rules.version(host.metadata.features)
  const verdict = version >= 2 ? judgeBumping(known, request, rules.outdone) : judge(known, request, rules.outdone)
  if (verdict.outcome === 'refuse') return refuse(verdict.errorCode)
  if (verdict.outcome === 'repeat') return refusal(answer(request, known, version))
  const prepared = prepare(known, request.committed, { version, began: verdict.outcome === 'end' }, host)
  if (typeof prepared === 'string') return refuse(prepared)
  return transit(shard, prepared, answer(request, completed(prepared, host), version))
}

type Verdict =
  | { readonly outcome: 'refuse'; readonly errorCode: ErrorCode }
  /** It has been done already, and is answered like the first time. */
  | { readonly outcome: 'repeat' }
  | { readonly outcome: 'end' }
  /** The coordinator knows of no transaction, but its producer may have tried to write (KIP-890). */
  | { readonly outcome: 'abortUnheard' }

const END: Verdict = { outcome: 'end' }
const REPEAT: Verdict = { outcome: 'repeat' }
const INVALID: Verdict = { outcome: 'refuse', errorCode: 'INVALID_TXN_STATE' }
const CONCURRENT: Verdict = { outcome: 'refuse', errorCode: 'CONCURRENT_TRANSACTIONS' }

/** By the protocol of KIP-98: the epoch stays, and what is asked for again is known by the state. */
function judge(
  { producerId, producerEpoch, state }: TransactionMetadata,
  { producerId: askerId, producerEpoch: askerEpoch, committed }: EndTxnRequest,
  outdone: ErrorCode,
): Verdict {
  if (producerId !== askerId) return { outcome: 'refuse', errorCode: 'INVALID_PRODUCER_ID_MAPPING' }
  if (askerEpoch !== producerEpoch) return { outcome: 'refuse', errorCode: outdone }
  switch (state) {
    case 'Ongoing':
      return END
    case 'CompleteCommit':
      return committed ? REPEAT : INVALID
    case 'CompleteAbort':
      return committed ? INVALID : REPEAT
    default:
      return whileEnding(state, committed)
  }
}

/** Asked for again while the same end is under way, it comes too early; nothing else can be asked for. */
function whileEnding(state: TransactionState, committed: boolean): Verdict {
  return state === (committed ? 'PrepareCommit' : 'PrepareAbort') ? CONCURRENT : INVALID
}

/** By that of KIP-890: each end has an epoch of its own, so one that is asked for again still has the epoch before. */
function judgeBumping(
  known: TransactionMetadata,
  { producerId, producerEpoch, committed }: EndTxnRequest,
  outdone: ErrorCode,
): Verdict {
  const { state } = known
  const rotated = known.previousProducerId === producerId && producerEpoch === LAST_EPOCH && known.producerEpoch === 0
  const bumped = known.producerEpoch === producerEpoch + 1
  if (known.producerId !== producerId && !rotated)
    return { outcome: 'refuse', errorCode: 'INVALID_PRODUCER_ID_MAPPING' }
  const ended = state === 'CompleteCommit' || state === 'CompleteAbort'
  const valid = isEnding(known)
    ? bumped
    : producerEpoch === known.producerEpoch || (ended && (bumped || (rotated && known.producerId !== producerId)))
  if (!valid) return { outcome: 'refuse', errorCode: outdone }
  const repeated = bumped || (rotated && known.producerId !== producerId)
  switch (state) {
    case 'Ongoing':
      return END
    case 'Empty':
      return committed ? INVALID : { outcome: 'abortUnheard' }
    case 'CompleteCommit':
      if (committed) return repeated ? REPEAT : INVALID
      return repeated ? INVALID : { outcome: 'abortUnheard' }
    case 'CompleteAbort':
      if (committed) return INVALID
      return repeated ? REPEAT : { outcome: 'abortUnheard' }
    default:
      return whileEnding(state, committed)
  }
}

/** The decision; an error while there is no producer id to go on with. */
function prepare(
  known: TransactionMetadata,
  committed: boolean,
  { version, began }: { readonly version: number; readonly began: boolean },
  host: ShardHost,
): TransactionMetadata | ErrorCode {
  const bumps = version >= 2
  const nextProducerId = bumps ? producerIdAfter(known, host) : -1
  if (nextProducerId === null) return 'COORDINATOR_LOAD_IN_PROGRESS'
  const now = host.node.wallClockMs
  return {
    ...known,
    previousProducerId: known.producerId,
    nextProducerId,
    producerEpoch: bumps ? known.producerEpoch + 1 : known.producerEpoch,
    lastProducerEpoch: bumps ? known.producerEpoch : known.lastProducerEpoch,
    state: committed ? 'PrepareCommit' : 'PrepareAbort',
    startTimestamp: began ? known.startTimestamp : now,
    lastUpdateTimestamp: now,
    clientTransactionVersion: version,
  }
}

/** Every marker is written. */
export function completed(prepared: TransactionMetadata, host: ShardHost): TransactionMetadata {
  const rotates = prepared.clientTransactionVersion >= 2 && prepared.nextProducerId !== -1
  return {
    ...prepared,
    previousProducerId: prepared.producerId,
    nextProducerId: -1,
    producerId: rotates ? prepared.nextProducerId : prepared.producerId,
    producerEpoch: rotates ? 0 : prepared.producerEpoch,
    state: prepared.state === 'PrepareCommit' ? 'CompleteCommit' : 'CompleteAbort',
    topicPartitions: [],
    lastUpdateTimestamp: host.node.wallClockMs,
  }
}

/**
 * Somebody else ends the producer's open transaction: another one with its id, or its time is over. The epoch is raised, so
 * that what the producer still sends finds itself outdone. `response` goes to whoever asked. Null while there is no
 * producer id to go on with, for an end uses up the last epoch whoever asks for it.
 */
export function fence(
  shard: TransactionShard,
  known: TransactionMetadata,
  response: CoordinatorResponse | null,
  host: ShardHost,
): TransactionResult | null {
  const bumps = known.clientTransactionVersion >= 2
  const nextProducerId = bumps ? producerIdAfter(known, host) : known.nextProducerId
  if (nextProducerId === null) return null
  const next: TransactionMetadata = {
    ...known,
    previousProducerId: known.producerId,
    nextProducerId,
    producerEpoch: known.producerEpoch + 1,
    lastProducerEpoch: bumps ? known.producerEpoch : -1,
    state: 'PrepareAbort',
    lastUpdateTimestamp: host.node.wallClockMs,
  }
  return transit(shard, next, response)
}

/** -1 as long as the present one has epochs left, null where a broker has none to give. */
function producerIdAfter({ producerEpoch }: TransactionMetadata, host: ShardHost): number | null {
  return producerEpoch >= LAST_EPOCH ? host.generateProducerId() : -1
}

function answer(
  request: EndTxnRequest,
  { producerId, producerEpoch }: TransactionMetadata,
  version: number,
): EndTxnResponse {
  return version >= 2
    ? { ...endTxnResponse(request, 'NONE'), producerId, producerEpoch }
    : endTxnResponse(request, 'NONE')
}

export function endTxnResponse(
  { correlationId }: Pick<EndTxnRequest, 'correlationId'>,
  errorCode: ErrorCode,
): EndTxnResponse {
  return { type: 'EndTxnResponse', correlationId, errorCode, producerId: -1, producerEpoch: -1 }
}
