/**
 * The whole state of a run. What is below `// Not state` is rebuilt, not copied: everything else is plain data, so that a
 * world can be copied (`copyWorld`), hashed (`hashWorld`) and run on.
 */

import type { BoundNodeContext } from './bound-node-context.ts'
import { createEventQueue, type EventQueue } from './event-queue.ts'
import type { HappeningBody, NodeBehavior, NodeId, Operation } from './node-context.ts'
import { createRandomStreams, type RandomStreams } from './prng.ts'
import type { SimEvent } from './sim-event.ts'

/**
 * `paused` is SIGSTOP: the process and its connections live, and what happens to it waits. `stopped` and `killed` leave
 * a machine that refuses connections; `poweredOff` leaves silence.
 */
export type NodeStatus = 'running' | 'paused' | 'stopped' | 'killed' | 'poweredOff'

export interface WorldNode {
  readonly id: NodeId
  /** Names the behaviour. */
  readonly kind: string
  /** Never changed; shared with checkpoints. */
  spec: unknown
  status: NodeStatus
  /** Number of the process now or last running here, unique in the world; 0 before the first. */
  incarnation: number
  /** Added to the handling of every message. */
  slowdownUs: number
  /** Of the running process; `null` while there is none. */
  state: unknown
  /** What survived the last process; `null` while a process runs, which then owns it. */
  disk: unknown
  /** What has happened to a paused process, in order. */
  waiting: SimEvent[]
  /** It asked to exit in the handler now running. */
  exiting: boolean
  /** Id of the happening that put it into the trouble it is in; 0: it is in none. An observer's note, as is the next. */
  troubledBy: number
  /** Id of the happening that last started, resumed, repaired or reconfigured it or one of its links; 0 none. */
  mendedBy: number
}

/** Frozen, and shared by all links between two nodes. */
export interface LinkFault {
  /** What is sent or on its way vanishes without a word. */
  readonly cut: boolean
  readonly latencyFactor: number
  readonly extraLatencyUs: number
  /** Replaces the network's; `null` keeps it. */
  readonly bytesPerMs: number | null
  /** Chance in a million that a transmission is lost. TCP sends it again, so what shows is delay. */
  readonly lossPerMillion: number
  /** Message types that wait until released; `'all'` of them, or `null` for none. */
  readonly held: readonly string[] | 'all' | null
  /** Id of the happening that made it so; 0 if none was told. */
  readonly causedBy: number
}

/** One direction between two addresses. Messages on it arrive in the order sent, except past held ones. */
export interface Link {
  readonly index: number
  /** Index of the opposite direction. */
  readonly reverse: number
  readonly from: NodeId
  readonly to: NodeId
  /** The process `from` believes itself connected to; -1 without a connection, 0 until it is known who answers. */
  openTo: number
  lastArrivalUs: number
  /** Until then earlier messages occupy the wire. */
  busyUntilUs: number
  /**
   * Arrived at a slow or paused node and not yet handled, oldest first; later ones queue behind them. Replaced, never
   * changed: nearly all links share one empty list, so that to see that nothing waits is to look at what is at hand.
   */
  late: readonly SimEvent[]
  lateUntilUs: number
  /** Of the link's own generator, so that traffic elsewhere does not change its delays. */
  jitterState: number
  fault: LinkFault | null
  heldMessages: SimEvent[]
}

/** What the network is like where nothing is wrong. */
export interface NetworkSettings {
  readonly baseLatencyUs: number
  /** A delay in [0, jitterUs] is drawn for each message. */
  readonly jitterUs: number
  /** From a node to itself. */
  readonly loopbackUs: number
  readonly bytesPerMs: number
}

/** A rack or a small data centre on gigabit Ethernet. */
export const DEFAULT_NETWORK: NetworkSettings = {
  baseLatencyUs: 250,
  jitterUs: 250,
  loopbackUs: 20,
  bytesPerMs: 125_000,
}

/** A fact for people. `id` counts from 1 in the order of events, the same in every run of the same journal. */
export interface Happening {
  readonly id: number
  readonly atUs: number
  readonly nodeId: NodeId
  /** The event during which it happened: the value of `executedEvents` while that ran. */
  readonly eventSeq: number
  /** Id of the happening that led to this one; 0 if there is none. */
  readonly causedBy: number
  readonly body: HappeningBody
}

/** One behaviour for each kind of node. A `NodeBehavior<BrokerState>` fits: methods compare bivariantly. */
export type Behaviors = Readonly<Record<string, NodeBehavior>>

