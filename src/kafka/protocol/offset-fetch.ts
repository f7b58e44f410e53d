import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, topicsWithIndexes } from './api.ts'
import { offsetFetchRequest, offsetFetchResponse } from './generated/offset-fetch.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface OffsetFetchRequest extends RequestHeader {
  readonly type: 'OffsetFetchRequest'
  readonly groupId: string
  /** Null: every partition the group has committed. */
  readonly topicPartitions: readonly TopicPartition[] | null
  readonly requireStable: boolean
}

export interface OffsetFetchResponse extends ResponseHeader {
  readonly type: 'OffsetFetchResponse'
  readonly groupId: string
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    /** -1: nothing committed. */
    readonly offset: number
    readonly leaderEpoch: number
    readonly metadata: string
  }[]
}

export const offsetFetchApi = defineApi<OffsetFetchRequest, OffsetFetchResponse>({
  name: 'OffsetFetch',
  requestType: 'OffsetFetchRequest',
  responseType: 'OffsetFetchResponse',
  tables: [offsetFetchRequest, offsetFetchResponse],
  // Classic consumers and tools name topics; version 10 has only their ids.
  version: 9,
  traffic: 'housekeeping',
  request: ({ groupId, topicPartitions }) => ({
    groups: [
      {
        groupId,
        topics: topicPartitions === null ? null : topicsWithIndexes(topicPartitions, 'name', 'partitionIndexes'),
      },
    ],
  }),
  response: ({ groupId, partitions }) => ({
    groups: [
      {
        groupId,
        topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
          name: topic,
          partitions: rows.map(({ metadata }) => ({ metadata })),
        })),
      },
    ],
  }),
})
