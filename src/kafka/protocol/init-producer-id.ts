import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { initProducerIdRequest, initProducerIdResponse } from './generated/init-producer-id.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface InitProducerIdRequest extends RequestHeader {
  readonly type: 'InitProducerIdRequest'
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
  readonly producerId: number
  readonly producerEpoch: number
}

export interface InitProducerIdResponse extends ResponseHeader {
  readonly type: 'InitProducerIdResponse'
  readonly errorCode: ErrorCode
  readonly producerId: number
  readonly producerEpoch: number
  /**
   * Which protocol of transactions the cluster speaks. A client knows that by the ApiVersions with which its connection
   * began, which is not sent here; so it is no part of the message.
   */
  readonly transactionVersion?: number
}

export const initProducerIdApi = defineApi<InitProducerIdRequest, InitProducerIdResponse>({
  name: 'InitProducerId',
  requestType: 'InitProducerIdRequest',
  responseType: 'InitProducerIdResponse',
  tables: [initProducerIdRequest, initProducerIdResponse],
  traffic: 'housekeeping',
  request: ({ transactionalId }) => ({ transactionalId }),
  response: fixedFields,
})
