import { assert, fail } from './assert.ts'
import { linkBetween, registerAddress, transmit, transmitDisconnect } from './network.ts'
import type {
  HappeningBody,
  Machine,
  MessageBody,
  NodeBehavior,
  NodeContext,
  NodeId,
  Operation,
  Timer,
  TimerId,
} from './node-context.ts'
import { randomInt, randomIntAt, streamOffset } from './prng.ts'
import type { SimEvent } from './sim-event.ts'
import { US_PER_MS } from './sim-time.ts'
import { cancelTimer, setTimer } from './timers.ts'
import { type Link, report, type World, type WorldNode } from './world.ts'

/**
 * One address of a node in one world. Not state: a copy of the world makes its own on first use. That is why a class
 * instance, which could be neither copied nor hashed, is fine here.
 */
export class BoundNodeContext implements NodeContext {
  readonly nodeId: NodeId
  readonly node: WorldNode
  readonly behavior: NodeBehavior
  private readonly world: World
  /** Spares the hot path two look-ups in the world's table. */
  private readonly links = new Map<NodeId, Link>()
  /** The way back to whoever's message came last: most of what a node sends is an answer. */
  replyLink: Link | null = null
  /** Who draws with every record draws from one stream. */
  private lastStream: string | null = null
  private lastOffset = 0

  constructor(world: World, node: WorldNode, address: NodeId) {
    this.world = world
    this.node = node
    this.nodeId = address
    this.behavior = sameShape(world.behaviors[node.kind] ?? fail(`no behaviour is registered for kind ${node.kind}`))
  }

  get nowUs(): number {
    return this.world.nowUs
  }

  get nowMs(): number {
    return Math.floor(this.world.nowUs / US_PER_MS)
  }

  get wallClockMs(): number {
    return this.world.wallClockStartMs + this.nowMs
  }

  send(to: NodeId, body: MessageBody, sizeBytes: number): void {
    const reply = this.replyLink
    const link = reply !== null && reply.to === to ? reply : (this.links.get(to) ?? this.linkTo(to))
    transmit(this.world, link, this.node, body, sizeBytes)
  }

  get replyPath(): number {
    return this.replyLink === null ? -1 : this.replyLink.index
  }

  sendBack(replyPath: number, body: MessageBody, sizeBytes: number): void {
    const link = this.world.links[replyPath] as Link
    assert(link.from === this.nodeId, 'an answer goes out from where the question came in')
    transmit(this.world, link, this.node, body, sizeBytes)
  }

  setTimer(delayUs: number, timer: Timer): TimerId {
    return setTimer(this.world, this.node, this.nodeId, delayUs, timer)
  }

  cancelTimer(timerId: TimerId): void {
    cancelTimer(this.world, timerId)
  }

  randomInt(stream: string, bound: number): number {
    const { random } = this.world
    if (random.injected.size !== 0) return randomInt(random, stream, bound)
    if (stream !== this.lastStream) {
      this.lastStream = stream
      this.lastOffset = streamOffset(random, stream)
    }
    return randomIntAt(random, this.lastOffset, bound)
  }

  get cause(): number {
    return this.world.runningCause
  }

  report(happening: HappeningBody, causedBy?: number): number {
    return report(this.world, this.node.id, happening, causedBy ?? this.world.runningCause)
  }

  disconnect(peer: NodeId): void {
    const link = this.linkTo(peer)
    if (link.openTo === -1) return
    transmitDisconnect(this.world, link, this.node.incarnation, link.openTo)
    link.openTo = -1
  }

  as(address: NodeId): NodeContext {
    const owner = this.world.addresses.get(address)
    if (owner === undefined) registerAddress(this.world, address, this.node.id)
    else if (owner !== this.node.id) fail(`${address} is an address of ${owner}, not of ${this.node.id}`)
    return contextOf(this.world, address) ?? fail(`${address} has no node`)
  }

  machineOf(id: NodeId): Machine | null {
    return this.world.nodes.get(id) ?? null
  }

  machines(): readonly { kind: string; state: unknown; disk: unknown; spec: unknown }[] {
    return [...this.world.nodes.values()]
  }

  operate(operation: Operation): string | null {
    const { operate } = this.world
    return operate === null ? 'Nothing can be started here.' : operate(this.world, operation)
  }

  exit(): void {
    this.node.exiting = true
  }

  private linkTo(to: NodeId): Link {
    const link = linkBetween(this.world, this.nodeId, to)
    this.links.set(to, link)
    return link
  }
}

/** Each kind writes down its behaviour in a way of its own; calls through one shape are several times faster. */
function sameShape(behavior: NodeBehavior): NodeBehavior {
  const { start, onMessage, onTimer, onDisconnect, onCommand, survive } = behavior
  return { start, onMessage, onTimer, onDisconnect, onCommand, survive }
}

/** The context of whoever answers at `address`; `null` if nobody does. */
export function contextOf(world: World, address: NodeId): BoundNodeContext | null {
  const known = world.contexts.get(address)
  if (known !== undefined) return known
  const node = world.nodes.get(world.addresses.get(address) ?? '')
  if (node === undefined) return null
  const context = new BoundNodeContext(world, node, address)
  world.contexts.set(address, context)
  return context
}

/**
 * The context of whoever set a timer; `null` if that process has ended. Found by the number of the process, where looking
 * the address up would cost a fifth of what the kernel does for a timer.
 */
export function timerContextOf(world: World, event: SimEvent): BoundNodeContext | null {
  const { toIncarnation } = event
  const known = world.timerContexts[toIncarnation]
  const context = known !== undefined && known.nodeId === event.to ? known : contextOf(world, event.to)
  if (context === null || context.node.incarnation !== toIncarnation) return null
  if (context !== known) {
    while (world.timerContexts.length <= toIncarnation) world.timerContexts.push(undefined)
    world.timerContexts[toIncarnation] = context
  }
  return context
}

/** The context at the far end of a link; `null` if nobody answers there. */
export function receiverOf(world: World, link: Link): BoundNodeContext | null {
  const known = world.receivers[link.index]
  if (known !== undefined) return known
  const context = contextOf(world, link.to)
  if (context === null) return null
  while (world.receivers.length <= link.index) world.receivers.push(undefined)
  world.receivers[link.index] = context
  return context
}
