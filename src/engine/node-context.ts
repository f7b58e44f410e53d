/**
 * What a node may do to the world, and nothing else. A handler changes only its own state and reaches everything
 * beyond it through this interface, so a run can be copied, replayed and hashed.
 */

/** Address of a node on the simulated network, for example `broker-1`. */
export type NodeId = string

/** Identifies a scheduled timer of this run; valid until it fires or is cancelled. */
export type TimerId = number

/**
 * What travels on a link. `type` is the discriminant. Bodies are immutable from the moment they are sent: sender,
 * receiver, checkpoints and the picture share them by reference.
 */
export interface MessageBody {
  readonly type: string
}

/** What a timer hands back when it fires. Plain data; `type` is a noun, such as `ConsumerSessionTimeout`. */
export interface Timer {
  readonly type: string
  /**
   * A timer usually inherits the cause of whoever set it. A timer that re-arms itself for ever must not: the heartbeat
   * of an hour later would still name the happening that once started the process.
   */
  readonly periodic?: true
}

/** A fact for people, in the past tense. Semantics never read one. */
export interface HappeningBody {
  readonly type: string
}

/** What `NodeContext.operate` is asked for. Plain data; the layer above knows its types. */
export interface Operation {
  readonly type: string
}

export interface ReceivedMessage {
  readonly id: number
  /** The sender's address; answers go there. */
  readonly from: NodeId
  /** The address it was sent to: this node's id, or one of its further addresses. */
  readonly to: NodeId
  readonly body: MessageBody
}

/** Of another node, to be read alone. */
export interface Machine {
  readonly kind: string
  readonly status: string
  readonly state: unknown
  readonly disk: unknown
  readonly spec: unknown
}

export interface NodeContext {
  /** The address messages are sent from. */
  readonly nodeId: NodeId
  readonly nowUs: number
  /** Whole milliseconds since the run began. */
  readonly nowMs: number
  /** Simulated wall clock in epoch milliseconds: the cluster spec's start instant plus `nowMs`. */
  readonly wallClockMs: number

  /**
   * Puts a message on the link to `to`. Messages between two addresses arrive in the order they were sent, as on a
   * TCP connection. `sizeBytes` counts towards transfer time on a slow link.
   */
  send(to: NodeId, body: MessageBody, sizeBytes: number): void

  /** The way back to whoever sent the message in hand, for an answer that is given later; -1 before there was one. */
  readonly replyPath: number
  /** `send` to where that way leads, which then need not be looked up. */
  sendBack(replyPath: number, body: MessageBody, sizeBytes: number): void

  /** Schedules `timer` in `delayUs` microseconds (0 is allowed and runs after everything already due now). */
  setTimer(delayUs: number, timer: Timer): TimerId
  /** Cancelling a timer that has fired or does not exist is allowed and does nothing. */
  cancelTimer(timerId: TimerId): void

  /** An integer in [0, bound) from the named stream; streams do not disturb one another. */
  randomInt(stream: string, bound: number): number

  /** The last happening in the causal past of the event now running, for one that is to be reported later; 0 none. */
  readonly cause: number

  /**
   * Tells people what happened. Its cause is, unless `causedBy` names another happening, the last happening in the
   * causal past of the event now running. Returns the id of the happening.
   */
  report(happening: HappeningBody, causedBy?: number): number

  /**
   * Closes the connection to `peer`: it learns so one latency later, through `onDisconnect`, after all that was sent to
   * it before. The next `send` opens a new connection. What the peer has already sent still arrives.
   */
  disconnect(peer: NodeId): void

  /**
   * The same node under another of its addresses: messages are sent from, and answers come back to, `address`. A
   * workstation uses one address a terminal. The address is registered on first use.
   */
  as(address: NodeId): NodeContext

  /**
   * The machine of another node, for a program that is meant to run on it and opens its files: what its process holds
   * (null where none runs) and what is on its disk. Its status stands for what is exchanged before the first request, and
   * answered at once by a process that runs. Only to be read: each node changes its own state alone. Null for an unknown
   * node.
   */
  machineOf(id: NodeId): Machine | null

  /** All machines there are, in the order they came; to be read as `machineOf` says. */
  machines(): readonly {
    readonly kind: string
    readonly state: unknown
    readonly disk: unknown
    readonly spec: unknown
  }[]

  /**
   * What a program does to other processes of its machine, at once: it starts one, or sends it a signal. In words what stands
   * in the way; null: it is done.
   */
  operate(operation: Operation): string | null

  /** The process ends by itself once the handler returns, as after a completed controlled shutdown. */
  exit(): void
}

/**
 * How the kernel drives one kind of node. State is plain data: objects, arrays, Map, Set, numbers, strings, booleans,
 * null; frozen objects (`Object.freeze`) are leaves that checkpoints share by reference. The rest is copied deeply.
 */
export interface NodeBehavior<State = unknown> {
  /** The process starts on `disk`, which is what `survive` returned last, or what the spec put there. */
  start(disk: unknown, spec: unknown, node: NodeContext): State
  onMessage(state: State, message: ReceivedMessage, node: NodeContext): void
  onTimer(state: State, timer: Timer, node: NodeContext): void
  /**
   * The connection to `peer` broke: its process ended, it refused the connection, or it closed it. Requests in flight
   * to it will not be answered. A cut link or a power cut is silence instead, and is met by request timeouts.
   */
  onDisconnect(state: State, peer: NodeId, node: NodeContext): void
  /** A command addressed to the running process, such as a clean stop or a line typed into a terminal. */
  onCommand(state: State, command: { readonly type: string }, node: NodeContext): void
  /** What is left on disk when the process ends. `powerCut` means the page cache is gone too. */
  survive(state: State, how: 'stop' | 'kill' | 'powerCut'): unknown
}
