import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { heartbeatRequest, heartbeatResponse } from './generated/heartbeat.ts'
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

export const heartbeatApi = defineApi<HeartbeatRequest, HeartbeatResponse>({
  name: 'Heartbeat',
  requestType: 'HeartbeatRequest',
  responseType: 'HeartbeatResponse',
  tables: [heartbeatRequest, heartbeatResponse],
  traffic: 'housekeeping',
  request: ({ groupId, memberId, groupInstanceId }) => ({ groupId, memberId, groupInstanceId }),
  response: fixedFields,
})
