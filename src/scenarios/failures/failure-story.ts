/**
 * A failure that every cluster meets sooner or later, ready to be lived through: a cluster, what has been done to it before
 * the reader comes in, and what is left for the reader to do. Data and pure functions; its title, question and answer are
 * in `i18n/messages/`, by its id (`failure.<id>.question`), and what the answer says is held by the test beside it.
 */
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { FailureId } from './failure-ids.ts'

export interface ScriptedCommand {
  /** Simulated milliseconds from the beginning of the run. */
  readonly atMs: number
  readonly command: Command
}

/** Commands for the cluster, the first of which names the button, or a line for a terminal. */
export type FailureGesture = readonly Command[] | string

/** What the reader does, with one button. Null: not yet, or not any more. */
export type FailureStep = (image: ClusterImage) => FailureGesture | null

export interface FailureStory {
  readonly id: FailureId
  /** What it begins with, made of an empty cluster of three brokers, in the version that was chosen. */
  cluster(empty: ClusterSpec): ClusterSpec
  /** Ascending, all before `beginsAtMs`. */
  readonly before: readonly ScriptedCommand[]
  /** Where the reader comes in, simulated milliseconds from the beginning: nothing is decided yet. */
  readonly beginsAtMs: number
  /** One after another. None where waiting is enough. */
  readonly steps: readonly FailureStep[]
  /** How long after the last step, or the beginning where there is none, its outcome is to be seen; simulated ms. */
  readonly decidedAfterMs: number
}
