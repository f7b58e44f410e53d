import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface AlterPartitionReassignmentsRequest extends RequestHeader {
  readonly type: 'AlterPartitionReassignmentsRequest'
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
