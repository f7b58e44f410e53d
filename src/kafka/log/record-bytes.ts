/** Counterpart in Kafka: DefaultRecordBatch.writeHeader, DefaultRecord.writeTo. Batches byte for byte. */
import {
  type ByteWriter,
  crc32c,
  createByteWriter,
  writeBytes,
  writeInt8,
  writeInt16,
  writeInt32,
  writeInt64,
  writeVarint,
} from './byte-writer.ts'
import { type LogRecord, type RecordBatch, sizeOfRecord, sizeOfVarint } from './record-batch.ts'

const CRC_POSITION = 17
const CRC_FROM = 21
const MAGIC = 2

/** A batch as it lies in a `.log` file and travels on the wire, CRC-32C included; exactly `sizeInBytes` long. */
export function encodeBatch(batch: RecordBatch): Uint8Array {
  const writer = createByteWriter(batch.sizeInBytes)
  writeInt64(writer, batch.baseOffset)
  writeInt32(writer, batch.sizeInBytes - 12)
  writeInt32(writer, batch.partitionLeaderEpoch)
  writeInt8(writer, MAGIC)
  writeInt32(writer, 0)
  writeInt16(writer, batch.attributes)
  writeInt32(writer, batch.lastOffset - batch.baseOffset)
  writeInt64(writer, batch.baseTimestamp)
  writeInt64(writer, batch.maxTimestamp)
  writeInt64(writer, batch.producerId)
  writeInt16(writer, batch.producerEpoch)
  writeInt32(writer, batch.baseSequence)
  writeInt32(writer, batch.records.length)
  if (batch.compressedRecords !== undefined) writeBytes(writer, batch.compressedRecords)
  else for (const record of batch.records) writeRecord(writer, record, batch.baseTimestamp)
  writer.view.setInt32(CRC_POSITION, crc32c(writer.bytes, CRC_FROM))
  return writer.bytes
}

/** The records of a batch as they are before any codec. */
export function encodeRecords(batch: RecordBatch): Uint8Array {
  let size = 0
  for (const record of batch.records) size += sizeInBatch(record, batch.baseTimestamp)
  const writer = createByteWriter(size)
  for (const record of batch.records) writeRecord(writer, record, batch.baseTimestamp)
  return writer.bytes
}

function sizeInBatch({ offsetDelta, timestamp, key, value, headers }: LogRecord, baseTimestamp: number): number {
  return sizeOfRecord(offsetDelta, timestamp - baseTimestamp, key, value, headers)
}

function writeRecord(writer: ByteWriter, record: LogRecord, baseTimestamp: number): void {
  const timestampDelta = record.timestamp - baseTimestamp
  writeVarint(writer, bodySize(sizeInBatch(record, baseTimestamp)))
  writeInt8(writer, 0)
  writeVarint(writer, timestampDelta)
  writeVarint(writer, record.offsetDelta)
  writeNullable(writer, record.key)
  writeNullable(writer, record.value)
  writeVarint(writer, record.headers.length)
  for (const [key, value] of record.headers) {
    writeNullable(writer, key)
    writeNullable(writer, value)
  }
}

/** The size without its own length prefix, which is one to five bytes. */
function bodySize(size: number): number {
  for (let prefix = 1; prefix < 5; prefix++) {
    if (sizeOfVarint(size - prefix) === prefix) return size - prefix
  }
  return size - 5
}

function writeNullable(writer: ByteWriter, bytes: string | null): void {
  if (bytes === null) return writeVarint(writer, -1)
  writeVarint(writer, bytes.length)
  writeBytes(writer, bytes)
}
