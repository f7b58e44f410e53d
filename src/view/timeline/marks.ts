import type { TimelineMark } from '../../worker/port.ts'

export interface PlacedMark {
  readonly mark: TimelineMark
  /** 0 at the beginning of the run, 1 at its newest instant. */
  readonly share: number
}

/** Which mark stands for several in one place: what hurts most is seen first. */
const weight: Readonly<Record<TimelineMark['kind'], number>> = {
  loss: 5,
  fault: 4,
  election: 3,
  rebalance: 2,
  isr: 1,
  move: 1,
  command: 0,
}

/** Different for any two marks of a branch. */
export function markKey({ kind, atUs, happeningId, afterEvents }: TimelineMark): string {
  return `${kind}${atUs}${happeningId}${afterEvents}`
}

/**
 * At most one mark in each of `slots` equal parts of the run, so that a long run stays readable. The list of marks has
 * all of them.
 */
export function placeMarks(
  marks: readonly TimelineMark[],
  { beginsAtUs, latestUs }: { readonly beginsAtUs: number; readonly latestUs: number },
  slots: number,
): readonly PlacedMark[] {
  if (latestUs <= beginsAtUs) return []
  const shareOf = (mark: TimelineMark) => placeOnScrubber(mark.atUs, beginsAtUs, latestUs)
  const bySlot = new Map<number, TimelineMark>()
  for (const mark of marks) {
    const slot = Math.min(slots - 1, Math.floor(shareOf(mark) * slots))
    const rival = bySlot.get(slot)
    if (rival === undefined || weight[mark.kind] > weight[rival.kind]) bySlot.set(slot, mark)
  }
  return [...bySlot.values()].map((mark) => ({ mark, share: shareOf(mark) }))
}

/** Where an instant lies between the beginning of the run and its newest instant, 0 to 1. */
export function placeOnScrubber(atUs: number, beginsAtUs: number, latestUs: number): number {
  return latestUs <= beginsAtUs ? 0 : Math.min(1, Math.max(0, (atUs - beginsAtUs) / (latestUs - beginsAtUs)))
}
