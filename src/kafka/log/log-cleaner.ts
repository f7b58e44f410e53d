/**
 * Counterpart in Kafka: LogCleaner, LogCleanerManager, Cleaner, MemoryRecords.filterTo. Compaction keeps the latest
 * record of each key in the closed segments; offsets and order stay, and gaps appear.
 */
import { rulesOf } from '../profile/registry.ts'
import { type CleanedTransactions, cleanedTransactions, mayDiscard } from './cleaned-transactions.ts'
import { codecOf, compress, defaultCompression } from './compression.ts'
import type { LogConfig } from './log-config.ts'
import {
  appendToSegment,
  batchesOf,
  closeSegment,
  createSegment,
  indexSizes,
  type LogSegment,
  openIndexes,
} from './log-segment.ts'
import { type AbortedTransaction, abortedBetween, firstUnstableOffset, keepAborted } from './log-transactions.ts'
import { newestBatch, type ProducerStateEntry } from './producer-state.ts'
import {
  CONTROL_FLAG,
  DELETE_HORIZON_FLAG,
  type LogRecord,
  RECORD_BATCH_OVERHEAD,
  type RecordBatch,
  sizeOfRecord,
} from './record-batch.ts'
import { activeSegment, lastStableOffset, type ReplicaLog, segmentIndexFor } from './replica-log.ts'
import { keepSnapshots } from './snapshot-files.ts'

export interface LogToClean {
  readonly log: ReplicaLog
  /** Bytes that may be cleaned, as a share of all that would then be clean. */
  readonly dirtyRatio: number
}

/** The log that is dirtiest, of those that are dirty enough to be cleaned now; null when none is. */
export function filthiestLog(logs: Iterable<ReplicaLog>, wallClockMs: number): LogToClean | null {
  let filthiest: LogToClean | null = null
  for (const log of logs) {
    if (!log.config.compact || log.segments.length < 2) continue
    const dirtyRatio = dirtyRatioOf(log, wallClockMs)
    if (dirtyRatio !== null && (filthiest === null || dirtyRatio > filthiest.dirtyRatio))
      filthiest = { log, dirtyRatio }
  }
  return filthiest
}

function dirtyRatioOf(log: ReplicaLog, wallClockMs: number): number | null {
  const state = cleanerStateOf(log, wallClockMs)
  if (state.cleanableBytes === 0) return null
  return state.dirtyRatio > log.config.minCleanableDirtyRatio || state.isOverdue ? state.dirtyRatio : null
}

/** How far a compacted log is from its next cleaning. */
export interface CleanerState {
  /** Everything below has been cleaned before. */
  readonly firstDirtyOffset: number
  /** From here on the cleaner leaves everything alone for now. */
  readonly firstUncleanableOffset: number
  readonly cleanableBytes: number
  /** Bytes that may be cleaned, as a share of all that would then be clean; 0 where there are none. */
  readonly dirtyRatio: number
  /** Something dirty is older than `max.compaction.lag.ms`: the ratio counts no more. */
  readonly isOverdue: boolean
}

export function cleanerStateOf(log: ReplicaLog, wallClockMs: number): CleanerState {
  const firstDirty = firstDirtyOffset(log)
  const firstUncleanable = firstUncleanableOffset(log, wallClockMs)
  let cleanBytes = 0
  let cleanableBytes = 0
  for (const { baseOffset, sizeInBytes } of log.segments) {
    if (baseOffset < firstDirty) cleanBytes += sizeInBytes
  }
  let earliestDirty = Infinity
  for (const { baseOffset, sizeInBytes, rollingBasedTimestamp } of closedDirtySegments(log)) {
    if (baseOffset < firstUncleanable) cleanableBytes += sizeInBytes
    if (rollingBasedTimestamp > 0) earliestDirty = Math.min(earliestDirty, rollingBasedTimestamp)
  }
  return {
    firstDirtyOffset: firstDirty,
    firstUncleanableOffset: firstUncleanable,
    cleanableBytes,
    dirtyRatio: cleanableBytes === 0 ? 0 : cleanableBytes / (cleanBytes + cleanableBytes),
    isOverdue: wallClockMs - earliestDirty > log.config.maxCompactionLagMs,
  }
}

