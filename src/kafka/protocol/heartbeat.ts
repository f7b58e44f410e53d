import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface HeartbeatRequest extends RequestHeader {
  readonly type: 'HeartbeatRequest'
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
}

export interface HeartbeatResponse extends ResponseHeader {
  readonly type: 'HeartbeatResponse'
  readonly errorCode: ErrorCode
}
