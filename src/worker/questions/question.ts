/**
 * A question about the run: whoever asks changes nothing. Each is a file of this folder, with what the page sends
 * (its type names the question), what it gets, and how that is found out; and a row in `registry.ts`.
 */
import type { EngineParts } from '../engine-parts.ts'
import type { RunTimeline } from '../run-timeline.ts'

/** What an answer may be read from. The timeline is in the middle of no seek, and nobody may move it from here. */
export interface Asked {
  readonly parts: EngineParts
  readonly timeline: RunTimeline
}

/** Answered on the spot, from the present or from what is remembered: within a few milliseconds. */
export interface QuickQuestion<Ask, Answer> {
  answer(asked: Asked, ask: Ask): Answer
}

/** Takes longer, as whatever replays a copy of the world does (`history/`): it is answered in slices. */
export interface LongQuestion<Ask, Answer> {
  begin(asked: Asked, ask: Ask): Inquiry<Answer>
}

/** The work on one answer. The run goes on meanwhile: what is needed of the present is taken when it begins. */
export interface Inquiry<Answer> {
  /** Does about as much as running `budget` events costs. Null: there is more to do. */
  step(budget: number): Answer | null
}
