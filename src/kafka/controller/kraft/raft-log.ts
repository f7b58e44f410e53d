/**
 * Counterpart in Kafka: kafka.raft.KafkaMetadataLog and LeaderEpochFileCache. The log of `__cluster_metadata` as one
 * controller has it on disk. Every append is flushed before it is acknowledged, so a power cut loses none of it; the
 * time an fsync takes is left out.
 */
import { assert } from '../../../engine/assert.ts'
import { deepFreeze } from '../../../engine/deep-freeze.ts'
import type { MetadataLogEntry, MetadataRecord } from '../../metadata/metadata-records.ts'

/** The image at `offset` as records that rebuild it; frozen, so that checkpoints share it. */
export interface RaftSnapshot {
  /** Last offset included. */
  readonly offset: number
  readonly epoch: number
  /** Offsets rise to end at `offset`; they are not those the records once had. */
  readonly entries: readonly MetadataLogEntry[]
}

export interface EpochStart {
  readonly epoch: number
  readonly startOffset: number
}

export interface RaftLog {
  /** Offset of the first entry held, or of the next append while there is none. */
  logStartOffset: number
  /** Frozen stretches of `STRETCH` entries each, so that a checkpoint shares them; the newest entries are in `tail`. */
  sealed: (readonly MetadataLogEntry[])[]
  tail: MetadataLogEntry[]
  snapshot: RaftSnapshot | null
  epochs: EpochStart[]
}

const STRETCH = 256

/** Where a replica's log stands relative to the leader's (ValidOffsetAndEpoch). */
export type FetchPosition =
  | { readonly kind: 'valid' }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'diverging'; readonly epoch: number; readonly endOffset: number }

export function emptyRaftLog(): RaftLog {
  return { logStartOffset: 0, sealed: [], tail: [], snapshot: null, epochs: [] }
}

export function logEndOffset(log: RaftLog): number {
  return log.logStartOffset + log.sealed.length * STRETCH + log.tail.length
}

/** Epoch of the last entry; 0 for an empty log, as in Kafka. */
export function lastEpoch(log: RaftLog): number {
  return log.epochs[log.epochs.length - 1]?.epoch ?? 0
}

/** Every entry held, oldest first; for those who look at the log from outside. */
export function entriesOf(log: RaftLog): readonly MetadataLogEntry[] {
  return readEntries(log, log.logStartOffset, logEndOffset(log), Number.MAX_SAFE_INTEGER)
}

/** A leader's append. Returns the entries as they stand in the log, frozen. */
export function appendAsLeader(log: RaftLog, epoch: number, records: readonly MetadataRecord[]): MetadataLogEntry[] {
  const appended: MetadataLogEntry[] = []
  for (const record of records) {
    const entry: MetadataLogEntry = deepFreeze({ offset: logEndOffset(log), epoch, record })
    appendEntry(log, entry)
    appended.push(entry)
  }
  return appended
}

/** A follower's append of what the leader sent; the first entry follows the last one here. */
export function appendAsFollower(log: RaftLog, entries: readonly MetadataLogEntry[]): void {
  for (const entry of entries) appendEntry(log, deepFreeze(entry))
}

function appendEntry(log: RaftLog, entry: MetadataLogEntry): void {
  assert(entry.offset === logEndOffset(log), 'the metadata log has no gaps')
  assert(entry.epoch >= lastEpoch(log), 'epochs in the metadata log never fall')
  if (log.epochs.length === 0 || entry.epoch > lastEpoch(log)) {
    log.epochs.push(Object.freeze({ epoch: entry.epoch, startOffset: entry.offset }))
  }
  log.tail.push(entry)
  if (log.tail.length < STRETCH) return
  log.sealed.push(Object.freeze(log.tail))
  log.tail = []
}

/** At most `limit` entries from `offset` on, none at or above `endOffset`. */
export function readEntries(
  log: RaftLog,
  offset: number,
  endOffset: number,
  limit: number,
): readonly MetadataLogEntry[] {
  const from = offset - log.logStartOffset
  const to = Math.min(from + limit, endOffset - log.logStartOffset)
  const first = Math.floor(from / STRETCH)
  if (first >= log.sealed.length) {
    const base = log.sealed.length * STRETCH
    return log.tail.slice(from - base, to - base)
  }
  const read: MetadataLogEntry[] = []
  for (let index = first; index * STRETCH < to; index++) {
    const stretch = log.sealed[index] ?? log.tail
    const base = index * STRETCH
    read.push(...stretch.slice(Math.max(0, from - base), to - base))
  }
  return read
}

