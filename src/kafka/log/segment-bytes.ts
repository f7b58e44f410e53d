/**
 * Counterpart in Kafka: OffsetIndex, TimeIndex, ProducerStateManager.writeSnapshot, LeaderEpochCheckpointFile,
 * PartitionMetadataFile. The files of a replica's directory, byte for byte, for whoever opens, dumps or downloads a disk.
 */
import { crc32c, createByteWriter, writeBytes, writeInt16, writeInt32, writeInt64 } from './byte-writer.ts'
import type { EpochEntry } from './leader-epoch-cache.ts'
import { batchesOf, type LogSegment, timeIndexEntries } from './log-segment.ts'
import { lastSequenceOf, type ProducerSnapshot } from './producer-state.ts'
import type { RecordBatch } from './record-batch.ts'
import { encodeBatch } from './record-bytes.ts'
import type { ReplicaLog } from './replica-log.ts'

export interface SegmentFile {
  readonly name: string
  /** What has been written; the rest, up to `sizeInBytes`, is zeros that Kafka preallocates. */
  readonly bytes: Uint8Array
  readonly sizeInBytes: number
}

const PREALLOCATED_INDEX = 10_485_760
/** The multiple of 12, an entry's size, that fits. */
const PREALLOCATED_TIME_INDEX = 10_485_756

/** Every file in the replica's directory, in the order `ls` shows them. */
export function encodeSegmentFiles(log: ReplicaLog): SegmentFile[] {
  const files: SegmentFile[] = []
  for (const [index, segment] of log.segments.entries()) {
    files.push(...encodeSegment(segment, index < log.segments.length - 1, log.config.indexIntervalBytes))
  }
  for (const { segment } of log.deletedSegments) {
    for (const file of encodeSegment(segment, true, log.config.indexIntervalBytes)) {
      files.push({ ...file, name: `${file.name}.deleted` })
    }
  }
  for (const snapshot of log.snapshots)
    files.push(file(`${fileName(snapshot.offset)}.snapshot`, encodeSnapshot(snapshot)))
  files.push(file('leader-epoch-checkpoint', encodeLeaderEpochs(log.leaderEpochs)))
  files.push(file('partition.metadata', textBytes(`version: 0\ntopic_id: ${log.topicId}`)))
  return files.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function file(name: string, bytes: Uint8Array): SegmentFile {
  return { name, bytes, sizeInBytes: bytes.length }
}

/** `00000000000000000042`: how files are named after the first offset in them. */
export function fileName(baseOffset: number): string {
  return String(baseOffset).padStart(20, '0')
}

function encodeSegment(segment: LogSegment, closed: boolean, indexIntervalBytes: number): SegmentFile[] {
  const name = fileName(segment.baseOffset)
  const log = file(`${name}.log`, encodeBatches(batchesOf(segment), segment.sizeInBytes))
  // Indexes are made at the first write or read.
  if (!closed && segment.sizeInBytes === 0) return [log]
  const indexes = encodeIndexes(segment, closed, indexIntervalBytes)
  return [
    {
      name: `${name}.index`,
      bytes: indexes.offsets,
      sizeInBytes: closed ? indexes.offsets.length : PREALLOCATED_INDEX,
    },
    log,
    {
      name: `${name}.timeindex`,
      bytes: indexes.times,
      sizeInBytes: closed ? indexes.times.length : PREALLOCATED_TIME_INDEX,
    },
  ]
}

/** Entries are written when more than `index.interval.bytes` came before the batch in hand, and point to it. */
function encodeIndexes(
  segment: LogSegment,
  closed: boolean,
  indexIntervalBytes: number,
): { offsets: Uint8Array; times: Uint8Array } {
  const offsets: (readonly [relativeOffset: number, position: number])[] = []
  let position = 0
  let bytesSinceEntry = 0
  for (const batch of batchesOf(segment)) {
    if (bytesSinceEntry > indexIntervalBytes) {
      offsets.push([batch.lastOffset - segment.baseOffset, position])
      bytesSinceEntry = 0
    }
    position += batch.sizeInBytes
    bytesSinceEntry += batch.sizeInBytes
  }
  const times = timeIndexEntries(segment, closed, indexIntervalBytes)
  // Closing a segment trims the file to its entries; until then stale bytes lie behind them.
  const stale = closed ? [] : segment.staleTimeEntries.slice(times.length)
  return { offsets: encodePairs(offsets, 4), times: encodePairs([...times, ...stale], 8) }
}

function encodePairs(pairs: readonly (readonly [number, number])[], firstBytes: 4 | 8): Uint8Array {
  const writer = createByteWriter(pairs.length * (firstBytes + 4))
  for (const [first, second] of pairs) {
    if (firstBytes === 4) writeInt32(writer, first)
    else writeInt64(writer, first)
    writeInt32(writer, second)
  }
  return writer.bytes
}

function encodeBatches(batches: readonly RecordBatch[], sizeInBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeInBytes)
  let position = 0
  for (const batch of batches) {
    bytes.set(encodeBatch(batch), position)
    position += batch.sizeInBytes
  }
  return bytes
}

/** Version 1: CRC-32C over what follows it, a count, and 46 bytes for each producer. */
function encodeSnapshot(snapshot: ProducerSnapshot): Uint8Array {
  const writer = createByteWriter(10 + snapshot.entries.length * 46)
  writeInt16(writer, 1)
  writeInt32(writer, 0)
  writeInt32(writer, snapshot.entries.length)
  for (const entry of snapshot.entries) {
    const last = entry.lastBatch
    writeInt64(writer, entry.producerId)
    writeInt16(writer, entry.producerEpoch)
    writeInt32(writer, last === null ? -1 : lastSequenceOf(last))
    writeInt64(writer, last === null ? -1 : last.lastOffset)
    writeInt32(writer, last === null ? 0 : last.lastOffset - last.baseOffset)
    writeInt64(writer, entry.lastTimestamp)
    writeInt32(writer, entry.coordinatorEpoch)
    writeInt64(writer, entry.currentTransactionFirstOffset)
  }
  writer.view.setInt32(2, crc32c(writer.bytes, 6))
  return writer.bytes
}

function encodeLeaderEpochs(entries: readonly EpochEntry[]): Uint8Array {
  return textBytes(`0\n${entries.length}\n${entries.map((entry) => `${entry.epoch} ${entry.startOffset}\n`).join('')}`)
}

/** ASCII only. */
function textBytes(text: string): Uint8Array {
  const writer = createByteWriter(text.length)
  writeBytes(writer, text)
  return writer.bytes
}
