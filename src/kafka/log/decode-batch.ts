/**
 * Counterpart in Kafka: DefaultRecordBatch, DefaultRecord.readFrom. A batch of message format v2 read back from bytes that
 * need not be those of any log: what a tool finds in a file that somebody copied, cut or changed.
 */
import {
  type ByteReader,
  readBytes,
  readerOf,
  readInt16,
  readInt32,
  readInt64,
  readNullableBytes,
  readVarint,
} from '../common/bytes.ts'
import type { ByteString } from '../common/payload.ts'
import { crc32c } from './byte-writer.ts'
import {
  COMPRESSION_MASK,
  type LogRecord,
  NO_SENDS,
  RECORD_BATCH_OVERHEAD,
  type RecordBatch,
  type RecordHeader,
} from './record-batch.ts'

const CRC_FROM = 21

export interface DecodedBatch {
  /** Without records where they cannot be read: a codec has been at them, or they are none. */
  readonly batch: RecordBatch
  readonly readable: boolean
  /** As the header tells it. */
  readonly count: number
  readonly crc: number
  readonly isValid: boolean
}

/** `bytes` are those of one batch, as its length says, and at least a header. */
export function decodeBatch(bytes: ByteString): DecodedBatch {
  const reader = readerOf(bytes)
  const baseOffset = readInt64(reader)
  readInt32(reader)
  const partitionLeaderEpoch = readInt32(reader)
  readBytes(reader, 1)
  const crc = readInt32(reader) >>> 0
  const attributes = readInt16(reader)
  const lastOffset = baseOffset + readInt32(reader)
  const [baseTimestamp, maxTimestamp, producerId] = [readInt64(reader), readInt64(reader), readInt64(reader)]
  const [producerEpoch, baseSequence, count] = [readInt16(reader), readInt32(reader), readInt32(reader)]
  const compressed = (attributes & COMPRESSION_MASK) !== 0
  const records = compressed ? null : decodeRecords(reader, baseTimestamp, baseOffset, count)
  const batch: RecordBatch = {
    baseOffset,
    lastOffset,
    partitionLeaderEpoch,
    attributes,
    baseTimestamp,
    maxTimestamp,
    producerId,
    producerEpoch,
    baseSequence,
    sizeInBytes: bytes.length,
    records: records ?? [],
    sender: null,
    sendIds: NO_SENDS,
    ...(compressed ? { compressedRecords: bytes.slice(RECORD_BATCH_OVERHEAD) } : {}),
  }
  return { batch, readable: records !== null, count, crc, isValid: crc32c(codesOf(bytes), CRC_FROM) >>> 0 === crc }
}

export function codesOf(bytes: ByteString): Uint8Array {
  const codes = new Uint8Array(bytes.length)
  for (let index = 0; index < bytes.length; index++) codes[index] = bytes.charCodeAt(index)
  return codes
}

/** Null where the bytes are no records, or not so many. */
function decodeRecords(
  reader: ByteReader,
  baseTimestamp: number,
  baseOffset: number,
  count: number,
): readonly LogRecord[] | null {
  const records: LogRecord[] = []
  for (let index = 0; index < count && !reader.malformed; index++) records.push(decodeRecord(reader, baseTimestamp))
  const isWhole = !reader.malformed && reader.position === reader.bytes.length && Number.isSafeInteger(baseOffset)
  return isWhole ? records : null
}

function decodeRecord(reader: ByteReader, baseTimestamp: number): LogRecord {
  const length = readVarint(reader)
  const end = reader.position + length
  readBytes(reader, 1)
  const timestamp = baseTimestamp + readVarint(reader)
  const offsetDelta = readVarint(reader)
  const key = readNullableBytes(reader)
  const value = readNullableBytes(reader)
  const headers: RecordHeader[] = []
  const headerCount = readVarint(reader)
  for (let index = 0; index < headerCount && !reader.malformed; index++)
    headers.push([readNullableBytes(reader) ?? '', readNullableBytes(reader)])
  if (reader.position !== end) reader.malformed = true
  return { offsetDelta, timestamp, key, value, headers }
}
