/** Requests and responses of the data path: Produce, Fetch, ListOffsets, InitProducerId, DeleteRecords. */
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ProduceRequest extends RequestHeader {
  readonly type: 'ProduceRequest'
  readonly acks: 0 | 1 | -1
  readonly timeoutMs: number
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly batch: RecordBatch }[]
}

export interface ProduceResponse extends ResponseHeader {
  readonly type: 'ProduceResponse'
  readonly partitions: readonly ProducePartitionResponse[]
}

export interface ProducePartitionResponse {
  readonly topicPartition: TopicPartition
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  readonly baseOffset: number
  readonly logStartOffset: number
  /** KIP-951: given with NOT_LEADER_OR_FOLLOWER, so that the retry can go straight to the new leader. */
  readonly currentLeader: { readonly leaderId: number; readonly leaderEpoch: number } | null
}

/** `replicaId` -1 is a consumer. Incremental fetch sessions (KIP-227). */
export interface FetchRequest extends RequestHeader {
  readonly type: 'FetchRequest'
  readonly replicaId: number
  readonly replicaEpoch: number
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  readonly isolationLevel: 'read_uncommitted' | 'read_committed'
  /** 0 with sessionEpoch 0 opens a session; the response names it. */
  readonly sessionId: number
  readonly sessionEpoch: number
  /** Partitions added to the session, or whose fetch position changed since the last request of it. */
  readonly partitions: readonly FetchPartition[]
  readonly forgotten: readonly TopicPartition[]
}

export interface FetchPartition {
  readonly topicPartition: TopicPartition
  readonly topicId: string
  readonly currentLeaderEpoch: number
  readonly fetchOffset: number
  /** Epoch of the last batch the follower holds; -1 none. The leader answers a divergence (KIP-595). */
  readonly lastFetchedEpoch: number
  readonly logStartOffset: number
  readonly maxBytes: number
}

export interface FetchResponse extends ResponseHeader {
  readonly type: 'FetchResponse'
  readonly errorCode: ErrorCode
  readonly sessionId: number
  /** Only partitions with data, an error, or moved offsets. */
  readonly partitions: readonly FetchPartitionResponse[]
}

export interface FetchPartitionResponse {
  readonly topicPartition: TopicPartition
  readonly errorCode: ErrorCode
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly logStartOffset: number
  readonly batches: readonly RecordBatch[]
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | null
  readonly currentLeader: { readonly leaderId: number; readonly leaderEpoch: number } | null
  readonly abortedTransactions: readonly { readonly producerId: number; readonly firstOffset: number }[]
}

export const LATEST_TIMESTAMP = -1
export const EARLIEST_TIMESTAMP = -2
export const MAX_TIMESTAMP = -3
export const EARLIEST_LOCAL_TIMESTAMP = -4

export interface ListOffsetsRequest extends RequestHeader {
  readonly type: 'ListOffsetsRequest'
  readonly isolationLevel: 'read_uncommitted' | 'read_committed'
  /** -1 consumer, -2 debugging tool. */
  readonly replicaId: number
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly currentLeaderEpoch: number
    /** Epoch milliseconds, or one of the negative constants. */
    readonly timestamp: number
  }[]
}

export interface ListOffsetsResponse extends ResponseHeader {
  readonly type: 'ListOffsetsResponse'
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    /** -1 when no record is that young. */
    readonly offset: number
    readonly timestamp: number
    readonly leaderEpoch: number
  }[]
}

export interface InitProducerIdRequest extends RequestHeader {
  readonly type: 'InitProducerIdRequest'
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
  readonly producerId: number
  readonly producerEpoch: number
}

export interface InitProducerIdResponse extends ResponseHeader {
  readonly type: 'InitProducerIdResponse'
  readonly errorCode: ErrorCode
  readonly producerId: number
  readonly producerEpoch: number
}

export interface DeleteRecordsRequest extends RequestHeader {
  readonly type: 'DeleteRecordsRequest'
  readonly timeoutMs: number
  /** Offset -1 means the high watermark. */
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly offset: number }[]
}

export interface DeleteRecordsResponse extends ResponseHeader {
  readonly type: 'DeleteRecordsResponse'
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    readonly lowWatermark: number
  }[]
}

export interface DescribeLogDirsRequest extends RequestHeader {
  readonly type: 'DescribeLogDirsRequest'
  /** Null: every topic. */
  readonly topics: readonly string[] | null
}

export interface DescribeLogDirsResponse extends ResponseHeader {
  readonly type: 'DescribeLogDirsResponse'
  readonly logDir: string
  readonly replicas: readonly {
    readonly topicPartition: TopicPartition
    readonly size: number
    readonly offsetLag: number
    readonly isFuture: boolean
  }[]
}

export interface DescribeProducersRequest extends RequestHeader {
  readonly type: 'DescribeProducersRequest'
  readonly topicPartition: TopicPartition
}

export interface DescribeProducersResponse extends ResponseHeader {
  readonly type: 'DescribeProducersResponse'
  readonly errorCode: ErrorCode
  readonly producers: readonly {
    readonly producerId: number
    readonly producerEpoch: number
    readonly lastSequence: number
    readonly lastTimestamp: number
    readonly coordinatorEpoch: number
    readonly currentTransactionStartOffset: number
  }[]
}

export type DataRequest =
  | ProduceRequest
  | FetchRequest
  | ListOffsetsRequest
  | InitProducerIdRequest
  | DeleteRecordsRequest
  | DescribeLogDirsRequest
  | DescribeProducersRequest

export type DataResponse =
  | ProduceResponse
  | FetchResponse
  | ListOffsetsResponse
  | InitProducerIdResponse
  | DeleteRecordsResponse
  | DescribeLogDirsResponse
  | DescribeProducersResponse
