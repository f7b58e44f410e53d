/**
 * A question that the reader answers before the cluster does: what it is about in the cluster at hand, what there is to
 * choose from, what to do, and how the outcome is read from the run's history. Data and pure functions; words are in
 * `i18n/messages/`, by the names given here.
 */
import type { Command } from '../kafka/cluster/commands.ts'
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import type { QuestionId } from './question-ids.ts'

/** What it is about, by role: `{ broker: 'broker-2', partition: 'orders-1' }`. The words and the evaluator use it. */
export type Subject = Readonly<Record<string, string>>

/** What to do: commands for the cluster, or a line for a terminal. */
export type Gesture =
  | { readonly kind: 'commands'; readonly commands: readonly Command[] }
  | { readonly kind: 'line'; readonly line: string }

/** One thing to do after another, until all are done. */
export interface Step {
  /** Names its button. */
  readonly name: string
  /** Null while it cannot be done. */
  gesture(image: ClusterImage, subject: Subject): Gesture | null
  /** Whether a command of the journal does it, or a part of it, however it was given. */
  counts(command: Command, subject: Subject): boolean
  /** How many such commands it takes; one by default. */
  times?(subject: Subject): number
}

export interface Happened {
  readonly id: number
  readonly atUs: number
  readonly body: Happening
}

/** The history since the last step began. */
export interface Course {
  readonly startedAtUs: number
  /** Oldest first. */
  readonly happenings: readonly Happened[]
}

export interface Moment {
  readonly atUs: number
  readonly image: ClusterImage
}

export interface Seen {
  /** Straight before the last step. */
  readonly before: Moment
  /** The instants asked for so far, oldest first; at least one. */
  readonly moments: readonly Moment[]
  /** Up to the last of these. */
  readonly happenings: readonly Happened[]
}

export interface Outcome {
  /** One of the choices, or what else came of it. */
  readonly outcome: string
  /** For its words. */
  readonly facts: Readonly<Record<string, string | number>>
  /** What "why?" explains; 0: nothing in particular. */
  readonly happeningId: number
  /** What goes on beside it and is no part of the question (`lesson.also.<name>`); left out where nothing does. */
  readonly also?: Also
}

/**
 * `stillWaiting`: clients wait for answers that will not come, and give up only after a time. `belowMin`: with a replica
 * out of the ISR before, too few are left for those who wait for all of them. `oldMetadata`: other clients do not know yet
 * what has changed. `timeout` of the facts: after how many seconds from the verdict it is over; left out where it is not.
 */
export interface Also {
  readonly name: 'stillWaiting' | 'belowMin' | 'oldMetadata'
  readonly facts: Readonly<Record<string, string | number>>
}

/** The same once more, with something else from before on. */
export interface Variation {
  /** Names its button and the branch. */
  readonly name: string
  readonly commands: readonly Command[]
}

export interface LessonQuestion {
  readonly id: QuestionId
  /** What it would be about in this cluster; null where it has no answer there, or not now. */
  subjectIn(image: ClusterImage): Subject | null
  /**
   * Whether it belongs to such a cluster though it cannot be asked at this moment, as where a broker is down: it stays in
   * the list then. Left out where that is never so.
   */
  suits?(image: ClusterImage): boolean
  /** It is about a broker that is down, which must not be started before the reader has predicted. */
  readonly aboutOneDown?: true
  /**
   * Two to four; each wrong one is a belief that people hold (`lesson.<id>.belief.<choice>`), beside which stands what is
   * true (`lesson.<id>.truth.<choice>`).
   */
  choices(subject: Subject): readonly string[]
  readonly steps: readonly Step[]
  /** The instants at which the cluster has to be looked at, ascending; none while it is not decided. */
  momentsIn(course: Course, subject: Subject): readonly number[]
  /** Asked with one moment more at a time until it knows. */
  outcomeOf(seen: Seen, subject: Subject): Outcome | null
  /** As the cluster is now. Null where it would change nothing. */
  variation?(image: ClusterImage, subject: Subject): Variation | null
}
