/**
 * Notes of an observer on a replica's log: what its broker acknowledged while it led. They let the picture and the
 * invariants say what was lost; no handler reads them, and they survive whatever befalls the process, as an observer's
 * memory would.
 */
import type { ReplicaLog } from './replica-log.ts'

export interface AcknowledgedNotes {
  /** Everything below was committed while this log's broker led. */
  committedUpTo: number
  /** Acknowledged by acks=1 above that, ascending and apart. */
  readonly ranges: { fromOffset: number; toOffset: number }[]
  lostAcknowledged: number
  lostCommitted: number
}

export function createNotes(): AcknowledgedNotes {
  return { committedUpTo: 0, ranges: [], lostAcknowledged: 0, lostCommitted: 0 }
}

/** The leader answered acks=1 for these offsets, both included. */
export function noteAcknowledged(log: ReplicaLog, fromOffset: number, toOffset: number): void {
  const { ranges } = log.notes
  const last = ranges[ranges.length - 1]
  if (last !== undefined && last.toOffset + 1 === fromOffset) last.toOffset = toOffset
  else ranges.push({ fromOffset, toOffset })
}

/** The leader's high watermark moved. */
export function noteCommitted(log: ReplicaLog, highWatermark: number): void {
  const { notes } = log
  if (highWatermark <= notes.committedUpTo) return
  notes.committedUpTo = highWatermark
  while (notes.ranges.length > 0 && (notes.ranges[0]?.toOffset ?? Infinity) < highWatermark) notes.ranges.shift()
}

/** The log is about to be cut at `offset`: what was promised beyond it is lost. */
export function noteTruncated(log: ReplicaLog, offset: number): void {
  const lost = acknowledgedFrom(log, offset)
  const { notes } = log
  notes.lostAcknowledged += lost.acknowledged
  notes.lostCommitted += lost.committed
  notes.committedUpTo = Math.min(notes.committedUpTo, offset)
  const kept = notes.ranges.filter((range) => range.fromOffset < offset)
  notes.ranges.length = 0
  for (const range of kept)
    notes.ranges.push({ fromOffset: range.fromOffset, toOffset: Math.min(range.toOffset, offset - 1) })
}

/**
 * This log is the leader's now, and ends below what it once acknowledged: a power cut took the rest, and nobody can
 * give it back.
 */
export function noteLostBeyondEnd(log: ReplicaLog): void {
  const { notes, logEndOffset } = log
  const committed = Math.max(0, notes.committedUpTo - logEndOffset)
  notes.lostCommitted += committed
  notes.lostAcknowledged += committed
  notes.committedUpTo = Math.min(notes.committedUpTo, logEndOffset)
  while (notes.ranges.length > 0) {
    const last = notes.ranges[notes.ranges.length - 1] as { fromOffset: number; toOffset: number }
    if (last.toOffset < logEndOffset) break
    notes.lostAcknowledged += last.toOffset + 1 - Math.max(last.fromOffset, logEndOffset + committed)
    if (last.fromOffset >= logEndOffset) notes.ranges.pop()
    else last.toOffset = logEndOffset - 1
  }
}

/** Acknowledged offsets at or beyond `offset` that this log holds. */
export function acknowledgedFrom(log: ReplicaLog, offset: number): { acknowledged: number; committed: number } {
  const { committedUpTo, ranges } = log.notes
  const committed = Math.max(0, Math.min(committedUpTo, log.logEndOffset) - offset)
  let acknowledged = committed
  for (const range of ranges) {
    const from = Math.max(range.fromOffset, offset, committedUpTo)
    acknowledged += Math.max(0, Math.min(range.toOffset, log.logEndOffset - 1) - from + 1)
  }
  return { acknowledged, committed }
}
