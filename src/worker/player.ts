/** Moves a timeline along in pieces short enough that the worker keeps listening. */
import type { Progress } from '../engine/playhead.ts'
import { nextEventAtUs } from '../engine/scheduler.ts'
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'
import type { BeatKind } from '../kafka/observe/stories/beat.ts'
import {
  INITIAL_PACE,
  isMoving,
  nextPace,
  type PaceScene,
  type PaceState,
  sceneOf,
  somethingIsAwaited,
  TerminalWatch,
  TURNING_POINT_MS,
  typedRecordsLinger,
} from './auto-pace.ts'
import type { EngineParts, HostClock } from './engine-parts.ts'
import { isTurningPoint } from './marks.ts'
import { Moments } from './moments.ts'
import type { RunTimeline } from './run-timeline.ts'
import { MAX_RUN_US } from './spec-schema.ts'

/** Engine time in one go, of the sixteen milliseconds of a frame. */
const SLICE_MS = 7
/** Events between two looks at the clock. */
const CHUNK_MS = 1.5
/** After a longer pause between frames, as when a laptop wakes up, the run goes on from where it was. */
const MAX_FRAME_MS = 100
/** While nothing moves, the run looks up this often whether something began to; well below the length of a hop. */
const LOOKOUT_US = 80

const EMPTY_SCENE: PaceScene = { newsHopUs: 0, recordsHopUs: 0, awaited: false, turningPoint: false }

export class Player {
  speed = 1
  autoPace = true
  /** Moments at which playing ends. */
  holdAt: ReadonlySet<BeatKind> = new Set()
  /** The happening at which it has ended, until the reader does something or goes elsewhere; 0: it has not. */
  heldBy = 0
  readonly #parts: EngineParts
  readonly #clock: HostClock
  readonly #watch = new TerminalWatch()
  #terminals: ClusterImage['terminals'] = new Map()
  #state: PaceState = INITIAL_PACE
  #scene = EMPTY_SCENE
  /** Wall time left to see what became of the last turning point. */
  #turningPointMs = 0
  /** What is left of a microsecond: at a thousandth of real time a frame is worth a few of them. */
  #remainderUs = 0
  #eventsPerMs = 200
  #moments: Moments | null = null

  constructor(parts: EngineParts, clock: HostClock) {
    this.#parts = parts
    this.#clock = clock
  }

