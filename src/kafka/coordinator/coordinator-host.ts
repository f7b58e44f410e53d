/** What a broker offers the coordinators it hosts. Counterpart in Kafka: PartitionWriter and CoordinatorLoader. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { BrokerConfig } from '../broker/broker-config.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { UnsentRequest } from '../network/network-client.ts'
import type { CoordinatorResponse, Note, StoredRecord, TransactionalProducer } from './coordinator-shard.ts'

export interface CoordinatorAppendResult {
  /**
   * One past the last offset appended; what was written is committed once the partition's high watermark is at least
   * this. -1 with an error.
   */
  readonly offset: number
  /** NOT_LEADER_OR_FOLLOWER, NOT_ENOUGH_REPLICAS, MESSAGE_TOO_LARGE, INVALID_PRODUCER_EPOCH or NONE. */
  readonly errorCode: ErrorCode
}

/** The local log of a partition. */
export interface CoordinatorLog {
  readonly batches: readonly RecordBatch[]
  readonly logEndOffset: number
  readonly highWatermark: number
}

/** Which shard has asked somebody, and what. */
export interface CoordinatorQuestion {
  readonly type: 'coordinator'
  readonly coordinator: string
  readonly partition: number
  readonly question: Note
}

/** Made anew for each call and never kept: it holds functions. */
export interface CoordinatorHost {
  readonly node: NodeContext
  readonly metadata: MetadataImage
  readonly config: BrokerConfig
  readonly brokerId: number
  /** The host works out the size on the wire. */
  respond(to: NodeId, response: CoordinatorResponse): void
  /** Appends one batch to the local leader log of a partition, as acks=all would; of a `producer`'s transaction if given. */
  append(
    topic: string,
    partition: number,
    records: readonly StoredRecord[],
    producer?: TransactionalProducer,
    baseSequence?: number,
  ): CoordinatorAppendResult
  /** See `ShardHost`. */
  generateProducerId(): number | null
  /** False where the broker cannot be asked now; the answer comes to `onAnswer` of `runtime.ts`. */
  ask(brokerId: number, request: UnsentRequest, question: CoordinatorQuestion): boolean
  /** Null where this broker has no such replica. */
  readLog(topic: string, partition: number): CoordinatorLog | null
}
