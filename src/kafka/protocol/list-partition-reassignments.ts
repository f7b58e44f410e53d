import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
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
