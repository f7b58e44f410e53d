/** Answers that have to be looked up in the past: a copy of the world lives through it again, in slices. */
import type { Observer } from '../../engine/observer.ts'
import type { Stretch } from '../../engine/replay.ts'
import type { World } from '../../engine/world.ts'
import type { Inquiry } from '../questions/question.ts'
import type { RunTimeline } from '../run-timeline.ts'

export interface Replayed<Answer> {
  /** `from` by default the beginning of the run. Both are `{ atUs }` or `{ afterEvents }`. */
  readonly from?: Stretch['from']
  readonly to: Stretch['to']
  /** Id of the branch; by default the active one. */
  readonly branchId?: string
  /** Follows every event of the stretch. */
  readonly observer: Observer
  /** Asked once at the end of the stretch, with the world as it is there. */
  answer(world: World): Answer
}

/**
 * Goes through a stretch of a branch from the nearest checkpoint before it, commands of the journal included. The
 * timeline on screen stays where it is, and may go on or be changed meanwhile.
 */
export function replayed<Answer>(timeline: RunTimeline, wanted: Replayed<Answer>): Inquiry<Answer> {
  const { from = { afterEvents: 0 }, to, observer, branchId } = wanted
  const replay = timeline.replay({ from, to }, observer, branchId === undefined ? undefined : Number(branchId))
  return {
    step: (budget) => (replay.step(budget) === 'budget' ? null : wanted.answer(replay.world)),
  }
}
