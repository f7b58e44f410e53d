/**
 * Counterpart in Kafka: org.apache.kafka.storage.internals.log.LogSegment. Batches stand in frozen chunks of 128 with a
 * short tail behind them, so that a checkpoint of a long log copies a few references; a closed segment is frozen whole.
 * The index files are not kept: they follow from the batches (`segment-bytes.ts`).
 */
import type { RecordBatch } from './record-batch.ts'

export interface LogSegment {
  readonly baseOffset: number
  /** Frozen, and replaced by a longer one with every 128 batches. */
  chunks: readonly (readonly RecordBatch[])[]
  /** Fewer than `CHUNK_BATCHES` batches, behind all chunks. */
  tail: RecordBatch[]
  sizeInBytes: number
  /** Largest timestamp of the segment's first batch, from which the time to the roll counts; -1 while empty. */
  rollingBasedTimestamp: number
  /** Epoch milliseconds; -1 while empty. */
  maxTimestamp: number
  /** Last offset of the first batch that has `maxTimestamp`. */
  offsetOfMaxTimestamp: number
  /** Wall clock, epoch milliseconds. */
  readonly createdAtMs: number
  /** When something was last written into the file; only where compaction goes by it (`noteModified`). */
  modifiedAtMs?: number
  /**
   * `.index` and `.timeindex` are there. Kafka makes them when they are first looked at or written to (LazyIndex), so
   * only an active segment without records may lack them.
   */
  hasOffsetIndex: boolean
  hasTimeIndex: boolean
  /** Bytes that each of them may take (`segment.index.bytes`), as it was when the segment was opened. */
  maxIndexSize: number
  /** Ends of the log at which the largest timestamp was entered in `.timeindex` although nothing asked for it. */
  timeIndexSeals: readonly number[]
  /** What a truncation left in `.timeindex` behind its end: bytes that nobody reads. */
  staleTimeEntries: readonly TimeIndexEntry[]
}

/** Offset relative to the segment's base. */
export type TimeIndexEntry = readonly [timestamp: number, relativeOffset: number]

export type OffsetIndexEntry = readonly [relativeOffset: number, position: number]

export const CHUNK_BATCHES = 128
export const NO_BATCHES: readonly RecordBatch[] = Object.freeze([])

export function createSegment(
  baseOffset: number,
  createdAtMs: number,
  { maxIndexSize }: { readonly maxIndexSize: number },
): LogSegment {
  return {
    baseOffset,
    chunks: NO_CHUNKS,
    tail: [],
    sizeInBytes: 0,
    rollingBasedTimestamp: -1,
    maxTimestamp: -1,
    offsetOfMaxTimestamp: -1,
    createdAtMs,
    hasOffsetIndex: false,
    hasTimeIndex: false,
    maxIndexSize,
    timeIndexSeals: NO_SEALS,
    staleTimeEntries: NO_TIME_ENTRIES,
  }
}

const NO_CHUNKS: readonly (readonly RecordBatch[])[] = Object.freeze([])
const NO_SEALS: readonly number[] = Object.freeze([])
const NO_TIME_ENTRIES: readonly TimeIndexEntry[] = Object.freeze([])

/** Makes both index files where they are not there yet. */
export function openIndexes(segment: LogSegment): void {
  openTimeIndex(segment)
  if (!segment.hasOffsetIndex) segment.hasOffsetIndex = true
}

/**
 * As loading a log does for its active segment: both files are as large then as the settings let them become, and what
 * had to be recovered is entered anew.
 */
export function reopenIndexes(
  segment: LogSegment,
  { maxIndexSize }: { readonly maxIndexSize: number },
  clean: boolean,
): void {
  openIndexes(segment)
  segment.maxIndexSize = maxIndexSize
  segment.staleTimeEntries = NO_TIME_ENTRIES
  if (!clean) segment.timeIndexSeals = NO_SEALS
}

/** Whoever asks how young a segment is looks into its time index. */
export function openTimeIndex(segment: LogSegment): void {
  if (!segment.hasTimeIndex) segment.hasTimeIndex = true
}

