/** What a file of a log directory says: batches, entries of fixed size, or text. */
import type { DiskFile } from '../../kafka/common/log-directory.ts'
import { CODECS, codecOf } from '../../kafka/log/compression.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import {
  CONTROL_FLAG,
  DELETE_HORIZON_FLAG,
  type RecordBatch,
  TRANSACTIONAL_FLAG,
} from '../../kafka/log/record-batch.ts'

export interface BatchRow {
  /** Place in the segment, from 0. */
  readonly index: number
  /** Byte of the file it begins at. */
  readonly position: number
  readonly sizeInBytes: number
  readonly baseOffset: number
  readonly lastOffset: number
  /** Fewer than the offsets it spans where compaction took some. */
  readonly records: number
  /** Offsets that nothing has, between the batch before it and this one. */
  readonly holeBefore: number
  readonly leaderEpoch: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly codec: string
  readonly transactional: boolean
  readonly control: boolean
  /** Its base timestamp is the instant from which its tombstones may go. */
  readonly deleteHorizon: boolean
  readonly maxTimestamp: number
}

/** Kinds of files that consist of entries, by the end of their names. */
export type EntryKind = keyof typeof ENTRIES

export type FileContents =
  | { readonly kind: 'batches'; readonly total: number; readonly from: number; readonly rows: readonly BatchRow[] }
  | {
      readonly kind: 'entries'
      readonly of: EntryKind
      readonly total: number
      readonly from: number
      /** In the order of the fields in the file; offsets that are relative there are whole here. */
      readonly rows: readonly (readonly number[])[]
      /** Zeros that lie behind the entries, bytes. */
      readonly preallocated: number
    }
  | { readonly kind: 'text'; readonly text: string }
  /** Known by its name alone. */
  | { readonly kind: 'unwritten' }

/** A part of a long file: so many rows from that one on. */
export interface RowWindow {
  readonly from: number
  readonly count: number
}

export function contentsOf(file: DiskFile, rows: RowWindow): FileContents {
  const name = file.name.replace(/\.deleted$/, '')
  const suffix = name.slice(name.lastIndexOf('.') + 1)
  if (file.segment !== undefined) return batchRows(batchesOf(file.segment), rows)
  if (isEntryKind(suffix) && file.written !== undefined) {
    const written = file.written()
    return entryRows(suffix, written, { ...rows, base: Number(name.slice(0, 20)), size: file.sizeInBytes })
  }
  const text = file.contents()
  return text === null ? { kind: 'unwritten' } : { kind: 'text', text }
}

function isEntryKind(suffix: string): suffix is EntryKind {
  return suffix in ENTRIES
}

function batchRows(batches: readonly RecordBatch[], { from, count }: RowWindow): FileContents {
  const rows: BatchRow[] = []
  let position = 0
  for (const [index, batch] of batches.entries()) {
    if (index >= from + count) break
    if (index >= from) rows.push(batchRow(batch, { index, position, before: batches[index - 1] }))
    position += batch.sizeInBytes
  }
  return { kind: 'batches', total: batches.length, from, rows }
}

interface PlacedBatch {
  readonly index: number
  readonly position: number
  readonly before: RecordBatch | undefined
}

export function batchRow(batch: RecordBatch, { index, position, before }: PlacedBatch): BatchRow {
  const has = (flag: number) => (batch.attributes & flag) !== 0
  return {
    index,
    position,
    sizeInBytes: batch.sizeInBytes,
    baseOffset: batch.baseOffset,
    lastOffset: batch.lastOffset,
    records: batch.records.length,
    holeBefore: before === undefined ? 0 : batch.baseOffset - before.lastOffset - 1,
    leaderEpoch: batch.partitionLeaderEpoch,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    codec: CODECS[codecOf(batch)] ?? '',
    transactional: has(TRANSACTIONAL_FLAG),
    control: has(CONTROL_FLAG),
    deleteHorizon: has(DELETE_HORIZON_FLAG),
    maxTimestamp: batch.maxTimestamp,
  }
}

interface EntryForm {
  /** Bytes before the first entry, and of each. */
  readonly head: number
  readonly bytes: number
  read(view: DataView, at: number, base: number): readonly number[]
}

const long = (view: DataView, at: number) => Number(view.getBigInt64(at))

const ENTRIES = {
  index: {
    head: 0,
    bytes: 8,
    read: (view, at, base) => [base + view.getInt32(at), view.getInt32(at + 4)],
  },
  timeindex: {
    head: 0,
    bytes: 12,
    read: (view, at, base) => [long(view, at), base + view.getInt32(at + 8)],
  },
  txnindex: {
    head: 0,
    bytes: 34,
    read: (view, at) => [2, 10, 18, 26].map((each) => long(view, at + each)),
  },
  snapshot: {
    head: 10,
    bytes: 46,
    read: (view, at) => [
      long(view, at),
      view.getInt16(at + 8),
      view.getInt32(at + 10),
      long(view, at + 14),
      view.getInt32(at + 22),
      long(view, at + 26),
      view.getInt32(at + 34),
      long(view, at + 38),
    ],
  },
} as const satisfies Readonly<Record<string, EntryForm>>

interface EntryFile extends RowWindow {
  readonly base: number
  /** With what was preallocated. */
  readonly size: number
}

function entryRows(of: EntryKind, bytes: Uint8Array, { from, count, base, size }: EntryFile): FileContents {
  const form: EntryForm = ENTRIES[of]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const total = Math.floor((bytes.length - form.head) / form.bytes)
  const rows: (readonly number[])[] = []
  for (let index = from; index < Math.min(total, from + count); index++)
    rows.push(form.read(view, form.head + index * form.bytes, base))
  return { kind: 'entries', of, total, from, rows, preallocated: size - bytes.length }
}
