import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { deleteRecordsRequest, deleteRecordsResponse } from './generated/delete-records.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

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

export const deleteRecordsApi = defineApi<DeleteRecordsRequest, DeleteRecordsResponse>({
  name: 'DeleteRecords',
  requestType: 'DeleteRecordsRequest',
  responseType: 'DeleteRecordsResponse',
  tables: [deleteRecordsRequest, deleteRecordsResponse],
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
