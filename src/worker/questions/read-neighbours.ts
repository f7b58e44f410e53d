import type { Observer } from '../../engine/observer.ts'
import type { SimEvent } from '../../engine/sim-event.ts'
import type { World } from '../../engine/world.ts'
import type { EngineParts } from '../engine-parts.ts'
import { replayed } from '../history/replayed.ts'
import type { Stepped } from '../port.ts'
import { passedEvent } from '../stepping.ts'
import type { LongQuestion } from './question.ts'

/** What would a step of one event pass over from here, back and forward? */
interface ReadNeighbours {
  readonly type: 'readNeighbours'
}

interface Neighbours {
  readonly type: 'neighbours'
  /** So many events had been executed where it was asked. */
  readonly afterEvents: number
  /** Null: there is none. */
  readonly back: Stepped | null
  readonly forward: Stepped | null
}

export const readNeighbours: LongQuestion<ReadNeighbours, Neighbours> = {
  begin: ({ timeline, parts }) => {
    const { afterEvents } = timeline.position
    const passed = new Passed(parts)
    return replayed<Neighbours>(timeline, {
      from: { afterEvents: Math.max(0, afterEvents - 1) },
      to: { afterEvents: afterEvents + 1 },
      observer: passed,
      answer: () => {
        const [back = null, forward = null] = [afterEvents, afterEvents + 1].map((each) => passed.events.get(each))
        return { type: 'neighbours', afterEvents, back, forward }
      },
    })
  },
}

/** Every event of a stretch, by its number. */
class Passed implements Observer {
  readonly events = new Map<number, Stepped>()
  readonly #parts: EngineParts

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  afterEvent(world: World, event: SimEvent | null): void {
    this.events.set(world.executedEvents, passedEvent(world, event, this.#parts))
  }
}
