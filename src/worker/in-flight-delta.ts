import type { InFlightDelta, InFlightMessage } from '../kafka/observe/cluster-image.ts'

/** Nothing moved on any wire. */
export const NO_FLIGHT_CHANGES: InFlightDelta = { set: [], removed: [] }

/**
 * What the page does not know yet of the messages under way. With thousands of them in flight, copying each into every
 * frame costs the page more than painting them. `applyInFlightDelta` is the way back.
 */
export class InFlightTracker {
  #shown: ReadonlyMap<number, InFlightMessage> = new Map()

  /** The page has forgotten everything. */
  startOver(): void {
    this.#shown = new Map()
  }

  /** What changed since it was asked last. */
  changesTo(messages: readonly InFlightMessage[]): InFlightDelta {
    const before = this.#shown
    const now = new Map<number, InFlightMessage>()
    const set: InFlightMessage[] = []
    for (const message of messages) {
      now.set(message.id, message)
      const known = before.get(message.id)
      if (known === undefined || !isSame(known, message)) set.push(message)
    }
    const removed: number[] = []
    for (const id of before.keys()) if (!now.has(id)) removed.push(id)
    this.#shown = now
    return set.length === 0 && removed.length === 0 ? NO_FLIGHT_CHANGES : { set, removed }
  }
}

/** On another branch an id may belong to another message: its load is then another object, however alike. */
function isSame(a: InFlightMessage, b: InFlightMessage): boolean {
  return (
    a.held === b.held &&
    a.arrivesAtUs === b.arrivesAtUs &&
    a.sentAtUs === b.sentAtUs &&
    a.from === b.from &&
    a.to === b.to &&
    a.type === b.type &&
    a.sizeBytes === b.sizeBytes &&
    a.keys === b.keys &&
    a.batches === b.batches
  )
}
