/**
 * Two branches in step: copies of both worlds live through the same instants, and it is remembered since when what
 * differs. Neither is the timeline on screen, which goes on meanwhile.
 */
import type { ClusterImage, InFlightMessage } from '../../kafka/observe/cluster-image.ts'
import type { EngineParts } from '../engine-parts.ts'
import { compareImages, differenceKey, type ImageDifference } from './compare-images.ts'
import { type Pair, type Side, shareBehind } from './pair.ts'

/**
 * `sinceUs`: from there on without a break, as far as the looks in between tell; null: not known yet. Of what is a state and
 * no count it is since when it differs in this way.
 */
export interface Difference extends ImageDifference {
  readonly sinceUs: number | null
}

/** Both at one instant. */
export interface Compared {
  readonly atUs: number
  readonly image: ClusterImage
  readonly inFlight: readonly InFlightMessage[]
  readonly differences: readonly Difference[]
  /** What was otherwise first of all, and what that was then; null where nothing was so far, or it is not known yet. */
  readonly first: Difference | null
}

/** The longest stretch between two looks, simulated; a long way is looked at so many times. */
const MOST_BETWEEN_US = 100_000
const LOOKS = 200
/** A way of which nobody has to be told that it takes a while. */
const NEAR_US = 1_000_000

/** What somebody decided or lost; the rest are counts that run ahead or behind, a group's generation among them. */
const OF_CONSEQUENCE: ReadonlySet<ImageDifference['what']> = new Set<ImageDifference['what']>([
  'lost',
  'duplicated',
  'node',
  'leader',
  'isr',
])

/** Another value of one of these is another difference; of a count that grows it is the same one still. */
const STATES: ReadonlySet<ImageDifference['what']> = new Set<ImageDifference['what']>([
  'node',
  'leader',
  'isr',
  'group',
  'settings',
])

export class Comparison {
  readonly #parts: EngineParts
  readonly #pair: Pair
  #version: string | null = null
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
  /** How each differed at the last look, where it is a state. */
  readonly #values = new Map<string, string>()
  #first: Difference | null = null
  /** Whether it is one of consequence, which no count that came before it is. */
  #firstCounts = false

  constructor(parts: EngineParts, pair: Pair) {
    this.#parts = parts
    this.#pair = pair
  }

  /** Prepares for that instant; call `step` until it has an answer. */
  aimAt(atUs: number): void {
    const version = this.#pair.version()
    const fresh = this.#sides === null || version !== this.#version || atUs < this.#atUs
    this.#version = version
    if (!fresh) return
    const partedUs = this.#pair.partedUs()
    if (partedUs !== this.#partedUs) {
      this.#turns.clear()
      this.#values.clear()
      this.#first = null
      this.#partedUs = partedUs
      this.#knownUs = partedUs - 1
    }
    const fromUs = Math.min(atUs, this.#knownUs)
    this.#sides = this.#pair.begin(fromUs)
    this.#beganUs = Math.min(...this.#sides.map((side) => side.atUs))
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
    for (const side of sides) if (!side.goTo(stop, budget)) return null
    this.#atUs = stop
    if (stop < atUs && stop <= this.#knownUs) return null
    const [here, there] = sides.map(({ world }) => this.#parts.buildImage(world)) as [ClusterImage, ClusterImage]
    const found = this.#pair.telling(compareImages(here, there))
    if (stop > this.#knownUs) this.#note(found, stop)
    if (stop < atUs) return null
    const differences = found.map((each) => ({ ...each, sinceUs: this.#since(differenceKey(each), atUs) }))
    const inFlight = this.#parts.inFlightImage(sides[1].world)
    return { atUs, image: there, inFlight, differences, first: this.#first }
  }

  #nextLookUs(atUs: number): number {
    if (atUs <= this.#knownUs) return atUs
    const next = Math.max(this.#knownUs + 1, this.#atUs + pitchUs(atUs - this.#atUs))
    return Math.min(atUs, this.#atUs < this.#partedUs ? this.#partedUs : next)
  }

  #note(found: readonly ImageDifference[], atUs: number): void {
    this.#knownUs = atUs
    this.#noteFirst(found, atUs)
    const differing = new Set(found.map(differenceKey))
    for (const key of differing) if (!this.#turns.has(key)) this.#turns.set(key, [])
    for (const [key, turns] of this.#turns) if ((turns.length % 2 === 1) !== differing.has(key)) turns.push(atUs)
    for (const difference of found) if (STATES.has(difference.what)) this.#noteValues(difference, atUs)
  }

  /** One that differs otherwise than before ceases and begins at once. */
  #noteValues(difference: ImageDifference, atUs: number): void {
    const key = differenceKey(difference)
    const values = JSON.stringify([difference.here, difference.there])
    const turns = this.#turns.get(key) ?? []
    if (this.#values.get(key) !== values && turns.at(-1) !== atUs) turns.push(atUs, atUs)
    this.#values.set(key, values)
  }

  /** Until something of consequence differs, the first count stands in for it. */
  #noteFirst(found: readonly ImageDifference[], atUs: number): void {
    if (this.#first !== null && this.#firstCounts) return
    const both = found.filter(({ here, there }) => here !== null && there !== null)
    const counting = both.find(({ what }) => OF_CONSEQUENCE.has(what))
    const first = counting ?? both.find(({ what }) => what !== 'settings')
    if (first === undefined || (counting === undefined && this.#first !== null)) return
    this.#first = { ...first, sinceUs: atUs }
    this.#firstCounts = counting !== undefined
  }

  /** The last instant at or before `atUs` at which it began to differ. */
  #since(key: string, atUs: number): number {
    const turns = this.#turns.get(key) ?? []
    for (let at = turns.length - 1; at >= 0; at--) if (at % 2 === 0 && turns[at]! <= atUs) return turns[at]!
    return atUs
  }
}

const pitchUs = (wayUs: number) => Math.max(1_000, Math.min(MOST_BETWEEN_US, Math.ceil(wayUs / LOOKS)))
