/**
 * What the group coordinator of one broker remembers: a shard for each partition of `__consumer_offsets` it leads.
 * Counterpart: CoordinatorRuntime with its CoordinatorContexts, GroupMetadataManager and OffsetMetadataManager.
 */
import type { NodeId, TimerId } from '../../engine/node-context.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { JoinGroupRequest, Subscription } from '../protocol/join-group.ts'
import type { GroupResponse } from '../protocol/messages.ts'
import type { ClassicGroupState } from './classic-group-state.ts'
import type { OffsetCommitValue } from './coordinator-records.ts'

export interface GroupCoordinatorState {
  /** By partition of `__consumer_offsets`. */
  readonly shards: Map<number, CoordinatorShard>
}

export interface CoordinatorShard {
  readonly partition: number
  leaderEpoch: number
  highWatermark: number
  /** While an append runs, the high watermark may move under it. */
  appending: boolean
  readonly groups: Map<string, ClassicGroup>
  /** By group id; a group can have offsets without ever having had members. */
  readonly offsets: Map<string, GroupOffsets>
  /** Waiting for the high watermark, in the order they were appended. */
  readonly deferred: DeferredWrite[]
  writeTimer: TimerId | null
  retentionTimer: TimerId | null
}

/** Waits to be answered later; the correlation id is all that a response needs of its request. */
export interface ParkedRequest {
  readonly to: NodeId
  readonly correlationId: number
}

export type JoinGroupProtocols = JoinGroupRequest['protocols']

export interface ClassicGroupMember {
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly protocolType: string
  /** In the member's order of preference. */
  protocols: JoinGroupProtocols
  rebalanceTimeoutMs: number
  sessionTimeoutMs: number
  /** Null until a SyncGroup of the leader was stored. */
  assignment: readonly TopicPartition[]
  awaitingJoin: ParkedRequest | null
  awaitingSync: ParkedRequest | null
  /** Until its first JoinGroup is answered: it does not know its id yet and cannot heartbeat. */
  isNew: boolean
  /** -1: no deadline, because the member is waiting for us. Moved by each heartbeat; the timer looks later. */
  sessionDeadlineUs: number
}

export interface ClassicGroup {
  readonly groupId: string
  state: ClassicGroupState
  previousState: ClassicGroupState
  /** Epoch milliseconds of the last transition; -1 unknown. */
  currentStateTimestampMs: number
  generationId: number
  /** Null: offsets only, never had members. */
  protocolType: string | null
  protocolName: string | null
  leaderId: string | null
  readonly members: Map<string, ClassicGroupMember>
  /** group.instance.id to member id. */
  readonly staticMembers: Map<string, string>
  /** Ids handed out with MEMBER_ID_REQUIRED, and when they lapse. */
  readonly pendingJoinMembers: Map<string, number>
  /** Have not sent SyncGroup in this generation yet. */
  readonly pendingSyncMembers: Set<string>
  /** Someone joined during the initial delay, so it may be prolonged. */
  newMemberAdded: boolean
  /** Null: not known, as for other protocol types. */
  subscribedTopics: readonly string[] | null
  /** Fires at the earliest of the deadlines as they stood when it was set, or before. */
  sessionTimer: TimerId | null
  sessionTimerAtUs: number
  joinTimer: TimerId | null
  syncTimer: TimerId | null
  /** Id of the happening that began the last rebalance; an observer's note. */
  rebalanceCause: number
}

export interface GroupOffsets {
  /** What readers see: everything below the high watermark. */
  readonly committed: Map<TopicPartition, OffsetCommitValue>
  /** Appended and not yet committed; null is a tombstone. `offset` is what the high watermark must reach. */
  readonly pending: Map<TopicPartition, { readonly value: OffsetCommitValue | null; readonly offset: number }>
}

export interface OffsetChange {
  readonly groupId: string
  readonly topicPartition: TopicPartition
  readonly value: OffsetCommitValue | null
}

export interface DeferredWrite {
  /** One past the last offset written. */
  readonly offset: number
  readonly expiresAtUs: number
  readonly changes: readonly OffsetChange[]
  readonly completion: AfterWrite | null
}

/** What to do once a write is committed, or has failed. Plain data, so that a checkpoint can hold it. */
export type AfterWrite =
  | { readonly type: 'Respond'; readonly to: NodeId; readonly response: GroupResponse }
  | {
      readonly type: 'PropagateAssignment'
      readonly groupId: string
      readonly generationId: number
      /** Member id to partitions. */
      readonly assignments: Readonly<Record<string, readonly TopicPartition[]>>
    }
  | {
      readonly type: 'CompleteStaticJoin'
      readonly groupId: string
      readonly oldMember: Omit<ClassicGroupMember, 'awaitingJoin' | 'awaitingSync' | 'isNew' | 'sessionDeadlineUs'>
      readonly newMemberId: string
      readonly request: ParkedRequest
      readonly formerLeader: string | null
    }

export function createGroupCoordinatorState(): GroupCoordinatorState {
  return { shards: new Map() }
}

export function createShard(partition: number, leaderEpoch: number): CoordinatorShard {
  return {
    partition,
    leaderEpoch,
    highWatermark: 0,
    appending: false,
    groups: new Map(),
    offsets: new Map(),
    deferred: [],
    writeTimer: null,
    retentionTimer: null,
  }
}

export function createClassicGroup(groupId: string, wallClockMs: number): ClassicGroup {
  return {
    groupId,
    state: 'Empty',
    previousState: 'Dead',
    currentStateTimestampMs: wallClockMs,
    generationId: 0,
    protocolType: null,
    protocolName: null,
    leaderId: null,
    members: new Map(),
    staticMembers: new Map(),
    pendingJoinMembers: new Map(),
    pendingSyncMembers: new Set(),
    newMemberAdded: false,
    subscribedTopics: null,
    sessionTimer: null,
    sessionTimerAtUs: -1,
    joinTimer: null,
    syncTimer: null,
    rebalanceCause: 0,
  }
}

export const NO_SUBSCRIPTION: Subscription = Object.freeze({
  topics: Object.freeze([]),
  ownedPartitions: Object.freeze([]),
  generationId: -1,
  rackId: null,
})
