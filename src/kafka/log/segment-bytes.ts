/**
 * Counterpart in Kafka: OffsetIndex, TimeIndex, ProducerStateManager.writeSnapshot, LeaderEpochCheckpointFile,
 * PartitionMetadataFile. The files of a replica's directory, byte for byte, for whoever opens, dumps or downloads a disk.
 */
import { rulesOf } from '../profile/registry.ts'
import { crc32c, createByteWriter, writeBytes, writeInt16, writeInt32, writeInt64 } from './byte-writer.ts'
import type { EpochEntry } from './leader-epoch-cache.ts'
import { batchesOf, indexEntriesOf, type LogSegment, lastBatchOf, preallocated } from './log-segment.ts'
import type { AbortedTransaction, LogTransactions } from './log-transactions.ts'
import { lastSequenceOf, type ProducerSnapshot } from './producer-state.ts'
import type { RecordBatch } from './record-batch.ts'
import { encodeBatch } from './record-bytes.ts'
import type { ReplicaLog } from './replica-log.ts'

export interface SegmentFile {
  readonly name: string
  /** What has been written; the rest, up to `sizeInBytes`, is zeros that Kafka preallocates. */
  readonly bytes: Uint8Array
  readonly sizeInBytes: number
  /** Of a `.log`. */
  readonly segment?: LogSegment
}

/**
 * Every file in the replica's directory, in the order `ls` shows them. Index files of the active segment are as large
 * as they may become until a clean stop trims them.
 */
export function encodeSegmentFiles(log: ReplicaLog, stoppedCleanly = false): SegmentFile[] {
  const files: SegmentFile[] = []
  const { indexIntervalBytes } = log.config
  for (const [index, segment] of log.segments.entries()) {
    const closed = index < log.segments.length - 1
    files.push(...encodeSegment(segment, { closed, trimmed: closed || stoppedCleanly, indexIntervalBytes }))
    files.push(...transactionIndexOf(log, segment))
  }
  for (const { segment } of log.deletedSegments) {
    const whole = encodeSegment(segment, { closed: true, trimmed: true, indexIntervalBytes })
    for (const each of [...whole, ...transactionIndexOf(log, segment)]) {
      files.push(Object.defineProperty(each, 'name', { value: `${each.name}.deleted`, enumerable: true }))
    }
  }
  for (const snapshot of log.snapshots)
    files.push(file(`${fileName(snapshot.offset)}.snapshot`, encodeSnapshot(snapshot)))
  // Made with the log, and empty until an epoch is noted.
  const unused = log.leaderEpochs.length === 0 && log.segments[0]?.baseOffset === 0
  files.push(file('leader-epoch-checkpoint', unused ? textBytes('') : encodeLeaderEpochs(log.leaderEpochs)))
  if (rulesOf(log.config).log.writesTopicIds)
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

interface IndexState {
  readonly closed: boolean
  /** No zeros lie behind the entries. */
  readonly trimmed: boolean
  readonly indexIntervalBytes: number
}

function encodeSegment(segment: LogSegment, state: IndexState): SegmentFile[] {
  const name = fileName(segment.baseOffset)
  const { sizeInBytes } = segment
  const log: SegmentFile = {
    name: `${name}.log`,
    sizeInBytes,
    segment,
    // Only for whoever reads it: a list of names needs no bytes.
    get bytes() {
      return encodeBatches(batchesOf(segment), sizeInBytes)
    },
  }
  const files = [log]
  const { offsets, times } = encodeIndexes(segment, state)
  const room = preallocated(segment)
  const index = (suffix: string, bytes: Uint8Array, allocated: number): SegmentFile => ({
    name: `${name}.${suffix}`,
    bytes,
    sizeInBytes: state.trimmed ? bytes.length : allocated,
  })
  if (segment.hasOffsetIndex) files.push(index('index', offsets, room.offsets))
  if (segment.hasTimeIndex) files.push(index('timeindex', times, room.times))
  return files
}

/** There is one where transactions that a marker in this segment has ended were aborted. */
function transactionIndexOf({ transactions }: ReplicaLog, segment: LogSegment): SegmentFile[] {
  const aborted = transactions === null ? [] : abortedIn(transactions, segment)
  return aborted.length === 0 ? [] : [file(`${fileName(segment.baseOffset)}.txnindex`, encodeAborted(aborted))]
}

/** Its entries: those whose markers stand in the segment. */
export function abortedIn({ aborted }: LogTransactions, segment: LogSegment): readonly AbortedTransaction[] {
  const end = lastBatchOf(segment)?.lastOffset ?? -1
  return aborted.filter(({ lastOffset }) => lastOffset >= segment.baseOffset && lastOffset <= end)
}

/** Counterpart in Kafka: AbortedTxn; 34 bytes each. */
function encodeAborted(aborted: readonly AbortedTransaction[]): Uint8Array {
  const writer = createByteWriter(aborted.length * 34)
  for (const { producerId, firstOffset, lastOffset, lastStableOffset } of aborted) {
    writeInt16(writer, 0)
    for (const value of [producerId, firstOffset, lastOffset, lastStableOffset]) writeInt64(writer, value)
  }
  return writer.bytes
}

function encodeIndexes(
  segment: LogSegment,
  { closed, trimmed, indexIntervalBytes }: IndexState,
): { offsets: Uint8Array; times: Uint8Array } {
  const { offsets, times } = indexEntriesOf(segment, closed, indexIntervalBytes)
  // Closing a segment trims the file to its entries; until then stale bytes lie behind them.
  const stale = trimmed ? [] : segment.staleTimeEntries.slice(times.length)
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
