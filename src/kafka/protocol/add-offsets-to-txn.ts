import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { addOffsetsToTxnRequest, addOffsetsToTxnResponse } from './generated/add-offsets-to-txn.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** Of producers that add to their transaction by themselves, which partition a group's offsets lie on. */
export interface AddOffsetsToTxnRequest extends RequestHeader {
  readonly type: 'AddOffsetsToTxnRequest'
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly groupId: string
}

export interface AddOffsetsToTxnResponse extends ResponseHeader {
  readonly type: 'AddOffsetsToTxnResponse'
  readonly errorCode: ErrorCode
}

export const addOffsetsToTxnApi = defineApi<AddOffsetsToTxnRequest, AddOffsetsToTxnResponse>({
  name: 'AddOffsetsToTxn',
  requestType: 'AddOffsetsToTxnRequest',
  responseType: 'AddOffsetsToTxnResponse',
  tables: [addOffsetsToTxnRequest, addOffsetsToTxnResponse],
  traffic: 'housekeeping',
  request: ({ transactionalId, groupId }) => ({ transactionalId, groupId }),
  response: fixedFields,
})
