/** Which part of the run is drawn. */

export const SPANS = ['whole', 'twoMinutes', 'halfMinute'] as const
export type Span = (typeof SPANS)[number]

/** Simulated microseconds. */
export interface TimeWindow {
  readonly fromUs: number
  readonly toUs: number
}

const SPAN_US: Readonly<Record<Exclude<Span, 'whole'>, number>> = {
  twoMinutes: 120_000_000,
  halfMinute: 30_000_000,
}
/** A run of a second, drawn over the whole width, would be all ripple. */
const LEAST_US = 20_000_000
/** A run that grows is given room in advance, so that not every moment moves all that is drawn. */
const ROOM_US = 5_000_000

export interface Where {
  readonly beginsAtUs: number
  readonly latestUs: number
  /** Where the reader is. */
  readonly atUs: number
}

/**
 * A part of the run stays where it is for as long as the reader is in it, so that nothing slips away under a finger; who
 * leaves it sees the next part, with some of what came before.
 */
export function timeWindow(span: Span, before: TimeWindow | null, { beginsAtUs, latestUs, atUs }: Where): TimeWindow {
  if (span === 'whole') {
    const lengthUs = Math.max(LEAST_US, Math.ceil((latestUs - beginsAtUs) / ROOM_US) * ROOM_US)
    return { fromUs: beginsAtUs, toUs: beginsAtUs + lengthUs }
  }
  const lengthUs = SPAN_US[span]
  const same = before !== null && before.toUs - before.fromUs === lengthUs && before.fromUs >= beginsAtUs
  if (same && before.fromUs <= atUs && atUs <= before.toUs) return before
  const fromUs = Math.max(
    beginsAtUs,
    Math.round(atUs - lengthUs * (before !== null && atUs < before.fromUs ? 0.75 : 0.5)),
  )
  return { fromUs, toUs: fromUs + lengthUs }
}

export function shareOf(atUs: number, { fromUs, toUs }: TimeWindow): number {
  return (atUs - fromUs) / (toUs - fromUs)
}
