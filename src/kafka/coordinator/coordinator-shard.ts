/**
 * What a coordinator is made of. Counterpart in Kafka: CoordinatorShard, CoordinatorResult, CoordinatorTimer and
 * CoordinatorRecordSerde of coordinator-common, and of each coordinator its service (GroupCoordinatorService, …).
 *
 * A coordinator (of groups, of transactions, …) is cut into *shards*, one on each partition of an internal topic, and
 * the broker that leads the partition runs the shard. A shard decides and changes nothing: what it decided are records,
 * which the runtime appends to the partition and replays into the shard's state. Another broker that becomes leader
 * replays the same records and so has the same state.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { BrokerConfig } from '../broker/broker-config.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { CoordinatorKeyType } from '../common/internal-topics.ts'
import type { ByteString } from '../common/payload.ts'
import type { TransactionMarker } from '../log/log-transactions.ts'
import type { MetadataDelta } from '../metadata/metadata-delta.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { UnsentRequest } from '../network/network-client.ts'
import type { Response } from '../protocol/apis.ts'
import type { AnyTimeline } from './timeline.ts'

export interface CoordinatorRequest {
  readonly type: string
  readonly correlationId: number
}

export type CoordinatorResponse = Response

/** A record as it lies in the log. */
export interface StoredRecord {
  readonly key: ByteString
  /** Null is a tombstone. */
  readonly value: ByteString | null
}

/** Plain data: what a shard wants to be told later. */
export interface Note {
  readonly type: string
}

/** Whose transaction records are of. */
export interface TransactionalProducer {
  readonly producerId: number
  readonly producerEpoch: number
}

/** What a shard has decided. Nothing of it has happened yet. */
export interface CoordinatorResult<CoordinatorRecord = unknown> {
  /** Appended as one batch, and replayed at once unless `alreadyApplied`. */
  readonly records: readonly CoordinatorRecord[]
  /**
   * Goes to whoever asked once the records are committed, and all that was written before them: what was decided rests
   * on it. Null: the shard answers through `ShardHost.respond`.
   */
  readonly response: CoordinatorResponse | null
  /** Given back to the shard's `onWritten` once the records are committed, or have failed; null for none. */
  readonly completion: Note | null
  /**
   * The state has it already, as with classic groups: who is about to join a group is in no log, and what is written
   * down in the end is the group as it stands. Kafka calls the opposite `replayRecords`. What a timeline was given for it
   * is UNWRITTEN until the records are in the log, and is taken back if they cannot be.
   */
  readonly alreadyApplied: boolean
  /** Nothing was decided (Kafka throws): the response waits for nothing. */
  readonly refusal?: true
  /** The records are part of this producer's transaction: they count once its marker says so (`replayTransactional`). */
  readonly producer?: TransactionalProducer
  /** What their batch says it begins with where it is of no producer; its kind's unless given. */
  readonly baseSequence?: number
}

/** Made anew for each call and never kept: it holds functions. */
export interface ShardHost {
  readonly node: NodeContext
  readonly metadata: MetadataImage
  readonly config: BrokerConfig
  readonly brokerId: number
  readonly partition: number
  /** Of the partition, as this broker leads it: who leads later has a larger one. */
  readonly leaderEpoch: number
  /** The next producer id of this broker's block; null while the next block is being asked for. */
  generateProducerId(): number | null
  /** Answers a request that the shard has parked in its state, at once. */
  respond(to: NodeId, response: CoordinatorResponse): void
  /**
   * `timer` reaches the shard's `onTimer` in `delayUs` microseconds, if the shard is still active then. It replaces one
   * with the same key. `periodic`: nothing is the cause of what it leads to.
   */
  schedule(key: string, delayUs: number, timer: Note, periodic?: true): void
  cancel(key: string): void
  /**
   * Asks a broker something, as a coordinator of transactions has leaders write their markers. The answer reaches the
   * shard's `onAnswer` with `question`, if the shard is active then: what must still hold by that time, the question says.
   * False where the broker is not known or its connection backs off, so that the shard sets itself a timer.
   */
  ask(brokerId: number, request: UnsentRequest, question: Note): boolean
}

/** A request, or its part, for the shard on one partition. */
export interface ShardRequest {
  readonly partition: number
  readonly request: CoordinatorRequest
}

/** What the internal topic is made with when it is first needed. */
export interface InternalTopic {
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly configs: readonly (readonly [string, string])[]
}

/** Counterpart in Kafka: KafkaApis.getCoordinator, and `partitionFor` of each coordinator. */
export interface CoordinatorKeys {
  readonly type: CoordinatorKeyType
  /** Partition whose leader coordinates what the key names, of as many as the topic has; or why the key is none. */
  partitionOf(key: string, numPartitions: number): number | ErrorCode
}

