import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ElectLeadersRequest extends RequestHeader {
  readonly type: 'ElectLeadersRequest'
  readonly electionType: 'preferred' | 'unclean'
  /** Null: every partition. */
  readonly topicPartitions: readonly TopicPartition[] | null
}

export interface ElectLeadersResponse extends ResponseHeader {
  readonly type: 'ElectLeadersResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
  }[]
}
