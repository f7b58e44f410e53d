/**
 * Counterpart in Kafka: CleanedTransactionMetadata. What a cleaner that reads a log from its beginning knows of the
 * transactions it meets: records of aborted ones go at once, and a marker when nothing of its transaction is left.
 */
import { type AbortedTransaction, isTransactional, markerOf, type TransactionMarker } from './log-transactions.ts'
import type { RecordBatch } from './record-batch.ts'

export interface CleanedTransactions {
  /** Not met yet, by first offset, ascending. */
  readonly coming: AbortedTransaction[]
  /** By producer id: of the aborted transaction that is being read, and whether a batch of it was there. */
  readonly aborting: Map<number, { readonly transaction: AbortedTransaction; seen: boolean }>
  /** Producer ids of whose transaction, which was committed, a batch was there. */
  readonly committing: Set<number>
  /** Of which records were there, so that readers have to be told of them still. */
  readonly kept: AbortedTransaction[]
}

/** `aborted` of the part of the log that is about to be read. */
export function cleanedTransactions(aborted: readonly AbortedTransaction[]): CleanedTransactions {
  const coming = aborted.toSorted((a, b) => a.firstOffset - b.firstOffset)
  return { coming, aborting: new Map(), committing: new Set(), kept: [] }
}

/** The next batch of the log. Returns whether it may go: its transaction was aborted, or its marker marks nothing. */
export function mayDiscard(known: CleanedTransactions, batch: RecordBatch): boolean {
  meetUpTo(known, batch.lastOffset)
  const marker = markerOf(batch)
  if (marker !== null) return marksNothing(known, marker)
  if (!isTransactional(batch)) return false
  const { producerId } = batch
  const aborting = known.aborting.get(producerId)
  if (aborting === undefined) {
    // A control batch without its record was cleaned before, and is no batch of a transaction.
    if (batch.baseSequence === -1) return batch.records.length === 0
    known.committing.add(producerId)
    return false
  }
  aborting.seen = true
  return true
}

function meetUpTo({ coming, aborting }: CleanedTransactions, offset: number): void {
  while (coming[0] !== undefined && coming[0].firstOffset <= offset) {
    const transaction = coming.shift() as AbortedTransaction
    if (!aborting.has(transaction.producerId)) aborting.set(transaction.producerId, { transaction, seen: false })
  }
}

function marksNothing(
  { aborting, committing, kept }: CleanedTransactions,
  { producerId, committed }: TransactionMarker,
): boolean {
  if (committed) return !committing.delete(producerId)
  const ended = aborting.get(producerId)
  aborting.delete(producerId)
  if (ended === undefined || !ended.seen) return true
  kept.push(ended.transaction)
  return false
}
