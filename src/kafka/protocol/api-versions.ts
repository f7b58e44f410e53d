import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { apiVersionsRequest, apiVersionsResponse } from './generated/api-versions.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ApiVersionsRequest extends RequestHeader {
  readonly type: 'ApiVersionsRequest'
}

export interface ApiVersionsResponse extends ResponseHeader {
  readonly type: 'ApiVersionsResponse'
  readonly errorCode: ErrorCode
  readonly apiKeys: readonly { readonly apiKey: number; readonly minVersion: number; readonly maxVersion: number }[]
  readonly supportedFeatures: readonly {
    readonly name: string
    readonly minVersion: number
    readonly maxVersion: number
  }[]
  readonly finalizedFeatures: Readonly<Record<string, number>>
  readonly finalizedFeaturesEpoch: number
}

/** What Kafka's own clients say of themselves (KIP-511). */
const CLIENT_SOFTWARE = Object.freeze({ clientSoftwareName: 'apache-kafka-java', clientSoftwareVersion: '4.3.1' })

export const apiVersionsApi = defineApi<ApiVersionsRequest, ApiVersionsResponse>({
  name: 'ApiVersions',
  requestType: 'ApiVersionsRequest',
  responseType: 'ApiVersionsResponse',
  tables: [apiVersionsRequest, apiVersionsResponse],
  traffic: 'housekeeping',
  request: () => CLIENT_SOFTWARE,
  response: ({ apiKeys, supportedFeatures, finalizedFeatures, finalizedFeaturesEpoch }) => ({
    apiKeys,
    supportedFeatures,
    finalizedFeaturesEpoch,
    finalizedFeatures: Object.keys(finalizedFeatures).map((name) => ({ name })),
  }),
})
