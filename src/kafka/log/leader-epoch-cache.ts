/**
 * Counterpart in Kafka: org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache (KIP-101). Which leadership
 * wrote which stretch of a log; kept in `leader-epoch-checkpoint`. Lists are replaced, never changed. They are not
 * frozen: every fetch looks at one, and a look at a frozen list is a call.
 */

export const NO_EPOCHS: readonly EpochEntry[] = Object.freeze([])

/** Frozen. */
export interface EpochEntry {
  readonly epoch: number
  readonly startOffset: number
}

export interface EpochEndOffset {
  /** -1: unknown. */
  readonly epoch: number
  readonly endOffset: number
}

const UNKNOWN: EpochEndOffset = Object.freeze({ epoch: -1, endOffset: -1 })

export function latestEpoch(entries: readonly EpochEntry[]): number {
  const last = entries[entries.length - 1]
  return last === undefined ? -1 : last.epoch
}

/** The list with the note that `epoch` begins at `startOffset`. An epoch already known changes nothing. */
export function assignEpoch(entries: readonly EpochEntry[], epoch: number, startOffset: number): readonly EpochEntry[] {
  if (epoch <= latestEpoch(entries)) return entries
  // Epochs that began at or after this offset wrote nothing: they cannot be told from this one and must go.
  return [...truncateEpochsFromEnd(entries, startOffset), Object.freeze({ epoch, startOffset })]
}

/**
 * The largest epoch at or below `requestedEpoch`, and where it ended. A requested epoch above all known ones has no
 * answer; one below all is answered with itself, ending where the first known one begins.
 */
export function endOffsetForEpoch(
  entries: readonly EpochEntry[],
  requestedEpoch: number,
  logEndOffset: number,
): EpochEndOffset {
  const latest = latestEpoch(entries)
  if (requestedEpoch < 0 || latest === -1 || requestedEpoch > latest) return UNKNOWN
  if (requestedEpoch === latest) return { epoch: latest, endOffset: logEndOffset }
  let floor = -1
  for (const entry of entries) {
    if (entry.epoch > requestedEpoch) {
      return { epoch: floor === -1 ? requestedEpoch : floor, endOffset: entry.startOffset }
    }
    floor = entry.epoch
  }
  return UNKNOWN
}

/** Epoch of the record at `offset`; -1 when no epoch had begun. */
export function epochForOffset(entries: readonly EpochEntry[], offset: number): number {
  let epoch = -1
  for (const entry of entries) {
    if (entry.startOffset > offset) break
    epoch = entry.epoch
  }
  return epoch
}

/** The log was cut at `endOffset`: epochs that began there or later are forgotten. */
export function truncateEpochsFromEnd(entries: readonly EpochEntry[], endOffset: number): readonly EpochEntry[] {
  const last = entries[entries.length - 1]
  if (last === undefined || last.startOffset < endOffset) return entries
  return entries.filter((entry) => entry.startOffset < endOffset)
}

/** The log now begins at `startOffset`: of the epochs before it the last remains, and begins there. */
export function truncateEpochsFromStart(entries: readonly EpochEntry[], startOffset: number): readonly EpochEntry[] {
  let before = 0
  while (before < entries.length && (entries[before] as EpochEntry).startOffset <= startOffset) before++
  if (before === 0) return entries
  const { epoch } = entries[before - 1] as EpochEntry
  return [Object.freeze({ epoch, startOffset }), ...entries.slice(before)]
}