/** From the one that holds the first dirty offset on: where the log's start has moved into it, part of it is clean. */
function closedDirtySegments(log: ReplicaLog): readonly LogSegment[] {
  return log.segments.slice(segmentIndexFor(log.segments, firstDirtyOffset(log)), -1)
}

function firstDirtyOffset(log: ReplicaLog): number {
  return Math.max(log.cleanerCheckpoint, log.logStartOffset, (log.segments[0] as LogSegment).baseOffset)
}

/**
 * The active segment, what is not committed or of a transaction that may yet be aborted, and what is younger than
 * min.compaction.lag.ms are left alone.
 */
function firstUncleanableOffset(log: ReplicaLog, wallClockMs: number): number {
  const { cleansOnlyCommitted } = rulesOf(log.config).log
  const unstable = log.transactions === null ? Infinity : firstUnstableOffset(log.transactions)
  let limit = Math.min(activeSegment(log).baseOffset, cleansOnlyCommitted ? lastStableOffset(log) : unstable)
  const lagMs = log.config.minCompactionLagMs
  if (lagMs > 0) {
    const young = closedDirtySegments(log).find(({ maxTimestamp }) => maxTimestamp > wallClockMs - lagMs)
    if (young !== undefined) limit = Math.min(limit, young.baseOffset)
  }
  // Whole segments only: one that reaches beyond the limit is not begun.
  const index = segmentIndexFor(log.segments, limit)
  return (log.segments[index] as LogSegment).baseOffset
}

/**
 * Something was written into the active segment of a compacted log. Versions that write no horizon into batches go by the
 * time of the file when they drop tombstones (LogSegment.lastModified).
 */
export function noteModified(log: ReplicaLog, wallClockMs: number): void {
  if (log.config.compact && !rulesOf(log.config).log.stampsTombstones) activeSegment(log).modifiedAtMs = wallClockMs
}

/** Of a log that was not compacted when it was written, the times of its records have to do. */
function timeOfFile({ modifiedAtMs, maxTimestamp }: LogSegment): number {
  return modifiedAtMs ?? maxTimestamp
}

/** What a cleaning made of the segments that it rewrote. */
export interface Cleaned {
  /** Records that are not there any more. */
  readonly records: number
  readonly fromBytes: number
  readonly toBytes: number
}

/** Cleans the log up to what may be cleaned at this instant of the wall clock. */
export function cleanLog(log: ReplicaLog, wallClockMs: number): Cleaned {
  const firstDirty = firstDirtyOffset(log)
  const firstUncleanable = firstUncleanableOffset(log, wallClockMs)
  const latest = latestOffsets(log, firstDirty, firstUncleanable)
  const cleanable = log.segments.filter((segment) => segment.baseOffset < firstUncleanable)
  const rest = log.segments.slice(cleanable.length)
  const lastClean = cleanable.findLast((segment) => segment.baseOffset < firstDirty)
  const transactions = cleanedTransactions(abortedIn(log, 0, firstUncleanable))
  const cleaning = {
    log,
    latest,
    transactions,
    wallClockMs,
    lastCleanTimestamp: lastClean === undefined ? -1 : timeOfFile(lastClean),
  }
  const cleaned = groupBySize(cleanable, log.config).map((group) => cleanGroup(group, cleaning))
  log.segments = [...cleaned, ...rest]
  log.version++
  log.cleanerCheckpoint = firstUncleanable
  // Of whose records nothing is left readers need not be told: the index is written anew with the segments.
  if (log.transactions !== null) log.transactions = keepAborted(log.transactions, firstUncleanable, transactions.kept)
  dropMergedFiles(log, cleanable, cleaned, wallClockMs)
  return {
    records: recordsIn(cleanable) - recordsIn(cleaned),
    fromBytes: cleanable.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0),
    toBytes: cleaned.reduce((sum, { sizeInBytes }) => sum + sizeInBytes, 0),
  }
}

