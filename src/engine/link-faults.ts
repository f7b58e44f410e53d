/** What can be done to the network between nodes. Faults belong to pairs of nodes and cover all their addresses. */
import { assert } from './assert.ts'
import { removeEvents } from './event-queue.ts'
import { faultBetween, sendOnReleased } from './network.ts'
import type { NodeId } from './node-context.ts'
import { COMMAND, TIMER } from './sim-event.ts'
import type { LinkFault, World } from './world.ts'

const NO_FAULT: LinkFault = Object.freeze({
  cut: false,
  latencyFactor: 1,
  extraLatencyUs: 0,
  bytesPerMs: null,
  lossPerMillion: 0,
  held: null,
  causedBy: 0,
})

export interface SlowLink {
  readonly latencyFactor?: number
  readonly extraLatencyUs?: number
  readonly bytesPerMs?: number | null
  readonly lossPerMillion?: number
}

/** Messages from one node to the other vanish, those now on the wire too. One way only; cut the other way as well. */
export function cutLink(world: World, from: NodeId, to: NodeId): void {
  changeFault(world, from, to, { cut: true })
  const doomed = new Set<number>()
  for (const link of world.links) {
    if (link.fault === null || !link.fault.cut) continue
    doomed.add(link.index)
    link.heldMessages = []
  }
  removeEvents(world.queue, (event) => {
    return event.kind !== TIMER && event.kind !== COMMAND && !event.arrived && doomed.has(event.link)
  })
}

/** Ends a cut. What vanished is not sent again: that is left to the requests' timeouts. */
export function repairLink(world: World, from: NodeId, to: NodeId): void {
  changeFault(world, from, to, { cut: false })
}

/** Changes how slow one direction is; what is not named stays. `{ latencyFactor: 1, extraLatencyUs: 0 }` is normal. */
export function slowLink(world: World, from: NodeId, to: NodeId, slow: SlowLink): void {
  assert((slow.latencyFactor ?? 1) >= 0, 'latencyFactor >= 0')
  assert(Number.isSafeInteger(slow.extraLatencyUs ?? 0) && (slow.extraLatencyUs ?? 0) >= 0, 'extraLatencyUs is whole')
  assert((slow.bytesPerMs ?? 1) > 0, 'bytesPerMs > 0')
  changeFault(world, from, to, slow)
}

/** Collects messages of these types, in addition to those already held, before they travel. */
export function holdLink(world: World, from: NodeId, to: NodeId, types: readonly string[] | 'all'): void {
  const before = faultBetween(world, from, to)?.held ?? []
  const held = types === 'all' || before === 'all' ? 'all' : [...new Set([...before, ...types])]
  changeFault(world, from, to, { held })
}

/** Sends on, in order, what is held: all of it, or the given types. Where all types were held, the whole hold ends. */
export function releaseLink(world: World, from: NodeId, to: NodeId, types: readonly string[] | 'all' = 'all'): void {
  const before = faultBetween(world, from, to)?.held ?? null
  const rest = types === 'all' || before === null || before === 'all' ? [] : before.filter((t) => !types.includes(t))
  changeFault(world, from, to, { held: rest.length === 0 ? null : rest })
}

/** Cuts every link, both ways, between these nodes and all others. */
export function partition(world: World, nodeIds: readonly NodeId[]): void {
  eachAcross(world, nodeIds, (inside, outside) => {
    cutLink(world, inside, outside)
    cutLink(world, outside, inside)
  })
}

/** Ends the cuts between these nodes and all others. */
export function repairPartition(world: World, nodeIds: readonly NodeId[]): void {
  eachAcross(world, nodeIds, (inside, outside) => {
    repairLink(world, inside, outside)
    repairLink(world, outside, inside)
  })
}

/** Ends every cut and every slowness and releases all that is held. */
export function repairAllLinks(world: World): void {
  for (const [from, row] of [...world.linkFaults]) {
    for (const to of [...row.keys()]) changeFault(world, from, to, NO_FAULT)
  }
}

export function faultOf(world: World, from: NodeId, to: NodeId): LinkFault {
  return world.linkFaults.get(from)?.get(to) ?? NO_FAULT
}

function eachAcross(world: World, nodeIds: readonly NodeId[], act: (inside: NodeId, outside: NodeId) => void): void {
  const inside = new Set(nodeIds)
  for (const id of inside) for (const other of world.nodes.keys()) if (!inside.has(other)) act(id, other)
}

function changeFault(world: World, from: NodeId, to: NodeId, change: Partial<LinkFault>): void {
  assert(from !== to, 'a node has no link to itself')
  const fault: LinkFault = Object.freeze({ ...faultOf(world, from, to), ...change, causedBy: world.runningCause })
  if (Array.isArray(fault.held)) Object.freeze(fault.held)
  const row = world.linkFaults.get(from) ?? new Map<NodeId, LinkFault>()
  if (isNone(fault)) {
    row.delete(to)
    noteMended(world, from, to)
  } else row.set(to, fault)
  if (row.size === 0) world.linkFaults.delete(from)
  else world.linkFaults.set(from, row)
  for (const link of world.links) {
    if (world.addresses.get(link.from) !== from || world.addresses.get(link.to) !== to) continue
    link.fault = row.get(to) ?? null
    if (link.heldMessages.length > 0) sendOnReleased(world, link)
  }
}

function noteMended(world: World, ...ids: readonly NodeId[]): void {
  for (const id of ids) {
    const node = world.nodes.get(id)
    if (node !== undefined) node.mendedBy = world.runningCause
  }
}

function isNone(fault: LinkFault): boolean {
  return (
    !fault.cut &&
    fault.latencyFactor === 1 &&
    fault.extraLatencyUs === 0 &&
    fault.bytesPerMs === null &&
    fault.lossPerMillion === 0 &&
    fault.held === null
  )
}
