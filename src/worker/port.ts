/**
 * Everything that crosses between the page and the engine's worker, both ways, typed. The worker sends at most one
 * `frame` an animation frame and the next only after `frameShown`; motion in between is a function of the playhead
 * and the messages' `sentAtUs` and `arrivesAtUs`.
 */

import type { Closeness } from '../engine/run.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import type { SettingsInVain } from '../kafka/cluster/settings-in-vain.ts'
import type { KnownSettings } from '../kafka/cluster/settings-of.ts'
import type { ClusterImage, ImageDelta, InFlightDelta } from '../kafka/observe/cluster-image.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import type { SteppedEvent } from '../kafka/observe/stepped-event.ts'
import type { BeatKind } from '../kafka/observe/stories/beat.ts'
import type { RecordRef } from './chronicle/biography.ts'
import type { FollowedPlaces } from './chronicle/places.ts'
import type { SegmentFile } from './questions/read-segments.ts'
import type { AnswerMessage, QuestionMessage } from './questions/registry.ts'

/** A happening with its place in the run. */
export interface TimedHappening {
  readonly id: number
  readonly atUs: number
  /** Id of the happening that led to it; 0 when nothing did. */
  readonly causedBy: number
  readonly body: Happening
}

export interface JournalEntry {
  readonly atUs: number
  /** Events executed before the command: its exact place between them. */
  readonly afterEvents: number
  readonly command: Command
}

/** An entry of a journal that is no longer in it, kept so that nothing is lost by saving the run. */
export interface LeftOutEntry {
  readonly atUs: number
  readonly afterEvents: number
  /** The entry as it stood. */
  readonly json: string
  /** `unread`: there is no such command here, or not with these fields. `refused`: it could not be done. */
  readonly problem: 'unread' | 'refused'
  /** What stood in its way, in words. */
  readonly reason: string
}

/** The whole of a run; everything else is computed from it. */
export interface RunData {
  readonly engineVersion: string
  readonly spec: ClusterSpec
  readonly seed: number
  readonly journal: readonly JournalEntry[]
  /** What was in the journal, and could not be given so far; in order. Reading the run tries it again. */
  readonly leftOut?: readonly LeftOutEntry[]
  /** Where the reader was. */
  readonly positionUs: number
  /** Events executed there: which of the states within that microsecond. Absent: the last of them. */
  readonly positionEvents?: number
}

/** In what a run that was opened is not shown as it was when it was saved or shared. */
export interface InexactRun {
  /** The engine's version that made it, and this one. */
  readonly madeBy: string
  readonly engineVersion: string
  readonly closeness: Closeness
  /** Commands of the branch on screen that could not be given so far, and what stood in their way. */
  readonly leftOut: readonly { readonly entry: JournalEntry; readonly reason: string }[]
  /** Entries of its journal that this engine cannot read at all. */
  readonly unread?: readonly LeftOutEntry[]
}

export interface BranchInfo {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly forkedAtUs: number
  readonly latestUs: number
  readonly commands: number
  /** Events executed where it begins and as far as it has ever run; needed when it is opened again. */
  readonly forkedAtEvents?: number
  readonly latestEvents?: number
  /** Commands it has in common with its parent. */
  readonly inheritedCommands?: number
  /** It was left by taking its last command back, and nobody came back to it: lists fold it. */
  readonly takenBack?: boolean
}

/** What the scrubber marks. */
export interface TimelineMark {
  readonly atUs: number
  readonly kind: 'election' | 'rebalance' | 'isr' | 'move' | 'command' | 'fault' | 'loss'
  /** 0 for a command. */
  readonly happeningId: number
  /** Of a command: its place in the journal, as in `JournalEntry`. */
  readonly afterEvents?: number
}

export type PlaybackState = 'playing' | 'paused' | 'seeking'

export interface Playback {
  readonly state: PlaybackState
  /** Simulated time per wall time, 0.001 to 100. */
  readonly speed: number
  /** Slow while something visible moves, fast while only timers wait. */
  readonly autoPace: boolean
  /** The pace in force now: `speed`, or what auto pace makes of it. */
  readonly pace: number
  /** The clock stands still until the engine has been fetched: somebody asked for what the prologue cannot do. */
  readonly awaitsEngine?: true
  /** Right edge of the scrubber: how far this branch has ever run. */
  readonly latestUs: number
  readonly branchId: string
  /** The happening at which it paused by itself. */
  readonly heldBy?: number
}

/**
 * What the reader's last step led to, or, one event at a time, what it stepped over. By the `number` of their event steps
 * within one instant are told apart.
 */
export type Stepped =
  | { readonly what: 'event'; readonly event: SteppedEvent; readonly number: number }
  | { readonly what: 'happening'; readonly happeningId: number; readonly number: number }
  | { readonly what: 'command'; readonly number: number }
  /** There is nothing of the kind; `withinUs` says how far was looked, simulated. */
  | { readonly what: 'nothing'; readonly withinUs?: number }

