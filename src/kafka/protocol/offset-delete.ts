import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { offsetDeleteRequest, offsetDeleteResponse } from './generated/offset-delete.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface OffsetDeleteRequest extends RequestHeader {
  readonly type: 'OffsetDeleteRequest'
  readonly groupId: string
  readonly topicPartitions: readonly TopicPartition[]
}

export interface OffsetDeleteResponse extends ResponseHeader {
  readonly type: 'OffsetDeleteResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
}

export const offsetDeleteApi = defineApi<OffsetDeleteRequest, OffsetDeleteResponse>({
  name: 'OffsetDelete',
  requestType: 'OffsetDeleteRequest',
  responseType: 'OffsetDeleteResponse',
  tables: [offsetDeleteRequest, offsetDeleteResponse],
  traffic: 'housekeeping',
  request: ({ groupId, topicPartitions }) => ({
    groupId,
    topics: byTopic(topicPartitions, (name) => name).map(({ topic, rows }) => ({
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
