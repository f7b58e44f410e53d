/** What a run is made of. Everything else is computed from it. */
import type { Chronicle } from './observer.ts'
import type { Happening, World } from './world.ts'

/** What the layer above brings to a timeline. `Spec` and `Command` are plain data that survive storage. */
export interface Model<Spec, Command> {
  /** Runs recorded with another version are not replayed: their future would differ. */
  readonly engineVersion: string
  /** Builds the world as it is at instant 0. The same spec and seed give the same world. */
  create(spec: Spec, seed: number): World
  /** A command that cannot be done is the model's to answer, with a happening for instance; an exception is a bug. */
  applyCommand(world: World, command: Command): void
  /**
   * What stands in the way of a command, in words; null when nothing does. A journal may come from anywhere: an entry
   * that is refused, or that breaks the engine, is left out of it when it is its turn, as if it had never been given.
   */
  refuseCommand?(world: World, command: Command): string | null
  /** Notes for those who will ask; one for each branch. */
  createChronicle?(): Chronicle
  /** Whether the scrubber should mark it. */
  isMark?(happening: Happening): boolean
}

/** A command and its exact place in the history. */
export interface JournalEntry<Command> {
  readonly atUs: number
  /**
   * It is the event that follows this many others: the instant alone would not say whether it comes before or after
   * the other events of that instant. Absent in journals written by hand: then it follows all that is due by `atUs`.
   */
  readonly afterEvents?: number
  readonly command: Command
}

/** An entry that could not be done when it was its turn, so that it is no longer in the journal. */
export interface LeftOut<Command> {
  readonly entry: JournalEntry<Command>
  /** What stood in its way, in words. */
  readonly reason: string
}

/** An entry that was left out before the run came here, since nobody knew what it says. It is kept as it stands. */
export interface UnreadEntry {
  readonly atUs: number
  readonly afterEvents: number
  readonly json: string
  readonly reason: string
}

/**
 * How closely a history that was recorded elsewhere could be followed so far. `exact`: to the event. `byTime`: commands
 * to the event, but a position only by its instant. `loose`: from some command on by instants, since events have moved.
 */
export type Closeness = 'exact' | 'byTime' | 'loose'

/** A point of a history: so many events have run, and the clock then stands at `atUs`. */
export interface Position {
  readonly atUs: number
  readonly afterEvents: number
}

/** A run as it is stored, linked to and replayed. */
export interface Run<Spec, Command> {
  readonly engineVersion: string
  readonly spec: Spec
  readonly seed: number
  readonly journal: readonly JournalEntry<Command>[]
  /** As in `SavedBranch`. */
  readonly leftOut?: readonly LeftOut<Command>[]
  readonly unread?: readonly UnreadEntry[]
  /** Where to open it; the beginning if absent. */
  readonly position?: Position
}

export interface SavedBranch<Command> {
  readonly id: number
  readonly name: string
  readonly parentId: number | null
  readonly forkedAt: Position
  /** How many entries of the journal were inherited at the fork. */
  readonly inheritedCommands: number
  readonly journal: readonly JournalEntry<Command>[]
  /** What could not be done when it was its turn. Whoever opens the branch again puts it back into the journal. */
  readonly leftOut?: readonly LeftOut<Command>[]
  readonly unread?: readonly UnreadEntry[]
  readonly position: Position
  readonly latest: Position
  /** As in `Branch`. */
  readonly takenBack?: boolean
}

/** A run with all its branches. */
export interface SavedTimeline<Spec, Command> {
  readonly engineVersion: string
  readonly spec: Spec
  readonly seed: number
  readonly activeBranchId: number
  readonly branches: readonly SavedBranch<Command>[]
}

/** What is opened is no run for this engine. Not a bug of ours: whoever opened it is told. */
export class RunDoesNotFit extends Error {
  override readonly name = 'RunDoesNotFit'
}

export const BEGINNING: Position = Object.freeze({ atUs: 0, afterEvents: 0 })
