import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import type { ConfigResource } from './config-resource.ts'
import {
  incrementalAlterConfigsRequest,
  incrementalAlterConfigsResponse,
} from './generated/incremental-alter-configs.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface IncrementalAlterConfigsRequest extends RequestHeader {
  readonly type: 'IncrementalAlterConfigsRequest'
  readonly resources: readonly {
    readonly resource: ConfigResource
    readonly operations: readonly {
      readonly name: string
      readonly operation: 'set' | 'delete' | 'append' | 'subtract'
      readonly value: string | null
    }[]
  }[]
  readonly validateOnly: boolean
}

export interface IncrementalAlterConfigsResponse extends ResponseHeader {
  readonly type: 'IncrementalAlterConfigsResponse'
  readonly resources: readonly {
    readonly resource: ConfigResource
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
  }[]
}

export const incrementalAlterConfigsApi = defineApi<IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse>({
  name: 'IncrementalAlterConfigs',
  requestType: 'IncrementalAlterConfigsRequest',
  responseType: 'IncrementalAlterConfigsResponse',
  tables: [incrementalAlterConfigsRequest, incrementalAlterConfigsResponse],
  traffic: 'news',
  request: ({ resources }) => ({
    resources: resources.map(({ resource, operations }) => ({
      resourceName: resource.name,
      configs: operations.map(({ name, value }) => ({ name, value })),
    })),
  }),
  response: ({ resources }) => ({
    responses: resources.map(({ resource, errorMessage }) => ({ errorMessage, resourceName: resource.name })),
  }),
})
