import type { MessageBody, NodeId } from './node-context.ts'
import { MESSAGE, type SimEvent } from './sim-event.ts'
import type { World } from './world.ts'

/** A message on its way, for the picture. */
export interface InFlightMessage {
  readonly id: number
  /** Addresses; `world.addresses` names the nodes. */
  readonly from: NodeId
  readonly to: NodeId
  readonly body: MessageBody
  readonly sizeBytes: number
  readonly sentAtUs: number
  /** For a held message: when it would have arrived. */
  readonly arrivesAtUs: number
  readonly held: boolean
}

/** The messages on the wire, in no particular order; those waiting at a slow or paused node have arrived. */
export function inFlight(world: World): InFlightMessage[] {
  const found: InFlightMessage[] = []
  for (const event of world.queue.events) {
    if (event !== null && event.kind === MESSAGE && !event.arrived) found.push(inFlightMessage(event, false))
  }
  for (const link of world.links) {
    if (link.heldMessages.length === 0) continue
    for (const event of link.heldMessages) if (event.kind === MESSAGE) found.push(inFlightMessage(event, true))
  }
  return found
}

/** Whether anything visible moves: the question of the automatic pace, asked every frame, so it allocates nothing. */
export function anythingInFlight(world: World): boolean {
  for (const event of world.queue.events) {
    if (event !== null && event.kind === MESSAGE && !event.arrived) return true
  }
  return false
}

function inFlightMessage(event: SimEvent, held: boolean): InFlightMessage {
  return {
    id: event.id,
    from: event.from,
    to: event.to,
    body: event.body,
    sizeBytes: event.sizeBytes,
    sentAtUs: event.sentAtUs,
    arrivesAtUs: event.atUs,
    held,
  }
}
