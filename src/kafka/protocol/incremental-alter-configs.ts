import type { ErrorCode } from '../common/errors.ts'
import type { ConfigResource } from './config-resource.ts'
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
