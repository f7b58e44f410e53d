import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
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