export interface Frame {
  readonly sequence: number
  readonly atUs: number
  /** Left edge of the scrubber: the cluster has come up, and the run begins. */
  readonly beginsAtUs: number
  /** It tells all there is, as if nothing had been shown before: the first frame of a run that was opened. */
  readonly whole: boolean
  readonly delta: ImageDelta
  /** New since the last frame, oldest first; after a seek, the newest ones up to the instant (`happeningsReset`). */
  readonly happenings: readonly TimedHappening[]
  readonly happeningsReset: boolean
  readonly inFlight: InFlightDelta
  readonly playback: Playback
  /** Present when it changed. */
  readonly branches: readonly BranchInfo[] | null
  readonly marks: readonly TimelineMark[] | null
  readonly eventsExecuted: number
  /** Where the record is that is followed. Present when it changed; null: none is. */
  readonly followed?: FollowedPlaces | null
  /** Present when it changed; never for a run that is as it was. */
  readonly inexact?: InexactRun
  /** Present in the first frame after a step. */
  readonly stepped?: Stepped
  /** Settings of the run that count for nothing here. Present when it changed; never while there are none. */
  readonly inVain?: readonly SettingsInVain[]
}

export type ToWorker =
  | {
      readonly type: 'open'
      readonly run: RunData
      readonly branches: readonly SavedBranch[] | null
      /** Which of `branches` is `run`; without it, the first. */
      readonly branchId?: string
      /** What is done in the run on its way to where it is opened, instead of a journal: each after all that is due by then. */
      readonly script?: readonly Omit<JournalEntry, 'afterEvents'>[]
      readonly playing: boolean
    }
  | { readonly type: 'command'; readonly requestId: number; readonly command: Command }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'setSpeed'; readonly speed: number; readonly autoPace: boolean }
  | { readonly type: 'seek'; readonly atUs: number }
  /** Playing pauses by itself at moments of these kinds from now on; the page tells which one it is (`heldBy`). */
  | { readonly type: 'holdAt'; readonly kinds: readonly BeatKind[] }
  /** Frames tell where this record is from now on; null: of none. A record sent by hand is followed unasked. */
  | { readonly type: 'follow'; readonly record: RecordRef | null }
  | { readonly type: 'step'; readonly direction: 'forward' | 'back'; readonly to: 'event' | 'happening' }
  /** Answers `undone`. */
  | { readonly type: 'undo'; readonly requestId: number }
  /** To where it was left, or to an instant of it. */
  | { readonly type: 'openBranch'; readonly branchId: string; readonly atUs?: number }
  /**
   * Makes a branch on which `instead`, none or more, stand in place of one command of another, known by its place; what
   * else was done there is done at its instants. Answers `branchMade`; the branch on screen stays.
   */
  | {
      readonly type: 'whatIf'
      readonly requestId: number
      readonly branchId: string
      readonly afterEvents: number
      readonly instead: readonly Command[]
    }
  | { readonly type: 'renameBranch'; readonly branchId: string; readonly name: string }
  | { readonly type: 'deleteBranch'; readonly branchId: string }
  /** What was not needed for the first frames may be fetched now. */
  | { readonly type: 'pictureMoves' }
  | { readonly type: 'frameShown'; readonly sequence: number; readonly wallMs: number }
  | { readonly type: 'setVisible'; readonly visible: boolean }
  | QuestionMessage

export interface SavedBranch {
  readonly info: BranchInfo
  readonly run: RunData
}

export type FromWorker =
  | { readonly type: 'frame'; readonly frame: Frame }
  /** Of a run that is opened, how much of the way to its instant lies behind, 0 to 1; until its first frame. */
  | { readonly type: 'opening'; readonly share: number }
  /** The command is in the journal, stamped; `entry` must be durable before it is shown as done. */
  | {
      readonly type: 'commandDone'
      readonly requestId: number
      readonly entry: JournalEntry | null
      readonly branchId: string
      /** Says what to do about it; null when all went well. */
      readonly error: string | null
    }
  /** The present is straight before what was taken back. */
  | {
      readonly type: 'undone'
      readonly requestId: number
      /** Null: nothing was done before this instant. */
      readonly command: Command | null
      /** The branch on which it stays done; null where that one held nothing else and is gone. */
      readonly keptBranch: BranchInfo | null
    }
  /** Null: there is no such command any more, or `error` says what the other one lacks. */
  | {
      readonly type: 'branchMade'
      readonly requestId: number
      readonly branchId: string | null
      readonly error: string | null
    }
  | AnswerMessage
  /**
   * There is no answer: `error` says what went wrong, or is null where a newer question of the same name, or another
   * run, took its place.
   */
  | { readonly type: 'unanswered'; readonly requestId: number; readonly error: string | null }
  /** The engine threw; the worker is of no more use. `run` is what can be saved. */
  | { readonly type: 'crashed'; readonly message: string; readonly run: RunData | null }

/** A connection to an engine, in a worker or in this process (`in-process.ts`). */
export interface EnginePort {
  post(message: ToWorker): void
  onMessage(listener: (message: FromWorker) => void): () => void
  close(): void
}

export type { ClusterImage, KnownSettings, SegmentFile, SettingsInVain }
