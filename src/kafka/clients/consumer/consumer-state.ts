/** State of a consumer client: plain data that lives inside the process that uses it. */

import type { NodeId } from '../../../engine/node-context.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import type { AssignorName } from '../../group/assignors/index.ts'
import type { LogRecord, RecordBatch } from '../../log/record-batch.ts'
import type { JoinGroupResponse } from '../../protocol/join-group.ts'
import type { ClientCore } from '../core/client-core.ts'
import type { ClientError, ClientLogLine } from '../core/client-error.ts'
import type { LedPartition } from '../core/client-metadata.ts'
import type { Serdes } from '../core/serdes.ts'
import type { WakeUp } from '../core/wake-up.ts'
import type { ConsumerConfig } from './consumer-config.ts'

export interface ConsumerRecord {
  readonly topicPartition: TopicPartition
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly leaderEpoch: number
  /** Epoch milliseconds at which the leader appended it, with message.timestamp.type=LogAppendTime; else null. */
  readonly appendTime: number | null
  /** Key, value, timestamp and headers, shared with the log. */
  readonly record: LogRecord
}

export interface OffsetAndTimestamp {
  readonly offset: number
  readonly timestamp: number
}

/** What a call that had to ask the cluster gives back. */
export type CallValue =
  | { readonly kind: 'commit' }
  | { readonly kind: 'committed'; readonly offsets: ReadonlyMap<TopicPartition, number | null> }
  | { readonly kind: 'position'; readonly position: number }
  | { readonly kind: 'offsets'; readonly offsets: ReadonlyMap<TopicPartition, number> }
  | { readonly kind: 'offsetsForTimes'; readonly offsets: ReadonlyMap<TopicPartition, OffsetAndTimestamp | null> }

export type ConsumerEvent =
  /** The poll is over; without records its time ran out. */
  | { readonly type: 'polled'; readonly records: readonly ConsumerRecord[] }
  /** The poll threw. */
  | { readonly type: 'pollFailed'; readonly error: ClientError }
  /** Calls of the rebalance listener, in order. */
  | { readonly type: 'assigned' | 'revoked' | 'lost'; readonly partitions: readonly TopicPartition[] }
  | { readonly type: 'completed'; readonly callId: number; readonly value: CallValue }
  | { readonly type: 'callFailed'; readonly callId: number; readonly error: ClientError }
  | { readonly type: 'closed' }
  | ({ readonly type: 'logged' } & ClientLogLine)

/** Counterpart: SubscriptionState.TopicPartitionState. */
export interface PartitionState extends LedPartition {
  readonly topic: string
  readonly partition: number
  /** No position yet: `initializing` asks the group, `uncommitted` found nothing there, `awaitReset` asks the leader. */
  state: 'initializing' | 'uncommitted' | 'awaitReset' | 'fetching'
  /** Next offset to hand to the application; -1 unknown. */
  position: number
  /** Leader epoch of the record before it; -1 unknown. */
  positionEpoch: number
  /** Leader epoch against which the position was checked (KIP-320); -1 never. */
  validatedEpoch: number
  /** Timestamp to ask for in `awaitReset`: -1 latest, -2 earliest. */
  resetTimestamp: number
  resetPolicy: string
  /** A ListOffsets request for it is under way. */
  resetting: boolean
  retryAtUs: number
  /** The follower that its leader sent this consumer to, and until when that counts (KIP-392). */
  readReplica: { readonly brokerId: number; readonly untilUs: number } | null
  paused: boolean
  /** Given up soon; nothing more is handed out. */
  pendingRevocation: boolean
  /** -1 unknown. */
  highWatermark: number
  logStartOffset: number
  /** What this consumer last committed or found committed; -1 none. */
  committed: number
}

/** An answered fetch of one partition, handed out by and by. */
export interface CompletedFetch {
  readonly topicPartition: TopicPartition
  readonly brokerId: number
  batches: readonly RecordBatch[]
  batchIndex: number
  recordIndex: number
  nextOffset: number
  /** Null for read_uncommitted, which shows them all. */
  readonly aborted: AbortedTransactions | null
}

export interface AbortedTransactions {
  /** Those not come to yet, by first offset. */
  readonly begun: { readonly producerId: number; readonly firstOffset: number }[]
  /** Producers inside one. */
  readonly producers: Set<number>
}

/** Counterpart: FetchSessionHandler (KIP-227). */
export interface ClientFetchSession {
  sessionId: number
  epoch: number
  readonly partitions: Map<
    TopicPartition,
    { fetchOffset: number; leaderEpoch: number; lastFetchedEpoch: number; topicId: string }
  >
}

export interface FetcherState {
  readonly sessions: Map<number, ClientFetchSession>
  /** Brokers a fetch is under way to. */
  readonly pending: number[]
  readonly completed: CompletedFetch[]
  /** What a poll has to throw; a fetch found it. */
  failure: ClientError | null
}

