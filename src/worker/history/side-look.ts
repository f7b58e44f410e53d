/** Two branches at one instant, without having looked at what lies between: what a reader sees first. */
import type { Replay } from '../../engine/replay.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import type { EngineParts } from '../engine-parts.ts'
import type { RunTimeline } from '../run-timeline.ts'
import { compareImages } from './compare-images.ts'
import { type Compared, shareBehind } from './comparison.ts'

type Side = Replay<ClusterSpec, Command>

export class SideLook {
  readonly #parts: EngineParts
  readonly #timeline: RunTimeline
  readonly #ids: readonly [number, number]
  #sides: readonly [Side, Side] | null = null
  /** From the nearest checkpoints on: where they began, and where they stand. */
  #fromUs = 0
  #atUs = -1
  /** What was seen last: where the picture stands still it is asked for again and again. */
  #seen: Compared | null = null

  constructor(parts: EngineParts, timeline: RunTimeline, ids: readonly [number, number]) {
    this.#parts = parts
    this.#timeline = timeline
    this.#ids = ids
  }

  /** Prepares for that instant, from where it stands if that is on the way. */
  aimAt(atUs: number): void {
    if (this.#sides !== null && atUs >= this.#atUs) return
    this.#seen = null
    const begin = (id: number) => this.#timeline.replay({ from: { atUs }, to: { atUs } }, {}, id)
    this.#sides = [begin(this.#ids[0]), begin(this.#ids[1])]
    this.#fromUs = Math.min(...this.#sides.map(({ position }) => position.atUs))
    this.#atUs = this.#fromUs
  }

  /** About `budget` events on; null while there is more to do. Since when something differs it does not know. */
  step(atUs: number, budget: number): Compared | null {
    if (this.#seen?.atUs === atUs) return this.#seen
    const sides = this.#sides!
    for (const side of sides) {
      side.extendTo({ atUs })
      if (side.step(budget) === 'budget') return null
    }
    this.#atUs = atUs
    const [here, there] = sides.map(({ world }) => world) as [Side['world'], Side['world']]
    const image = this.#parts.buildImage(there)
    const differences = compareImages(this.#parts.buildImage(here), image).map((each) => ({ ...each, sinceUs: null }))
    this.#seen = { atUs, image, inFlight: this.#parts.inFlightImage(there), differences }
    return this.#seen
  }

  /** How much of the way to that instant lies behind, 0 to 1. */
  shareOf(atUs: number): number {
    return shareBehind(this.#sides ?? [], this.#fromUs, atUs)
  }
}
