import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { defineApi } from './api.ts'
import { encodeAssignment } from './consumer-protocol.ts'
import { syncGroupRequest, syncGroupResponse } from './generated/sync-group.ts'
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

export const syncGroupApi = defineApi<SyncGroupRequest, SyncGroupResponse>({
  name: 'SyncGroup',
  requestType: 'SyncGroupRequest',
  responseType: 'SyncGroupResponse',
  tables: [syncGroupRequest, syncGroupResponse],
  traffic: 'news',
  request: ({ groupId, memberId, groupInstanceId, protocolName, assignments }) => ({
    groupId,
    memberId,
    groupInstanceId,
    protocolType: 'consumer',
    protocolName,
    assignments: assignments.map((row) => ({
      memberId: row.memberId,
      assignment: encodeAssignment(row.partitions),
    })),
  }),
  response: ({ errorCode, protocolName, partitions }) => ({
    protocolType: errorCode === 'NONE' ? 'consumer' : null,
    protocolName,
    assignment: errorCode === 'NONE' ? encodeAssignment(partitions) : '',
  }),
})