/** The process stopped, or recovered the log: Kafka then enters the largest timestamp, as at a roll. */
export function sealTimeIndex(segment: LogSegment, logEndOffset: number): void {
  if (Object.isFrozen(segment) || segment.sizeInBytes === 0) return
  if (segment.timeIndexSeals.at(-1) === logEndOffset) return
  segment.timeIndexSeals = Object.freeze([...segment.timeIndexSeals, logEndOffset])
}

/** What was entered into the two index files of a segment, as it follows from its batches. */
export interface IndexEntries {
  readonly offsets: readonly OffsetIndexEntry[]
  readonly times: readonly TimeIndexEntry[]
}

/** Entries are made when more than `index.interval.bytes` came before the batch in hand, and point to it. */
export function indexEntriesOf(segment: LogSegment, closed: boolean, indexIntervalBytes: number): IndexEntries {
  const offsets: OffsetIndexEntry[] = []
  const times: TimeIndexEntry[] = []
  const seals = segment.timeIndexSeals.slice()
  let position = 0
  let bytesSinceEntry = 0
  let maxTimestamp = -1
  let offsetOfMaxTimestamp = -1
  const enterTime = (): void => {
    const last = times[times.length - 1]
    if (maxTimestamp < 0 || (last !== undefined && maxTimestamp <= last[0])) return
    times.push([maxTimestamp, offsetOfMaxTimestamp - segment.baseOffset])
  }
  for (const batch of batchesOf(segment)) {
    for (; seals.length > 0 && (seals[0] as number) <= batch.baseOffset; seals.shift()) {
      enterTime()
      // A process that has just begun does not know how much came before.
      bytesSinceEntry = 0
    }
    if (batch.maxTimestamp > maxTimestamp) {
      maxTimestamp = batch.maxTimestamp
      offsetOfMaxTimestamp = batch.lastOffset
    }
    if (bytesSinceEntry > indexIntervalBytes) {
      offsets.push([batch.lastOffset - segment.baseOffset, position])
      enterTime()
      bytesSinceEntry = 0
    }
    position += batch.sizeInBytes
    bytesSinceEntry += batch.sizeInBytes
  }
  if (closed || seals.length > 0) enterTime()
  return { offsets, times }
}

const OFFSET_ENTRY_BYTES = 8
const TIME_ENTRY_BYTES = 12

/** Bytes of an active segment's index file, which is made as large as it may become. */
export function preallocated({ maxIndexSize }: LogSegment): { readonly offsets: number; readonly times: number } {
  return {
    offsets: maxIndexSize - (maxIndexSize % OFFSET_ENTRY_BYTES),
    times: maxIndexSize - (maxIndexSize % TIME_ENTRY_BYTES),
  }
}

/** Bytes of the entries of a closed segment. */
export function indexSizes(segment: LogSegment, indexIntervalBytes: number): { offsets: number; times: number } {
  const { offsets, times } = indexEntriesOf(segment, true, indexIntervalBytes)
  return { offsets: offsets.length * OFFSET_ENTRY_BYTES, times: times.length * TIME_ENTRY_BYTES }
}

/**
 * No entry more fits one of the two; the last slot of the time index is kept for closing the segment. Counterpart in
 * Kafka: AbstractIndex.isFull, TimeIndex.isFull.
 */
export function isIndexFull(segment: LogSegment, indexIntervalBytes: number): boolean {
  const { maxIndexSize, sizeInBytes, timeIndexSeals } = segment
  const timeSlots = Math.floor(maxIndexSize / TIME_ENTRY_BYTES) - 1
  // More than so many there cannot be, which is all that nearly every append needs to know.
  const room = timeSlots - timeIndexSeals.length
  if (sizeInBytes < room * (indexIntervalBytes + 1) || segment.chunks.length + 1 < room / CHUNK_BATCHES) return false
  const { offsets, times } = indexEntriesOf(segment, false, indexIntervalBytes)
  return times.length >= timeSlots || offsets.length >= Math.floor(maxIndexSize / OFFSET_ENTRY_BYTES)
}