/**
 * One kind of coordinator: all that the rest of the broker knows of it. `State` is what one shard remembers, plain data;
 * `CoordinatorRecord` is a record before it is put into bytes.
 */
export interface CoordinatorKind<State = unknown, CoordinatorRecord = unknown> {
  readonly name: string
  /** Where clients may ask for it, the topic that `COORDINATOR_TOPICS` has beside the type of its keys. */
  readonly topic: string
  /** What FindCoordinator is asked with; null if nobody may ask for it. */
  readonly keys: CoordinatorKeys | null
  /** The types of the requests that it answers. */
  readonly requests: readonly string[]
  internalTopic(config: BrokerConfig): InternalTopic
  /** How long an answer may wait for its records to be committed. */
  writeTimeoutMs(config: BrokerConfig): number
  /** What batches say they begin with that are of no producer, where a result says nothing else; -1 unless given. */
  baseSequence?(config: BrokerConfig): number

  /** A refusal that needs no shard; null if the request may pass. */
  refuse(request: CoordinatorRequest): CoordinatorResponse | null
  /** Which shards answer; `everyShard` are all that this broker has. */
  route(request: CoordinatorRequest, config: BrokerConfig): readonly ShardRequest[] | 'everyShard'
  /** Partition of the shard that a record belongs to; asked of what a shard decides, for the assertion alone. */
  partitionOf(record: CoordinatorRecord, config: BrokerConfig): number
  /** One response of those to the parts of a request, which come in the order of `route`. */
  merge(request: CoordinatorRequest, responses: readonly CoordinatorResponse[]): CoordinatorResponse
  /** What a request is answered when nothing of it can be done; `errorCode` may be one that the log gave. */
  errorResponse(request: CoordinatorRequest, errorCode: ErrorCode): CoordinatorResponse
  /** Whether it is answered from what is committed; the response then waits for nothing. */
  isRead(request: CoordinatorRequest): boolean

  createState(): State
  /** The parts of the state that can be read as of the last commit. */
  timelines(state: State): readonly AnyTimeline[]
  /** Decides. What replay makes is left alone; a read (`isRead`) looks at what is committed. */
  handle(
    state: State,
    request: CoordinatorRequest,
    from: NodeId,
    host: ShardHost,
  ): CoordinatorResult<CoordinatorRecord> | null
  onTimer(state: State, timer: Note, host: ShardHost): CoordinatorResult<CoordinatorRecord> | null
  /** Somebody has answered; null when the connection broke or the time was over. */
  onAnswer(
    state: State,
    question: Note,
    response: Response | null,
    host: ShardHost,
  ): CoordinatorResult<CoordinatorRecord> | null
  /**
   * Records whose result had a completion are committed. With an error they could not be appended, were not committed in
   * time (REQUEST_TIMED_OUT), or the shard is going away (NOT_COORDINATOR).
   */
  onWritten(
    state: State,
    completion: Note,
    errorCode: ErrorCode,
    host: ShardHost,
  ): CoordinatorResult<CoordinatorRecord> | null
  /** One record, just appended or found in the log. `offset` is one past it. */
  replay(state: State, record: CoordinatorRecord, offset: number, wallClockMs: number): void
  /** The same for a record of a transaction, which may yet be aborted. Absent where nobody writes such records. */
  replayTransactional?(
    state: State,
    producerId: number,
    record: CoordinatorRecord,
    offset: number,
    wallClockMs: number,
  ): void
  /** A producer's transaction has ended on this partition; `offset` is one past the marker. */
  onTransactionEnd?(state: State, marker: TransactionMarker, offset: number, wallClockMs: number): void
  /** The whole log has been replayed. `previousLeader` is -1 where it is not known. */
  onLoaded(state: State, previousLeader: number, host: ShardHost): CoordinatorResult<CoordinatorRecord> | null
  /** Another broker leads now: whoever waits is sent there. The state is thrown away afterwards. */
  onUnloaded(state: State, host: ShardHost): void
  /** What has changed in the cluster's metadata, which `host.metadata` has: topics made, deleted, grown, brokers gone. */
  onNewMetadata(state: State, delta: MetadataDelta, host: ShardHost): CoordinatorResult<CoordinatorRecord> | null

  encode(record: CoordinatorRecord, host: Pick<ShardHost, 'config' | 'metadata'>): StoredRecord
  /** `unknown`: a kind of record that this version does not have; it is passed over. `malformed`: loading fails. */
  decode(key: ByteString, value: ByteString | null): CoordinatorRecord | 'unknown' | 'malformed'
}
