/**
 * Notes of an observer on a replica's log: what its broker acknowledged while it led, and what of that it has lost. They
 * let the picture and the invariants say what was lost; no handler reads them, and they survive whatever befalls the
 * process, as an observer's memory would.
 */
import { epochForOffset } from './leader-epoch-cache.ts'
import { batchesOf } from './log-segment.ts'
import type { RecordBatch } from './record-batch.ts'
import type { ReplicaLog } from './replica-log.ts'

/** Acknowledged offsets in a row, of one leader epoch: by epoch and offset a record is known for ever. */
export interface AcknowledgedRange {
  readonly fromOffset: number
  /** Exclusive. */
  readonly toOffset: number
  /** Of the records themselves. */
  readonly leaderEpoch: number
  /** They were below a high watermark; otherwise acks=1 answered for them. */
  readonly committed: boolean
}

/**
 * Offsets that were empty already where a replica fetched them from: compaction had been there before. The epochs of what
 * it took are those between the two given, and the log knows of none that had no other records.
 */
export interface PassedOver {
  readonly fromOffset: number
  /** Exclusive. */
  readonly toOffset: number
  readonly fromEpoch: number
  readonly toEpoch: number
}

export interface AcknowledgedNotes {
  /** Everything below was committed while this log's broker led. */
  committedUpTo: number
  /** Acknowledged by acks=1 above that, ascending and apart. */
  readonly ranges: { fromOffset: number; toOffset: number }[]
  /** Acknowledged here and then cut off, since the leader did not have them. Frozen; oldest loss first. */
  lost: readonly AcknowledgedRange[]
  /** Acknowledged here and gone with the power: lost where nobody else had them. Frozen. */
  taken: readonly AcknowledgedRange[]
  /** What this replica never fetched, since it was compacted away. Frozen; ascending. */
  passedOver: readonly PassedOver[]
  /** Of those lost or taken the newest batches, as they stood here. Frozen. */
  lostBatches: readonly RecordBatch[]
  /** What has been told as lost by this log's broker, be it lost here or elsewhere. Frozen. */
  told: readonly AcknowledgedRange[]
  /** Of each sender the number of the last of its sends that stand here, since this log's broker began to lead. */
  readonly newestOf: Map<string, number>
}

const NOTHING: readonly AcknowledgedRange[] = Object.freeze([])
const NONE_PASSED_OVER: readonly PassedOver[] = Object.freeze([])
const NO_BATCHES: readonly RecordBatch[] = Object.freeze([])
/** More than a lane shows. */
const MAX_LOST_BATCHES = 40

export function createNotes(): AcknowledgedNotes {
  return {
    committedUpTo: 0,
    ranges: [],
    lost: NOTHING,
    taken: NOTHING,
    passedOver: NONE_PASSED_OVER,
    lostBatches: NO_BATCHES,
    told: NOTHING,
    newestOf: new Map(),
  }
}

/** The leader answered acks=1 for these offsets, both included. */
export function noteAcknowledged(log: ReplicaLog, fromOffset: number, toOffset: number): void {
  const { ranges } = log.notes
  // The length is looked at first: V8 goes a long way to find that a list has no element -1.
  const last = ranges.length === 0 ? undefined : ranges[ranges.length - 1]
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
  const { notes } = log
  const lost = acknowledgedFrom(log, offset)
  if (lost.length > 0) {
    notes.lost = Object.freeze([...notes.lost, ...lost])
    keepBatches(log, offset)
  }
  forgetFrom(notes, offset)
}

/** The machine is about to lose what is not on its disk. What was promised there may still be with others. */
export function notePowerCut(log: ReplicaLog, durableOffset: number): void {
  const { notes } = log
  const taken = acknowledgedFrom(log, durableOffset)
  if (taken.length > 0) {
    notes.taken = Object.freeze([...notes.taken, ...taken])
    keepBatches(log, durableOffset)
  }
  forgetFrom(notes, durableOffset)
}

/** A follower is about to append a batch that does not stand where its log ends. */
export function notePassedOver(log: ReplicaLog, { baseOffset, partitionLeaderEpoch }: RecordBatch): void {
  const fromEpoch = log.leaderEpochs.at(-1)?.epoch ?? -1
  const gap = { fromOffset: log.logEndOffset, toOffset: baseOffset, fromEpoch, toEpoch: partitionLeaderEpoch }
  log.notes.passedOver = Object.freeze([...log.notes.passedOver, Object.freeze(gap)])
}

/** This log is the leader's now: what came while another led was not looked at. */
export function noteLeadership({ notes }: ReplicaLog): void {
  notes.newestOf.clear()
}

/** These have been told as lost. */
export function noteTold(log: ReplicaLog, ranges: readonly AcknowledgedRange[]): void {
  log.notes.told = Object.freeze([...log.notes.told, ...ranges])
}

