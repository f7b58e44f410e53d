import type { QuotaEntity, QuotaEntityType } from '../common/client-quotas.ts'
import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { describeClientQuotasRequest, describeClientQuotasResponse } from './generated/describe-client-quotas.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DescribeClientQuotasRequest extends RequestHeader {
  readonly type: 'DescribeClientQuotasRequest'
  /** What an entity must have: this name, the default, or whichever. */
  readonly components: readonly {
    readonly entityType: QuotaEntityType
    readonly matchType: 'exact' | 'default' | 'specified'
    /** Of `exact` alone. */
    readonly match: string | null
  }[]
  /** And nothing besides. */
  readonly strict: boolean
}

export interface DescribeClientQuotasResponse extends ResponseHeader {
  readonly type: 'DescribeClientQuotasResponse'
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  readonly entries: readonly {
    readonly entity: QuotaEntity
    readonly values: readonly { readonly key: string; readonly value: number }[]
  }[]
}

export const describeClientQuotasApi = defineApi<DescribeClientQuotasRequest, DescribeClientQuotasResponse>({
  name: 'DescribeClientQuotas',
  requestType: 'DescribeClientQuotasRequest',
  responseType: 'DescribeClientQuotasResponse',
  tables: [describeClientQuotasRequest, describeClientQuotasResponse],
  traffic: 'housekeeping',
  request: ({ components }) => ({
    components: components.map(({ entityType, match }) => ({ entityType, match })),
  }),
  response: ({ errorMessage, entries }) => ({
    errorMessage,
    entries: entries.map(({ entity, values }) => ({ entity, values: values.map(({ key }) => ({ key })) })),
  }),
})