/** The batch is frozen and its offsets follow what the segment holds. */
export function appendToSegment(segment: LogSegment, batch: RecordBatch): void {
  const tail = segment.tail
  if (segment.sizeInBytes === 0) {
    segment.rollingBasedTimestamp = batch.maxTimestamp
    openIndexes(segment)
  }
  // V8 is slow to push where it has seen lists that never held anything.
  if (tail.length === 0) segment.tail = [batch]
  else tail.push(batch)
  segment.sizeInBytes += batch.sizeInBytes
  if (batch.maxTimestamp > segment.maxTimestamp) {
    segment.maxTimestamp = batch.maxTimestamp
    segment.offsetOfMaxTimestamp = batch.lastOffset
  }
  if (tail.length === CHUNK_BATCHES) {
    segment.chunks = Object.freeze([...segment.chunks, Object.freeze(tail)])
    segment.tail = []
  }
}

/** Nothing is appended any more; copies share it from now on. */
export function closeSegment(segment: LogSegment): void {
  Object.freeze(segment.tail)
  Object.freeze(segment)
}

/** Every batch, oldest first. */
export function batchesOf(segment: LogSegment): readonly RecordBatch[] {
  return segment.chunks.length === 0 ? segment.tail : [...segment.chunks.flat(), ...segment.tail]
}

export function lastBatchOf(segment: LogSegment): RecordBatch | undefined {
  const { tail, chunks } = segment
  return tail.length > 0 ? tail[tail.length - 1] : chunks[chunks.length - 1]?.[CHUNK_BATCHES - 1]
}

/**
 * The batches from the one that holds `fromOffset` on, as long as they end below `upToOffset` and fit `maxBytes`; the
 * first comes whatever its size if `minOneMessage` (KIP-74). `fromOffset` may lie in a gap that compaction left.
 */
export function readSegment(
  segment: LogSegment,
  fromOffset: number,
  maxBytes: number,
  upToOffset: number,
  minOneMessage: boolean,
): readonly RecordBatch[] {
  const { tail, chunks } = segment
  // Nearly always the last batch alone is wanted.
  const last = tail.length === 0 ? undefined : tail[tail.length - 1]
  if (last !== undefined && last.baseOffset <= fromOffset && fromOffset <= last.lastOffset) {
    const fits = minOneMessage || last.sizeInBytes <= maxBytes
    return fits && last.lastOffset < upToOffset ? [last] : NO_BATCHES
  }
  const inTail = chunks.length === 0 || ((tail[0] as RecordBatch | undefined)?.baseOffset ?? Infinity) <= fromOffset
  let chunkIndex = inTail ? chunks.length : chunkFor(chunks, fromOffset)
  let chunk = (chunkIndex < chunks.length ? chunks[chunkIndex] : tail) as readonly RecordBatch[]
  let index = firstEndingAtOrAfter(chunk, fromOffset)
  let found: RecordBatch[] | null = null
  let bytes = 0
  for (;;) {
    if (index >= chunk.length) {
      if (chunkIndex >= chunks.length) break
      chunk = (++chunkIndex < chunks.length ? chunks[chunkIndex] : tail) as readonly RecordBatch[]
      index = 0
      continue
    }
    const batch = chunk[index++] as RecordBatch
    if (batch.lastOffset >= upToOffset) break
    bytes += batch.sizeInBytes
    if (bytes > maxBytes && (found !== null || !minOneMessage)) break
    if (found === null) found = [batch]
    else found.push(batch)
  }
  return found ?? NO_BATCHES
}

/** Index of the chunk that would hold `offset`: the last that begins at or below it, or the first. */
function chunkFor(chunks: readonly (readonly RecordBatch[])[], offset: number): number {
  let low = 0
  let high = chunks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (((chunks[middle] as readonly RecordBatch[])[0] as RecordBatch).baseOffset <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function firstEndingAtOrAfter(batches: readonly RecordBatch[], offset: number): number {
  const length = batches.length
  // Nearly every reader stands at the end, one batch before it, or waits behind it.
  if (length === 0 || (batches[length - 1] as RecordBatch).lastOffset < offset) return length
  if (length === 1 || (batches[length - 2] as RecordBatch).lastOffset < offset) return length - 1
  let low = 0
  let high = length - 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((batches[middle] as RecordBatch).lastOffset >= offset) high = middle
    else low = middle + 1
  }
  return low
}