function recordsIn(segments: readonly LogSegment[]): number {
  let records = 0
  for (const segment of segments) for (const batch of batchesOf(segment)) records += batch.records.length
  return records
}

/** The cleaner's offset map. Later records of a key hide earlier ones; control batches have no keys to speak of. */
function latestOffsets(log: ReplicaLog, from: number, to: number): Map<string, number> {
  const latest = new Map<string, number>()
  const transactions = cleanedTransactions(abortedIn(log, from, to))
  for (const segment of log.segments) {
    if (segment.baseOffset >= to) break
    for (const batch of batchesOf(segment)) {
      if (batch.lastOffset < from) continue
      // What was aborted hides nothing: the value before it is still the latest.
      if (mayDiscard(transactions, batch) || (batch.attributes & CONTROL_FLAG) !== 0) continue
      for (const record of batch.records) {
        if (record.key !== null) latest.set(record.key, batch.baseOffset + record.offsetDelta)
      }
    }
  }
  return latest
}

function abortedIn({ transactions }: ReplicaLog, from: number, to: number): readonly AbortedTransaction[] {
  return transactions === null ? [] : abortedBetween(transactions, from, to)
}

/** Neighbours are merged whose records, and whose indexes, together fit one segment (Cleaner.groupSegmentsBySize). */
function groupBySize(segments: readonly LogSegment[], config: LogConfig): LogSegment[][] {
  const groups: LogSegment[][] = []
  let [bytes, offsetBytes, timeBytes] = [Infinity, 0, 0]
  for (const segment of segments) {
    const index = indexSizes(segment, config.indexIntervalBytes)
    bytes += segment.sizeInBytes
    offsetBytes += index.offsets
    timeBytes += index.times
    if (bytes > config.segmentBytes || Math.max(offsetBytes, timeBytes) > config.maxIndexSize) {
      groups.push([segment])
      ;[bytes, offsetBytes, timeBytes] = [segment.sizeInBytes, index.offsets, index.times]
    } else (groups[groups.length - 1] as LogSegment[]).push(segment)
  }
  return groups
}

interface Cleaning {
  readonly log: ReplicaLog
  /** Of each key. */
  readonly latest: ReadonlyMap<string, number>
  /** As far as the log has been read. */
  readonly transactions: CleanedTransactions
  readonly wallClockMs: number
  /** Of the last segment that was clean before; -1 none. */
  readonly lastCleanTimestamp: number
}

function cleanGroup(group: readonly LogSegment[], cleaning: Cleaning): LogSegment {
  const first = group[0] as LogSegment
  const cleaned = createSegment(first.baseOffset, first.createdAtMs, cleaning.log.config)
  for (const segment of group) {
    for (const batch of batchesOf(segment)) {
      const kept = cleanBatch(batch, segment, cleaning)
      if (kept !== null) appendToSegment(cleaned, kept)
    }
  }
  openIndexes(cleaned)
  const modifiedAtMs = group[group.length - 1]?.modifiedAtMs
  if (modifiedAtMs !== undefined) cleaned.modifiedAtMs = modifiedAtMs
  closeSegment(cleaned)
  return cleaned
}

