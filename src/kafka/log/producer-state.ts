/**
 * Counterpart in Kafka: org.apache.kafka.storage.internals.log.ProducerStateManager and ProducerAppendInfo (KIP-98).
 * What a partition remembers of each idempotent producer: enough to recognise a batch that comes a second time, and to
 * refuse one that comes too early.
 */
import type { ErrorCode } from '../common/errors.ts'
import type { TransactionMarker } from './log-transactions.ts'
import type { RecordBatch } from './record-batch.ts'

export interface ProducerStateEntry {
  readonly producerId: number
  producerEpoch: number
  /** -1 before any transaction marker. */
  coordinatorEpoch: number
  /** First offset of the open transaction; -1 none. */
  currentTransactionFirstOffset: number
  /** Largest timestamp of the last batch, from which idleness counts. */
  lastTimestamp: number
  /** The last five batches of this epoch, the log's own frozen objects, in a ring: each takes the place of the oldest. */
  batches: RecordBatch[]
  /** Where in the ring the newest stands; -1: there is none. */
  newest: number
  /** What the next batch should begin with; -1 while there is none to follow. */
  nextSequence: number
}

/** One producer as a `.snapshot` file holds it: of its batches only the last. Frozen. */
export interface ProducerSnapshotEntry {
  readonly producerId: number
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
  readonly currentTransactionFirstOffset: number
  readonly lastTimestamp: number
  readonly lastBatch: RecordBatch | null
}

/** Frozen. */
export interface ProducerSnapshot {
  /** State after all records below this offset; the number in the file's name. */
  readonly offset: number
  readonly entries: readonly ProducerSnapshotEntry[]
}

/** ProducerStateEntry.NUM_BATCHES_TO_RETAIN: why `max.in.flight.requests.per.connection` may not exceed five. */
const BATCHES_TO_RETAIN = 5
const MAX_SEQUENCE = 2_147_483_647

/** The usual case, worth a look of its own: same epoch, and the very next sequence, so neither duplicate nor error. */
export function isNextInSequence(entry: ProducerStateEntry, batch: RecordBatch): boolean {
  if (batch.producerEpoch !== entry.producerEpoch) return false
  return entry.newest !== -1 && batch.baseSequence === entry.nextSequence
}

/** The batch that `batch` repeats, if it is among the last five of the same epoch. */
export function findDuplicateBatch(entry: ProducerStateEntry, batch: RecordBatch): RecordBatch | undefined {
  if (batch.producerEpoch !== entry.producerEpoch) return undefined
  const lastSequence = lastSequenceOf(batch)
  for (const known of entry.batches) {
    if (known.baseSequence === batch.baseSequence && lastSequenceOf(known) === lastSequence) return known
  }
  return undefined
}

/**
 * Why a client's batch may not be appended; null when it may. Duplicates are looked for before. A producer that is not
 * known here (`entry` undefined) may begin with any sequence: its state may have been forgotten.
 */
export function checkSequence(entry: ProducerStateEntry | undefined, batch: RecordBatch): ErrorCode | null {
  if (entry === undefined) return null
  const { producerEpoch, baseSequence } = batch
  if (producerEpoch < entry.producerEpoch) return 'INVALID_PRODUCER_EPOCH'
  if (producerEpoch > entry.producerEpoch) return baseSequence === 0 ? null : 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  const next = entry.newest === -1 ? 0 : entry.nextSequence
  return baseSequence === next ? null : 'OUT_OF_ORDER_SEQUENCE_NUMBER'
}

/** By producer id. Only this file adds to it and takes from it: that of a log without producers is all logs' and all worlds'. */
export type ProducerStates = ReadonlyMap<number, ProducerStateEntry>
type OwnStates = Map<number, ProducerStateEntry>

/** What a log holds until the first idempotent producer writes to it: shared by all, so that checkpoints pass it over. */
export const NO_PRODUCERS: ProducerStates = Object.freeze(new Map())

const own = (known: ProducerStates): OwnStates => (known === NO_PRODUCERS ? new Map() : (known as OwnStates))

