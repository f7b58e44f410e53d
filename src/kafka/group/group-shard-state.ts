/**
 * What one shard of the group coordinator remembers: the groups and offsets of one partition of `__consumer_offsets`.
 * Counterpart in Kafka: GroupMetadataManager and OffsetMetadataManager.
 *
 * Offsets are hard state: only replay changes them. Of a group, what is written down is its last generation; who joins
 * and what it waits for is soft and lives here alone, so a failover makes members join again, or notice nothing. Whoever
 * reads as of the last commit sees which groups there were then, each as it is now.
 */
import type { NodeId } from '../../engine/node-context.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { createTimeline, createTimelineTable, type Timeline, type TimelineTable } from '../coordinator/timeline.ts'
import type { JoinGroupRequest, Subscription } from '../protocol/join-group.ts'
import type { ClassicGroupState } from './classic-group-state.ts'
import type { OffsetCommitValue } from './coordinator-records.ts'

export interface GroupShard {
  /** By group id. */
  readonly groups: Timeline<ClassicGroup>
  /** By group id, then by partition; a group can have offsets without ever having had members. */
  readonly offsets: TimelineTable<OffsetCommitValue>
  /** Since offsets were first committed in a transaction: see `pending-offsets.ts`. */
  pendingOffsets?: TimelineTable<PendingOffset>
}

/** Committed in a transaction that has not ended. */
export interface PendingOffset {
  readonly groupId: string
  readonly topicPartition: TopicPartition
  readonly value: OffsetCommitValue
  /** Committed again since, and outside of the transaction: that is what stays. */
  readonly overtaken: boolean
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
  /** When the timer looks at sessions: at the earliest of the deadlines as they stood when it was set, or before; -1 none. */
  sessionTimerAtUs: number
  /** Id of the happening that began the last rebalance; an observer's note. */
  rebalanceCause: number
}

export function createGroupShard(): GroupShard {
  return { groups: createTimeline(), offsets: createTimelineTable() }
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
    sessionTimerAtUs: -1,
    rebalanceCause: 0,
  }
}

export const NO_SUBSCRIPTION: Subscription = Object.freeze({
  topics: Object.freeze([]),
  ownedPartitions: Object.freeze([]),
  generationId: -1,
  rackId: null,
})

/** Whether some open transaction has offsets of the group, for the partition if one is named. */
export function isUnstable({ pendingOffsets }: GroupShard, groupId: string, topicPartition?: TopicPartition): boolean {
  if (pendingOffsets === undefined) return false
  for (const row of pendingOffsets.rows.values()) {
    for (const pending of row.values())
      if (pending.groupId === groupId && (topicPartition === undefined || pending.topicPartition === topicPartition))
        return true
  }
  return false
}
