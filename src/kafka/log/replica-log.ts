/**
 * Counterpart in Kafka: org.apache.kafka.storage.internals.log.UnifiedLog. One replica's own log: segments, offsets,
 * leader epochs and what is known of producers.
 */
import { assert } from '../../engine/assert.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { type AcknowledgedNotes, createNotes, notePassedOver } from './acknowledged.ts'
import {
  assignEpoch,
  type EpochEntry,
  NO_EPOCHS,
  truncateEpochsFromEnd,
  truncateEpochsFromStart,
} from './leader-epoch-cache.ts'
import type { LogConfig } from './log-config.ts'
import {
  appendToSegment,
  batchesOf,
  closeSegment,
  createSegment,
  indexEntriesOf,
  isIndexFull,
  type LogSegment,
  lastBatchOf,
  NO_BATCHES,
  openIndexes,
  readSegment,
} from './log-segment.ts'
import {
  begin,
  end,
  firstUnstableOffset,
  forgetReplicated,
  isTransactional,
  type LogTransactions,
  markerOf,
  type OpenTransaction,
  reread,
} from './log-transactions.ts'
import {
  NO_PRODUCERS,
  type ProducerSnapshot,
  type ProducerStates,
  restoreProducers,
  snapshotProducers,
  updateByMarker,
  updateProducerState,
} from './producer-state.ts'
import { type RecordBatch, withOffsets } from './record-batch.ts'

export interface ReplicaLog {
  readonly topicPartition: TopicPartition
  readonly topicId: string
  /** Which of its broker's folders it lies in, where there are several. */
  readonly parentDir?: string
  /** Counts the changes of what a person can see: records, segments, offsets, epochs. An observer's, like `notes`. */
  version: number
  config: LogConfig
  /** Oldest first, never empty; the last is the active one, all others are frozen. */
  segments: LogSegment[]
  logStartOffset: number
  highWatermark: number
  logEndOffset: number
  leaderEpochs: readonly EpochEntry[]
  producers: ProducerStates
  /** Null until a transaction writes here: nearly all logs never see one. */
  transactions: LogTransactions | null
  /** By offset, ascending; one for each roll. */
  snapshots: readonly ProducerSnapshot[]
  /** Renamed to `.deleted`, unreadable, and still on the disk until `deleteAtMs` (wall clock). */
  deletedSegments: readonly { readonly segment: LogSegment; readonly deleteAtMs: number }[]
  /** Everything below was flushed by Kafka itself: closed segments, soon after the roll. */
  recoveryPoint: number
  /** Everything below is on the disk, be it only because the operating system wrote old pages back. */
  durableOffset: number
  /** What the next write-back covers: the end as it was at `dirtySinceMs`. */
  dirtyEndOffset: number
  dirtySinceMs: number
  /** End of what was cleaned by the log cleaner, as `cleaner-offset-checkpoint` has it at once; -1 never cleaned. */
  cleanerCheckpoint: number
  /** An observer's, for the picture; no handler reads them. */
  readonly notes: AcknowledgedNotes
}

const NO_SNAPSHOTS: readonly ProducerSnapshot[] = Object.freeze([])
const NO_FILES: ReplicaLog['deletedSegments'] = Object.freeze([])
const MAX_RELATIVE_OFFSET = 2_147_483_647

export function createLog(
  topicPartition: TopicPartition,
  topicId: string,
  config: LogConfig,
  wallClockMs: number,
): ReplicaLog {
  return {
    topicPartition,
    topicId,
    version: 0,
    config,
    segments: [firstSegment(wallClockMs, config)],
    logStartOffset: 0,
    highWatermark: 0,
    logEndOffset: 0,
    leaderEpochs: NO_EPOCHS,
    producers: NO_PRODUCERS,
    transactions: null,
    snapshots: NO_SNAPSHOTS,
    deletedSegments: NO_FILES,
    recoveryPoint: 0,
    durableOffset: 0,
    dirtyEndOffset: 0,
    dirtySinceMs: wallClockMs,
    cleanerCheckpoint: -1,
    notes: createNotes(),
  }
}

function firstSegment(wallClockMs: number, config: LogConfig): LogSegment {
  const segment = createSegment(0, wallClockMs, config)
  openIndexes(segment)
  return segment
}

export function activeSegment(log: ReplicaLog): LogSegment {
  return log.segments[log.segments.length - 1] as LogSegment
}

