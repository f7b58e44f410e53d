import type { MessageBody, NodeId, ReceivedMessage, Timer } from './node-context.ts'

/** What an event is. Numbers rather than names: they are compared a million times a second. */
export const MESSAGE = 0
export const TIMER = 1
/** The end of a connection, travelling to the process at its other end. */
export const DISCONNECT = 2
/** A command that waits for a paused process. */
export const COMMAND = 3

export type EventKind = typeof MESSAGE | typeof TIMER | typeof DISCONNECT | typeof COMMAND

/**
 * Something that will happen to one node. Never changed once made, so that checkpoints share events by reference;
 * whoever must postpone one makes another.
 *
 * One shape for all kinds, and the shape handlers see of a message, so that the hot path stays monomorphic and
 * delivering a message allocates nothing.
 */
export interface SimEvent extends ReceivedMessage {
  readonly kind: EventKind
  /** Identifies the message for as long as the run lasts; stays the same when the event is postponed. */
  readonly id: number
  readonly from: NodeId
  /** The address it happens to. */
  readonly to: NodeId
  readonly body: MessageBody | Timer
  readonly atUs: number
  readonly sentAtUs: number
  readonly sizeBytes: number
  /** Index of the link it travels on; -1 for what does not travel. */
  readonly link: number
  /** The process that sent it; for `DISCONNECT` the process at the far end that is gone. */
  readonly fromIncarnation: number
  /** The process it is meant for. A later process at the same address must not get it. */
  readonly toIncarnation: number
  /** The latest happening in its causal past; 0 if there is none. */
  readonly cause: number
  /**
   * It has left the wire and waited at the node, which was paused or slow. When such an event runs, the oldest message
   * waiting on its link is handled, be it this one or not: so order survives every change of pace.
   */
  readonly arrived: boolean
}

export const NO_EVENTS: readonly SimEvent[] = Object.freeze([])

/** For the short lists of what waits at a link. */
export function withoutFirst(events: readonly SimEvent[]): readonly SimEvent[] {
  return events.length < 2 ? NO_EVENTS : events.slice(1)
}

/** The same event at another time. `arrived` says whether it is off the wire by then. */
export function postponed(event: SimEvent, atUs: number, arrived: boolean): SimEvent {
  return {
    kind: event.kind,
    id: event.id,
    from: event.from,
    to: event.to,
    body: event.body,
    atUs,
    sentAtUs: event.sentAtUs,
    sizeBytes: event.sizeBytes,
    link: event.link,
    fromIncarnation: event.fromIncarnation,
    toIncarnation: event.toIncarnation,
    cause: event.cause,
    arrived,
  }
}
