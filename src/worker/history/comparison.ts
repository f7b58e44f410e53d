/**
 * Two branches in step: copies of both worlds live through the same instants, and it is remembered since when what
 * differs. Neither is the timeline on screen, which goes on meanwhile.
 */
import type { Replay } from '../../engine/replay.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import type { ClusterImage, InFlightMessage } from '../../kafka/observe/cluster-image.ts'
import type { EngineParts } from '../engine-parts.ts'
import { sameValue } from '../image-delta.ts'
import type { RunTimeline } from '../run-timeline.ts'
import { compareImages, differenceKey, type ImageDifference } from './compare-images.ts'

/** `sinceUs`: from there on without a break, as far as the looks in between tell; null: not known yet. */
export interface Difference extends ImageDifference {
  readonly sinceUs: number | null
}

/** Both at one instant. */
export interface Compared {
  readonly atUs: number
  readonly image: ClusterImage
  readonly inFlight: readonly InFlightMessage[]
  readonly differences: readonly Difference[]
}

/** The longest stretch between two looks, simulated; a long way is looked at so many times. */
const MOST_BETWEEN_US = 100_000
const LOOKS = 200
/** A way of which nobody has to be told that it takes a while. */
const NEAR_US = 1_000_000

type Side = Replay<ClusterSpec, Command>

/** How much of the way to an instant both sides have behind them, 0 to 1. */
export function shareBehind(sides: readonly Side[], beganUs: number, atUs: number): number {
  const reachedUs = Math.min(...sides.map(({ position }) => position.atUs))
  return atUs <= beganUs ? 1 : Math.max(0, Math.min(1, (reachedUs - beganUs) / (atUs - beganUs)))
}

export class Comparison {
  readonly #parts: EngineParts
  readonly #timeline: RunTimeline
  readonly #ids: readonly [number, number]
  #journals: readonly [number, number] = [-1, -1]
  #sides: readonly [Side, Side] | null = null
  /** Where the nearest checkpoints are from which they began, and where both sides stand. */
  #beganUs = 0
  #atUs = -1
  /** Up to straight before it both are the same. */
  #partedUs = -1
  /** Up to here it is known what differs since when. */
  #knownUs = -1
  /** The instants at which something began to differ or ceased to, in turns, by its key. */
  readonly #turns = new Map<string, number[]>()

  constructor(parts: EngineParts, timeline: RunTimeline, here: number, there: number) {
    this.#parts = parts
    this.#timeline = timeline
    this.#ids = [here, there]
  }

  isOf(here: number, there: number): boolean {
    return this.#ids[0] === here && this.#ids[1] === there
  }

  /** Prepares for that instant; call `step` until it has an answer. */
  aimAt(atUs: number): void {
    const journals = this.#ids.map((id) => this.#timeline.toRun(id).journal.length) as unknown as [number, number]
    const fresh = this.#sides === null || !sameValue(journals, this.#journals) || atUs < this.#atUs
    this.#journals = journals
    if (!fresh) return
    const partedUs = divergenceUs(this.#timeline, this.#ids)
    if (partedUs !== this.#partedUs) {
      this.#turns.clear()
      this.#partedUs = partedUs
      this.#knownUs = partedUs - 1
    }
    const fromUs = Math.min(atUs, this.#knownUs)
    const target = { atUs: fromUs }
    const begin = (id: number) => this.#timeline.replay({ from: target, to: target }, {}, id)
    this.#sides = [begin(this.#ids[0]), begin(this.#ids[1])]
    this.#beganUs = Math.min(...this.#sides.map(({ position }) => position.atUs))
    this.#atUs = fromUs
  }

  /** Whether it is there with hardly a look in between, which is all that takes long. */
  isNear(atUs: number): boolean {
    return atUs <= this.#knownUs || atUs - this.#atUs <= NEAR_US
  }

  /** How much of the way to that instant lies behind, 0 to 1. */
  shareOf(atUs: number): number {
    return shareBehind(this.#sides ?? [], this.#beganUs, atUs)
  }

  /** About `budget` events on; null while there is more to do. */
  step(atUs: number, budget: number): Compared | null {
    const sides = this.#sides!
    const stop = this.#nextLookUs(atUs)
    for (const side of sides) {
      side.extendTo({ atUs: stop })
      if (side.step(budget) === 'budget') return null
    }
    this.#atUs = stop
    if (stop < atUs && stop <= this.#knownUs) return null
    const [here, there] = sides.map(({ world }) => this.#parts.buildImage(world)) as [ClusterImage, ClusterImage]
    const found = compareImages(here, there)
    if (stop > this.#knownUs) this.#note(found, stop)
    if (stop < atUs) return null
    const differences = found.map((each) => ({ ...each, sinceUs: this.#since(differenceKey(each), atUs) }))
    return { atUs, image: there, inFlight: this.#parts.inFlightImage(sides[1].world), differences }
  }

  #nextLookUs(atUs: number): number {
    if (atUs <= this.#knownUs) return atUs
    const next = Math.max(this.#knownUs + 1, this.#atUs + pitchUs(atUs - this.#atUs))
    return Math.min(atUs, this.#atUs < this.#partedUs ? this.#partedUs : next)
  }

  #note(found: readonly ImageDifference[], atUs: number): void {
    this.#knownUs = atUs
    const differing = new Set(found.map(differenceKey))
    for (const key of differing) if (!this.#turns.has(key)) this.#turns.set(key, [])
    for (const [key, turns] of this.#turns) if ((turns.length % 2 === 1) !== differing.has(key)) turns.push(atUs)
  }

  /** The last instant at or before `atUs` at which it began to differ. */
  #since(key: string, atUs: number): number {
    const turns = this.#turns.get(key) ?? []
    for (let at = turns.length - 1; at >= 0; at--) if (at % 2 === 0 && turns[at]! <= atUs) return turns[at]!
    return atUs
  }
}

const pitchUs = (wayUs: number) => Math.max(1_000, Math.min(MOST_BETWEEN_US, Math.ceil(wayUs / LOOKS)))

/** Up to here both are the same: the first command that only one of them has. Infinite where they never part. */
export function divergenceUs(timeline: RunTimeline, [a, b]: readonly [number, number]): number {
  const [mine, theirs] = [timeline.toRun(a).journal, timeline.toRun(b).journal]
  let at = 0
  while (
    at < mine.length &&
    at < theirs.length &&
    mine[at]!.atUs === theirs[at]!.atUs &&
    sameValue(mine[at]!.command, theirs[at]!.command)
  )
    at++
  return Math.min(mine[at]?.atUs ?? Infinity, theirs[at]?.atUs ?? Infinity)
}
