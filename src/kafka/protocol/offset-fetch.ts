import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface OffsetFetchRequest extends RequestHeader {
  readonly type: 'OffsetFetchRequest'
  readonly groupId: string
  /** Null: every partition the group has committed. */
  readonly topicPartitions: readonly TopicPartition[] | null
  readonly requireStable: boolean
}

export interface OffsetFetchResponse extends ResponseHeader {
  readonly type: 'OffsetFetchResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    /** -1: nothing committed. */
    readonly offset: number
    readonly leaderEpoch: number
    readonly metadata: string
  }[]
}
