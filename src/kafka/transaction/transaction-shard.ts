/**
 * What one shard of the transaction coordinator remembers. Counterpart in Kafka: TransactionStateManager.
 *
 * What the log says of an id is hard state. That a change of it is being written, and to whom markers are still to be sent,
 * is soft and lives here alone: whoever takes over finds the transactions that were to end, and ends them.
 */
import { assert } from '../../engine/assert.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { CoordinatorResponse, CoordinatorResult } from '../coordinator/coordinator-shard.ts'
import { createTimeline, putUnlogged, type Timeline } from '../coordinator/timeline.ts'
import type { TransactionMetadata, TransactionRecord } from './transaction-records.ts'
import { isValidTransition } from './transaction-state.ts'

export interface TransactionShard {
  /** By transactional id. */
  readonly transactions: Timeline<TransactionMetadata>
  /**
   * Ids of which a change is being written: others have to wait (`pendingState`). With what each was before, for that it
   * is again if the change is not committed in time; null: unknown.
   */
  readonly pending: Map<string, TransactionMetadata | null>
  /** By id: partitions whose leaders have not confirmed the marker. */
  readonly unconfirmed: Map<string, Set<TopicPartition>>
}

export function createTransactionShard(): TransactionShard {
  return { transactions: createTimeline(), pending: new Map(), unconfirmed: new Map() }
}

export type TransactionResult = CoordinatorResult<TransactionRecord>

/** Records of an id are committed, or could not be. */
export interface TransactionWritten {
  readonly type: 'TransactionWritten'
  readonly transactionalId: string
}

/** Nothing was decided, and nothing is waited for. */
export function refusal(response: CoordinatorResponse): TransactionResult {
  return { ...reply(response), refusal: true }
}

/** Answered without a record. */
export function reply(response: CoordinatorResponse | null): TransactionResult {
  return { records: NO_RECORDS, response, completion: null, alreadyApplied: false }
}

const NO_RECORDS: readonly TransactionRecord[] = Object.freeze([])

/** The id is `value` from now on; until that is committed nobody else changes it. */
export function transit(
  shard: TransactionShard,
  value: TransactionMetadata,
  response: CoordinatorResponse | null,
): TransactionResult {
  const { transactionalId, state, clientTransactionVersion } = value
  const before = shard.transactions.latest.get(transactionalId) ?? null
  const from = before?.state ?? 'Empty'
  assert(isValidTransition(from, state, clientTransactionVersion), 'a transaction goes from state to state as in Kafka')
  shard.pending.set(transactionalId, before)
  const completion: TransactionWritten = { type: 'TransactionWritten', transactionalId }
  return { records: [{ transactionalId, value: Object.freeze(value) }], response, completion, alreadyApplied: false }
}

/** Short.MAX_VALUE - 1: the last epoch that a client may have. */
export const LAST_EPOCH = 32_766

/**
 * The change was not committed in time (TransactionStateManager.appendTransactionToLog, the callback with an error): the id
 * is what it was, so that whoever asks again decides anew. What was written may still be committed, and then it is what
 * the next coordinator finds.
 */
export function takeBack({ transactions, pending }: TransactionShard, transactionalId: string): void {
  const before = pending.get(transactionalId)
  if (before === undefined) return
  if (before === null) transactions.latest.delete(transactionalId)
  else putUnlogged(transactions, transactionalId, before)
}