/** Where a read_committed reader stops: at the first record of an open transaction, and never above the high watermark. */
export function lastStableOffset({ highWatermark, logStartOffset, transactions }: ReplicaLog): number {
  if (transactions === null) return highWatermark
  // Records of an open transaction may be deleted; what is gone holds nothing back (maybeIncrementFirstUnstableOffset).
  return Math.min(highWatermark, Math.max(firstUnstableOffset(transactions), logStartOffset))
}

/** Appends what a client or a coordinator wrote, at the end and under the leader's epoch. Roll first. */
export function appendAsLeader(log: ReplicaLog, batch: RecordBatch, leaderEpoch: number): RecordBatch {
  const appended = withOffsets(batch, log.logEndOffset, leaderEpoch)
  append(log, appended)
  return appended
}

/** Appends a batch as the leader has it. Its epoch is noted when the first batch of it comes. Roll first. */
export function appendAsFollower(log: ReplicaLog, batch: RecordBatch): void {
  const epochs = log.leaderEpochs
  const last = epochs.length === 0 ? undefined : epochs[epochs.length - 1]
  if (last === undefined || last.epoch < batch.partitionLeaderEpoch) {
    if (batch.baseOffset > log.logEndOffset) notePassedOver(log, batch)
    noteEpoch(log, batch.partitionLeaderEpoch, batch.baseOffset)
  }
  append(log, batch)
}

function append(log: ReplicaLog, batch: RecordBatch): void {
  appendToSegment(log.segments[log.segments.length - 1] as LogSegment, batch)
  assert(batch.baseOffset >= log.logEndOffset && batch.lastOffset >= batch.baseOffset, 'offsets in a log only rise')
  log.logEndOffset = batch.lastOffset + 1
  log.version++
  if (batch.producerId >= 0) noteProducer(log, batch)
  if (log.logEndOffset - log.recoveryPoint >= log.config.flushMessages) flush(log, log.logEndOffset)
}

/** What a batch says of its producer, and of the transaction it is of. */
function noteProducer(log: ReplicaLog, batch: RecordBatch): void {
  if (!isTransactional(batch)) log.producers = updateProducerState(log.producers, batch)
  else noteTransactional(log, batch)
}

function noteTransactional(log: ReplicaLog, batch: RecordBatch): void {
  const { producerId, baseOffset } = batch
  const marker = markerOf(batch)
  if (marker === null) {
    log.producers = updateProducerState(log.producers, batch)
    const entry = log.producers.get(producerId)
    if (entry === undefined || entry.currentTransactionFirstOffset !== -1) return
    entry.currentTransactionFirstOffset = baseOffset
    log.transactions = begin(log.transactions, { producerId, firstOffset: baseOffset })
    return
  }
  const firstOffset = log.producers.get(producerId)?.currentTransactionFirstOffset ?? -1
  if (firstOffset !== -1)
    log.transactions = end(log.transactions, { producerId, firstOffset }, baseOffset, marker.committed)
  log.producers = updateByMarker(log.producers, marker, batch.maxTimestamp)
}

/** Rolls if the batch must not go into the active segment (2.2 of the ground truth); true if it did. */
export function maybeRoll(log: ReplicaLog, batch: RecordBatch, wallClockMs: number): boolean {
  const active = log.segments[log.segments.length - 1] as LogSegment
  const config = log.config
  if (active.sizeInBytes <= config.segmentBytes - batch.sizeInBytes) {
    if (active.sizeInBytes === 0) return false
    const { rollingBasedTimestamp } = active
    // Record time, not the clock: a segment of old records rolls at the first young one.
    const waitedMs =
      rollingBasedTimestamp >= 0 ? batch.maxTimestamp - rollingBasedTimestamp : wallClockMs - active.createdAtMs
    const lastOffset = batch.lastOffset - batch.baseOffset + Math.max(batch.baseOffset, log.logEndOffset)
    const isYoung = waitedMs <= config.segmentMs && lastOffset - active.baseOffset <= MAX_RELATIVE_OFFSET
    if (isYoung && !isIndexFull(active, config.indexIntervalBytes)) return false
  }
  if (active.sizeInBytes === 0 && active.baseOffset === log.logEndOffset) return false
  roll(log, wallClockMs)
  return true
}

