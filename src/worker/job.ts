/** What takes the engine's host more than one turn: a seek, or a search for the next happening. */
import type { Progress } from '../engine/playhead.ts'
import type { Stepped } from './port.ts'
import type { RunTimeline } from './run-timeline.ts'

export interface Job {
  step(budget: number): Progress
  /** Asked at the end of a step of the reader's. */
  stepped?(): Stepped
}

/** The seek that a timeline has begun. */
export function seekOf(timeline: RunTimeline): Job {
  return { step: (budget) => timeline.continueSeek(budget) }
}

/** A seek under way ends where it has come, in its next turn. */
export function stopSeek(timeline: RunTimeline): void {
  if (timeline.seeking) timeline.beginSeek({ afterEvents: timeline.position.afterEvents })
}
