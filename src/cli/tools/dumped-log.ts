/**
 * Counterpart in Kafka: FileRecords, FileLogInputStream. The batches of a `.log` as a tool finds them: in a broker's
 * folder, or in a file that somebody copied from there, cut or changed.
 */
import { readerOf, readInt32 } from '../../kafka/common/bytes.ts'
import type { ByteString } from '../../kafka/common/payload.ts'
import { type DecodedBatch, decodeBatch } from '../../kafka/log/decode-batch.ts'
import { batchesOf } from '../../kafka/log/log-segment.ts'
import { RECORD_BATCH_OVERHEAD, type RecordBatch } from '../../kafka/log/record-batch.ts'
import { encodeBatch } from '../../kafka/log/record-bytes.ts'
import { JavaException } from '../java-errors.ts'
import { bytesOfText } from '../raw-text.ts'
import type { ToolContext } from '../replayed-tool.ts'
import { brokerFile, everyLog, noSuchFile } from './broker-disk.ts'

export interface DumpedBatch extends DecodedBatch {
  readonly position: number
}

export interface DumpedLog {
  readonly batches: readonly DumpedBatch[]
  readonly sizeInBytes: number
  /** Bytes behind the last whole batch. */
  readonly trailing: number
  /** What ends the reading behind the last batch. */
  readonly failure: JavaException | 'olderFormat' | null
}

export const MAX_INTEGER = 2_147_483_647

/** As Java prints it. */
export function fileRecords(path: string, sizeInBytes: number): string {
  return `FileRecords(size=${sizeInBytes}, file=${path}, start=0, end=${MAX_INTEGER})`
}

/** Throws where there is no such file. */
export function dumpedLog(path: string, context: ToolContext): DumpedLog {
  const segment = brokerFile(path, context)?.segment
  if (segment !== undefined)
    return { batches: whole(batchesOf(segment)), sizeInBytes: segment.sizeInBytes, trailing: 0, failure: null }
  const text = context.readFile(path)
  if (text === undefined) throw noSuchFile(path)
  return readBatches(bytesOfText(text), path, context)
}

function whole(batches: readonly RecordBatch[]): DumpedBatch[] {
  let position = 0
  return batches.map((batch) => {
    const crc = new DataView(encodeBatch(batch).buffer).getUint32(17)
    const dumped = { batch, readable: true, count: batch.records.length, crc, isValid: true, position }
    position += batch.sizeInBytes
    return dumped
  })
}

/** How much of a batch is read to see how long it is, and of what kind. */
const BATCH_HEAD = 17
const LOG_OVERHEAD = 12
/** LegacyRecord.RECORD_OVERHEAD_V0. */
const SMALLEST_RECORD = 14

function readBatches(bytes: ByteString, path: string, context: ToolContext): DumpedLog {
  const batches: DumpedBatch[] = []
  let position = 0
  const ended = (failure: DumpedLog['failure'] = null) => {
    const sizeInBytes = bytes.length
    return { batches, sizeInBytes, trailing: sizeInBytes - position, failure }
  }
  while (position < bytes.length - BATCH_HEAD) {
    const size = readInt32(readerOf(bytes.slice(position + 8, position + LOG_OVERHEAD)))
    if (size < SMALLEST_RECORD)
      return ended(
        new JavaException(
          'org.apache.kafka.common.errors.CorruptRecordException',
          `Found record size ${size} smaller than minimum record overhead (${SMALLEST_RECORD}) in file ${path}.`,
        ),
      )
    if (position > bytes.length - LOG_OVERHEAD - size) return ended()
    const end = position + LOG_OVERHEAD + size
    if (bytes.charCodeAt(position + BATCH_HEAD - 1) < 2 || end - position < RECORD_BATCH_OVERHEAD)
      return ended('olderFormat')
    batches.push({ ...decompressed(decodeBatch(bytes.slice(position, end)), context), position })
    position = end
  }
  return ended()
}

/** What a codec made can be told where a broker still has it: it was copied from there. */
function decompressed(decoded: DecodedBatch, context: ToolContext): DecodedBatch {
  const { compressedRecords } = decoded.batch
  if (compressedRecords === undefined) return decoded
  for (const log of everyLog(context))
    for (const segment of log.segments)
      for (const { compressedRecords: same, records } of batchesOf(segment))
        if (same === compressedRecords && records.length === decoded.count)
          return { ...decoded, batch: { ...decoded.batch, records }, readable: true }
  return decoded
}
