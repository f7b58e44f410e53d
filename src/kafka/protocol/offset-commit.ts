import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
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
