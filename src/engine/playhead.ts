import { assert, fail } from './assert.ts'
import { type Branch, laterOf } from './branch.ts'
import type { Checkpoint } from './checkpoints.ts'
import { copyWorld } from './copy-world.ts'
import type { Observer } from './observer.ts'
import type { JournalEntry, Model, Position } from './run.ts'
import { nextEventAtUs, type RunResult, run, runCommand } from './scheduler.ts'
import type { SimEvent } from './sim-event.ts'
import type { World } from './world.ts'

/**
 * Where to go. An instant means after everything due by then, commands included. A number of events means straight
 * after the last of them, and with both the clock then goes on to `atUs`.
 */
export interface Target {
  readonly atUs?: number
  readonly afterEvents?: number
}

/**
 * `reached`: the target. `budget`: not yet; call again. `idle`: nothing is left to happen, ever. `found`: whoever follows
 * has seen enough.
 */
export type Progress = 'reached' | 'budget' | 'idle' | 'found'

/** `missed`: after so many events the clock cannot stand at that instant, as it may be with a position of another engine. */
export type Advance = Progress | 'missed'

/** Only a target with both an instant and a number of events can be missed. */
export function found(progress: Advance): Progress {
  return progress === 'missed' ? fail('a single goal cannot be missed') : progress
}

/** The present: a world somewhere on a branch, with its place in the branch's journal. */
export class Playhead<Spec, Command> {
  private readonly model: Model<Spec, Command>
  private readonly checkpointBytes: number
  private on: Branch<Command>
  private present: World
  /** Entries of the journal applied to the present. */
  private applied = 0
  /** The clock straight after the last event; the clock itself may have gone on since. */
  private lastEventAtUs = 0
  private nextCheckpointAt = 0
  /** A handler threw in mid-event: this world is good for nothing but leaving it. */
  private broken = false
  private observer: Observer | null = null
  /** The observer has seen enough. */
  private enough = false
  /** Events up to here were observed, or passed before anybody did: what a restored checkpoint repeats is told once. */
  private observedEvents = 0

  /** With no bytes for checkpoints it takes none. */
  constructor(model: Model<Spec, Command>, world: World, branch: Branch<Command>, checkpointBytes: number) {
    this.model = model
    this.checkpointBytes = checkpointBytes
    this.on = branch
    this.present = world
    this.follow(branch)
  }

  /** One at a checkpoint of a branch, that leaves the checkpoint alone and takes no others. */
  static from<Spec, Command>(
    model: Model<Spec, Command>,
    branch: Branch<Command>,
    checkpoint: Checkpoint,
  ): Playhead<Spec, Command> {
    const playhead = new Playhead(model, copyWorld(checkpoint.world), branch, 0)
    playhead.applied = checkpoint.commands
    playhead.lastEventAtUs = checkpoint.atUs
    return playhead
  }

  get world(): World {
    return this.present
  }

  get position(): Position {
    return { atUs: this.present.nowUs, afterEvents: this.present.executedEvents }
  }

  get commands(): number {
    return this.applied
  }

  /** Whether the clock has gone on since the last event. */
  get idled(): boolean {
    return this.present.nowUs > this.lastEventAtUs
  }

  /** Goes on along another branch, which up to here has the same history. */
  follow(branch: Branch<Command>): void {
    this.on = branch
    this.present.onHappening = (happening) => {
      branch.log.add(happening)
      const { watch } = branch
      if (watch !== null && happening.eventSeq > watch.upToEvents) watch.observer.onHappening?.(happening)
      if (happening.eventSeq > this.observedEvents) this.observer?.onHappening?.(happening)
    }
    this.nextCheckpointAt = this.nextCheckpoint()
  }

  /** From here on `observer` follows every event, in place of any before; with null nobody does. */
  observe(observer: Observer | null): void {
    this.observer = observer
    this.observedEvents = this.present.executedEvents
    observer?.begin?.(this.present)
  }

  /** Jumps to a checkpoint of a branch. */
  restore(branch: Branch<Command>, checkpoint: Checkpoint): void {
    this.present = copyWorld(checkpoint.world)
    this.applied = checkpoint.commands
    this.lastEventAtUs = checkpoint.atUs
    this.broken = false
    this.follow(branch)
  }

  /** Whether running on leads to the target and starts no earlier than `checkpoint` would. */
  canRunOnTo(target: Target, checkpoint: Checkpoint): boolean {
    return !this.broken && this.isAhead(target) && checkpoint.afterEvents <= this.present.executedEvents
  }

  /** Runs along the branch. The one place that replays journaled commands and takes checkpoints. */
  advance(target: Target, budget: number): Advance {
    assert(!this.broken, 'a broken present is left by seeking')
    const untilEvents = target.afterEvents ?? Infinity
    const untilUs = target.atUs ?? Infinity
    this.enough = false
    let left = budget
    let progress: Advance | null = null
    while (progress === null) {
      if (this.enough) progress = 'found'
      else if (this.present.executedEvents >= untilEvents) progress = 'reached'
      else if (left <= 0) progress = 'budget'
      else {
        const before = this.present.executedEvents
        progress = this.advanceOnce(untilUs, untilEvents, left)
        left -= this.present.executedEvents - before
      }
    }
    if ((progress === 'reached' || progress === 'idle') && this.misses(target)) progress = 'missed'
    this.on.latest = laterOf(this.on.latest, this.position)
    return progress
  }

  /** Does a command that is new, or that the journal has here. */
  apply(command: Command): void {
    try {
      runCommand(this.present, () => this.model.applyCommand(this.present, command))
    } catch (error) {
      this.broken = true
      throw error
    }
    this.applied++
    this.lastEventAtUs = this.present.nowUs
    this.ran(null)
  }

