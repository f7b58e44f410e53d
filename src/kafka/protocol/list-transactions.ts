import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { listTransactionsRequest, listTransactionsResponse } from './generated/list-transactions.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ListTransactionsRequest extends RequestHeader {
  readonly type: 'ListTransactionsRequest'
  readonly stateFilters: readonly string[]
  readonly producerIdFilters: readonly number[]
  /** Milliseconds that one must have been open for at least; -1: any (KIP-994). */
  readonly durationFilterMs: number
  /** A regular expression (KIP-1152); null: all. */
  readonly transactionalIdPattern: string | null
}

export interface ListTransactionsResponse extends ResponseHeader {
  readonly type: 'ListTransactionsResponse'
  readonly errorCode: ErrorCode
  readonly unknownStateFilters: readonly string[]
  readonly transactions: readonly {
    readonly transactionalId: string
    readonly producerId: number
    readonly state: string
  }[]
}

export const listTransactionsApi = defineApi<ListTransactionsRequest, ListTransactionsResponse>({
  name: 'ListTransactions',
  requestType: 'ListTransactionsRequest',
  responseType: 'ListTransactionsResponse',
  tables: [listTransactionsRequest, listTransactionsResponse],
  traffic: 'housekeeping',
  request: ({ stateFilters, producerIdFilters, transactionalIdPattern }) => ({
    stateFilters,
    producerIdFilters,
    transactionalIdPattern,
  }),
  response: ({ unknownStateFilters, transactions }) => ({
    unknownStateFilters,
    transactionStates: transactions.map(({ transactionalId, state }) => ({
      transactionalId,
      transactionState: state,
    })),
  }),
})
