/** From one thing to the next, forwards and back: what the reader's steps lead to, and what they stepped over. */
import type { Observer } from '../engine/observer.ts'
import type { Progress } from '../engine/playhead.ts'
import type { SimEvent } from '../engine/sim-event.ts'
import type { Happening, World } from '../engine/world.ts'
import { isVisible } from '../kafka/observe/stepped-event.ts'
import type { EngineParts } from './engine-parts.ts'
import { isTurningPoint } from './marks.ts'
import type { Stepped, ToWorker } from './port.ts'
import type { RunTimeline } from './run-timeline.ts'

type Step = Extract<ToWorker, { readonly type: 'step' }>

export interface Stepping {
  /** Runs at most that many events. */
  step(budget: number): Progress
  /** What was stepped over, or to; asked once `step` has returned something other than `budget`. */
  stepped(): Stepped
}

/** Whoever asks for the next thing to see is told after so long, in simulated time, that there is none. */
const PATIENCE_US = 10_000_000
/** Backwards the nearest is looked for first: what is far back costs a longer way. */
const LOOKS_BACK_US = [500_000, PATIENCE_US] as const

export function steppingOf(timeline: RunTimeline, parts: EngineParts, { direction, to }: Step): Stepping {
  if (to === 'event') return direction === 'forward' ? oneForward(timeline, parts) : oneBack(timeline, parts)
  return direction === 'forward' ? toNextVisible(timeline, parts) : toPreviousVisible(timeline, parts)
}

/** Sees what there is to see, and where: what comes last of it, or, if it `stops`, what comes first. */
class Lookout implements Observer {
  readonly #parts: EngineParts
  readonly #stops: boolean
  seen: Stepped | null = null
  afterEvents = 0
  #happened: Happening | null = null

  constructor(parts: EngineParts, stops: boolean) {
    this.#parts = parts
    this.#stops = stops
  }

  isEnough(): boolean {
    return this.#stops && this.seen !== null
  }

  onHappening(happening: Happening): void {
    if (isTurningPoint(happening)) this.#happened ??= happening
  }

  afterEvent(world: World, event: SimEvent | null): void {
    const happened = this.#happened
    this.#happened = null
    const step = event === null ? null : this.#parts.steppedEvent(world, event)
    const number = world.executedEvents
    if (happened !== null) this.seen = { what: 'happening', happeningId: happened.id, number }
    else if (step !== null && isVisible(step)) this.seen = { what: 'event', event: step, number }
    else return
    this.afterEvents = number
  }
}

/** An event that has just run; null: a command was given. */
export function passedEvent(world: World, event: SimEvent | null, parts: EngineParts): Stepped {
  const number = world.executedEvents
  return event === null
    ? { what: 'command', number }
    : { what: 'event', event: parts.steppedEvent(world, event), number }
}

/** Knows the one event that ran. */
class Witness implements Observer {
  readonly #parts: EngineParts
  seen: Stepped = { what: 'nothing' }

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  afterEvent(world: World, event: SimEvent | null): void {
    this.seen = passedEvent(world, event, this.#parts)
  }

  isEnough(): boolean {
    return true
  }
}

function oneForward(timeline: RunTimeline, parts: EngineParts): Stepping {
  const witness = new Witness(parts)
  return { step: (budget) => timeline.runUntil(witness, Number.POSITIVE_INFINITY, budget), stepped: () => witness.seen }
}

function oneBack(timeline: RunTimeline, parts: EngineParts): Stepping {
  if (!timeline.stepBack()) return { step: () => 'reached', stepped: () => ({ what: 'nothing' }) }
  const from = { afterEvents: timeline.position.afterEvents }
  const witness = new Witness(parts)
  const replay = timeline.replay({ from, to: { afterEvents: from.afterEvents + 1 } }, witness)
  return { step: (budget) => replay.step(budget), stepped: () => witness.seen }
}

function toNextVisible(timeline: RunTimeline, parts: EngineParts): Stepping {
  const untilUs = timeline.position.atUs + PATIENCE_US
  const lookout = new Lookout(parts, true)
  return {
    step: (budget) => timeline.runUntil(lookout, untilUs, budget),
    stepped: () => lookout.seen ?? { what: 'nothing', withinUs: PATIENCE_US },
  }
}

function toPreviousVisible(timeline: RunTimeline, parts: EngineParts): Stepping {
  const { atUs } = timeline.position
  // Straight after an event that can be seen, it is the one before that is meant.
  const afterEvents = timeline.position.afterEvents - (timeline.idled ? 0 : 1)
  let place = 0
  let lookout = new Lookout(parts, false)
  const search = () =>
    timeline.replay({ from: { atUs: Math.max(0, atUs - LOOKS_BACK_US[place]!) }, to: { afterEvents } }, lookout)
  let replay = afterEvents <= 0 ? null : search()
  return {
    step(budget) {
      if (replay === null) return 'reached'
      const progress = replay.step(budget)
      if (progress === 'budget') return 'budget'
      if (lookout.seen === null && ++place < LOOKS_BACK_US.length) {
        lookout = new Lookout(parts, false)
        replay = search()
        return 'budget'
      }
      if (lookout.seen !== null) timeline.seek({ afterEvents: lookout.afterEvents })
      return 'reached'
    },
    stepped: () => lookout.seen ?? { what: 'nothing', withinUs: PATIENCE_US },
  }
}
