import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { offsetForLeaderEpochRequest, offsetForLeaderEpochResponse } from './generated/offset-for-leader-epoch.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** Where did the epoch end? Followers ask before they fetch (KIP-101), and consumers whose leader has changed (KIP-320). */
export interface OffsetForLeaderEpochRequest extends RequestHeader {
  readonly type: 'OffsetForLeaderEpochRequest'
  /** -1: a consumer. */
  readonly replicaId: number
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    /** -1: unknown. */
    readonly currentLeaderEpoch: number
    readonly leaderEpoch: number
  }[]
}

export interface OffsetForLeaderEpochResponse extends ResponseHeader {
  readonly type: 'OffsetForLeaderEpochResponse'
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    /** The largest epoch the leader knows that is not above the one asked for, and where it ended; -1 and -1: none. */
    readonly leaderEpoch: number
    readonly endOffset: number
  }[]
}

export const offsetForLeaderEpochApi = defineApi<OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse>({
  name: 'OffsetForLeaderEpoch',
  requestType: 'OffsetForLeaderEpochRequest',
  responseType: 'OffsetForLeaderEpochResponse',
  tables: [offsetForLeaderEpochRequest, offsetForLeaderEpochResponse],
  traffic: 'housekeeping',
  request: ({ partitions }) => ({
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      topic,
      partitions: rows.map(fixedFields),
    })),
  }),
  response: ({ partitions }) => ({
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      topic,
      partitions: rows.map(fixedFields),
    })),
  }),
})
