import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { endTxnRequest, endTxnResponse } from './generated/end-txn.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface EndTxnRequest extends RequestHeader {
  readonly type: 'EndTxnRequest'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly committed: boolean
}

export interface EndTxnResponse extends ResponseHeader {
  readonly type: 'EndTxnResponse'
  readonly errorCode: ErrorCode
  /** Of the next transaction (KIP-890); -1 where the protocol leaves them as they are, and with an error. */
  readonly producerId: number
  readonly producerEpoch: number
}

export const endTxnApi = defineApi<EndTxnRequest, EndTxnResponse>({
  name: 'EndTxn',
  requestType: 'EndTxnRequest',
  responseType: 'EndTxnResponse',
  tables: [endTxnRequest, endTxnResponse],
  traffic: 'housekeeping',
  request: ({ transactionalId }) => ({ transactionalId }),
  response: fixedFields,
})
