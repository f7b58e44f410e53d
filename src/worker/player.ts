/** Moves a timeline along in pieces short enough that the worker keeps listening. */

import type { Progress } from '../engine/playhead.ts'
import { nextEventAtUs } from '../engine/scheduler.ts'
import type { Timeline } from '../engine/timeline.ts'
import type { ClusterImage } from '../kafka/cluster-image.ts'
import type { ClusterSpec, Command } from '../kafka/commands.ts'
import {
  INITIAL_PACE,
  isMoving,
  nextPace,
  type PaceScene,
  type PaceState,
  sceneOf,
  somethingIsAwaited,
} from './auto-pace.ts'
import type { EngineParts, HostClock } from './engine-parts.ts'

type RunTimeline = Timeline<ClusterSpec, Command>

/** Engine time in one go, of the sixteen milliseconds of a frame. */
const SLICE_MS = 7
/** Events between two looks at the clock. */
const CHUNK_MS = 1.5
/** After a longer pause between frames, as when a laptop wakes up, the run goes on from where it was. */
const MAX_FRAME_MS = 100
/** While nothing moves, the run looks up this often whether something began to; well below the length of a hop. */
const LOOKOUT_US = 250

export class Player {
  speed = 1
  autoPace = true
  readonly #parts: EngineParts
  readonly #clock: HostClock
  #state: PaceState = INITIAL_PACE
  /** What is left of a microsecond: at a thousandth of real time a frame is worth a few of them. */
  #remainderUs = 0
  #scene: PaceScene = { newsHopUs: 0, recordsHopUs: 0, awaited: false }
  #eventsPerMs = 200

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
    this.#state = { ...this.#state, pace: Math.min(this.#state.pace, INITIAL_PACE.pace), idleMs: 0 }
    this.#remainderUs = 0
  }

  /** Plays `wallMs` of wall time, as far as one slice reaches. `imageOf` is asked for the image afterwards. */
  play(timeline: RunTimeline, wallMs: number, imageOf: (timeline: RunTimeline) => ClusterImage): void {
    const frameMs = Math.min(wallMs, MAX_FRAME_MS)
    const fromUs = timeline.position.atUs
    const exactUs = fromUs + this.#remainderUs + this.pace * frameMs * 1_000
    const goalUs = Math.floor(exactUs)
    const arrived =
      this.autoPace && !isMoving(this.#scene) ? this.#runUntilMoving(timeline, goalUs) : this.#run(timeline, goalUs)
    this.#remainderUs = arrived ? exactUs - goalUs : 0
    if (!this.autoPace) return
    this.#scene = sceneOf(this.#parts.inFlightImage(timeline.world), somethingIsAwaited(imageOf(timeline)))
    this.#state = nextPace(this.#state, this.#scene, frameMs, timeline.position.atUs - fromUs)
  }

  /** One slice of anything that takes a number of events at a time; true when it is done. */
  slice(step: (budget: number) => Progress): Progress {
    const endMs = this.#clock.nowMs() + SLICE_MS
    let progress: Progress = 'budget'
    while (progress === 'budget' && this.#clock.nowMs() < endMs) progress = this.#measured(step)
    return progress
  }

  /** True when the goal was reached, false when the slice was used up first. */
  #run(timeline: RunTimeline, goalUs: number): boolean {
    return this.slice((budget) => timeline.runTo(goalUs, budget)) !== 'budget'
  }

  /** Nothing moves: runs to the goal, or to where something worth watching has just set out. */
  #runUntilMoving(timeline: RunTimeline, goalUs: number): boolean {
    const endMs = this.#clock.nowMs() + SLICE_MS
    while (timeline.position.atUs < goalUs) {
      if (this.#clock.nowMs() >= endMs) return false
      const { world } = timeline
      const nextUs = Math.max(world.nowUs, nextEventAtUs(world)) + LOOKOUT_US
      const before = world.executedEvents
      const progress = this.#measured((budget) => timeline.runTo(Math.min(goalUs, nextUs), budget))
      if (progress === 'idle') return true
      if (world.executedEvents !== before && isMoving(sceneOf(this.#parts.inFlightImage(world), false))) return false
    }
    return true
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