function cleanBatch(batch: RecordBatch, segment: LogSegment, cleaning: Cleaning): RecordBatch | null {
  const { log, latest, wallClockMs, lastCleanTimestamp, transactions } = cleaning
  const discardable = mayDiscard(transactions, batch)
  const isControl = (batch.attributes & CONTROL_FLAG) !== 0
  const horizonSet = (batch.attributes & DELETE_HORIZON_FLAG) !== 0
  const rules = rulesOf(log.config).log
  const isPast = rules.mayDropTombstones({
    wallClockMs,
    // Of a stamped batch the base timestamp is the instant from which its tombstones, or its marker, may go.
    deleteHorizonMs: horizonSet ? batch.baseTimestamp : -1,
    segmentTimestamp: timeOfFile(segment),
    lastCleanTimestamp,
    deleteRetentionMs: log.config.deleteRetentionMs,
  })
  // A marker stays as long as tombstones do, so that whoever reads now still learns how its transaction ended.
  const discarded = discardable && (!isControl || isPast)
  const kept = discarded ? [] : isControl ? batch.records : recordsToKeep(batch, latest, isPast)
  const tombstones = !isControl && kept.some(({ value }) => value === null)
  const stamp = rules.stampsTombstones && kept.length > 0 && !horizonSet && (tombstones || (isControl && discardable))
  if (kept.length === batch.records.length && !stamp) return batch.records.length === 0 && discarded ? null : batch
  if (kept.length === 0 && !isLastOfProducer(batch, log.producers)) return null
  const rebuilt = rebuild(batch, kept, stamp ? wallClockMs + log.config.deleteRetentionMs : null)
  const codec = codecOf(batch)
  return Object.freeze(codec === 0 ? rebuilt : compress(rebuilt, defaultCompression(codec, rules)))
}

function recordsToKeep(
  batch: RecordBatch,
  latest: ReadonlyMap<string, number>,
  dropsTombstones: boolean,
): readonly LogRecord[] {
  return batch.records.filter((record) => {
    const latestOffset = record.key === null ? Infinity : (latest.get(record.key) ?? -1)
    if (batch.baseOffset + record.offsetDelta < latestOffset) return false
    return record.value !== null || !dropsTombstones
  })
}

/**
 * The last batch of a producer is kept without its records: its sequence must outlive them. Of one whose epoch has seen
 * nothing but a marker that marker is what fences those before it.
 */
function isLastOfProducer(batch: RecordBatch, producers: ReadonlyMap<number, ProducerStateEntry>): boolean {
  if (batch.producerId < 0) return false
  const known = producers.get(batch.producerId)
  if (known === undefined) return false
  const last = newestBatch(known)
  if (last !== undefined) return last.lastOffset === batch.lastOffset
  return (batch.attributes & CONTROL_FLAG) !== 0 && batch.producerEpoch === known.producerEpoch
}

/** The same batch with fewer records: base and last offset stay, so sequences can still be told from offsets. */
function rebuild(batch: RecordBatch, kept: readonly LogRecord[], deleteHorizonMs: number | null): RecordBatch {
  const horizonSet = (batch.attributes & DELETE_HORIZON_FLAG) !== 0
  const baseTimestamp =
    deleteHorizonMs ?? (horizonSet ? batch.baseTimestamp : (kept[0]?.timestamp ?? batch.baseTimestamp))
  let sizeInBytes = RECORD_BATCH_OVERHEAD
  let maxTimestamp = kept.length === 0 ? batch.maxTimestamp : -1
  for (const record of kept) {
    sizeInBytes += sizeOfRecord(
      record.offsetDelta,
      record.timestamp - baseTimestamp,
      record.key,
      record.value,
      record.headers,
    )
    maxTimestamp = Math.max(maxTimestamp, record.timestamp)
  }
  return {
    ...batch,
    attributes: deleteHorizonMs === null ? batch.attributes : batch.attributes | DELETE_HORIZON_FLAG,
    baseTimestamp,
    maxTimestamp,
    sizeInBytes,
    records: Object.freeze(kept.slice()),
  }
}

/** The old segments are on the disk as `.deleted` for a while; snapshots of those that merged into others go with them. */
function dropMergedFiles(
  log: ReplicaLog,
  old: readonly LogSegment[],
  cleaned: readonly LogSegment[],
  wallClockMs: number,
): void {
  const deleteAtMs = wallClockMs + log.config.fileDeleteDelayMs
  const files = old.map((segment) => Object.freeze({ segment, deleteAtMs }))
  log.deletedSegments = Object.freeze([...log.deletedSegments, ...files])
  if (!rulesOf(log.config).log.snapshotsLeaveWithSegments) return
  const bases = new Set(cleaned.map((segment) => segment.baseOffset))
  const merged = new Set(old.map((segment) => segment.baseOffset).filter((base) => !bases.has(base)))
  keepSnapshots(log, (offset) => !merged.has(offset))
}
