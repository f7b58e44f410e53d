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
  command: 0,
}

/**
 * At most one mark in each of `slots` equal parts of the run, so that a long run stays readable. The list of marks has
 * all of them.
 */
export function placeMarks(marks: readonly TimelineMark[], latestUs: number, slots: number): readonly PlacedMark[] {
  if (latestUs <= 0) return []
  const bySlot = new Map<number, TimelineMark>()
  for (const mark of marks) {
    const slot = Math.min(slots - 1, Math.floor((mark.atUs / latestUs) * slots))
    const rival = bySlot.get(slot)
    if (rival === undefined || weight[mark.kind] > weight[rival.kind]) bySlot.set(slot, mark)
  }
  return [...bySlot.values()].map((mark) => ({ mark, share: Math.min(1, mark.atUs / latestUs) }))
}
