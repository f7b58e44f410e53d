/** What a broker remembers of one kind of coordinator. Counterpart in Kafka: the fields of CoordinatorRuntime. */
import { assert } from '../../engine/assert.ts'
import type { NodeId, TimerId } from '../../engine/node-context.ts'
import type { CoordinatorRequest, CoordinatorResponse, Note } from './coordinator-shard.ts'

/** Counterpart in Kafka: CoordinatorRuntime.CoordinatorState. */
export type CoordinatorState = 'INITIAL' | 'LOADING' | 'ACTIVE' | 'FAILED' | 'CLOSED'

const VALID_PREVIOUS_STATES: Readonly<Record<CoordinatorState, readonly CoordinatorState[]>> = {
  INITIAL: [],
  LOADING: ['INITIAL', 'FAILED'],
  ACTIVE: ['LOADING'],
  FAILED: ['LOADING'],
  CLOSED: ['INITIAL', 'LOADING', 'ACTIVE', 'FAILED'],
}

/** Whoever gets the response; of a request to several shards, which part it is. */
export interface Asker {
  readonly to: NodeId
  /** Id of the gathering; -1: the response is the whole answer. */
  readonly gathering: number
  readonly part: number
}

/** Waits for the high watermark. */
export interface DeferredEvent {
  readonly id: number
  /** One past the last record that must be committed. */
  readonly offset: number
  /** Null: a timer's, or one that has had its time. */
  readonly asked: { readonly by: Asker; readonly request: CoordinatorRequest } | null
  readonly response: CoordinatorResponse | null
  readonly completion: Note | null
  /** Fires when it has waited too long; null before that is looked at, and afterwards. */
  timeout: TimerId | null
}

/** One shard on this broker. Counterpart in Kafka: CoordinatorRuntime.CoordinatorContext. */
export interface CoordinatorContext<State = unknown> {
  readonly partition: number
  leaderEpoch: number
  state: CoordinatorState
  shard: State
  /** One past the last record that the state has. */
  lastWrittenOffset: number
  /** The partition's high watermark as far as the shard has been told. */
  lastCommittedOffset: number
  /** While an append runs, the high watermark may move under it. */
  appending: boolean
  /** In the order of their offsets. */
  readonly deferred: DeferredEvent[]
  nextEventId: number
  /** Fires when the log has been read; null unless the state is LOADING. */
  loadTimer: TimerId | null
  /** The shard's own, by key. */
  readonly timers: Map<string, TimerId>
}

/** A request whose parts several shards answer. */
export interface Gathering {
  readonly id: number
  readonly to: NodeId
  readonly request: CoordinatorRequest
  readonly responses: (CoordinatorResponse | null)[]
}

export interface CoordinatorRuntime<State = unknown> {
  /** By partition of the internal topic. */
  readonly contexts: Map<number, CoordinatorContext<State>>
  readonly gatherings: Map<number, Gathering>
  nextGatheringId: number
}

export function createCoordinatorRuntime(): CoordinatorRuntime {
  return { contexts: new Map(), gatherings: new Map(), nextGatheringId: 0 }
}

export function createContext<State>(partition: number, shard: State): CoordinatorContext<State> {
  return {
    partition,
    leaderEpoch: -1,
    state: 'INITIAL',
    shard,
    lastWrittenOffset: 0,
    lastCommittedOffset: 0,
    appending: false,
    deferred: [],
    nextEventId: 0,
    loadTimer: null,
    timers: new Map(),
  }
}

export function transitionTo(context: CoordinatorContext, state: CoordinatorState): void {
  assert(VALID_PREVIOUS_STATES[state].includes(context.state), 'a coordinator changes state along the table of states')
  context.state = state
}
