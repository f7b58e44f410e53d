import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
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
