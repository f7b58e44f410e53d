import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { fetchRequest, fetchResponse } from './generated/fetch.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

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

export const fetchApi = defineApi<FetchRequest, FetchResponse>({
  name: 'Fetch',
  requestType: 'FetchRequest',
  responseType: 'FetchResponse',
  tables: [fetchRequest, fetchResponse],
  traffic: 'data',
  request: ({ partitions, forgotten, replicaId, replicaEpoch }) => ({
    replicaState: { replicaId, replicaEpoch },
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ rows }) => ({ partitions: rows.map(fixedFields) })),
    forgottenTopicsData: byTopic(forgotten, (name) => name).map(({ rows }) => ({
      partitions: rows.map((name) => splitTopicPartition(name).partition),
    })),
  }),
  response: ({ partitions }) => ({
    responses: byTopic(partitions, (row) => row.topicPartition).map(({ rows }) => ({
      partitions: rows.map(({ batches, divergingEpoch, currentLeader, abortedTransactions }) => ({
        divergingEpoch: divergingEpoch ?? undefined,
        currentLeader: currentLeader ?? undefined,
        abortedTransactions,
        records: batches,
      })),
    })),
  }),
})