/** Closes the active segment and opens one at the log's end. The closed one is not flushed yet. */
export function roll(log: ReplicaLog, wallClockMs: number): void {
  const active = activeSegment(log)
  // An empty active segment is replaced, as in Kafka: two segments cannot have the same base offset.
  if (active.baseOffset === log.logEndOffset) log.segments.pop()
  else closeSegment(active)
  log.segments.push(createSegment(log.logEndOffset, wallClockMs, log.config))
  log.version++
  takeProducerSnapshot(log)
}

/** Writes the `.snapshot` of the log's end, unless it is there. */
export function takeProducerSnapshot(log: ReplicaLog): void {
  const { logEndOffset } = log
  const others = log.snapshots.filter((snapshot) => snapshot.offset !== logEndOffset)
  log.snapshots = Object.freeze([...others, snapshotProducers(log.producers, logEndOffset)])
}

/** fsync up to `offset` (exclusive). */
export function flush(log: ReplicaLog, offset: number): void {
  if (offset > log.recoveryPoint) log.recoveryPoint = offset
  if (offset > log.durableOffset) log.durableOffset = offset
}

/**
 * Batches from the one that holds `fromOffset` on, of one segment only, which end below `upToOffset`. The offset lies
 * in [logStartOffset, logEndOffset]; the caller has checked.
 */
export function readLog(
  log: ReplicaLog,
  fromOffset: number,
  maxBytes: number,
  upToOffset: number,
  minOneMessage: boolean,
): readonly RecordBatch[] {
  if (fromOffset >= upToOffset) return NO_BATCHES
  const segments = log.segments
  let index = segments.length - 1
  if ((segments[index] as LogSegment).baseOffset > fromOffset) index = segmentIndexFor(segments, fromOffset)
  for (; index < segments.length; index++) {
    const segment = segments[index] as LogSegment
    const batches = readSegment(segment, fromOffset, maxBytes, upToOffset, minOneMessage)
    // Empty although something was there to read: too large for what is left of the response.
    if (batches.length > 0 || (lastBatchOf(segment)?.lastOffset ?? -1) >= fromOffset) return batches
  }
  return NO_BATCHES
}

/** Index of the segment that would hold `offset`: the last that begins at or below it, or the first. */
export function segmentIndexFor(segments: readonly LogSegment[], offset: number): number {
  let low = 0
  let high = segments.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((segments[middle] as LogSegment).baseOffset <= offset) low = middle
    else high = middle - 1
  }
  return low
}

export function sizeOfLog(log: ReplicaLog): number {
  let size = 0
  for (const segment of log.segments) size += segment.sizeInBytes
  return size
}

/**
 * Cuts off everything from `offset` on; what is known of epochs and producers is put back to that point. Returns the
 * new end, which is lower still if `offset` lies inside a batch.
 */
export function truncateTo(log: ReplicaLog, offset: number, wallClockMs: number): number {
  log.version++
  if (offset >= log.logEndOffset) {
    // An epoch in which this replica led, and wrote nothing before another did, is the leader's to name.
    log.leaderEpochs = truncateEpochsFromEnd(log.leaderEpochs, log.logEndOffset)
    return log.logEndOffset
  }
  const firstBase = (log.segments[0] as LogSegment).baseOffset
  if (offset < firstBase) {
    truncateFullyAndStartAt(log, offset, wallClockMs)
    return offset
  }
  while (activeSegment(log).baseOffset > offset) log.segments.pop()
  const end = reopenActiveSegment(log, offset)
  log.logEndOffset = end
  log.highWatermark = Math.min(log.highWatermark, end)
  log.recoveryPoint = Math.min(log.recoveryPoint, end)
  log.durableOffset = Math.min(log.durableOffset, end)
  log.dirtyEndOffset = Math.min(log.dirtyEndOffset, end)
  log.cleanerCheckpoint = Math.min(log.cleanerCheckpoint, end)
  log.logStartOffset = Math.min(log.logStartOffset, end)
  log.leaderEpochs = truncateEpochsFromEnd(log.leaderEpochs, end)
  rebuildProducerState(log)
  return end
}

