/**
 * Counterpart in Kafka: ProducerStateManager (ongoing and unreplicated transactions), TransactionIndex and the part of
 * UnifiedLog that keeps the last stable offset (KIP-98). What a log that transactions have written to knows of them; any
 * other log has nothing of the kind.
 */
import { int16, int32 } from '../common/bytes.ts'
import {
  CONTROL_FLAG,
  NO_HEADERS,
  NO_SENDS,
  RECORD_BATCH_OVERHEAD,
  type RecordBatch,
  sizeOfRecord,
  TRANSACTIONAL_FLAG,
} from './record-batch.ts'

/** Frozen, as are its lists: a checkpoint shares what did not change. */
export interface LogTransactions {
  /** Begun and not ended, by their first offset, ascending. */
  readonly open: readonly OpenTransaction[]
  /** Ended by a marker that the high watermark had not passed when it was last looked at, by their first offset. */
  readonly ended: readonly (OpenTransaction & { readonly lastOffset: number })[]
  /** The transaction index, of all segments: in the order of the markers. */
  readonly aborted: readonly AbortedTransaction[]
}

export interface OpenTransaction {
  readonly producerId: number
  readonly firstOffset: number
}

/** Counterpart in Kafka: AbortedTxn. */
export interface AbortedTransaction {
  readonly producerId: number
  readonly firstOffset: number
  /** The marker's own. */
  readonly lastOffset: number
  /** As it was once this transaction had ended. */
  readonly lastStableOffset: number
}

/** What ended a transaction, as a producer's batch is told from it. Counterpart in Kafka: EndTransactionMarker. */
export interface TransactionMarker {
  readonly producerId: number
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
  readonly committed: boolean
}

export const NO_TRANSACTIONS: LogTransactions = Object.freeze({
  open: Object.freeze([]),
  ended: Object.freeze([]),
  aborted: Object.freeze([]),
})

const CURRENT_VERSION = 0
const COMMIT = 1
const ABORT = 0

/** A control batch of one record, as a leader appends it at `timestamp` (epoch milliseconds). */
export function markerBatch(marker: TransactionMarker, timestamp: number): RecordBatch {
  const key = int16(CURRENT_VERSION) + int16(marker.committed ? COMMIT : ABORT)
  const value = int16(CURRENT_VERSION) + int32(marker.coordinatorEpoch)
  return Object.freeze({
    baseOffset: 0,
    lastOffset: 0,
    partitionLeaderEpoch: -1,
    attributes: TRANSACTIONAL_FLAG | CONTROL_FLAG,
    baseTimestamp: timestamp,
    maxTimestamp: timestamp,
    producerId: marker.producerId,
    producerEpoch: marker.producerEpoch,
    baseSequence: -1,
    sizeInBytes: RECORD_BATCH_OVERHEAD + sizeOfRecord(0, 0, key, value, NO_HEADERS),
    records: Object.freeze([Object.freeze({ offsetDelta: 0, timestamp, key, value, headers: NO_HEADERS })]),
    sender: null,
    sendIds: NO_SENDS,
  })
}

/** Null for any other batch. */
export function markerOf(batch: RecordBatch): TransactionMarker | null {
  if ((batch.attributes & CONTROL_FLAG) === 0 || batch.producerId < 0) return null
  const record = batch.records[0]
  if (record?.key == null) return null
  const value = record.value ?? ''
  const byte = (index: number): number => value.charCodeAt(index)
  return {
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    coordinatorEpoch: (byte(2) << 24) | (byte(3) << 16) | (byte(4) << 8) | byte(5),
    committed: record.key.charCodeAt(3) === COMMIT,
  }
}

export function isTransactional(batch: RecordBatch): boolean {
  return (batch.attributes & TRANSACTIONAL_FLAG) !== 0
}

/** The first record of a transaction is in the log. */
export function begin(known: LogTransactions | null, transaction: OpenTransaction): LogTransactions {
  const { open, ended, aborted } = known ?? NO_TRANSACTIONS
  return freeze([...open, transaction], ended, aborted)
}

/** Its marker is. The index may have the entry already: it outlives what else a log reads again. */
export function end(
  known: LogTransactions | null,
  transaction: OpenTransaction,
  markerOffset: number,
  committed: boolean,
): LogTransactions {
  const { open, ended, aborted } = known ?? NO_TRANSACTIONS
  const { producerId, firstOffset } = transaction
  const others = open.filter((each) => each.producerId !== producerId)
  const lastStableOffset = others[0]?.firstOffset ?? markerOffset + 1
  const inIndex = committed || aborted.some((each) => each.lastOffset === markerOffset)
  return freeze(
    others,
    [...ended, { producerId, firstOffset, lastOffset: markerOffset }].sort((a, b) => a.firstOffset - b.firstOffset),
    inIndex ? aborted : [...aborted, { producerId, firstOffset, lastOffset: markerOffset, lastStableOffset }],
  )
}

/** The high watermark has moved: markers below it hold nothing back any more. */
export function forgetReplicated(known: LogTransactions, highWatermark: number): LogTransactions {
  const ended = known.ended.filter(({ lastOffset }) => lastOffset >= highWatermark)
  return ended.length === known.ended.length ? known : freeze(known.open, ended, known.aborted)
}

/** All that a log knew is about to be read from it again, from a snapshot with these transactions open. */
export function reread(
  known: LogTransactions | null,
  open: readonly OpenTransaction[],
  logEndOffset: number,
): LogTransactions | null {
  const aborted = known?.aborted.filter(({ lastOffset }) => lastOffset < logEndOffset) ?? []
  if (known === null && open.length === 0) return null
  return freeze(
    open.toSorted((a, b) => a.firstOffset - b.firstOffset),
    [],
    aborted,
  )
}

/** Entries of the index whose segment is on the disk no more. */
export function forgetBefore(known: LogTransactions, offset: number): LogTransactions {
  const aborted = known.aborted.filter(({ lastOffset }) => lastOffset >= offset)
  return aborted.length === known.aborted.length ? known : freeze(known.open, known.ended, aborted)
}

/** The cleaner has rewritten everything below `offset`, and `kept` is what the index has to say of it. */
export function keepAborted(
  known: LogTransactions,
  offset: number,
  kept: readonly AbortedTransaction[],
): LogTransactions {
  const aborted = known.aborted.filter((each) => each.lastOffset >= offset || kept.includes(each))
  return aborted.length === known.aborted.length ? known : freeze(known.open, known.ended, aborted)
}

/** The first offset that a transaction holds back, be it that its marker is not committed; Infinity: none does. */
export function firstUnstableOffset({ open, ended }: LogTransactions): number {
  return Math.min(open[0]?.firstOffset ?? Infinity, ended[0]?.firstOffset ?? Infinity)
}

/** Aborted transactions that have records at `fromOffset` or behind and below `upToOffset` (exclusive). */
export function abortedBetween(
  known: LogTransactions,
  fromOffset: number,
  upToOffset: number,
): readonly AbortedTransaction[] {
  return known.aborted.filter(({ firstOffset, lastOffset }) => lastOffset >= fromOffset && firstOffset < upToOffset)
}

function freeze(
  open: LogTransactions['open'],
  ended: LogTransactions['ended'],
  aborted: LogTransactions['aborted'],
): LogTransactions {
  return Object.freeze({ open: frozen(open), ended: frozen(ended), aborted: frozen(aborted) })
}

/** A list that did not change is the same one, which checkpoints share. */
function frozen<Row>(list: readonly Row[]): readonly Row[] {
  if (Object.isFrozen(list)) return list
  for (const each of list) Object.freeze(each)
  return Object.freeze(list)
}
