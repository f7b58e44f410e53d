import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import type { ConfigResource, ConfigResourceType } from './config-resource.ts'
import { listConfigResourcesRequest, listConfigResourcesResponse } from './generated/list-config-resources.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ListConfigResourcesRequest extends RequestHeader {
  readonly type: 'ListConfigResourcesRequest'
  /** None means all of them. */
  readonly resourceTypes: readonly ConfigResourceType[]
}

export interface ListConfigResourcesResponse extends ResponseHeader {
  readonly type: 'ListConfigResourcesResponse'
  readonly errorCode: ErrorCode
  readonly resources: readonly ConfigResource[]
}

export const listConfigResourcesApi = defineApi<ListConfigResourcesRequest, ListConfigResourcesResponse>({
  name: 'ListConfigResources',
  requestType: 'ListConfigResourcesRequest',
  responseType: 'ListConfigResourcesResponse',
  tables: [listConfigResourcesRequest, listConfigResourcesResponse],
  traffic: 'housekeeping',
  request: ({ resourceTypes }) => ({ resourceTypes }),
  response: ({ resources }) => ({ configResources: resources.map(({ name }) => ({ resourceName: name })) }),
})
