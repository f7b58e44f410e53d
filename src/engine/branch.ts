import { fail } from './assert.ts'
import { type Checkpoint, Checkpoints } from './checkpoints.ts'
import { weighedCopyOf } from './copy-world.ts'
import { HappeningLog } from './happening-log.ts'
import type { Chronicle, Watch } from './observer.ts'
import type { Target } from './playhead.ts'
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
  forkedAt: Position
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
  /** It was left by taking its last command back, and nobody came back to it: kept, but nothing anybody asked for. */
  takenBack: boolean
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
  /** As in `Branch`. */
  readonly takenBack: boolean
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
    takenBack: false,
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
  first: Pick<Branch<Command>, 'checkpoints' | 'log'>,
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
    takenBack: saved.takenBack === true,
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
    takenBack: false,
  }
}

/**
 * What if one command had not been given, or others in its place? The same history up to straight before it, and from
 * there on everything else that was done, at its instants: what cannot be done there is left out when it is its turn.
 * Nothing of it has been run yet.
 */
export function forkWithout<Command>(
  from: Branch<Command>,
  entry: JournalEntry<Command>,
  instead: readonly Command[],
  id: number,
  chronicle: Chronicle | null,
): Branch<Command> {
  const at = from.journal.indexOf(entry)
  const { atUs, afterEvents = fail('it was given, so it has a place') } = entry
  const place: Position = { atUs, afterEvents }
  const others = from.journal.slice(at + 1).map(({ atUs, command }) => ({ atUs, command }))
  const saved: SavedBranch<Command> = {
    id,
    name: `branch-${id}`,
    parentId: from.id,
    forkedAt: place,
    inheritedCommands: at,
    journal: [...from.journal.slice(0, at), ...instead.map((command) => ({ atUs, command })), ...others],
    unread: from.unread.filter((each) => each.atUs <= atUs),
    position: place,
    latest: place,
  }
  const beginning = from.checkpoints.latestByEvents(0).world
  return openedBranch(saved, { ...from, log: from.log.upTo(beginning.lastHappeningId) }, chronicle)
}

/** Makes a branch the child of its parent's parent, with which it shares less. */
export function reparent<Command>(branch: Branch<Command>, doomed: Branch<Command>): void {
  branch.parentId = doomed.parentId
  branch.inheritedCommands = Math.min(branch.inheritedCommands, doomed.inheritedCommands)
  if (doomed.forkedAt.afterEvents < branch.forkedAt.afterEvents) branch.forkedAt = doomed.forkedAt
}

export function nearestBefore({ checkpoints }: Branch<unknown>, target: Target): Checkpoint {
  if (target.afterEvents !== undefined) return checkpoints.latestByEvents(target.afterEvents)
  return checkpoints.latestByTime(target.atUs ?? Infinity)
}

/** As `nearestBefore`, also among what its parent keeps of the history that both share. */
export function nearestShared(
  branch: Branch<unknown>,
  parent: Branch<unknown> | undefined,
  target: Target,
): Checkpoint {
  const own = nearestBefore(branch, target)
  if (parent === undefined) return own
  const { atUs, afterEvents } = branch.forkedAt
  const isBefore = target.afterEvents === undefined ? (target.atUs ?? 0) < atUs : target.afterEvents < afterEvents
  const shared = nearestBefore(parent, isBefore ? target : { afterEvents })
  return shared.afterEvents > own.afterEvents ? shared : own
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

/** Branches that are not shown keep two checkpoints, and where those add up to more than `most`, only the beginning. */
export function forgetCheckpoints(branches: readonly Branch<unknown>[], most: number): void {
  let bytes = 0
  for (const { checkpoints } of branches) {
    checkpoints.forgetMost(bytes < most)
    bytes += checkpoints.bytes
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
    takenBack: branch.takenBack,
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
    ...(branch.takenBack ? { takenBack: true } : {}),
  }
}

/** The later of two positions of one history, by instants first: events may have been counted by another engine. */
export function laterOf(a: Position, b: Position): Position {
  if (a.atUs !== b.atUs) return a.atUs > b.atUs ? a : b
  return a.afterEvents >= b.afterEvents ? a : b
}
