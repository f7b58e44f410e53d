/**
 * Links: how long a message takes, and what order they keep. A link is one direction between two addresses and stands
 * for a TCP connection: in order, never losing anything silently unless it is cut.
 */
import { assert } from './assert.ts'
import { deepFreeze } from './deep-freeze.ts'
import { pushEvent } from './event-queue.ts'
import type { MessageBody, NodeId } from './node-context.ts'
import { hashName, takeInjected } from './prng.ts'
import { DISCONNECT, MESSAGE, NO_EVENTS, postponed, type SimEvent } from './sim-event.ts'
import { isUp, type Link, type LinkFault, type World, type WorldNode } from './world.ts'

/** Linux's smallest retransmission timeout. It doubles with every loss of the same segment. */
const RETRANSMISSION_TIMEOUT_US = 200_000
const MAX_RETRANSMISSIONS = 8
const NOTICE: MessageBody = Object.freeze({ type: 'Disconnect' })

/** Puts a message of the process at `sender` on the link. */
export function transmit(world: World, link: Link, sender: WorldNode, body: MessageBody, sizeBytes: number): void {
  // NaN fails this too: as a time of arrival it would upset the order of the whole queue.
  assert(sizeBytes >= 0, 'sizeBytes >= 0')
  assert(sender.incarnation !== 0, 'whoever sends is a process')
  if (link.openTo === -1) link.openTo = processAt(world, link.to)
  if (world.freezeBodies) deepFreeze(body)
  const atUs = arrivalUs(world, link, sizeBytes)
  const event: SimEvent = {
    kind: MESSAGE,
    id: world.queue.nextSeq,
    from: link.from,
    to: link.to,
    body,
    atUs,
    sentAtUs: world.nowUs,
    sizeBytes,
    link: link.index,
    fromIncarnation: sender.incarnation,
    toIncarnation: link.openTo,
    cause: world.runningCause,
    arrived: false,
  }
  if (link.fault === null) pushEvent(world.queue, event)
  else putOnFaultyLink(world, link, link.fault, event)
}

/** The process a new connection leads to; 0 while there is none: whoever has started by the arrival will answer. */
function processAt(world: World, address: NodeId): number {
  const node = world.nodes.get(world.addresses.get(address) ?? '')
  return node !== undefined && isUp(node) ? node.incarnation : 0
}

/** Tells the process at the end of `link` that its connection to `gone`, at the start, is no more. */
export function transmitDisconnect(world: World, link: Link, gone: number, receiver: number): void {
  const event: SimEvent = {
    kind: DISCONNECT,
    id: world.queue.nextSeq,
    from: link.from,
    to: link.to,
    body: NOTICE,
    atUs: arrivalUs(world, link, 0),
    sentAtUs: world.nowUs,
    sizeBytes: 0,
    link: link.index,
    fromIncarnation: gone,
    toIncarnation: receiver,
    cause: world.runningCause,
    arrived: false,
  }
  if (link.fault === null) pushEvent(world.queue, event)
  else putOnFaultyLink(world, link, link.fault, event)
}

function putOnFaultyLink(world: World, link: Link, fault: LinkFault, event: SimEvent): void {
  if (fault.cut) return
  if (isHeld(link, fault, event)) {
    // Held events still need an id of their own: it is taken from the same counter that numbers the queue.
    world.queue.nextSeq++
    link.heldMessages.push(event)
  } else pushEvent(world.queue, event)
}

function isHeld(link: Link, fault: LinkFault, event: SimEvent): boolean {
  if (fault.held === null) return false
  if (fault.held === 'all') return true
  // A connection's end never overtakes its data.
  if (event.kind === DISCONNECT) return link.heldMessages.length > 0
  return fault.held.includes(event.body.type)
}

/** Sends on, in order, what was held and no longer is. */
export function sendOnReleased(world: World, link: Link): void {
  const waiting = link.heldMessages
  link.heldMessages = []
  for (const event of waiting) {
    if (link.fault !== null && link.fault.held !== null && isHeld(link, link.fault, event))
      link.heldMessages.push(event)
    else pushEvent(world.queue, postponed(event, arrivalUs(world, link, event.sizeBytes), false))
  }
}

