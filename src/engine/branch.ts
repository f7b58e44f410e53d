import { type Checkpoint, Checkpoints } from './checkpoints.ts'
import { weighedCopyOf } from './copy-world.ts'
import { HappeningLog } from './happening-log.ts'
import type { Chronicle, Watch } from './observer.ts'
import {
  BEGINNING,
  type Closeness,
  type JournalEntry,
  type LeftOut,
  type Model,
  type Position,
  type SavedBranch,
  type UnreadEntry,
} from './run.ts'
import { takeHappenings, type World } from './world.ts'

/** One history of a timeline: a journal, and what is known of where it leads. */
export interface Branch<Command> {
  readonly id: number
  name: string
  parentId: number | null
  readonly forkedAt: Position
  inheritedCommands: number
  readonly journal: JournalEntry<Command>[]
  /** What was in the journal as it was opened, and could not be done. */
  readonly leftOut: LeftOut<Command>[]
  /** What never was in it here, since nobody could read it. */
  readonly unread: readonly UnreadEntry[]
  /** How what was recorded elsewhere fits what happens here. */
  closeness: Closeness
  readonly checkpoints: Checkpoints
  readonly log: HappeningLog
  readonly chronicle: Chronicle | null
  /** Of the chronicle, or of whoever else follows this branch; null: nobody. */
  watch: Watch | null
  /** How far it has ever been executed. */
  latest: Position
  /** Where the playhead was when the branch was left. */
  position: Position
}

/** A branch as the view lists it. */
export interface BranchInfo {
  readonly id: number
  readonly name: string
  readonly parentId: number | null
  readonly forkedAt: Position
  readonly latest: Position
  /** Commands given, inherited ones included. */
  readonly commands: number
  readonly active: boolean
}

/** The branch on which a run begins, in a world just created. */
export function firstBranch<Command>(
  world: World,
  name: string,
  model: Pick<Model<unknown, Command>, 'isMark' | 'createChronicle'>,
): Branch<Command> {
  const log = new HappeningLog((happening) => model.isMark?.(happening) === true)
  const chronicle = model.createChronicle?.() ?? null
  for (const happening of takeHappenings(world)) log.add(happening)
  return {
    id: 1,
    name,
    parentId: null,
    forkedAt: BEGINNING,
    inheritedCommands: 0,
    journal: [],
    leftOut: [],
    unread: [],
    closeness: 'exact',
    checkpoints: new Checkpoints([{ ...weighedCopyOf(world), afterEvents: 0, atUs: 0, commands: 0 }]),
    log,
    chronicle,
    watch: watchFrom(chronicle, world),
    latest: BEGINNING,
    position: BEGINNING,
  }
}

/** Begins with this world, or goes on from it. */
function watchFrom(chronicle: Chronicle | null, world: World): Watch | null {
  if (chronicle === null) return null
  chronicle.begin?.(world)
  return { observer: chronicle, upToEvents: world.executedEvents }
}

/** A saved branch, of which nothing has been run here but the beginning that all have in common. */
export function openedBranch<Command>(
  saved: SavedBranch<Command>,
  first: Branch<Command>,
  chronicle: Chronicle | null,
): Branch<Command> {
  return {
    ...saved,
    journal: saved.journal.slice(),
    leftOut: [],
    unread: saved.unread ?? [],
    closeness: 'exact',
    checkpoints: first.checkpoints.upTo(0),
    log: first.log.upTo(first.log.lastId),
    chronicle,
    watch: watchFrom(chronicle, first.checkpoints.latestByEvents(0).world),
  }
}

/** The same history up to a point, from where it goes another way. `world` is the one at that point. */
export function forkBranch<Command>(
  from: Branch<Command>,
  at: Position,
  commands: number,
  world: World,
  id: number,
): Branch<Command> {
  const chronicle = from.chronicle?.forkedAt(world) ?? null
  return {
    id,
    name: `branch-${id}`,
    parentId: from.id,
    forkedAt: at,
    inheritedCommands: commands,
    journal: from.journal.slice(0, commands),
    leftOut: from.leftOut.filter(({ entry }) => (entry.afterEvents ?? 0) <= at.afterEvents),
    unread: from.unread.filter(({ atUs }) => atUs <= at.atUs),
    closeness: from.closeness,
    checkpoints: from.checkpoints.upTo(at.afterEvents),
    log: from.log.upTo(world.lastHappeningId),
    chronicle,
    watch: chronicle === null ? null : { observer: chronicle, upToEvents: at.afterEvents },
    latest: at,
    position: at,
  }
}

/** The same history from a checkpoint on, for whoever goes through it beside the timeline. */
export function forReplay<Command>(branch: Branch<Command>, checkpoint: Checkpoint): Branch<Command> {
  return {
    ...branch,
    journal: branch.journal.slice(),
    leftOut: [],
    checkpoints: new Checkpoints([checkpoint]),
    log: HappeningLog.from(checkpoint.world.lastHappeningId + 1),
    watch: null,
  }
}

export function branchInfo<Command>(branch: Branch<Command>, active: boolean): BranchInfo {
  return {
    id: branch.id,
    name: branch.name,
    parentId: branch.parentId,
    forkedAt: branch.forkedAt,
    latest: branch.latest,
    commands: branch.journal.length,
    active,
  }
}

/** What a branch that is saved has beside its journal: nothing, as a rule. */
export function notGiven<Command>({
  leftOut,
  unread,
}: Branch<Command>): Pick<SavedBranch<Command>, 'leftOut' | 'unread'> {
  return {
    ...(leftOut.length === 0 ? {} : { leftOut: leftOut.slice() }),
    ...(unread.length === 0 ? {} : { unread }),
  }
}

export function savedBranch<Command>(branch: Branch<Command>): SavedBranch<Command> {
  return {
    id: branch.id,
    name: branch.name,
    parentId: branch.parentId,
    forkedAt: branch.forkedAt,
    inheritedCommands: branch.inheritedCommands,
    journal: branch.journal.slice(),
    ...notGiven(branch),
    position: branch.position,
    latest: branch.latest,
  }
}

/** The later of two positions of one history, by instants first: events may have been counted by another engine. */
export function laterOf(a: Position, b: Position): Position {
  if (a.atUs !== b.atUs) return a.atUs > b.atUs ? a : b
  return a.afterEvents >= b.afterEvents ? a : b
}
