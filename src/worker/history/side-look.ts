/** Two histories at one instant, without having looked at what lies between: what a reader sees first. */
import type { EngineParts } from '../engine-parts.ts'
import { compareImages } from './compare-images.ts'
import type { Compared } from './comparison.ts'
import { type Pair, type Side, shareBehind } from './pair.ts'

export class SideLook {
  readonly #parts: EngineParts
  readonly #pair: Pair
  #sides: readonly [Side, Side] | null = null
  /** From the nearest checkpoints on: where they began, and where they stand. */
  #fromUs = 0
  #atUs = -1
  /** What was seen last: where the picture stands still it is asked for again and again. */
  #seen: Compared | null = null

  constructor(parts: EngineParts, pair: Pair) {
    this.#parts = parts
    this.#pair = pair
  }

  /** Prepares for that instant, from where it stands if that is on the way. */
  aimAt(atUs: number): void {
    if (this.#sides !== null && atUs >= this.#atUs) return
    this.#seen = null
    this.#sides = this.#pair.begin(atUs)
    this.#fromUs = Math.min(...this.#sides.map((side) => side.atUs))
    this.#atUs = this.#fromUs
  }

  /** About `budget` events on; null while there is more to do. Since when something differs it does not know. */
  step(atUs: number, budget: number): Compared | null {
    if (this.#seen?.atUs === atUs) return this.#seen
    const sides = this.#sides!
    for (const side of sides) if (!side.goTo(atUs, budget)) return null
    this.#atUs = atUs
    const [here, there] = sides.map(({ world }) => world) as [Side['world'], Side['world']]
    const image = this.#parts.buildImage(there)
    const found = this.#pair.telling(compareImages(this.#parts.buildImage(here), image))
    const differences = found.map((each) => ({ ...each, sinceUs: null }))
    this.#seen = { atUs, image, inFlight: this.#parts.inFlightImage(there), differences, first: null }
    return this.#seen
  }

  /** How much of the way to that instant lies behind, 0 to 1. */
  shareOf(atUs: number): number {
    return shareBehind(this.#sides ?? [], this.#fromUs, atUs)
  }
}