  /** Up to the next command, checkpoint or limit, or the command itself. `null` if there may be more to do. */
  private advanceOnce(untilUs: number, untilEvents: number, budget: number): Progress | null {
    const executed = this.present.executedEvents
    const entry = this.on.journal[this.applied]
    const entryAt = entry?.afterEvents ?? Infinity
    if (entry !== undefined && entryAt <= executed && entry.atUs <= untilUs) {
      this.replay(entry)
      return null
    }
    const stopAt = Math.min(untilEvents, entryAt > executed ? entryAt : Infinity, this.nextCheckpointAt)
    const limitUs = Math.min(untilUs, entry === undefined ? Infinity : entry.atUs)
    const result = this.runWorld(limitUs, Math.min(budget, stopAt - executed))
    if (result.executed > 0) this.lastEventAtUs = result.lastEventAtUs
    if (result.ended === 'idle') return 'idle'
    if (result.ended === 'budget' || result.ended === 'condition') {
      if (this.present.executedEvents >= this.nextCheckpointAt) this.takeCheckpoint()
      return null
    }
    if (entry === undefined || entry.atUs > untilUs) return 'reached'
    this.replay(entry)
    return null
  }

  private runWorld(untilUs: number, maxEvents: number): RunResult {
    try {
      const limits = untilUs === Infinity ? { maxEvents } : { untilUs, maxEvents }
      return run(
        this.present,
        this.on.watch === null && this.observer === null ? limits : { ...limits, until: (event) => this.ran(event) },
      )
    } catch (error) {
      this.broken = true
      throw error
    }
  }

  /** Whether whoever follows has seen enough. */
  private ran(event: SimEvent | null): boolean {
    const { present, observer } = this
    const { watch } = this.on
    if (watch !== null && present.executedEvents > watch.upToEvents) {
      watch.upToEvents = present.executedEvents
      watch.observer.afterEvent?.(present, event)
    }
    if (observer === null || present.executedEvents <= this.observedEvents) return false
    this.observedEvents = present.executedEvents
    observer.afterEvent?.(present, event)
    this.enough = observer.isEnough?.() === true
    return this.enough
  }

  private replay(given: JournalEntry<Command>): void {
    const { executedEvents: place, nowUs } = this.present
    const misplaced = given.afterEvents !== undefined && (given.afterEvents !== place || given.atUs < nowUs)
    if (misplaced || !this.waitUntil(given.atUs)) return this.goOnByInstants()
    // An entry that knows only its instant learns its exact place when it is first applied. One of before the run
    // begins, in a cluster that took less time to come up, is given as soon as it is up.
    const entry = { ...given, atUs: this.present.nowUs, afterEvents: place }
    this.on.journal[this.applied] = entry
    this.applyJournaled(entry.command, place)
  }

  /**
   * An entry's place is not among the events that there are here: another engine counted them. Neither it nor what comes
   * after it was ever applied here, so all of them are given at their instants.
   */
  private goOnByInstants(): void {
    const { journal } = this.on
    for (let i = this.applied; i < journal.length; i++) {
      const { atUs, command } = journal[i] as JournalEntry<Command>
      journal[i] = { atUs, command }
    }
    this.on.closeness = 'loose'
  }

  private applyJournaled(command: Command, place: number): void {
    try {
      const reason = this.model.refuseCommand?.(this.present, command) ?? null
      if (reason === null) this.apply(command)
      else this.leaveOut(reason)
    } catch (error) {
      // Given by hand it would have been told and taken back; see `Timeline.act`.
      this.leaveOut(error instanceof Error ? error.message : String(error))
      this.restore(this.on, this.on.checkpoints.latestByEvents(place))
    }
  }

  /** The entry whose turn it is cannot be done, so it is none. */
  private leaveOut(reason: string): void {
    for (const entry of this.on.journal.splice(this.applied, 1)) this.on.leftOut.push({ entry, reason })
    if (this.applied < this.on.inheritedCommands) this.on.inheritedCommands--
  }

  /** Lets the clock go on with nothing happening. False when something does happen before that. */
  private waitUntil(atUs: number): boolean {
    if (atUs <= this.present.nowUs) return true
    if (nextEventAtUs(this.present) < atUs) return false
    this.present.nowUs = atUs
    return true
  }

  private isAhead(target: Target): boolean {
    const { nowUs, executedEvents } = this.present
    if (target.afterEvents === undefined) return nowUs <= (target.atUs ?? Infinity)
    if (executedEvents !== target.afterEvents) return executedEvents < target.afterEvents
    return nowUs <= Math.max(this.lastEventAtUs, target.atUs ?? 0)
  }

  /**
   * Whether the instant and the number of events of a target do not go together here. Before any event the clock is where
   * the cluster had come up, whatever instant a beginning is said to be at.
   */
  private misses({ atUs, afterEvents }: Target): boolean {
    if (atUs === undefined || afterEvents === undefined) return false
    const { nowUs, executedEvents } = this.present
    return executedEvents !== afterEvents || (nowUs > atUs && afterEvents > 0) || !this.waitUntil(atUs)
  }

  private takeCheckpoint(): void {
    // Only straight after an event: who seeks to that event must not find the clock further on.
    if (!this.idled) this.on.checkpoints.take(this.present, this.applied, this.checkpointBytes)
    this.nextCheckpointAt = this.nextCheckpoint()
  }

  private nextCheckpoint(): number {
    return this.checkpointBytes === 0 ? Infinity : this.on.checkpoints.nextWantedAt(this.present.executedEvents)
  }
}
