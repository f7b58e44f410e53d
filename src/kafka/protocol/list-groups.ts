import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { listGroupsRequest, listGroupsResponse } from './generated/list-groups.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** Asked of every broker; each answers for the groups it coordinates. */
export interface ListGroupsRequest extends RequestHeader {
  readonly type: 'ListGroupsRequest'
  readonly statesFilter: readonly string[]
  readonly typesFilter: readonly string[]
}

export interface ListGroupsResponse extends ResponseHeader {
  readonly type: 'ListGroupsResponse'
  readonly errorCode: ErrorCode
  readonly groups: readonly {
    readonly groupId: string
    readonly protocolType: string
    readonly groupState: string
    readonly groupType: 'classic' | 'consumer' | 'share' | 'streams'
  }[]
}

export const listGroupsApi = defineApi<ListGroupsRequest, ListGroupsResponse>({
  name: 'ListGroups',
  requestType: 'ListGroupsRequest',
  responseType: 'ListGroupsResponse',
  tables: [listGroupsRequest, listGroupsResponse],
  traffic: 'housekeeping',
  request: ({ statesFilter, typesFilter }) => ({ statesFilter, typesFilter }),
  response: ({ groups }) => ({ groups }),
})
