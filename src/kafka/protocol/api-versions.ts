import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ApiVersionsRequest extends RequestHeader {
  readonly type: 'ApiVersionsRequest'
}

export interface ApiVersionsResponse extends ResponseHeader {
  readonly type: 'ApiVersionsResponse'
  readonly errorCode: ErrorCode
  readonly finalizedFeatures: Readonly<Record<string, number>>
  readonly finalizedFeaturesEpoch: number
}
