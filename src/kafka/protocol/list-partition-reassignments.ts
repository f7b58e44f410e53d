import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, topicsWithIndexes } from './api.ts'
import {
  listPartitionReassignmentsRequest,
  listPartitionReassignmentsResponse,
} from './generated/list-partition-reassignments.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ListPartitionReassignmentsRequest extends RequestHeader {
  readonly type: 'ListPartitionReassignmentsRequest'
  readonly topicPartitions: readonly TopicPartition[] | null
}

export interface ListPartitionReassignmentsResponse extends ResponseHeader {
  readonly type: 'ListPartitionReassignmentsResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly replicas: readonly number[]
    readonly addingReplicas: readonly number[]
    readonly removingReplicas: readonly number[]
  }[]
}

export const listPartitionReassignmentsApi = defineApi<
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse
>({
  name: 'ListPartitionReassignments',
  requestType: 'ListPartitionReassignmentsRequest',
  responseType: 'ListPartitionReassignmentsResponse',
  tables: [listPartitionReassignmentsRequest, listPartitionReassignmentsResponse],
  traffic: 'housekeeping',
  request: ({ topicPartitions }) => ({
    topics: topicPartitions === null ? null : topicsWithIndexes(topicPartitions, 'name', 'partitionIndexes'),
  }),
  response: ({ partitions }) => ({
    errorMessage: null,
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(({ replicas, addingReplicas, removingReplicas }) => ({
        replicas,
        addingReplicas,
        removingReplicas,
      })),
    })),
  }),
})
