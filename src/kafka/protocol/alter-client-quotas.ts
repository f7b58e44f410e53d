import type { QuotaEntity } from '../common/client-quotas.ts'
import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { alterClientQuotasRequest, alterClientQuotasResponse } from './generated/alter-client-quotas.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface AlterClientQuotasRequest extends RequestHeader {
  readonly type: 'AlterClientQuotasRequest'
  readonly entries: readonly {
    readonly entity: QuotaEntity
    /** A null value takes the quota away. */
    readonly ops: readonly { readonly key: string; readonly value: number | null }[]
  }[]
  readonly validateOnly: boolean
}

export interface AlterClientQuotasResponse extends ResponseHeader {
  readonly type: 'AlterClientQuotasResponse'
  readonly entries: readonly {
    readonly entity: QuotaEntity
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
  }[]
}

export const alterClientQuotasApi = defineApi<AlterClientQuotasRequest, AlterClientQuotasResponse>({
  name: 'AlterClientQuotas',
  requestType: 'AlterClientQuotasRequest',
  responseType: 'AlterClientQuotasResponse',
  tables: [alterClientQuotasRequest, alterClientQuotasResponse],
  traffic: 'housekeeping',
  request: ({ entries }) => ({
    entries: entries.map(({ entity, ops }) => ({ entity, ops: ops.map(({ key }) => ({ key })) })),
  }),
  response: ({ entries }) => ({ entries: entries.map(({ entity, errorMessage }) => ({ entity, errorMessage })) }),
})