/** The largest epoch not above `epoch`, and where it ends in this log. */
export function endOffsetForEpoch(log: RaftLog, epoch: number): { epoch: number; endOffset: number } {
  let endOffset = logEndOffset(log)
  for (let index = log.epochs.length - 1; index >= 0; index--) {
    const known = log.epochs[index] as EpochStart
    if (known.epoch <= epoch) return { epoch: known.epoch, endOffset }
    endOffset = known.startOffset
  }
  return { epoch: 0, endOffset: log.logStartOffset }
}

/** Whether a replica that holds everything below `offset`, last in `epoch`, may go on reading (KIP-595). */
export function validateOffsetAndEpoch(log: RaftLog, offset: number, epoch: number): FetchPosition {
  if (offset < log.logStartOffset) return { kind: 'snapshot' }
  if (offset === 0) return { kind: 'valid' }
  const end = endOffsetForEpoch(log, epoch)
  if (end.epoch === epoch && offset <= end.endOffset) return { kind: 'valid' }
  return { kind: 'diverging', epoch: end.epoch, endOffset: end.endOffset }
}

/** Cuts the log so that it holds what the leader of a later epoch may hold too. Returns the new log end offset. */
export function truncateToEpochEndOffset(log: RaftLog, epoch: number, endOffset: number): number {
  const own = endOffsetForEpoch(log, epoch)
  // A smaller epoch of ours means that the leader's `endOffset` belongs to an epoch we have nothing of.
  truncateTo(log, own.epoch === epoch ? Math.min(own.endOffset, endOffset) : own.endOffset)
  return logEndOffset(log)
}

function truncateTo(log: RaftLog, offset: number): void {
  if (offset >= logEndOffset(log)) return
  assert(offset >= log.logStartOffset, 'what a snapshot holds is never truncated')
  const kept = offset - log.logStartOffset
  const sealed = Math.floor(kept / STRETCH)
  // Cutting into a sealed stretch reopens it.
  const open = log.sealed[sealed] ?? log.tail
  log.tail = open.slice(0, kept - sealed * STRETCH)
  log.sealed.length = sealed
  while (log.epochs.length > 0 && (log.epochs[log.epochs.length - 1] as EpochStart).startOffset >= offset)
    log.epochs.pop()
}

/** Starts over from a leader's snapshot: everything here is behind the leader's log start. */
export function installSnapshot(log: RaftLog, entries: readonly MetadataLogEntry[]): void {
  const last = entries[entries.length - 1]
  assert(last !== undefined, 'a snapshot is not empty')
  log.snapshot = deepFreeze({ offset: last.offset, epoch: last.epoch, entries })
  log.sealed = []
  log.tail = []
  log.logStartOffset = last.offset + 1
  log.epochs = [Object.freeze({ epoch: last.epoch, startOffset: last.offset + 1 })]
}

/** Entries kept behind a snapshot, so that a replica hours late need not load it. */
const RETAINED_ENTRIES = 16_384
/** A snapshot is taken when the log holds so many more; real Kafka goes by bytes (20 MiB) and hours (1). */
const ENTRIES_BETWEEN_SNAPSHOTS = 4_096

export function needsSnapshot(log: RaftLog): boolean {
  return log.sealed.length * STRETCH > RETAINED_ENTRIES + ENTRIES_BETWEEN_SNAPSHOTS
}

/** Keeps `records` as the state at `offset` and drops entries well behind it (KIP-630). */
export function takeSnapshot(log: RaftLog, offset: number, epoch: number, records: readonly MetadataRecord[]): void {
  const first = offset - records.length + 1
  assert(first >= 0, 'a snapshot has no more records than the log it stands for')
  const entries = records.map((record, index) => ({ offset: first + index, epoch, record }))
  log.snapshot = deepFreeze({ offset, epoch, entries })
  const dropped = Math.max(0, Math.floor((offset + 1 - RETAINED_ENTRIES - log.logStartOffset) / STRETCH))
  log.sealed = log.sealed.slice(dropped)
  log.logStartOffset += dropped * STRETCH
  while (log.epochs.length > 1 && (log.epochs[1] as EpochStart).startOffset <= log.logStartOffset) log.epochs.shift()
}
