import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface SyncGroupRequest extends RequestHeader {
  readonly type: 'SyncGroupRequest'
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly protocolName: string | null
  /** Only from the leader. */
  readonly assignments: readonly { readonly memberId: string; readonly partitions: readonly TopicPartition[] }[]
}

export interface SyncGroupResponse extends ResponseHeader {
  readonly type: 'SyncGroupResponse'
  readonly errorCode: ErrorCode
  readonly protocolName: string | null
  readonly partitions: readonly TopicPartition[]
}
