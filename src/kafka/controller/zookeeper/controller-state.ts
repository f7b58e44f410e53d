/** What the controller part of a broker process holds, whether it is the cluster's controller or not. Plain data. */
import type { TimerId } from '../../../engine/node-context.ts'
import type { SessionResponse } from '../../protocol/zookeeper/client-messages.ts'
import { type ControllerContext, emptyControllerContext } from './controller-context.ts'
import type { ControllerEvent } from './controller-event.ts'

/** What a request of the controller's was for. */
export type ControllerTag =
  /** A request of the event with this number, and which of those asked at once. */
  | { readonly type: 'event'; readonly event: number; readonly index: number }
  | { readonly type: 'leaderAndIsr' }
  | { readonly type: 'updateMetadata' }
  | { readonly type: 'deleteReplicas' }

/** Null: the session is over, and there will be none. */
export type Answers = readonly (SessionResponse | null)[]

/**
 * An event on its way. It is run from its beginning with the answers it has got so far, until it asks for one that is
 * missing; what it does to the world on its way (`once`) is done the first time only.
 */
export interface RunningEvent {
  readonly event: ControllerEvent
  readonly number: number
  /** As it was when the event began. */
  readonly before: ControllerContext
  /** To what was asked at once, in order. */
  readonly answers: Answers[]
  /** Deeds that are done already. */
  deeds: number
  /** What is being waited for; filled by index as it comes. */
  asked: (SessionResponse | null | undefined)[] | null
}

/** Of a broker in ZooKeeper mode. */
export interface ZooKeeperControllerState {
  context: ControllerContext
  readonly queue: ControllerEvent[]
  running: RunningEvent | null
  eventsSoFar: number
  /** Of the next look at whether leaders are where they should be. */
  rebalanceTimer: TimerId | null
}

export function createController(): ZooKeeperControllerState {
  return { context: emptyControllerContext(), queue: [], running: null, eventsSoFar: 0, rebalanceTimer: null }
}
