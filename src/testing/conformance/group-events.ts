/** What a player of a group's events shows, and the ways to find it out. */
import type { ErrorCode } from '../../kafka/common/errors.ts'
import type { ClassicGroupState } from '../../kafka/group/classic-group-state.ts'
import type { GroupResponse } from '../../kafka/protocol/messages.ts'
import { groupOf } from '../coordinator-bench.ts'
import { errorOf, GROUP, type GroupStage } from './group-stage.ts'

export interface Outcome {
  /** Where the group came to at once, and where it is when all is over. A group that is gone is Dead. */
  readonly states: readonly ClassicGroupState[]
  /** What the asker was answered; null while it waits. */
  readonly errorCode: ErrorCode | null
  /** What else is not as the table says. */
  readonly problem: string | null
}

export interface Player {
  /** As the table names it, to the letter: another wording may mean another case. */
  readonly events: readonly string[]
  /** Responses that a table states in words and not by a code, which this player shows to be true. */
  readonly proves: readonly string[]
  /** `response`: what the table says in answer, where that tells apart what versions do. */
  readonly play: (from: ClassicGroupState, response: string) => Outcome
}

export function stateNow(stage: GroupStage): ClassicGroupState {
  return groupOf(stage.bench, GROUP)?.state ?? 'Dead'
}

/** What comes of one request. */
export function answered(
  stage: GroupStage,
  act: (stage: GroupStage) => GroupResponse | null,
  check?: () => string | null,
): Outcome {
  const errorCode = errorOf(act(stage))
  // First where it is, then what the check makes of it.
  const states = [stateNow(stage)]
  return { states, errorCode, problem: check?.() ?? null }
}

/** What comes of time that passes, or of several requests: every state on the way counts. */
export function lived(stage: GroupStage, live: (stage: GroupStage) => void, check?: () => string | null): Outcome {
  const seen = stage.bench.happenings.length
  live(stage)
  const states = stage.bench.happenings
    .slice(seen)
    .flatMap((happening) => (happening.type === 'GroupStateChanged' ? [happening.to as ClassicGroupState] : []))
  return { states: [...states, stateNow(stage)], errorCode: null, problem: check?.() ?? null }
}

/** Of several cases that the table states in one row, the first that goes otherwise than the first speaks for all. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes
  if (first === undefined) throw new Error('no case')
  const other = outcomes.find(
    ({ errorCode, states, problem }) =>
      problem !== null || errorCode !== first.errorCode || states.join() !== first.states.join(),
  )
  return other ?? first
}