  /** Simulated time per wall time, now. */
  get pace(): number {
    return this.autoPace ? Math.min(100, this.#state.pace * this.speed) : this.speed
  }

  /** The reader did something, or arrived somewhere: what comes of it deserves to be seen from its first hop. */
  payAttention(): void {
    const { pace, busy } = this.#state
    this.#state = { ...INITIAL_PACE, pace: Math.min(pace, INITIAL_PACE.pace), busy }
    this.#scene = EMPTY_SCENE
    this.#turningPointMs = 0
    this.#remainderUs = 0
    this.heldBy = 0
  }

  /** Plays `wallMs` of wall time, as far as one slice reaches. `imageOf` is asked for the image afterwards. */
  play(timeline: RunTimeline, wallMs: number, imageOf: (timeline: RunTimeline) => ClusterImage): void {
    this.#moments = this.holdAt.size === 0 ? null : new Moments(this.holdAt, timeline.world)
    const frameMs = Math.min(wallMs, MAX_FRAME_MS)
    const fromUs = timeline.position.atUs
    const happenedBefore = timeline.world.lastHappeningId
    const exactUs = fromUs + this.#remainderUs + this.pace * frameMs * 1_000
    const goalUs = Math.min(MAX_RUN_US, Math.floor(exactUs))
    const arrived = this.#looksOut() ? this.#runLookingOut(timeline, goalUs) : this.#run(timeline, goalUs)
    this.#remainderUs = arrived ? exactUs - goalUs : 0
    this.heldBy = this.#moments?.found ?? 0
    if (!this.autoPace) return
    const turned = hasTurnedSince(timeline, happenedBefore)
    this.#turningPointMs = turned ? TURNING_POINT_MS : Math.max(0, this.#turningPointMs - frameMs)
    this.#scene = this.#sceneOf(timeline, imageOf(timeline))
    this.#state = nextPace(this.#state, this.#scene, frameMs, timeline.position.atUs - fromUs)
  }

  /** One slice of anything that takes a number of events at a time. */
  slice(step: (budget: number) => Progress): Progress {
    const endMs = this.#clock.nowMs() + SLICE_MS
    let progress: Progress = 'budget'
    while (progress === 'budget' && this.#clock.nowMs() < endMs) progress = this.#measured(step)
    return progress
  }

  #sceneOf(timeline: RunTimeline, image: ClusterImage): PaceScene {
    const { world, position } = timeline
    const tool = this.#watch.isAwaited(image, position.atUs)
    const awaited = tool || typedRecordsLinger(image) || somethingIsAwaited(image)
    this.#terminals = image.terminals
    const context = { awaited, turningPoint: this.#turningPointMs > 0, terminals: this.#terminals }
    return sceneOf(this.#parts.inFlightImage(world), context)
  }

  /** Whether a stretch may pass so quickly that something worth watching would be missed. */
  #looksOut(): boolean {
    return this.autoPace && (this.#scene.awaited || !isMoving(this.#scene))
  }

  /** True when the goal was reached, false when the slice was used up first. */
  #run(timeline: RunTimeline, goalUs: number): boolean {
    return isThere(this.slice((budget) => this.#runOn(timeline, goalUs, budget)))
  }

  /** Runs to the goal, or to where something worth watching has just set out or come about. */
  #runLookingOut(timeline: RunTimeline, goalUs: number): boolean {
    const endMs = this.#clock.nowMs() + SLICE_MS
    while (timeline.position.atUs < goalUs) {
      if (this.#clock.nowMs() >= endMs) return false
      const { world } = timeline
      const { executedEvents, lastHappeningId } = world
      const nextUs = Math.max(world.nowUs, nextEventAtUs(world)) + LOOKOUT_US
      const progress = this.#measured((budget) => this.#runOn(timeline, Math.min(goalUs, nextUs), budget))
      if (progress === 'idle') return true
      if (progress === 'found') return false
      if (world.executedEvents !== executedEvents && this.#isWorthStopping(timeline, lastHappeningId)) return false
    }
    return true
  }

  #runOn(timeline: RunTimeline, goalUs: number, budget: number): Progress {
    const moments = this.#moments
    return moments === null ? timeline.runTo(goalUs, budget) : timeline.runUntil(moments, goalUs, budget)
  }

  /** While something is awaited, ordinary records are not worth it. */
  #isWorthStopping(timeline: RunTimeline, happenedBefore: number): boolean {
    if (hasTurnedSince(timeline, happenedBefore)) return true
    const { awaited, newsHopUs } = this.#scene
    const context = { awaited, turningPoint: false, terminals: this.#terminals }
    const now = sceneOf(this.#parts.inFlightImage(timeline.world), context)
    return awaited ? now.newsHopUs > 0 && newsHopUs === 0 : isMoving(now)
  }

  /** Runs about `CHUNK_MS` worth of events, and learns from it how many that is. */
  #measured(step: (budget: number) => Progress): Progress {
    const budget = Math.round(Math.min(20_000, Math.max(20, this.#eventsPerMs * CHUNK_MS)))
    const fromMs = this.#clock.nowMs()
    const progress = step(budget)
    const tookMs = this.#clock.nowMs() - fromMs
    if (progress === 'budget') {
      const measured = tookMs > 0.05 ? budget / tookMs : this.#eventsPerMs * 2
      this.#eventsPerMs += (Math.min(measured, 20_000) - this.#eventsPerMs) / 2
    }
    return progress
  }
}

function isThere(progress: Progress): boolean {
  return progress !== 'budget' && progress !== 'found'
}

function hasTurnedSince(timeline: RunTimeline, happeningId: number): boolean {
  const { lastHappeningId } = timeline.world
  return (
    happeningId < lastHappeningId && timeline.happenings.range(happeningId + 1, lastHappeningId).some(isTurningPoint)
  )
}
