/**
 * Time travel. A timeline holds the branches of one run and one present, which it moves along the active branch:
 * forwards by running, backwards by copying a checkpoint and running on from there.
 */
import { assert, fail } from './assert.ts'
import {
  type Branch,
  type BranchInfo,
  branchInfo,
  firstBranch,
  forgetCheckpoints,
  forkBranch,
  forkWithout,
  nearestBefore,
  nearestShared,
  notGiven,
  openedBranch,
  reparent,
  savedBranch,
} from './branch.ts'
import type { HappeningLog } from './happening-log.ts'
import type { Chronicle, Observer } from './observer.ts'
import { type Advance, found, Playhead, type Progress, type Target } from './playhead.ts'
import { Replay, type Stretch } from './replay.ts'
import {
  BEGINNING,
  type Closeness,
  type JournalEntry,
  type LeftOut,
  type Model,
  type Position,
  type Run,
  RunDoesNotFit,
  type SavedBranch,
  type SavedTimeline,
  type UnreadEntry,
} from './run.ts'
import { hashWorld } from './state-hash.ts'
import type { Happening, World } from './world.ts'

export interface TimelineOptions {
  /** What all checkpoints together may take, roughly. */
  readonly checkpointBytes?: number
  readonly firstBranchName?: string
}

/** What the scrubber shows: a command, or a happening the model holds worth a mark. */
export type Mark<Command> =
  | { readonly kind: 'command'; readonly position: Position; readonly command: Command }
  | { readonly kind: 'happening'; readonly position: Position; readonly happening: Happening }

const DEFAULT_CHECKPOINT_BYTES = 32_000_000

export class Timeline<Spec, Command> {
  private readonly model: Model<Spec, Command>
  private readonly spec: Spec
  private readonly seed: number
  private readonly checkpointBytes: number
  private readonly playhead: Playhead<Spec, Command>
  private branchList: Branch<Command>[]
  private active: Branch<Command>
  private nextBranchId = 2
  private seekTarget: Target | null = null

  constructor(model: Model<Spec, Command>, spec: Spec, seed: number, options: TimelineOptions = {}) {
    this.model = model
    this.spec = spec
    this.seed = seed
    this.checkpointBytes = options.checkpointBytes ?? DEFAULT_CHECKPOINT_BYTES
    const world = model.create(spec, seed)
    this.active = firstBranch(world, options.firstBranchName ?? 'main', model)
    this.branchList = [this.active]
    this.playhead = new Playhead(model, world, this.active, this.checkpointBytes)
  }

  /** The world at the present. Read it; whoever changes it other than through `act` falsifies the run. */
  get world(): World {
    return this.playhead.world
  }

  get position(): Position {
    return this.playhead.position
  }

  /** Whether the clock has gone on since the last event. */
  get idled(): boolean {
    return this.playhead.idled
  }

  /** How far the active branch has ever been executed: the right end of the scrubber. */
  get latest(): Position {
    return this.active.latest
  }

  /** The instant at which the cluster had come up: the left end of the scrubber. Nothing is kept of before. */
  get beginsAtUs(): number {
    return this.active.checkpoints.latestByEvents(0).world.nowUs
  }

  get happenings(): HappeningLog {
    return this.active.log
  }

  /** What was noted of the active branch; null where the model keeps no chronicle. */
  get chronicle(): Chronicle | null {
    return this.active.chronicle
  }

  get journal(): readonly JournalEntry<Command>[] {
    return this.active.journal
  }

  /** Entries of the active branch that could not be done when it was their turn, in that order. */
  get leftOut(): readonly LeftOut<Command>[] {
    return this.active.leftOut
  }

  /** Entries of the active branch that nobody could read when it was opened. */
  get unread(): readonly UnreadEntry[] {
    return this.active.unread
  }

  /** How closely the active branch could be followed so far; it never gets closer again. */
  get closeness(): Closeness {
    return this.active.closeness
  }

  /** How many entries of the journal lie at or before the present. */
  get commandsApplied(): number {
    return this.playhead.commands
  }

  /** Whether a command given now would fork, because the branch has already gone on from here. */
  get inThePast(): boolean {
    if (this.playhead.commands < this.active.journal.length) return true
    return this.world.executedEvents < this.active.latest.afterEvents
  }

  get seeking(): boolean {
    return this.seekTarget !== null
  }

  /** The fingerprint of the present. */
  hash(): string {
    return hashWorld(this.world)
  }

  compareHash(expected: string): boolean {
    return this.hash() === expected
  }

  /** Commands and marked happenings of the active branch, as far as it is known, in order. */
  marks(): Mark<Command>[] {
    const marks: Mark<Command>[] = []
    for (const { atUs, afterEvents, command } of this.active.journal) {
      // A hand-written entry that was never reached has no place yet.
      if (afterEvents !== undefined)
        marks.push({ kind: 'command', position: { atUs, afterEvents: afterEvents + 1 }, command })
    }
    for (const happening of this.active.log.marks) {
      marks.push({ kind: 'happening', position: { atUs: happening.atUs, afterEvents: happening.eventSeq }, happening })
    }
    return marks.sort((a, b) => a.position.afterEvents - b.position.afterEvents)
  }