/** The last segment again as a mutable one, without what reaches `offset`. */
function reopenActiveSegment(log: ReplicaLog, offset: number): number {
  const old = log.segments.pop() as LogSegment
  const reopened = createSegment(old.baseOffset, old.createdAtMs, old)
  openIndexes(reopened)
  const { times: entries } = indexEntriesOf(old, Object.isFrozen(old), log.config.indexIntervalBytes)
  if (entries.length > 0)
    reopened.staleTimeEntries = Object.freeze([...entries, ...old.staleTimeEntries.slice(entries.length)])
  reopened.timeIndexSeals = Object.freeze(old.timeIndexSeals.filter((seal) => seal <= offset))
  let end = old.baseOffset
  let cutInside = false
  for (const batch of batchesOf(old)) {
    if (batch.lastOffset >= offset) {
      cutInside = batch.baseOffset < offset
      break
    }
    appendToSegment(reopened, batch)
    end = batch.lastOffset + 1
  }
  log.segments.push(reopened)
  // Compaction may have left a gap before `offset`; then the log ends at `offset` although no record is next to it.
  return cutInside ? end : Math.max(end, offset)
}

/** Forgets everything; the log begins and ends at `offset`. */
export function truncateFullyAndStartAt(
  log: ReplicaLog,
  offset: number,
  wallClockMs: number,
  logStartOffset = offset,
): void {
  log.version++
  log.segments = [createSegment(offset, wallClockMs, log.config)]
  log.leaderEpochs = NO_EPOCHS
  log.producers = NO_PRODUCERS
  log.transactions = null
  log.snapshots = NO_SNAPSHOTS
  log.logStartOffset = logStartOffset
  log.logEndOffset = offset
  log.highWatermark = logStartOffset
  log.recoveryPoint = offset
  log.durableOffset = offset
  log.dirtyEndOffset = offset
  log.cleanerCheckpoint = Math.min(log.cleanerCheckpoint, offset)
}

/** From the newest snapshot that the log still reaches, and the batches behind it. */
export function rebuildProducerState(log: ReplicaLog): void {
  const snapshots = log.snapshots.filter((snapshot) => snapshot.offset <= log.logEndOffset)
  if (snapshots.length < log.snapshots.length) log.snapshots = Object.freeze(snapshots)
  const snapshot = snapshots[snapshots.length - 1]
  log.producers = restoreProducers(snapshot)
  log.transactions = reread(log.transactions, openTransactionsOf(log.producers), log.logEndOffset)
  const fromOffset = snapshot === undefined ? log.logStartOffset : snapshot.offset
  for (let index = segmentIndexFor(log.segments, fromOffset); index < log.segments.length; index++) {
    for (const batch of batchesOf(log.segments[index] as LogSegment)) {
      if (batch.lastOffset >= fromOffset && batch.producerId >= 0) noteProducer(log, batch)
    }
  }
  if (log.transactions !== null) log.transactions = forgetReplicated(log.transactions, log.highWatermark)
}

function openTransactionsOf(producers: ProducerStates): OpenTransaction[] {
  const open: OpenTransaction[] = []
  for (const { producerId, currentTransactionFirstOffset: firstOffset } of producers.values())
    if (firstOffset !== -1) open.push({ producerId, firstOffset })
  return open
}

/** Of a leader whose replicas have got so far, or of a follower that was told. */
export function setHighWatermark(log: ReplicaLog, highWatermark: number): void {
  if (log.highWatermark === highWatermark) return
  assert(highWatermark >= log.logStartOffset, 'logStartOffset <= highWatermark')
  assert(highWatermark <= log.logEndOffset, 'highWatermark <= logEndOffset')
  log.highWatermark = highWatermark
  log.version++
  if (log.transactions !== null) log.transactions = forgetReplicated(log.transactions, highWatermark)
}

/** Notes where the records of an epoch begin, if there is no note of it yet. */
export function noteEpoch(log: ReplicaLog, epoch: number, startOffset: number): void {
  log.leaderEpochs = assignEpoch(log.leaderEpochs, epoch, startOffset)
  log.version++
}

/** Moves the log's start forward, never back and never past the high watermark; true if it moved. */
export function maybeIncrementLogStartOffset(log: ReplicaLog, newLogStartOffset: number): boolean {
  if (newLogStartOffset <= log.logStartOffset || newLogStartOffset > log.highWatermark) return false
  log.version++
  log.logStartOffset = newLogStartOffset
  if (log.recoveryPoint < newLogStartOffset) log.recoveryPoint = newLogStartOffset
  log.leaderEpochs = truncateEpochsFromStart(log.leaderEpochs, newLogStartOffset)
  return true
}
