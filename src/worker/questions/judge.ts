import { assert } from '../../engine/assert.ts'
import type { Happening as EngineHappening } from '../../engine/world.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { Happened, LessonQuestion, Moment, Outcome, Subject } from '../../lessons/lesson-question.ts'
import type { QuestionId } from '../../lessons/question-ids.ts'
import { LESSON_QUESTIONS } from '../../lessons/registry.ts'
import { type Deed, stepsDone } from '../../lessons/steps-done.ts'
import { replayed } from '../history/replayed.ts'
import type { RunTimeline } from '../run-timeline.ts'
import { activeBranchId } from '../run-timeline.ts'
import type { Asked, Inquiry, LongQuestion } from './question.ts'

/** What became of this, on the branch on screen? */
interface Judge {
  readonly type: 'judge'
  readonly question: QuestionId
  readonly subject: Subject
  /** What was done before this instant was no answer to it. */
  readonly sinceUs: number
}

interface Judged {
  readonly type: 'judged'
  readonly branchId: string
  /** What the reader did of it, step by step; fewer than the question has while some are still to be done. */
  readonly steps: readonly (readonly Deed[])[]
  /** Null while it is not decided. */
  readonly verdict: Verdict | null
  /** What decides it has happened, and only what comes of it is waited for. */
  readonly nearly: boolean
  /** What to give again, and from where on, for the same once more; of a verdict only. */
  readonly stretch: Stretch | null
}

interface Stretch {
  /** An instant before the first step, with time for a client to begin anew. */
  readonly fromUs: number
  /** All that was done from then on until it was decided, by the reader or anybody. */
  readonly journal: readonly Deed[]
}

/** So long before the first step whatever is to be otherwise begins. */
const LEAD_US = 3_000_000

export interface Verdict extends Outcome {
  /** The instant at which it is decided; the picture may be on its way there. */
  readonly atUs: number
}

export const judge: LongQuestion<Judge, Judged> = {
  begin: (asked, { question: id, subject, sinceUs }) => {
    const { timeline } = asked
    const question = LESSON_QUESTIONS[id]
    assert(question !== undefined, `no question ${id}`)
    const branchId = activeBranchId(timeline)
    const journal = timeline.journal.map(({ atUs, afterEvents, command }) => {
      // A hand-written entry that was never reached has no place yet, and has done nothing.
      return { atUs, afterEvents: afterEvents ?? Infinity, command }
    })
    const placed = journal.filter(({ afterEvents }) => afterEvents < timeline.latest.afterEvents)
    const steps = stepsDone(question, subject, placed, sinceUs)
    const answer = (verdict: Verdict | null, nearly = false): Judged => {
      const stretch = verdict === null ? null : stretchOf(timeline, placed, steps[0]?.[0]?.atUs ?? 0, verdict)
      return { type: 'judged', branchId, steps, verdict, nearly, stretch }
    }
    const begun = steps.length < question.steps.length ? undefined : steps.at(-1)?.[0]
    return begun === undefined ? said(answer(null)) : looking(asked, { question, subject, begun }, answer)
  },
}

function stretchOf(timeline: RunTimeline, journal: readonly Deed[], firstAtUs: number, { atUs }: Verdict): Stretch {
  const fromUs = Math.max(timeline.beginsAtUs, firstAtUs - LEAD_US)
  return { fromUs, journal: journal.filter((deed) => deed.atUs > fromUs && deed.atUs <= atUs) }
}

function said(answer: Judged): Inquiry<Judged> {
  return { step: () => answer }
}

interface Case {
  readonly question: LessonQuestion
  readonly subject: Subject
  /** With which the last step began. */
  readonly begun: Deed
}

/** Looks at one instant after the other until the question knows what came of it. */
function looking(
  { parts, timeline }: Asked,
  { question, subject, begun }: Case,
  answer: (verdict: Verdict | null, nearly?: boolean) => Judged,
): Inquiry<Judged> {
  const happenings = happeningsAfter(timeline, begun)
  const course = { startedAtUs: begun.atUs, happenings }
  const moments = question.momentsIn(course, subject)
  const due = moments.filter((atUs) => atUs <= timeline.latest.atUs)
  // A question that only takes time asks for its instants before anything has happened.
  const takesTimeOnly = question.momentsIn({ ...course, happenings: [] }, subject).length > 0
  if (due.length === 0) return said(answer(null, moments.length > 0 && !takesTimeOnly))
  const branchId = activeBranchId(timeline)
  const lookAt = (to: { readonly atUs: number } | { readonly afterEvents: number }) =>
    replayed<Moment>(timeline, {
      from: to,
      to,
      branchId,
      observer: {},
      answer: (world) => ({ atUs: world.nowUs, image: parts.buildImage(world) }),
    })
  // All begin now: the run may go on, or go another way, before the last of them is over.
  const looks = [lookAt({ afterEvents: begun.afterEvents }), ...due.map((atUs) => lookAt({ atUs }))]
  const seen: Moment[] = []
  return {
    step: (budget) => {
      const moment = looks[seen.length]?.step(budget) ?? null
      if (moment === null) return null
      seen.push(moment)
      const [before, ...moments] = seen
      const now = moments.at(-1)
      if (before === undefined || now === undefined) return null
      const known = happenings.filter(({ atUs }) => atUs <= now.atUs)
      const outcome = question.outcomeOf({ before, moments, happenings: known }, subject)
      if (outcome !== null) return answer({ ...outcome, atUs: now.atUs })
      return seen.length < looks.length ? null : answer(null)
    },
  }
}

function happeningsAfter(timeline: RunTimeline, { afterEvents }: Deed): readonly Happened[] {
  const { happenings } = timeline
  const from = (happenings.lastByEvent(afterEvents)?.id ?? 0) + 1
  return happenings.range(from, happenings.lastId).map(happened)
}

function happened({ id, atUs, body }: EngineHappening): Happened {
  return { id, atUs, body: body as Happening }
}