  /** Runs on until everything due by `atUs` is done, or the budget of events is used up. Replays the journal it meets. */
  runTo(atUs: number, budget = Infinity): Progress {
    assert(atUs < Infinity || budget < Infinity, 'a run has an end')
    return found(this.settledPlayhead().advance({ atUs }, budget))
  }

  /** Runs one event; a journaled command that comes next counts as one. */
  stepEvent(): Progress {
    return found(this.settledPlayhead().advance({ afterEvents: this.world.executedEvents + 1 }, Infinity))
  }

  /** Runs on until the observer has seen enough (`found`), no further than everything due by `untilUs`. */
  runUntil(observer: Observer, untilUs: number, budget: number): Progress {
    const playhead = this.settledPlayhead()
    playhead.observe(observer)
    try {
      return found(playhead.advance({ atUs: untilUs }, budget))
    } finally {
      playhead.observe(null)
    }
  }

  /** Back to straight after the event before the present one. Returns false at the beginning. */
  stepBack(): boolean {
    const { idled } = this.settledPlayhead()
    if (this.world.executedEvents === 0 && !idled) return false
    this.seek({ afterEvents: this.world.executedEvents - (idled ? 0 : 1) })
    return true
  }

  /** Goes anywhere on the active branch, in one go. Beyond what has ever been executed it simply runs on. */
  seek(target: Target): Progress {
    this.beginSeek(target)
    return this.continueSeek(Infinity)
  }

  /** The same in slices: call `continueSeek` until it returns something other than `budget`. A later one replaces it. */
  beginSeek(target: Target): void {
    assert((target.afterEvents ?? target.atUs ?? Infinity) < Infinity, 'a seek has a target')
    this.seekTarget = target
    const checkpoint = nearestBefore(this.active, target)
    if (!this.playhead.canRunOnTo(target, checkpoint)) this.playhead.restore(this.active, checkpoint)
  }

  /** Runs at most that many events towards the target. One that is not there as it was recorded is sought by its instant. */
  continueSeek(budget: number): Progress {
    const target = this.seekTarget ?? fail('continueSeek follows beginSeek')
    let progress: Advance = 'reached'
    try {
      progress = this.playhead.advance(target, budget)
    } finally {
      if (progress !== 'budget') this.seekTarget = null
    }
    if (progress !== 'missed') return progress
    if (this.active.closeness === 'exact') this.active.closeness = 'byTime'
    this.beginSeek({ atUs: target.atUs ?? fail('only an instant can be missed') })
    return budget === Infinity ? this.continueSeek(budget) : 'budget'
  }

  /**
   * Gives a command at the present. If the branch has already gone on from here, this forks: the branch stays as it is,
   * and the command opens another.
   */
  act(command: Command): JournalEntry<Command> {
    this.settledPlayhead()
    const left = this.active
    if (this.inThePast) this.forkHere()
    const before = this.position
    const entry: JournalEntry<Command> = { ...before, command }
    try {
      this.playhead.apply(command)
    } catch (error) {
      // A command that breaks the engine must not get into the journal: every replay would break there.
      const fork = this.active
      if (fork !== left) this.activate(left)
      this.seek(before)
      if (fork !== left) this.deleteBranch(fork.id)
      throw error
    }
    this.active.journal.push(entry)
    this.active.latest = this.position
    this.active.takenBack = false
    return entry
  }

  /** Takes back the last command before the present: a new branch straight before it. Returns false if there is none. */
  undo(): boolean {
    this.settledPlayhead()
    const entry = this.active.journal[this.playhead.commands - 1]
    if (entry === undefined) return false
    const left = this.active
    this.seek({ atUs: entry.atUs, afterEvents: entry.afterEvents ?? fail('an applied entry has its place') })
    this.forkHere()
    left.takenBack = true
    // A second undo in a row leaves a branch behind on which nothing was ever done.
    if (left.parentId !== null && left.journal.length === left.inheritedCommands) this.deleteBranch(left.id)
    return true
  }

  /**
   * Goes through a stretch of a branch, by default the active one, beside the present; call its `step` until it has
   * arrived. Of what lies beyond `latest` it tells what would happen if nobody did anything.
   */
  replay(stretch: Stretch, observer: Observer, branchId = this.active.id): Replay<Spec, Command> {
    const branch = this.branchById(branchId)
    const parent = this.branchList.find((other) => other.id === branch.parentId)
    return new Replay(this.model, branch, nearestShared(branch, parent, stretch.from), stretch, observer)
  }

  branches(): readonly BranchInfo[] {
    return this.branchList.map((branch) => branchInfo(branch, branch === this.active))
  }

  /** Named, it is wanted: it no longer counts as taken back. */
  renameBranch(id: number, name: string): void {
    Object.assign(this.branchById(id), { name, takenBack: false })
  }

