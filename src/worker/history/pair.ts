/** Two histories that are compared: each is lived through in a copy of its world, beside whatever is on screen. */
import type { Stretch } from '../../engine/replay.ts'
import type { World } from '../../engine/world.ts'
import { sameValue } from '../image-delta.ts'
import type { RunTimeline } from '../run-timeline.ts'
import type { ImageDifference } from './compare-images.ts'

export interface Side {
  readonly world: World
  /** Where it stands. */
  readonly atUs: number
  /** About `budget` events on towards an instant ahead; false while there is more to do. */
  goTo(atUs: number, budget: number): boolean
}

export interface Pair {
  /** Another text once more has been done in either of them. */
  version(): string
  /** Up to straight before it both are the same, or nobody compares them. Infinite where they never part. */
  partedUs(): number
  /** Both on their way to that instant, from the nearest place from where each can be lived through. */
  begin(atUs: number): readonly [Side, Side]
  /** Of what differs, what is no matter of course between them. */
  telling(found: readonly ImageDifference[]): readonly ImageDifference[]
}

/** How much of the way to an instant both sides have behind them, 0 to 1. */
export function shareBehind(sides: readonly Side[], beganUs: number, atUs: number): number {
  const reachedUs = Math.min(...sides.map((side) => side.atUs))
  return atUs <= beganUs ? 1 : Math.max(0, Math.min(1, (reachedUs - beganUs) / (atUs - beganUs)))
}

/** A branch of a timeline, which stays where it is and may go on meanwhile. */
export function sideOf(timeline: RunTimeline, branchId: number, target: Stretch['from']): Side {
  const replay = timeline.replay({ from: target, to: target }, {}, branchId)
  return {
    get world() {
      return replay.world
    },
    get atUs() {
      return replay.position.atUs
    },
    goTo: (atUs, budget) => {
      replay.extendTo({ atUs })
      return replay.step(budget) !== 'budget'
    },
  }
}

export function branchPair(timeline: RunTimeline, ids: readonly [number, number]): Pair {
  return {
    version: () => ids.map((id) => timeline.toRun(id).journal.length).join(),
    partedUs: () => divergenceUs(timeline, ids),
    begin: (atUs) => [sideOf(timeline, ids[0], { atUs }), sideOf(timeline, ids[1], { atUs })],
    telling: (found) => found,
  }
}

/** Up to here both are the same: the first command that only one of them has. Infinite where they never part. */
function divergenceUs(timeline: RunTimeline, [a, b]: readonly [number, number]): number {
  const [mine, theirs] = [timeline.toRun(a).journal, timeline.toRun(b).journal]
  let at = 0
  while (
    at < mine.length &&
    at < theirs.length &&
    mine[at]!.atUs === theirs[at]!.atUs &&
    sameValue(mine[at]!.command, theirs[at]!.command)
  )
    at++
  return Math.min(mine[at]?.atUs ?? Infinity, theirs[at]?.atUs ?? Infinity)
}
