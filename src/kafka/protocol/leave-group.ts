import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { leaveGroupRequest, leaveGroupResponse } from './generated/leave-group.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface LeaveGroupRequest extends RequestHeader {
  readonly type: 'LeaveGroupRequest'
  readonly groupId: string
  readonly members: readonly {
    readonly memberId: string
    readonly groupInstanceId: string | null
    readonly reason: string | null
  }[]
}

export interface LeaveGroupResponse extends ResponseHeader {
  readonly type: 'LeaveGroupResponse'
  readonly errorCode: ErrorCode
  readonly members: readonly {
    readonly memberId: string
    readonly groupInstanceId: string | null
    readonly errorCode: ErrorCode
  }[]
}

export const leaveGroupApi = defineApi<LeaveGroupRequest, LeaveGroupResponse>({
  name: 'LeaveGroup',
  requestType: 'LeaveGroupRequest',
  responseType: 'LeaveGroupResponse',
  tables: [leaveGroupRequest, leaveGroupResponse],
  traffic: 'news',
  request: ({ groupId, members }) => ({ groupId, members }),
  response: ({ members }) => ({
    members: members.map(({ memberId, groupInstanceId }) => ({ memberId, groupInstanceId })),
  }),
})
