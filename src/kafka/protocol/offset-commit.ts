import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { offsetCommitRequest, offsetCommitResponse } from './generated/offset-commit.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface OffsetCommitRequest extends RequestHeader {
  readonly type: 'OffsetCommitRequest'
  readonly groupId: string
  /** -1 with an empty member id: a simple consumer or a tool. */
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly offset: number
    readonly leaderEpoch: number
    readonly metadata: string
  }[]
}

export interface OffsetCommitResponse extends ResponseHeader {
  readonly type: 'OffsetCommitResponse'
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
}

export const offsetCommitApi = defineApi<OffsetCommitRequest, OffsetCommitResponse>({
  name: 'OffsetCommit',
  requestType: 'OffsetCommitRequest',
  responseType: 'OffsetCommitResponse',
  tables: [offsetCommitRequest, offsetCommitResponse],
  // Classic consumers and tools name topics; version 10 has only their ids.
  version: 9,
  traffic: 'housekeeping',
  request: ({ groupId, memberId, groupInstanceId, partitions }) => ({
    groupId,
    memberId,
    groupInstanceId,
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(({ metadata }) => ({ committedMetadata: metadata })),
    })),
  }),
  response: ({ partitions }) => ({
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(fixedFields),
    })),
  }),
})
