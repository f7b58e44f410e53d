/**
 * Batches that stand where their producer did not mean them to: a second time, or behind one that it made later. An
 * idempotent producer's are kept in order by their sequences, so only the others are looked at.
 */
import type { RecordBatch, Sender } from './record-batch.ts'
import type { ReplicaLog } from './replica-log.ts'

export interface OddBatches {
  /** Each with where the same batch stands before it. */
  readonly duplicates: ReadonlyMap<RecordBatch, RecordBatch>
  /** Each with the batch that was made later and stands before it. */
  readonly outOfOrder: ReadonlyMap<RecordBatch, RecordBatch>
}

const found = new WeakMap<ReplicaLog, { readonly version: number; readonly odd: OddBatches | null }>()

/** Null when all is as it was meant to be. Looked for once in each state of the log. */
export function oddBatches(log: ReplicaLog): OddBatches | null {
  const known = found.get(log)
  if (known?.version === log.version) return known.odd
  const odd = findOdd(log)
  found.set(log, { version: log.version, odd })
  return odd
}

function findOdd(log: ReplicaLog): OddBatches | null {
  const seen = new Map<unknown, RecordBatch>()
  const newest = new Map<string, RecordBatch>()
  const duplicates = new Map<RecordBatch, RecordBatch>()
  const outOfOrder = new Map<RecordBatch, RecordBatch>()
  for (const segment of log.segments) {
    for (const chunk of [...segment.chunks, segment.tail]) {
      for (const batch of chunk) {
        if (batch.producerId !== -1) continue
        const first = seen.get(identityOf(batch))
        if (first !== undefined) {
          duplicates.set(batch, first)
          continue
        }
        seen.set(identityOf(batch), batch)
        if (batch.sender === null) continue
        const sender = nameOf(batch.sender)
        const before = newest.get(sender)
        if (before !== undefined && firstSendOf(before) > firstSendOf(batch)) outOfOrder.set(batch, before)
        else newest.set(sender, batch)
      }
    }
  }
  return duplicates.size + outOfOrder.size === 0 ? null : { duplicates, outOfOrder }
}

/** Where no client is known to have sent it, a batch is known by its list of records, which a retry shares by reference. */
function identityOf(batch: RecordBatch): unknown {
  return batch.sender === null ? batch.records : `${nameOf(batch.sender)} ${firstSendOf(batch)}`
}

/** Of a batch that a leader has just appended: false where it certainly stands as its producer meant it to. */
export function mayBeOdd(log: ReplicaLog, batch: RecordBatch): boolean {
  if (batch.sender === null || batch.producerId !== -1) return false
  const { newestOf } = log.notes
  const sender = nameOf(batch.sender)
  const newest = newestOf.get(sender)
  const first = firstSendOf(batch)
  if (newest === undefined || newest < first) newestOf.set(sender, first)
  // Nothing is known of this client yet, as with a new leader: the log has to be looked through.
  return newest === undefined || newest >= first
}

/** One producer client for as long as it lives. */
function nameOf({ name, scope, sinceUs }: Sender): string {
  return `${name} ${scope} ${sinceUs}`
}

function firstSendOf({ sendIds }: RecordBatch): number {
  return sendIds[0] ?? -1
}
