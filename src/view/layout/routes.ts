/** Finds the line a message travels on. */
import type { InFlightMessage } from '../../kafka/observe/cluster-image.ts'
import type { Route, StageLayout } from './stage-layout.ts'
import { pathBetween } from './wire-paths.ts'
import type { StageWire } from './wires.ts'

/** Looks routes up for one layout and one set of wires; what no drawn wire serves gets a line of its own, once. */
export class Routes {
  private readonly layout: StageLayout
  /** By sender, then receiver: asked for thousands of times a frame, so without building texts to look up. */
  private readonly byEnds = new Map<string, Map<string, RoutesBetween>>()

  constructor(layout: StageLayout, wires: readonly StageWire[]) {
    this.layout = layout
    for (const wire of wires) {
      this.remember(wire, wire.from, wire.to, false)
      this.remember(wire, wire.to, wire.from, true)
    }
  }

  /** Null when sender or receiver is not on stage. */
  of(message: Pick<InFlightMessage, 'from' | 'to' | 'topicPartitions'>): Route | null {
    const between = this.between(message.from, message.to)
    const [first] = message.topicPartitions
    const exact = first === undefined ? undefined : between.byPartition.get(first)
    if (exact !== undefined) return exact
    if (between.plain === undefined) {
      const line = pathBetween(this.layout, message.from, message.to, null)
      between.plain = line === null ? null : { line, reversed: false }
    }
    return between.plain
  }

  private remember(wire: StageWire, from: string, to: string, reversed: boolean): void {
    const between = this.between(from, to)
    const route = { line: wire.line, reversed }
    if (wire.topicPartition !== null) between.byPartition.set(wire.topicPartition, route)
    // Requests without a partition of their own share the link's first wire.
    between.plain ??= route
  }

  private between(from: string, to: string): RoutesBetween {
    let receivers = this.byEnds.get(from)
    if (receivers === undefined) this.byEnds.set(from, (receivers = new Map()))
    let between = receivers.get(to)
    if (between === undefined) receivers.set(to, (between = { byPartition: new Map(), plain: undefined }))
    return between
  }
}

interface RoutesBetween {
  readonly byPartition: Map<string, Route>
  /** For messages without a lane of their own; null when there is no way, undefined until somebody asks. */
  plain: Route | null | undefined
}
