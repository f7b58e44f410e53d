import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import type { ConfigResource } from './config-resource.ts'
import { describeConfigsRequest, describeConfigsResponse } from './generated/describe-configs.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** Answered by any broker for topics and groups, by the broker itself for `broker` resources. */
export interface DescribeConfigsRequest extends RequestHeader {
  readonly type: 'DescribeConfigsRequest'
  readonly resources: readonly { readonly resource: ConfigResource; readonly keys: readonly string[] | null }[]
  readonly includeSynonyms: boolean
}

export type ConfigSource =
  | 'DYNAMIC_TOPIC_CONFIG'
  | 'DYNAMIC_BROKER_CONFIG'
  | 'DYNAMIC_DEFAULT_BROKER_CONFIG'
  | 'STATIC_BROKER_CONFIG'
  | 'DEFAULT_CONFIG'
  | 'DYNAMIC_CLIENT_METRICS_CONFIG'
  | 'DYNAMIC_GROUP_CONFIG'
  | 'DYNAMIC_BROKER_LOGGER_CONFIG'

export interface DescribedConfig {
  readonly name: string
  readonly value: string | null
  readonly source: ConfigSource
  readonly isSensitive: boolean
  readonly isReadOnly: boolean
  readonly synonyms: readonly { readonly name: string; readonly value: string | null; readonly source: ConfigSource }[]
}

export interface DescribeConfigsResponse extends ResponseHeader {
  readonly type: 'DescribeConfigsResponse'
  readonly resources: readonly {
    readonly resource: ConfigResource
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
    readonly configs: readonly DescribedConfig[]
  }[]
}

export const describeConfigsApi = defineApi<DescribeConfigsRequest, DescribeConfigsResponse>({
  name: 'DescribeConfigs',
  requestType: 'DescribeConfigsRequest',
  responseType: 'DescribeConfigsResponse',
  tables: [describeConfigsRequest, describeConfigsResponse],
  traffic: 'housekeeping',
  request: ({ resources }) => ({
    resources: resources.map(({ resource, keys }) => ({ resourceName: resource.name, configurationKeys: keys })),
  }),
  response: ({ resources }) => ({
    results: resources.map(({ resource, errorMessage, configs }) => ({
      errorMessage,
      resourceName: resource.name,
      configs: configs.map(({ name, value, synonyms }) => ({
        name,
        value,
        synonyms: synonyms.map((synonym) => ({ name: synonym.name, value: synonym.value })),
        documentation: null,
      })),
    })),
  }),
})
