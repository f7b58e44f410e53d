import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DeleteGroupsRequest extends RequestHeader {
  readonly type: 'DeleteGroupsRequest'
  readonly groups: readonly string[]
}

export interface DeleteGroupsResponse extends ResponseHeader {
  readonly type: 'DeleteGroupsResponse'
  readonly groups: readonly { readonly groupId: string; readonly errorCode: ErrorCode }[]
}
