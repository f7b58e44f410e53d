import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { apiVersionsRequest, apiVersionsResponse } from './generated/api-versions.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ApiVersionsRequest extends RequestHeader {
  readonly type: 'ApiVersionsRequest'
  /** The Kafka version of whoever asks. */
  readonly clientSoftwareVersion: string
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

/** What Kafka's own clients call themselves (KIP-511). */
const CLIENT_SOFTWARE_NAME = 'apache-kafka-java'

export const apiVersionsApi = defineApi<ApiVersionsRequest, ApiVersionsResponse>({
  name: 'ApiVersions',
  requestType: 'ApiVersionsRequest',
  responseType: 'ApiVersionsResponse',
  tables: [apiVersionsRequest, apiVersionsResponse],
  traffic: 'housekeeping',
  request: ({ clientSoftwareVersion }) => ({ clientSoftwareName: CLIENT_SOFTWARE_NAME, clientSoftwareVersion }),
  response: ({ apiKeys, supportedFeatures, finalizedFeatures, finalizedFeaturesEpoch }) => ({
    apiKeys,
    supportedFeatures,
    finalizedFeaturesEpoch,
    finalizedFeatures: Object.keys(finalizedFeatures).map((name) => ({ name })),
  }),
})
