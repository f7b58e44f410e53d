/** Stops a run at the very event that decides something, so that the picture shows it and not what came of it. */
import type { Observer } from '../engine/observer.ts'
import type { Happening as Reported, World } from '../engine/world.ts'
import type { Happening } from '../kafka/observe/happenings.ts'
import type { BeatKind } from '../kafka/observe/stories/beat.ts'
import { type Cast, tellingOf } from '../kafka/observe/stories/tellings.ts'

export class Moments implements Observer {
  /** The happening that is such a moment; 0 while none has come. */
  found = 0
  readonly #kinds: ReadonlySet<BeatKind>
  readonly #cast: Cast

  constructor(kinds: ReadonlySet<BeatKind>, world: World) {
    this.#kinds = kinds
    this.#cast = {
      kindOf: (node) => world.nodes.get(node)?.kind,
      hasEnsemble: () => [...world.nodes.values()].some(({ kind }) => kind === 'zookeeper'),
    }
  }

  isEnough(): boolean {
    return this.found !== 0
  }

  onHappening({ id, body }: Reported): void {
    if (this.found !== 0) return
    const told = tellingOf(body as Happening, this.#cast)
    if (told !== null && this.#isWanted(told.kind)) this.found = id
  }

  /** Only the whole story knows whether an election was a handing over. */
  #isWanted(kind: BeatKind): boolean {
    return this.#kinds.has(kind) || (kind === 'leadersElected' && this.#kinds.has('leadersHandedOver'))
  }
}