export interface CommitOffset {
  readonly topicPartition: TopicPartition
  readonly offset: number
  readonly leaderEpoch: number
}

interface CallBase {
  readonly callId: number
  readonly deadlineUs: number
  inFlight: number
  retryAtUs: number
  failures: number
}

export interface CommitCall extends CallBase {
  readonly kind: 'commit'
  readonly offsets: readonly CommitOffset[]
  readonly mode: 'sync' | 'async' | 'auto' | 'beforeJoin' | 'onClose'
}

export interface CommittedCall extends CallBase {
  readonly kind: 'committed'
  readonly partitions: readonly TopicPartition[]
  /** The consumer's own look for where to begin, not the application's question. */
  readonly refresh: boolean
}

export interface PositionCall extends CallBase {
  readonly kind: 'position'
  readonly topicPartition: TopicPartition
}

export interface ListOffsetsCall extends CallBase {
  readonly kind: 'listOffsets'
  readonly purpose: 'offsets' | 'times' | 'reset'
  readonly topics: ReadonlySet<string>
  readonly remaining: Map<TopicPartition, number>
  readonly found: Map<
    TopicPartition,
    { readonly offset: number; readonly timestamp: number; readonly leaderEpoch: number }
  >
}

export type ConsumerCall = CommitCall | CommittedCall | PositionCall | ListOffsetsCall

/** Counterpart: AbstractCoordinator and ConsumerCoordinator: membership in a classic group. */
export interface GroupMembership {
  readonly groupId: string
  /** Broker id; -1 unknown. */
  coordinatorId: number
  /** The one last taken for gone, until a coordinator answers a heartbeat; -1 none. For people only. */
  missedCoordinatorId: number
  /** Whom the host and port lead to at which it was found; only while its id is known. */
  coordinator: NodeId
  finding: boolean
  findAtUs: number
  findFailures: number
  /** Version of the metadata when a failed look-up would have been repeated: it waits for the next; -1 it does not. */
  metadataAtFailure: number
  state: 'unjoined' | 'joining' | 'syncing' | 'stable'
  /** Empty before the first answer. */
  memberId: string
  generationId: number
  protocol: AssignorName | null
  isLeader: boolean
  rejoinNeeded: boolean
  needsJoinPrepare: boolean
  /** Auto-commit that goes before a rejoin; 0 none. */
  prepareCommitId: number
  joinInFlight: boolean
  joinAtUs: number
  joinFailures: number
  /** Topics this member said it wants when it last joined. */
  joinedTopics: readonly string[] | null
  /** Partition counts the leader saw when it assigned; null for the others. */
  assignmentSnapshot: ReadonlyMap<string, number> | null
  /** Topics of the whole group, which the leader must know. */
  groupTopics: readonly string[]
  /** The leader waits for metadata of the group's topics before it assigns. */
  leaderWaiting: JoinGroupResponse | null
  leaderWaitsForVersion: number
  /** Given by the coordinator; the next poll takes it over. */
  pendingAssignment: readonly TopicPartition[] | null
  /** Given the last time, for the sticky assignor that revokes before it joins. */
  stickyOwned: readonly TopicPartition[]
  stickyGeneration: number
  heartbeatInFlight: boolean
  nextHeartbeatUs: number
  sessionDeadlineUs: number
  /** max.poll.interval.ms after the last poll. */
  pollDeadlineUs: number
  leaveInFlight: boolean
  /** What the heartbeat met and the next poll throws. */
  failure: ClientError | null
  /** An asynchronous commit was told that another process has the member's group.instance.id. */
  commitFenced: boolean
}

export interface TopicPattern {
  /** A regular expression of JavaScript for the whole name. */
  readonly source: string
  /** `exclude.internal.topics` is false. */
  readonly takesInternal: boolean
}

export interface ConsumerClient {
  readonly clientId: string
  readonly scope: string
  readonly config: ConsumerConfig
  readonly core: ClientCore
  readonly wakeUp: WakeUp
  subscriptionType: 'none' | 'topics' | 'assigned'
  topics: readonly string[]
  /** What it subscribed to by pattern, `topics` being those that match; null: by name, or not at all. */
  pattern: TopicPattern | null
  /** Assignment, in the order it was given. */
  readonly partitions: Map<TopicPartition, PartitionState>
  readonly group: GroupMembership | null
  readonly fetcher: FetcherState
  readonly calls: Map<number, ConsumerCall>
  nextCallId: number
  nextAutoCommitUs: number
  /** When the poll under way gives up; -1 no poll. */
  pollUntilUs: number
  wakeupCalled: boolean
  /** Its stage is over at `deadlineUs`, and all of them at `endsAtUs`. */
  closing: { readonly endsAtUs: number; deadlineUs: number; stage: 'committing' | 'leaving' | 'fetches' } | null
  closed: boolean
  events: ConsumerEvent[]
  consumed: number
  lastError: string | null
  /** Where keys or values are not read as text. */
  deserializers?: Serdes
}
