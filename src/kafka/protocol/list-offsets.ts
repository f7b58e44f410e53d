import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { listOffsetsRequest, listOffsetsResponse } from './generated/list-offsets.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export const LATEST_TIMESTAMP = -1

export const EARLIEST_TIMESTAMP = -2

export const MAX_TIMESTAMP = -3

export const EARLIEST_LOCAL_TIMESTAMP = -4

/** Of what lies in remote storage; with LATEST_TIERED_TIMESTAMP, -5, the lowest of the numbers that mean something else. */
export const EARLIEST_PENDING_UPLOAD_TIMESTAMP = -6

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

export const listOffsetsApi = defineApi<ListOffsetsRequest, ListOffsetsResponse>({
  name: 'ListOffsets',
  requestType: 'ListOffsetsRequest',
  responseType: 'ListOffsetsResponse',
  tables: [listOffsetsRequest, listOffsetsResponse],
  traffic: 'housekeeping',
  request: ({ partitions }) => ({
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(fixedFields),
    })),
  }),
  response: ({ partitions }) => ({
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(fixedFields),
    })),
  }),
})
