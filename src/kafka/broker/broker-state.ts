/** What one broker process holds. Plain data; each part's handlers live in the file that is named beside it. */
import type { NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { SlotMap } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { CoordinatorQuestion } from '../coordinator/coordinator-host.ts'
import type { CoordinatorRuntime } from '../coordinator/runtime-state.ts'
import type { LogConfig } from '../log/log-config.ts'
import type { RecordError } from '../log/log-validator.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { NetworkClient } from '../network/network-client.ts'
import type { ProduceRequest } from '../protocol/produce.ts'
import type { TxnOffsetCommitRequest } from '../protocol/txn-offset-commit.ts'
import type { WriteTxnMarkersRequest } from '../protocol/write-txn-markers.ts'
import type { EpochEndsTag } from './ask-epoch-ends.ts'
import type { BrokerConfig } from './broker-config.ts'
import type { CheckpointFiles } from './checkpoint-files.ts'
import type { FolderFailures, FolderMoves } from './folder-state.ts'
import type { FollowerFetches } from './follower-fetches.ts'
import type { LostPages } from './lost-pages.ts'
import type { PageCache } from './page-cache.ts'
import type { ProducerConnection } from './producer-connection.ts'
import type { CountedBytes, QuotaSensor } from './quota-sensor.ts'
import type { ServerLog } from './server-log.ts'

/** What is in the log directory while no process runs. */
export interface BrokerDisk {
  readonly logs: Map<TopicPartition, ReplicaLog>
  /** Directories renamed to `-delete` and not emptied yet. */
  readonly deletedLogs: readonly ReplicaLog[]
  /** Copies of logs on their way to another folder (`-future`). */
  readonly futureLogs?: Map<TopicPartition, ReplicaLog>
  /** The machine's, and so there while no process runs; absent after a power cut, or while memory is free. */
  readonly pageCache?: PageCache
  /** Replay of `__cluster_metadata-0` as far as it was committed. */
  readonly metadata: MetadataImage
  readonly checkpoints: CheckpointFiles
  /** Of `__cluster_metadata-0/quorum-state`; null where there is no such log. */
  readonly quorum: { readonly leaderId: number; readonly leaderEpoch: number } | null
  /** Every process so far died before it had opened it. */
  readonly neverOpened?: true
  /** `.kafka_cleanshutdown`, with the broker epoch in it; null after an unclean stop. */
  readonly cleanShutdown: { readonly brokerEpoch: number } | null
  /** What a power cut took, of each log that lost something. An observer's, for the picture; no handler reads it. */
  readonly lostPages?: ReadonlyMap<TopicPartition, LostPages>
  /** It cannot be read any more; another takes its place when the broker starts. */
  readonly failed?: true
  /** `logs/server.log`. */
  readonly serverLog?: ServerLog
  /** Where some of several log directories cannot: other disks take their places when the broker starts. */
  readonly folderFailures?: FolderFailures
}

/** A leader's view of one follower (kafka.cluster.Replica). Handlers: `partition.ts`. */
export interface FollowerState {
  readonly brokerId: number
  /** -1 until its first fetch from this leader. */
  logEndOffset: number
  logStartOffset: number
  lastFetchTimeMs: number
  /** The leader's log end when the follower last fetched. */
  lastFetchLeaderLogEndOffset: number
  lastCaughtUpTimeMs: number
  /** As its last fetch said, and the high watermark that it found, in versions where news of that are told at once. */
  brokerEpoch: number
  sentHighWatermark?: number
}

/** A produce request that waits for a partition's high watermark. */
export interface ProduceWaiter {
  readonly requiredOffset: number
  readonly produceId: number
}

/** One replica on this broker (kafka.cluster.Partition). Handlers: `partition.ts`, `isr.ts`. */
export interface Partition {
  readonly topicPartition: TopicPartition
  readonly topic: string
  readonly partition: number
  readonly topicId: string
  /** Another once it was moved to another folder. */
  log: ReplicaLog
  /** `none` until the metadata has said. */
  role: 'leader' | 'follower' | 'none'
  /** -1: none. */
  leaderId: number
  leaderEpoch: number
  partitionEpoch: number
  replicas: readonly number[]
  /** As the controller last confirmed it. */
  isr: readonly number[]
  /** The ISR asked for, while an AlterPartition is under way; null otherwise. */
  pendingIsr: readonly number[] | null
  /** Offset at which this leader's epoch began; -1 on a follower. */
  leaderEpochStartOffset: number
  /** The other replicas; empty on a follower. */
  followers: readonly FollowerState[]
  /** Slots of the fetch sessions that name this partition; replaced, never changed. */
  watchers: readonly number[]
  /** In which slot of its partitions each of them has it. */
  watcherSlots: readonly number[]
  /** By required offset, ascending. */
  produceWaiters: ProduceWaiter[]
  /** DeleteRecords requests that wait for the low watermark; ids of `delayedDeletes`. */
  deleteWaiters: readonly number[]
  /** It is of a coordinator's topic: whoever leads it runs a shard of that coordinator (`coordinators.ts`). */
  readonly coordinated: boolean
}

/** One partition of a fetch session (FetchSession.CachedPartition). Handlers: `fetch.ts`, `fetch-session.ts`. */
export interface SessionPartition {
  readonly topicPartition: TopicPartition
  /** In the session's `partitions`. */
  readonly slot: number
  /** In the broker's `partitions` when it came into the session; -1 if there was none: `partitionAt` looks again. */
  readonly replicaSlot: number
  /** In what its owner keeps, as it said; -1 where that is unknown. */
  readonly askerSlot: number
  topicId: string
  fetchOffset: number
  currentLeaderEpoch: number
  lastFetchedEpoch: number
  logStartOffset: number
  maxBytes: number
  /** It stands in `FetchSession.dirty`: there may be something to tell. */
  dirty: boolean
  sentHighWatermark: number
  sentLogStartOffset: number
  /** Its consumer is about to be told to read elsewhere: there is nothing to wait for here. */
  sentElsewhere?: boolean
}

/** An incremental fetch session (KIP-227), with the fetch that waits in it, if one does. */
export interface FetchSession {
  readonly id: number
  /** Its place among the broker's sessions. */
  readonly slot: number
  readonly owner: NodeId
  /** To its owner: `NodeContext.replyPath`. */
  readonly replyPath: number
  /** -1: a consumer. */
  readonly replicaId: number
  /** Answered once and then gone: the request asked for no session. */
  readonly ephemeral: boolean
  /** A consumer that wants nothing of open or aborted transactions, as its last request said. */
  readCommitted: boolean
  epoch: number
  lastUsedMs: number
  readonly partitions: SlotMap<SessionPartition>
  /** Slots of the partitions to look at when the next response is made. */
  readonly dirty: number[]
  waiting: boolean
  /** Of the client, where somebody has a quota, and where it is, if it says so. */
  clientId?: string
  rackId?: string
  correlationId: number
  minBytes: number
  maxBytes: number
  /** Bytes the waiting fetch could have by now. */
  accumulatedBytes: number
  highWatermarkNews?: 'none' | 'atArrival' | 'meanwhile'
  expiresAtUs: number
  /** A timer for this session is set; it looks at `expiresAtUs` when it fires. */
  timerArmed: boolean
}

/** Acks=all, waiting for the high watermark. Handlers: `produce.ts`. */
export interface DelayedProduce {
  readonly id: number
  readonly from: NodeId
  readonly correlationId: number
  readonly expiresAtUs: number
  /** Partitions not yet settled. */
  pending: number
  readonly partitions: {
    readonly topicPartition: TopicPartition
    /** Frozen result so far; `requiredOffset` is -1 when it is settled. */
    requiredOffset: number
    errorCode: ErrorCode
    readonly errorMessage: string | null
    readonly recordErrors: readonly RecordError[]
    readonly baseOffset: number
    readonly logStartOffset: number
    readonly currentLeader: { readonly leaderId: number; readonly leaderEpoch: number } | null
  }[]
  /** What was appended are markers that a coordinator has sent, which is answered in a row for each of them. */
  readonly markers?: WriteTxnMarkersRequest['markers']
  /** Whose bytes they are, where somebody has a quota. */
  readonly counted?: CountedBytes
}

/** A request of a transaction that waits until the transaction's coordinator has answered. Handlers: `verification.ts`. */
export interface UnverifiedRequest {
  readonly id: number
  readonly from: NodeId
  readonly request: ProduceRequest | TxnOffsetCommitRequest
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly topicPartitions: readonly TopicPartition[]
  /** The coordinator may be asked again for so long, while it is busy with the transaction before. */
  readonly retryUntilUs: number
}

/** Since a producer first wrote here in a transaction. */
export interface Verifications {
  nextId: number
  readonly waiting: UnverifiedRequest[]
  /** By partition and producer (`guardKey`): what was allowed to begin a transaction, until its marker or its first batch. */
  readonly guards: Map<string, number>
}

/** DeleteRecords, waiting for the other replicas to move their log start. Handlers: `delete-records.ts`. */
export interface DelayedDelete {
  readonly id: number
  readonly from: NodeId
  readonly correlationId: number
  readonly expiresAtUs: number
  readonly partitions: {
    readonly topicPartition: TopicPartition
    /** -1: settled. */
    requiredOffset: number
    errorCode: ErrorCode
    lowWatermark: number
  }[]
}

/** Where a follower stands with one partition of a fetcher. */
export interface FetcherPartition {
  readonly topicPartition: TopicPartition
  /** In the fetcher's `partitions`, and in the broker's. */
  readonly slot: number
  readonly replicaSlot: number
  readonly topicId: string
  readonly leaderEpoch: number
  fetchOffset: number
  /** The log start the leader was last told; -1 none. */
  sentLogStartOffset: number
  /** Microseconds; 0 when it may be fetched now. */
  delayedUntilUs: number
  /** The leader's session knows it. */
  inSession: boolean
  /** It stands in `ReplicaFetcher.changed`. */
  changed: boolean
  /** Of a throttled replica: it holds what its leader said was committed. */
  caughtUp?: boolean
  /** After OFFSET_OUT_OF_RANGE which end of the leader's log has been asked for, or before all else the end of an epoch. */
  asking: 'nothing' | 'latest' | 'earliest' | 'epochEnd'
}

/** What went over the wire of throttled replicas, oldest first. Handlers: `replication-quota.ts`. */
export type ReplicationQuota = { readonly sinceMs: number; bytes: number }[]

/** ReplicaFetcherThread: one for each broker this one follows. Handlers: `replica-fetcher.ts`. */
export interface ReplicaFetcher {
  readonly leaderId: number
  leaderNode: NodeId
  /** Its offsets requests are in flight here; the one fetch is not, `correlationId` has it. */
  readonly client: NetworkClient<RequestTag>
  readonly partitions: SlotMap<FetcherPartition>
  /** Slots of those to be named in the next request: new in the session, or at another offset. */
  changed: number[]
  forgotten: TopicPartition[]
  sessionId: number
  sessionEpoch: number
  /** -1: nothing in flight. */
  correlationId: number
  sentAtUs: number
  /** Nothing is sent before, microseconds: the backoff after an error. */
  notBeforeUs: number
  /** A `ReplicaFetchBackoff` timer is set. */
  timerArmed: boolean
}

/** org.apache.kafka.metadata.BrokerState, whatever the link to the cluster. */
export interface BrokerLifecycle {
  /** `recovering` are its logs; `starting`, `caughtUp`, `running` are Kafka's STARTING, RECOVERY and RUNNING. */
  state: 'recovering' | 'recovered' | 'registering' | 'starting' | 'caughtUp' | 'running' | 'shuttingDown' | 'ended'
  /** -1 until registered. */
  brokerEpoch: number
  /** The broker has caught up once, and its replicas follow the image from then on. */
  published: boolean
}

/** What the link to the cluster remembers. Only the link's folder knows what else is in it. */
export interface LinkState {
  /** Which link: the `type` of a `BrokerLink`. */
  readonly type: string
}

/** What a request of the link's own was for; which types there are is its own affair too. */
export interface LinkTag {
  readonly type: string
}

export interface LeaderOffsetsTag {
  readonly type: 'leaderOffsets'
  readonly leaderId: number
  readonly topicPartition: TopicPartition
}

/** What a request of the broker's own was for. */
export type RequestTag = LinkTag | LeaderOffsetsTag | EpochEndsTag | CoordinatorQuestion | VerificationTag

export interface VerificationTag {
  readonly type: 'verification'
  readonly id: number
}

/** Counterpart in Kafka: kafka.server.BrokerServer. */
export interface BrokerState {
  readonly profile: string
  readonly brokerId: number
  readonly rack: string | null
  readonly host: string
  readonly port: number
  readonly clusterId: string
  readonly staticConfig: Readonly<Record<string, string>>
  config: BrokerConfig
  readonly metadata: MetadataImage
  readonly lifecycle: BrokerLifecycle
  /** `logs/server.log`. */
  serverLog: ServerLog
  /** Of a process that dies before it opens its log directories: what lies there, and null where they are new. */
  unopened?: { readonly disk: BrokerDisk | null }
  readonly link: LinkState
  /** Replicas that the metadata places here. */
  readonly partitions: SlotMap<Partition>
  /** Logs found on the disk that the metadata has not spoken of yet. */
  readonly strayLogs: Map<TopicPartition, ReplicaLog>
  readonly checkpoints: CheckpointFiles
  /** Directories renamed to `-delete`, until `deleteAtMs` of the wall clock. */
  deletedLogs: { readonly log: ReplicaLog; readonly deleteAtMs: number }[]
  /** Since somebody asked for a replica to lie in a certain folder; most brokers have but one. */
  folderMoves?: FolderMoves
  /** Since one of several log directories failed. Handlers: `log-dir-failure.ts`. */
  folderFailures?: FolderFailures
  /** While another program takes memory. Handlers: `page-cache.ts`. */
  pageCache?: PageCache
  /** Topic to its effective log config. */
  readonly logConfigs: Map<string, LogConfig>
  readonly sessions: SlotMap<FetchSession, number>
  nextSessionId: number
  readonly followerFetches: FollowerFetches
  readonly fetchers: Map<number, ReplicaFetcher>
  /** Fetchers there have been: none has the number of an earlier one, whose answers may still come. */
  fetchersSoFar: number
  /** Since throttled replicas were first copied; most clusters never do. */
  replicationQuotas?: {
    readonly leader: ReplicationQuota
    readonly follower: ReplicationQuota
    alterLogDirs?: ReplicationQuota
  }
  /** Since a client met a quota of its own; most clusters have none. */
  clientQuotas?: Map<string, QuotaSensor>
  /** By id, ascending. */
  readonly delayedProduces: DelayedProduce[]
  /** Clients that have waited for acks=all since they last connected. */
  readonly producerConnections: Map<NodeId, ProducerConnection>
  nextProduceId: number
  /** When the next `DelayedProduceExpiry` fires; -1 none is set. */
  produceTimerAtUs: number
  readonly delayedDeletes: Map<number, DelayedDelete>
  nextDeleteId: number
  /** Partitions whose ISR change waits to be sent, in order. */
  readonly unsentIsrChanges: Set<TopicPartition>
  /** The block in use, [next, end), the one after it, and whether a block has been asked for. */
  readonly producerIds: {
    next: number
    end: number
    nextBlock: { readonly start: number; readonly end: number } | null
    asking: boolean
  }
  /** Topics whose creation this broker has asked for and not heard of. */
  readonly topicsBeingCreated: Set<string>
  verifications?: Verifications
  /** Since a coordinator here has first asked another broker. */
  coordinatorClient?: NetworkClient<RequestTag>
  /** By the name of the kind of coordinator. Handlers: `coordinator-host.ts`. */
  readonly coordinators: ReadonlyMap<string, CoordinatorRuntime>
}