/** When something put on the link now arrives: after it has been squeezed through, and after all before it. */
function arrivalUs(world: World, link: Link, sizeBytes: number): number {
  const settings = world.network
  const fault = link.fault
  // A node's link to itself is its own opposite: two numbers to compare, where the ends are names.
  if (link.index === link.reverse) return world.nowUs + settings.loopbackUs
  const bytesPerMs = fault === null || fault.bytesPerMs === null ? settings.bytesPerMs : fault.bytesPerMs
  let departsUs = world.nowUs > link.busyUntilUs ? world.nowUs : link.busyUntilUs
  departsUs += Math.ceil((sizeBytes * 1_000) / bytesPerMs)
  link.busyUntilUs = departsUs
  let latencyUs = settings.baseLatencyUs
  if (settings.jitterUs > 0) latencyUs += drawJitterUs(world, link, settings.jitterUs + 1)
  if (fault !== null) latencyUs = faultyLatencyUs(link, fault, latencyUs)
  const arrivesUs = departsUs + latencyUs
  if (arrivesUs > link.lastArrivalUs) link.lastArrivalUs = arrivesUs
  return link.lastArrivalUs
}

function faultyLatencyUs(link: Link, fault: LinkFault, latencyUs: number): number {
  let total = Math.round(latencyUs * fault.latencyFactor) + fault.extraLatencyUs
  if (fault.lossPerMillion === 0) return total
  let timeoutUs = RETRANSMISSION_TIMEOUT_US
  for (let i = 0; i < MAX_RETRANSMISSIONS && drawOnLink(link, 1_000_000) < fault.lossPerMillion; i++) {
    total += timeoutUs
    timeoutUs *= 2
  }
  return total
}

function drawJitterUs(world: World, link: Link, bound: number): number {
  if (world.random.injected.size !== 0) {
    const injected = takeInjected(world.random, 'network', bound)
    if (injected !== -1) return injected
  }
  return drawOnLink(link, bound)
}

/**
 * Mulberry32, one word of state: every link has a stream of its own, derived from the seed and its two ends, because
 * one stream for the whole network would let an added producer change the delays, and so the elections, of a cluster.
 */
function drawOnLink(link: Link, bound: number): number {
  const state = (link.jitterState + 0x6d2b79f5) | 0
  link.jitterState = state
  let word = Math.imul(state ^ (state >>> 15), 1 | state)
  word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
  // Scaling is biased by less than bound / 2^32, which nobody can see in a delay.
  return Math.floor((((word ^ (word >>> 14)) >>> 0) / 4_294_967_296) * bound)
}

/** The link between two addresses, made on first use together with its opposite. */
export function linkBetween(world: World, from: NodeId, to: NodeId): Link {
  const table = linkTable(world)
  const found = table.get(from)?.get(to)
  if (found !== undefined) return found
  const index = world.links.length
  const link = addLink(world, index, from === to ? index : index + 1, from, to)
  if (from !== to) addLink(world, index + 1, index, to, from)
  return link
}

function addLink(world: World, index: number, reverse: number, from: NodeId, to: NodeId): Link {
  const link: Link = {
    index,
    reverse,
    from,
    to,
    openTo: -1,
    lastArrivalUs: 0,
    busyUntilUs: 0,
    late: NO_EVENTS,
    lateUntilUs: 0,
    jitterState: hashName(world.random.seed, `network ${from} ${to}`, 0x85a308d3),
    fault: faultBetween(world, from, to),
    heldMessages: [],
  }
  world.links.push(link)
  tabulate(linkTable(world), link)
  return link
}

function linkTable(world: World): Map<NodeId, Map<NodeId, Link>> {
  if (world.linkTable === null) {
    world.linkTable = new Map()
    for (const link of world.links) tabulate(world.linkTable, link)
  }
  return world.linkTable
}

function tabulate(table: Map<NodeId, Map<NodeId, Link>>, link: Link): void {
  const row = table.get(link.from)
  if (row === undefined) table.set(link.from, new Map([[link.to, link]]))
  else row.set(link.to, link)
}

/** Makes a node answer at `address`. Links that others opened to it before it existed learn what ails their way. */
export function registerAddress(world: World, address: NodeId, nodeId: NodeId): void {
  world.addresses.set(address, nodeId)
  for (const link of world.links) {
    if (link.from === address || link.to === address) link.fault = faultBetween(world, link.from, link.to)
  }
}

/** The fault on the way between the nodes that answer at two addresses. */
export function faultBetween(world: World, from: NodeId, to: NodeId): LinkFault | null {
  const fromNode = world.addresses.get(from)
  const toNode = world.addresses.get(to)
  if (fromNode === undefined || toNode === undefined) return null
  return world.linkFaults.get(fromNode)?.get(toNode) ?? null
}