  /** Another branch, on which others stand in place of one command of this one, known by its place. Null: no such. */
  whatIf(id: number, afterEvents: number, instead: readonly Command[]): number | null {
    const from = this.branchById(id)
    const entry = from.journal.find((each) => each.afterEvents === afterEvents)
    if (entry === undefined) return null
    const branch = forkWithout(from, entry, instead, this.nextBranchId++, this.model.createChronicle?.() ?? null)
    this.branchList.push(branch)
    return branch.id
  }

  /** Deletes a branch other than the active one. Its children become its parent's. */
  deleteBranch(id: number): void {
    const doomed = this.branchById(id)
    assert(doomed !== this.active, 'the active branch is not deleted')
    for (const branch of this.branchList) if (branch.parentId === id) reparent(branch, doomed)
    this.branchList = this.branchList.filter((branch) => branch !== doomed)
  }

  /** Begins to move to another branch, to where it was left or to `target`; finish with `continueSeek`. */
  openBranch(id: number, target?: Target): void {
    const branch = this.branchById(id)
    if (branch !== this.active) this.activate(branch)
    branch.takenBack = false
    this.seekTarget = target ?? branch.position
    this.playhead.restore(branch, nearestBefore(branch, this.seekTarget))
  }

  /**
   * A branch, by default the active one, as a run that stands on its own: to store it, to link to it, or to open it a
   * second time beside this one. It is positioned where the branch is or was left.
   */
  toRun(branchId = this.active.id): Run<Spec, Command> {
    const branch = this.branchById(branchId)
    const position = branch === this.active ? this.position : branch.position
    const { spec, seed } = this
    const journal = branch.journal.slice()
    return { engineVersion: this.model.engineVersion, spec, seed, journal, ...notGiven(branch), position }
  }

  toSaved(): SavedTimeline<Spec, Command> {
    this.settledPlayhead()
    this.active.position = this.position
    const { spec, seed } = this
    const branches = this.branchList.map(savedBranch)
    return { engineVersion: this.model.engineVersion, spec, seed, activeBranchId: this.active.id, branches }
  }

  /** Opens a run; finish with `continueSeek`. Throws RunDoesNotFit if it is of another engine version. */
  static fromRun<Spec, Command>(
    model: Model<Spec, Command>,
    source: Run<Spec, Command>,
    options: TimelineOptions = {},
  ): Timeline<Spec, Command> {
    const position = source.position ?? BEGINNING
    const only: SavedBranch<Command> = {
      id: 1,
      name: options.firstBranchName ?? 'main',
      parentId: null,
      forkedAt: BEGINNING,
      inheritedCommands: 0,
      journal: source.journal,
      position,
      latest: position,
    }
    return Timeline.fromSaved(model, { ...source, activeBranchId: 1, branches: [only] }, options)
  }

  /** Opens a run with all its branches; finish with `continueSeek`. Throws RunDoesNotFit as `fromRun` does. */
  static fromSaved<Spec, Command>(
    model: Model<Spec, Command>,
    saved: SavedTimeline<Spec, Command>,
    options: TimelineOptions = {},
  ): Timeline<Spec, Command> {
    if (saved.engineVersion !== model.engineVersion) {
      throw new RunDoesNotFit(`recorded with engine ${saved.engineVersion}, this is ${model.engineVersion}`)
    }
    const timeline = new Timeline(model, saved.spec, saved.seed, options)
    timeline.adopt(saved.branches, saved.activeBranchId)
    return timeline
  }

  private adopt(branches: readonly SavedBranch<Command>[], activeBranchId: number): void {
    const first = this.active
    this.branchList = branches.map((saved) => openedBranch(saved, first, this.model.createChronicle?.() ?? null))
    this.nextBranchId = 1 + this.branchList.reduce((highest, branch) => Math.max(highest, branch.id), 0)
    const active = this.branchList.find((branch) => branch.id === activeBranchId)
    if (active === undefined) throw new RunDoesNotFit(`there is no branch ${activeBranchId}`)
    this.active = active
    this.openBranch(activeBranchId)
  }

  /** Leaves the active branch as it is and goes on, from the present, on a new one. */
  private forkHere(): void {
    const id = this.nextBranchId++
    const { commands, world } = this.playhead
    const branch = forkBranch(this.active, this.position, commands, world, id)
    this.branchList.push(branch)
    this.activate(branch)
    this.playhead.follow(branch)
  }

  private activate(branch: Branch<Command>): void {
    this.active.position = this.position
    this.active = branch
    forgetCheckpoints(this.branchList.filter((other) => other !== branch).reverse(), this.checkpointBytes / 4)
  }

  private branchById(id: number): Branch<Command> {
    return this.branchList.find((branch) => branch.id === id) ?? fail(`no branch ${id}`)
  }

  private settledPlayhead(): Playhead<Spec, Command> {
    assert(this.seekTarget === null, 'a seek in progress is finished first')
    return this.playhead
  }
}
