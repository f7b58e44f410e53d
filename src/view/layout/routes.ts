/** Finds the line a message travels on. */
import type { InFlightMessage } from '../../kafka/cluster-image.ts'
import type { Route, StageLayout } from './stage-layout.ts'
import { pathBetween } from './wire-paths.ts'
import { linkId, type StageWire } from './wires.ts'

/** Looks routes up for one layout and one set of wires; what no drawn wire serves gets a line of its own, once. */
export class Routes {
  private readonly layout: StageLayout
  private readonly byEnds = new Map<string, Route | null>()

  constructor(layout: StageLayout, wires: readonly StageWire[]) {
    this.layout = layout
    for (const wire of wires) {
      this.remember(wire, wire.from, wire.to, false)
      this.remember(wire, wire.to, wire.from, true)
    }
  }

  /** Null when sender or receiver is not on stage. */
  of(message: Pick<InFlightMessage, 'from' | 'to' | 'topicPartitions'>): Route | null {
    const [first] = message.topicPartitions
    const ends = `${message.from}>${message.to}`
    const exact = first === undefined ? undefined : this.byEnds.get(`${ends}#${first}`)
    if (exact !== undefined) return exact
    const known = this.byEnds.get(ends)
    if (known !== undefined) return known
    const line = pathBetween(this.layout, message.from, message.to, null)
    const route = line === null ? null : { line, reversed: false }
    this.byEnds.set(ends, route)
    return route
  }

  private remember(wire: StageWire, from: string, to: string, reversed: boolean): void {
    const route = { line: wire.line, reversed }
    if (wire.topicPartition !== null) this.byEnds.set(`${from}>${to}#${wire.topicPartition}`, route)
    // Requests without a partition of their own share the link's first wire.
    if (!this.byEnds.has(`${from}>${to}`)) this.byEnds.set(`${from}>${to}`, route)
  }
}

/** The wires of one link; a link that ends at several lanes has several. */
export function wiresOfLink(wires: readonly StageWire[], a: string, b: string): readonly StageWire[] {
  const link = linkId(a, b)
  return wires.filter((wire) => wire.link === link)
}
