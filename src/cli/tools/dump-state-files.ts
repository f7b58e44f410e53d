/**
 * Counterpart in Kafka: DumpLogSegments.dumpProducerIdSnapshot and dumpTxnIndex, by ProducerStateManager.readSnapshot and
 * TransactionIndex: of a broker's own files, and of what somebody has copied of them.
 */
import { readerOf, readInt16, readInt32, readInt64 } from '../../kafka/common/bytes.ts'
import type { ByteString } from '../../kafka/common/payload.ts'
import { crc32c } from '../../kafka/log/byte-writer.ts'
import { codesOf } from '../../kafka/log/decode-batch.ts'
import { toolsOf } from '../../kafka/profile/tool-registry.ts'
import { bytesOfText } from '../raw-text.ts'
import type { ToolContext } from '../replayed-tool.ts'
import { noSuchFile } from './broker-disk.ts'

const CRC_FROM = 6
const HEADER_BYTES = 10
const ENTRY_BYTES = 46
const TRANSACTION_BYTES = 34

export function dumpSnapshot(path: string, context: ToolContext): void {
  const text = context.readFile(path)
  if (text === undefined) throw noSuchFile(path)
  const bytes = bytesOfText(text)
  const reader = readerOf(bytes)
  const { java } = toolsOf(context.profile.name).dumpLog
  const [version, stored, count] = [readInt16(reader), readInt32(reader) >>> 0, readInt32(reader)]
  const cut = java ? whyCutJava(bytes, version, count) : whyCut(bytes, version, count)
  if (cut !== null) return context.printError(`${cut}\n`)
  const computed = crc32c(codesOf(bytes), CRC_FROM) >>> 0
  if (stored !== computed)
    return context.printError(
      `Snapshot is corrupt (CRC is no longer valid). Stored crc: ${stored}. Computed crc: ${computed}\n`,
    )
  for (let index = 0; index < count; index++) {
    const [producerId, producerEpoch, lastSequence] = [readInt64(reader), readInt16(reader), readInt32(reader)]
    const [lastOffset, offsetDelta, timestamp] = [readInt64(reader), readInt32(reader), readInt64(reader)]
    const [coordinatorEpoch, first] = [readInt32(reader), readInt64(reader)]
    const fields = [
      `producerId: ${producerId}`,
      `producerEpoch: ${producerEpoch}`,
      `coordinatorEpoch: ${coordinatorEpoch}`,
      `currentTxnFirstOffset: ${optional(first, java)}`,
      ...(java ? [`lastTimestamp: ${timestamp}`] : []),
    ]
    const batch = `firstSequence: ${lastSequence - offsetDelta} lastSequence: ${lastSequence} lastOffset: ${lastOffset} offsetDelta: ${offsetDelta} timestamp: ${timestamp}`
    context.print(`${fields.join(' ')}${lastOffset >= 0 ? ` ${batch}` : java ? '' : ' '}\n`)
  }
}

const SCHEMA = 'Snapshot failed schema validation'
const UNKNOWN_VERSION = 'Snapshot contained an unknown file version'

function whyCutJava(bytes: ByteString, version: number, count: number): string | null {
  if (bytes.length >= 2 && version !== 1) return `${SCHEMA}: ${UNKNOWN_VERSION} ${version}`
  // A BufferUnderflowException has no message.
  return bytes.length < HEADER_BYTES + count * ENTRY_BYTES ? `${SCHEMA}: null` : null
}

const ENTRY_FIELDS: readonly (readonly [name: string, bytes: number])[] = [
  ['producer_id', 8],
  ['epoch', 2],
  ['last_sequence', 4],
  ['last_offset', 8],
  ['offset_delta', 4],
  ['timestamp', 8],
  ['coordinator_epoch', 4],
  ['current_txn_first_offset', 8],
]

/** The schema tells which field it could not read. */
function whyCut(bytes: ByteString, version: number, count: number): string | null {
  const entries = 'producer_entries'
  const underflow = (...fields: readonly string[]) =>
    `${SCHEMA}: ${fields.map((name) => `Error reading field '${name}': `).join('')}java.nio.BufferUnderflowException`
  if (bytes.length < HEADER_BYTES) return underflow(bytes.length < 2 ? 'version' : bytes.length < 6 ? 'crc' : entries)
  const left = bytes.length - HEADER_BYTES
  if (count > left)
    return `${SCHEMA}: Error reading field '${entries}': Error reading array of size ${count}, only ${left} bytes available`
  if (left < count * ENTRY_BYTES) {
    let rest = left % ENTRY_BYTES
    const missing = ENTRY_FIELDS.find(([, size]) => (rest -= size) < 0)
    return underflow(entries, missing?.[0] ?? 'producer_id')
  }
  return version === 1 ? null : `${UNKNOWN_VERSION} ${version}`
}

/** Java's OptionalLong, or Scala's Option. */
function optional(offset: number, java: boolean): string {
  if (java) return offset < 0 ? 'OptionalLong.empty' : `OptionalLong[${offset}]`
  return offset < 0 ? 'None' : `Some(${offset})`
}

/** A segment without aborted transactions may have no such file. */
export function dumpTransactionIndex(path: string, context: ToolContext): void {
  const text = context.readFile(path)
  if (text === undefined) return
  const reader = readerOf(bytesOfText(text))
  while (reader.position + TRANSACTION_BYTES <= reader.bytes.length) {
    const version = readInt16(reader)
    const [producerId, firstOffset] = [readInt64(reader), readInt64(reader)]
    const [lastOffset, lastStableOffset] = [readInt64(reader), readInt64(reader)]
    context.print(
      `version: ${version} producerId: ${producerId} firstOffset: ${firstOffset} lastOffset: ${lastOffset} lastStableOffset: ${lastStableOffset}\n`,
    )
  }
}