/** Acknowledged offsets at or beyond `offset` that this log holds, ascending. */
export function acknowledgedFrom(log: ReplicaLog, offset: number): AcknowledgedRange[] {
  const { logEndOffset, notes } = log
  const { committedUpTo } = notes
  const promised = ofOneEpoch(log, { fromOffset: offset, toOffset: Math.min(committedUpTo, logEndOffset) }, true)
  for (const range of notes.ranges) {
    const fromOffset = Math.max(range.fromOffset, offset, committedUpTo)
    promised.push(...ofOneEpoch(log, { fromOffset, toOffset: Math.min(range.toOffset + 1, logEndOffset) }, false))
  }
  return promised
}

export function countOf(ranges: readonly AcknowledgedRange[]): number {
  return ranges.reduce((sum, { fromOffset, toOffset }) => sum + toOffset - fromOffset, 0)
}

/** What of `ranges` is in none of `others`: by epoch and offset, whoever held it. */
export function without(
  ranges: readonly AcknowledgedRange[],
  others: readonly AcknowledgedRange[],
): readonly AcknowledgedRange[] {
  return others.reduce((left, other) => left.flatMap((range) => cutOut(range, other)), ranges)
}

/** What of `ranges` no replica has passed over: compaction took the rest, which is what a compacted topic is for. */
export function withoutPassedOver(
  ranges: readonly AcknowledgedRange[],
  passedOver: readonly PassedOver[],
): readonly AcknowledgedRange[] {
  return passedOver.reduce(
    (left, { fromOffset, toOffset, fromEpoch, toEpoch }) =>
      left.flatMap((range) =>
        range.leaderEpoch < fromEpoch || range.leaderEpoch > toEpoch
          ? [range]
          : cutOut(range, { ...range, fromOffset, toOffset }),
      ),
    ranges,
  )
}

function cutOut(range: AcknowledgedRange, other: AcknowledgedRange): readonly AcknowledgedRange[] {
  const apart = other.toOffset <= range.fromOffset || other.fromOffset >= range.toOffset
  if (apart || other.leaderEpoch !== range.leaderEpoch) return [range]
  const before = { ...range, toOffset: other.fromOffset }
  const behind = { ...range, fromOffset: other.toOffset }
  return [before, behind].filter(({ fromOffset, toOffset }) => fromOffset < toOffset)
}

/** A range in as many as there are leader epochs in it; none of an empty one. */
function ofOneEpoch(
  { leaderEpochs }: ReplicaLog,
  { fromOffset, toOffset }: { readonly fromOffset: number; readonly toOffset: number },
  committed: boolean,
): AcknowledgedRange[] {
  const parts: AcknowledgedRange[] = []
  for (let from = fromOffset; from < toOffset; ) {
    const next = leaderEpochs.find(({ startOffset }) => startOffset > from)?.startOffset ?? toOffset
    const to = Math.min(next, toOffset)
    parts.push(
      Object.freeze({ fromOffset: from, toOffset: to, leaderEpoch: epochForOffset(leaderEpochs, from), committed }),
    )
    from = to
  }
  return parts
}

function forgetFrom(notes: AcknowledgedNotes, offset: number): void {
  notes.committedUpTo = Math.min(notes.committedUpTo, offset)
  if (notes.passedOver.some(({ toOffset }) => toOffset > offset))
    notes.passedOver = Object.freeze(notes.passedOver.filter(({ fromOffset }) => fromOffset < offset))
  const kept = notes.ranges.filter((range) => range.fromOffset < offset)
  notes.ranges.length = 0
  for (const range of kept)
    notes.ranges.push({ fromOffset: range.fromOffset, toOffset: Math.min(range.toOffset, offset - 1) })
}

function keepBatches(log: ReplicaLog, fromOffset: number): void {
  const { notes } = log
  notes.lostBatches = Object.freeze([...notes.lostBatches, ...batchesFrom(log, fromOffset)].slice(-MAX_LOST_BATCHES))
}

/** The newest batches of the log that reach `offset`, oldest first. */
function batchesFrom(log: ReplicaLog, offset: number): RecordBatch[] {
  const found: RecordBatch[] = []
  for (let index = log.segments.length - 1; index >= 0 && found.length < MAX_LOST_BATCHES; index--) {
    const batches = [...batchesOf(log.segments[index] as ReplicaLog['segments'][number])]
    for (let place = batches.length - 1; place >= 0 && found.length < MAX_LOST_BATCHES; place--) {
      const batch = batches[place] as RecordBatch
      if (batch.lastOffset < offset) return found.reverse()
      found.push(batch)
    }
  }
  return found.reverse()
}
