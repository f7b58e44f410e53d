/**
 * Counterpart in Kafka: org.apache.kafka.common.record (DefaultRecordBatch, DefaultRecord), message format v2.
 *
 * Batches are immutable: the producer's request, the leader's log, the followers' logs, checkpoints and the picture share
 * their records by reference. What stands in a log is frozen, so that checkpoints pass it over; what is on its way there
 * is not, nor is a list of records: freezing takes longer than making, and each look at a frozen list is a call.
 */
import type { ByteString } from '../common/payload.ts'

export const RECORD_BATCH_OVERHEAD = 61

export type RecordHeader = readonly [key: string, value: ByteString | null]

export interface LogRecord {
  /** Offset relative to the batch's base offset; gaps come from compaction. */
  readonly offsetDelta: number
  /** Epoch milliseconds. */
  readonly timestamp: number
  readonly key: ByteString | null
  readonly value: ByteString | null
  readonly headers: readonly RecordHeader[]
}

export const NO_HEADERS: readonly RecordHeader[] = Object.freeze([])
/** Of a batch that no client sent. */
export const NO_SENDS: readonly number[] = Object.freeze([])

export const COMPRESSION_MASK = 0x07
export const TIMESTAMP_TYPE_MASK = 0x08
export const TRANSACTIONAL_FLAG = 0x10
export const CONTROL_FLAG = 0x20
export const DELETE_HORIZON_FLAG = 0x40

/** One producer client for as long as it lives: another process, or another client of it, is another sender. Frozen. */
export interface Sender {
  /** Its client.id. */
  readonly name: string
  /** Unique among the clients that live at one time. */
  readonly scope: string
  readonly sinceUs: number
}

export interface RecordBatch {
  /** 0 as it leaves the producer; the leader gives the real one at append. */
  readonly baseOffset: number
  readonly lastOffset: number
  /** -1 as it leaves the producer; the leader's epoch once appended. */
  readonly partitionLeaderEpoch: number
  readonly attributes: number
  /** Epoch milliseconds of the first record, and the largest of all. */
  readonly baseTimestamp: number
  readonly maxTimestamp: number
  /** -1, -1, -1 when not idempotent. */
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  /** Whole size on disk and on the wire, header included. */
  readonly sizeInBytes: number
  readonly records: readonly LogRecord[]
  /**
   * Whose sends these records are, so that one of them can be followed from before it had an offset: an observer's note,
   * of which no handler and no wire knows. Null for what a broker wrote itself.
   */
  readonly sender: Sender | null
  /** Numbers of the sends, by offset delta; empty without a sender. */
  readonly sendIds: readonly number[]
  /** What a codec made of the records, for a batch that has one. Its own bytes, for nobody compresses them twice. */
  readonly compressedRecords?: ByteString
}

/** Bytes of a zig-zag varint of `value` (an integer of up to 53 bits). */
export function sizeOfVarint(value: number): number {
  // Zig-zag doubles the magnitude; plain comparisons because values above 2^31 (timestamps) have no int32 shifts.
  const zigZag = value >= 0 ? value * 2 : -value * 2 - 1
  let size = 1
  for (let limit = 128; zigZag >= limit && size < 8; limit *= 128) size++
  return size
}

/** Bytes a record takes inside a batch, its own length prefix included (DefaultRecord.sizeInBytes). */
export function sizeOfRecord(
  offsetDelta: number,
  timestampDelta: number,
  key: ByteString | null,
  value: ByteString | null,
  headers: readonly RecordHeader[],
): number {
  const body = 1 + sizeOfVarint(timestampDelta) + sizeOfVarint(offsetDelta) + sizeOfKeyValueHeaders(key, value, headers)
  return sizeOfVarint(body) + body
}

function sizeOfKeyValueHeaders(
  key: ByteString | null,
  value: ByteString | null,
  headers: readonly RecordHeader[],
): number {
  let size = sizeOfNullable(key) + sizeOfNullable(value) + sizeOfVarint(headers.length)
  // Nearly always none, in a frozen list, of which V8 would make an iterator all the same.
  if (headers.length === 0) return size
  for (const [headerKey, headerValue] of headers) size += sizeOfNullable(headerKey) + sizeOfNullable(headerValue)
  return size
}

function sizeOfNullable(bytes: ByteString | null): number {
  return bytes === null ? 1 : sizeOfVarint(bytes.length) + bytes.length
}

/** Upper estimate of a batch that holds this one record (AbstractRecords.estimateSizeInBytesUpperBound, v2). */
export function estimateBatchSizeUpperBound(
  key: ByteString | null,
  value: ByteString | null,
  headers: readonly RecordHeader[],
): number {
  // 21 = DefaultRecord.MAX_RECORD_OVERHEAD: the longest length, attributes, timestamp and offset varints.
  return RECORD_BATCH_OVERHEAD + 21 + sizeOfKeyValueHeaders(key, value, headers)
}

/** The same batch as it stands in a log: offsets and leader epoch given by the leader, all else shared. */
export function withOffsets(batch: RecordBatch, baseOffset: number, partitionLeaderEpoch: number): RecordBatch {
  const placed: RecordBatch = {
    baseOffset,
    lastOffset: baseOffset + (batch.lastOffset - batch.baseOffset),
    partitionLeaderEpoch,
    attributes: batch.attributes,
    baseTimestamp: batch.baseTimestamp,
    maxTimestamp: batch.maxTimestamp,
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    sizeInBytes: batch.sizeInBytes,
    records: batch.records,
    sender: batch.sender,
    sendIds: batch.sendIds,
  }
  // Most batches have no codec, and are of one shape.
  if (batch.compressedRecords === undefined) return Object.freeze(placed)
  return Object.freeze({ ...placed, compressedRecords: batch.compressedRecords })
}
