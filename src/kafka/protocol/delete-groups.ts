import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { deleteGroupsRequest, deleteGroupsResponse } from './generated/delete-groups.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DeleteGroupsRequest extends RequestHeader {
  readonly type: 'DeleteGroupsRequest'
  readonly groups: readonly string[]
}

export interface DeleteGroupsResponse extends ResponseHeader {
  readonly type: 'DeleteGroupsResponse'
  readonly groups: readonly { readonly groupId: string; readonly errorCode: ErrorCode }[]
}

export const deleteGroupsApi = defineApi<DeleteGroupsRequest, DeleteGroupsResponse>({
  name: 'DeleteGroups',
  requestType: 'DeleteGroupsRequest',
  responseType: 'DeleteGroupsResponse',
  tables: [deleteGroupsRequest, deleteGroupsResponse],
  traffic: 'housekeeping',
  request: ({ groups }) => ({ groupsNames: groups }),
  response: ({ groups }) => ({ results: groups.map(({ groupId }) => ({ groupId })) }),
})