/** Takes note of a batch just appended; returns the table, which is a new one where there was none. */
export function updateProducerState(known: ProducerStates, batch: RecordBatch): ProducerStates {
  if (batch.producerId < 0) return known
  const producers = own(known)
  const entry = producers.get(batch.producerId)
  if (entry === undefined) {
    producers.set(batch.producerId, {
      producerId: batch.producerId,
      producerEpoch: batch.producerEpoch,
      coordinatorEpoch: -1,
      currentTransactionFirstOffset: -1,
      lastTimestamp: batch.maxTimestamp,
      batches: [batch],
      newest: 0,
      nextSequence: sequenceAfter(batch),
    })
    return producers
  }
  if (batch.producerEpoch !== entry.producerEpoch) {
    entry.producerEpoch = batch.producerEpoch
    entry.batches = []
    entry.newest = -1
  }
  entry.newest = entry.newest === BATCHES_TO_RETAIN - 1 ? 0 : entry.newest + 1
  entry.batches[entry.newest] = batch
  entry.nextSequence = sequenceAfter(batch)
  entry.lastTimestamp = batch.maxTimestamp
  return producers
}

/** A marker has ended the producer's transaction: with another epoch than its batches it begins that epoch anew. */
export function updateByMarker(known: ProducerStates, marker: TransactionMarker, timestamp: number): ProducerStates {
  const producers = own(known)
  const { producerId, producerEpoch, coordinatorEpoch } = marker
  let entry = producers.get(producerId)
  if (entry === undefined) {
    entry = {
      producerId,
      producerEpoch,
      coordinatorEpoch,
      currentTransactionFirstOffset: -1,
      lastTimestamp: timestamp,
      batches: [],
      newest: -1,
      nextSequence: -1,
    }
    producers.set(producerId, entry)
  }
  if (producerEpoch !== entry.producerEpoch) {
    entry.producerEpoch = producerEpoch
    entry.batches = []
    entry.newest = -1
    entry.nextSequence = -1
  }
  entry.coordinatorEpoch = coordinatorEpoch
  entry.currentTransactionFirstOffset = -1
  entry.lastTimestamp = timestamp
  return producers
}

/** Undefined when nothing of this epoch is known. */
export function newestBatch(entry: ProducerStateEntry): RecordBatch | undefined {
  return entry.batches[entry.newest]
}

function sequenceAfter(batch: RecordBatch): number {
  return nextSequence(lastSequenceOf(batch))
}

/** Sequence numbers count records and wrap to 0 behind 2147483647. */
export function lastSequenceOf(batch: RecordBatch): number {
  const last = batch.baseSequence + (batch.lastOffset - batch.baseOffset)
  return last > MAX_SEQUENCE ? last - MAX_SEQUENCE - 1 : last
}

function nextSequence(sequence: number): number {
  return sequence === MAX_SEQUENCE ? 0 : sequence + 1
}

export function snapshotProducers(
  producers: ReadonlyMap<number, ProducerStateEntry>,
  offset: number,
): ProducerSnapshot {
  const entries: ProducerSnapshotEntry[] = []
  for (const entry of producers.values()) {
    entries.push(
      Object.freeze({
        producerId: entry.producerId,
        producerEpoch: entry.producerEpoch,
        coordinatorEpoch: entry.coordinatorEpoch,
        currentTransactionFirstOffset: entry.currentTransactionFirstOffset,
        lastTimestamp: entry.lastTimestamp,
        lastBatch: newestBatch(entry) ?? null,
      }),
    )
  }
  return Object.freeze({ offset, entries: Object.freeze(entries) })
}

export function restoreProducers(snapshot: ProducerSnapshot | undefined): ProducerStates {
  if (snapshot === undefined || snapshot.entries.length === 0) return NO_PRODUCERS
  const producers: OwnStates = new Map()
  for (const entry of snapshot.entries) {
    producers.set(entry.producerId, {
      producerId: entry.producerId,
      producerEpoch: entry.producerEpoch,
      coordinatorEpoch: entry.coordinatorEpoch,
      currentTransactionFirstOffset: entry.currentTransactionFirstOffset,
      lastTimestamp: entry.lastTimestamp,
      batches: entry.lastBatch === null ? [] : [entry.lastBatch],
      newest: entry.lastBatch === null ? -1 : 0,
      nextSequence: entry.lastBatch === null ? -1 : sequenceAfter(entry.lastBatch),
    })
  }
  return producers
}

/** Forgets producers that have written nothing for `producer.id.expiration.ms` and have no transaction open. */
export function removeExpiredProducers(producers: ProducerStates, wallClockMs: number, expirationMs: number): void {
  for (const [producerId, entry] of producers) {
    if (entry.currentTransactionFirstOffset !== -1) continue
    if (wallClockMs - entry.lastTimestamp >= expirationMs) own(producers).delete(producerId)
  }
}