export interface World {
  nowUs: number
  /** Events run so far; a command counts as one. The position in the history. */
  executedEvents: number
  readonly wallClockStartMs: number
  readonly network: NetworkSettings
  readonly queue: EventQueue
  readonly nodes: Map<NodeId, WorldNode>
  /** Which node answers at an address. A node's own id is one of its addresses. */
  readonly addresses: Map<NodeId, NodeId>
  readonly links: Link[]
  /** Faults by node, from and to, also where no link exists yet. */
  readonly linkFaults: Map<NodeId, Map<NodeId, LinkFault>>
  readonly random: RandomStreams
  lastHappeningId: number
  lastIncarnation: number
  /** The latest happening in the causal past of what runs now. */
  runningCause: number

  // Not state.
  readonly behaviors: Behaviors
  /** What the layer above knows of each kind of node besides its behaviour. The engine only hands it on. */
  readonly kinds: Readonly<Record<string, object>>
  /**
   * Names the cause of a happening where the flow of messages cannot: what is told of silence (a session that ended) has
   * no message to carry the fault that caused it. Gets the cause that the flow gives.
   */
  causeOf: ((world: World, nodeId: NodeId, body: HappeningBody, causedBy: number) => number) | null
  /**
   * Does to a node what a program on the same machine asks for, which starts processes and ends them. What stands in the way
   * comes back in words; null: it is done.
   */
  operate: ((world: World, operation: Operation) => string | null) | null
  /** Gets each happening as it is reported; while `null`, they collect in `happenings`. */
  onHappening: ((happening: Happening) => void) | null
  happenings: Happening[]
  /** Freezes every message body when it is sent, so that a receiver that changes one fails. For tests: it is slow. */
  freezeBodies: boolean
  readonly contexts: Map<NodeId, BoundNodeContext>
  /** The receiving end of each link, by link index; filled on first use. */
  receivers: (BoundNodeContext | undefined)[]
  /** By incarnation: the last address at which a timer of that process fired; filled on first use. */
  timerContexts: (BoundNodeContext | undefined)[]
  /** The links by address, from and to; built on first use. */
  linkTable: Map<NodeId, Map<NodeId, Link>> | null
}

export interface WorldOptions {
  readonly seed: number
  readonly behaviors: Behaviors
  readonly kinds?: World['kinds']
  /** What the simulated wall clock shows when the run begins. */
  readonly wallClockStartMs?: number
  readonly network?: Partial<NetworkSettings>
  readonly causeOf?: World['causeOf']
  readonly operate?: World['operate']
}

/** 2025-01-01T00:00:00Z. Any fixed instant does; the real clock would make two runs differ. */
const DEFAULT_WALL_CLOCK_START_MS = 1_735_689_600_000

export function createWorld(options: WorldOptions): World {
  return {
    nowUs: 0,
    executedEvents: 0,
    wallClockStartMs: options.wallClockStartMs ?? DEFAULT_WALL_CLOCK_START_MS,
    network: { ...DEFAULT_NETWORK, ...options.network },
    queue: createEventQueue(),
    nodes: new Map(),
    addresses: new Map(),
    links: [],
    linkFaults: new Map(),
    random: createRandomStreams(options.seed),
    lastHappeningId: 0,
    lastIncarnation: 0,
    runningCause: 0,
    behaviors: options.behaviors,
    kinds: options.kinds ?? {},
    causeOf: options.causeOf ?? null,
    operate: options.operate ?? null,
    onHappening: null,
    happenings: [],
    freezeBodies: false,
    contexts: new Map(),
    receivers: [],
    timerContexts: [],
    linkTable: null,
  }
}

/** The happenings collected since the last call. */
export function takeHappenings(world: World): Happening[] {
  const taken = world.happenings
  world.happenings = []
  return taken
}

/** Records a fact about a node. Whatever is sent or scheduled afterwards in this event has it as its cause. */
export function report(world: World, nodeId: NodeId, body: HappeningBody, causedBy: number): number {
  const cause = world.causeOf === null ? causedBy : world.causeOf(world, nodeId, body, causedBy)
  const id = ++world.lastHappeningId
  const happening: Happening = { id, atUs: world.nowUs, nodeId, eventSeq: world.executedEvents, causedBy: cause, body }
  world.runningCause = id
  if (world.onHappening === null) world.happenings.push(happening)
  else world.onHappening(happening)
  return id
}

/** Whether it has a process, be it paused. */
export function isUp(node: WorldNode): boolean {
  return node.status === 'running' || node.status === 'paused'
}
