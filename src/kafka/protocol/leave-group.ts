import type { ErrorCode } from '../common/errors.ts'
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
