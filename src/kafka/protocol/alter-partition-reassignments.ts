import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi } from './api.ts'
import {
  alterPartitionReassignmentsRequest,
  alterPartitionReassignmentsResponse,
} from './generated/alter-partition-reassignments.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface AlterPartitionReassignmentsRequest extends RequestHeader {
  readonly type: 'AlterPartitionReassignmentsRequest'
  /** Left out: it may change. */
  readonly allowReplicationFactorChange?: boolean
  /** Null replicas cancel a running reassignment. */
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly replicas: readonly number[] | null
  }[]
}

export interface AlterPartitionReassignmentsResponse extends ResponseHeader {
  readonly type: 'AlterPartitionReassignmentsResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
  }[]
}

export const alterPartitionReassignmentsApi = defineApi<
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse
>({
  name: 'AlterPartitionReassignments',
  requestType: 'AlterPartitionReassignmentsRequest',
  responseType: 'AlterPartitionReassignmentsResponse',
  tables: [alterPartitionReassignmentsRequest, alterPartitionReassignmentsResponse],
  traffic: 'housekeeping',
  request: ({ partitions, allowReplicationFactorChange = true }) => ({
    allowReplicationFactorChange,
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(({ replicas }) => ({ replicas })),
    })),
  }),
  response: ({ partitions }) => ({
    errorMessage: null,
    responses: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(({ errorMessage }) => ({ errorMessage })),
    })),
  }),
})
