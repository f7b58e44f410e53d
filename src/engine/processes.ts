/** Machines and the processes on them: what commands do to nodes. */
import { assert, fail } from './assert.ts'
import { contextOf } from './bound-node-context.ts'
import { pushEvent } from './event-queue.ts'
import { registerAddress, transmitDisconnect } from './network.ts'
import type { NodeId } from './node-context.ts'
import { COMMAND, postponed, type SimEvent, withoutFirst } from './sim-event.ts'
import { isUp, type World, type WorldNode } from './world.ts'

export interface NewNode {
  readonly id: NodeId
  readonly kind: string
  readonly spec: unknown
  /** What the process finds on its first start. */
  readonly disk?: unknown
  /** Further addresses at which it answers from the beginning. */
  readonly addresses?: readonly NodeId[]
}

/** Adds a machine that is up, with no process on it yet. */
export function addNode(world: World, node: NewNode): WorldNode {
  assert(!world.addresses.has(node.id), 'a new node has a new id')
  assert(world.behaviors[node.kind] !== undefined, 'a node is of a kind that has a behaviour')
  const added: WorldNode = {
    id: node.id,
    kind: node.kind,
    spec: node.spec,
    status: 'stopped',
    incarnation: 0,
    slowdownUs: 0,
    state: null,
    disk: node.disk ?? null,
    waiting: [],
    exiting: false,
    troubledBy: 0,
    mendedBy: 0,
  }
  world.nodes.set(node.id, added)
  registerAddress(world, node.id, node.id)
  for (const address of node.addresses ?? []) registerAddress(world, address, node.id)
  return added
}

/** Removes a machine for good, by force if a process runs on it. Its addresses then refuse connections. */
export function removeNode(world: World, id: NodeId): void {
  if (isUp(nodeOf(world, id))) endProcess(world, id, 'kill')
  world.nodes.delete(id)
  for (const [address, owner] of [...world.addresses]) {
    if (owner !== id) continue
    world.addresses.delete(address)
    world.contexts.delete(address)
  }
  for (const [from, row] of [...world.linkFaults]) {
    row.delete(id)
    if (from === id || row.size === 0) world.linkFaults.delete(from)
  }
  world.receivers = []
  world.timerContexts = []
}

/** Starts the process on what is on the disk. It must not be running; a machine without power is switched on. */
export function startNode(world: World, id: NodeId): void {
  const node = nodeOf(world, id)
  assert(!isUp(node), 'a process starts where none is running')
  const context = contextOf(world, id) ?? fail(`no node ${id}`)
  const disk = node.disk
  node.disk = null
  node.status = 'running'
  node.incarnation = ++world.lastIncarnation
  node.exiting = false
  node.troubledBy = 0
  node.mendedBy = world.runningCause
  node.state = context.behavior.start(disk, node.spec, context)
  if (node.exiting) endProcess(world, id, 'stop')
}

/**
 * Ends the process at once. After `stop` and `kill` its peers learn that the connection is gone, behind whatever it had
 * sent; after `powerCut` they hear nothing. A graceful stop is a command the process itself carries out, and then exits.
 */
export function endProcess(world: World, id: NodeId, how: 'stop' | 'kill' | 'powerCut'): void {
  const node = nodeOf(world, id)
  if (isUp(node)) {
    const context = contextOf(world, id) ?? fail(`no node ${id}`)
    node.disk = context.behavior.survive(node.state, how)
    node.state = null
    closeConnections(world, node, how !== 'powerCut')
    for (const event of node.waiting) leaveWaitingRoom(world, event)
    node.waiting = []
    node.exiting = false
  }
  node.status = how === 'stop' ? 'stopped' : how === 'kill' ? 'killed' : 'poweredOff'
  // A process that ends by itself has been in the trouble that made it end for a while.
  if (how !== 'stop' || node.troubledBy === 0) node.troubledBy = world.runningCause
}

/** SIGSTOP. Messages, timers and commands for it wait, in order; its connections stay. */
export function pauseNode(world: World, id: NodeId): void {
  const node = nodeOf(world, id)
  if (node.status !== 'running') return
  node.status = 'paused'
  node.troubledBy = world.runningCause
}

/** SIGCONT: whatever waited happens now, in order. */
export function resumeNode(world: World, id: NodeId): void {
  const node = nodeOf(world, id)
  if (node.status !== 'paused') return
  node.status = 'running'
  node.troubledBy = 0
  node.mendedBy = world.runningCause
  const waiting = node.waiting
  node.waiting = []
  for (const event of waiting) {
    pushEvent(world.queue, postponed(event, world.nowUs, true))
  }
}

/** Every message waits this long before it is handled; those of one link keep their order. 0 is normal. */
export function slowNode(world: World, id: NodeId, slowdownUs: number): void {
  assert(slowdownUs >= 0 && Number.isSafeInteger(slowdownUs), 'slowdownUs is a whole number, not negative')
  const node = nodeOf(world, id)
  node.slowdownUs = slowdownUs
  if (slowdownUs > 0) node.troubledBy = world.runningCause
  else if (node.status === 'running') node.troubledBy = 0
  if (slowdownUs === 0) node.mendedBy = world.runningCause
}

/** Hands a command to the process: at once, or at resume if it is paused. Returns false where no process runs. */
export function deliverCommand(world: World, id: NodeId, command: { readonly type: string }): boolean {
  const node = nodeOf(world, id)
  if (node.status === 'paused') {
    node.waiting.push(commandEvent(world, node, command))
    return true
  }
  if (node.status !== 'running') return false
  const context = contextOf(world, id) ?? fail(`no node ${id}`)
  context.behavior.onCommand(node.state, command, context)
  if (node.exiting) endProcess(world, id, 'stop')
  return true
}

export function nodeOf(world: World, id: NodeId): WorldNode {
  return world.nodes.get(id) ?? fail(`no node ${id}`)
}

function closeConnections(world: World, node: WorldNode, tellPeers: boolean): void {
  for (const link of world.links) {
    if (link.openTo === -1 || world.addresses.get(link.from) !== node.id) continue
    if (tellPeers && link.from !== link.to) transmitDisconnect(world, link, node.incarnation, link.openTo)
    link.openTo = -1
  }
}

function leaveWaitingRoom(world: World, event: SimEvent): void {
  const link = world.links[event.link]
  if (link !== undefined) link.late = withoutFirst(link.late)
}

function commandEvent(world: World, node: WorldNode, command: { readonly type: string }): SimEvent {
  return {
    kind: COMMAND,
    id: world.queue.nextSeq++,
    from: node.id,
    to: node.id,
    body: command,
    atUs: world.nowUs,
    sentAtUs: world.nowUs,
    sizeBytes: 0,
    link: -1,
    fromIncarnation: node.incarnation,
    toIncarnation: node.incarnation,
    cause: world.runningCause,
    arrived: true,
  }
}
