import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { unregisterBrokerRequest, unregisterBrokerResponse } from './generated/unregister-broker.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface UnregisterBrokerRequest extends RequestHeader {
  readonly type: 'UnregisterBrokerRequest'
  readonly brokerId: number
}

export interface UnregisterBrokerResponse extends ResponseHeader {
  readonly type: 'UnregisterBrokerResponse'
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

export const unregisterBrokerApi = defineApi<UnregisterBrokerRequest, UnregisterBrokerResponse>({
  name: 'UnregisterBroker',
  requestType: 'UnregisterBrokerRequest',
  responseType: 'UnregisterBrokerResponse',
  tables: [unregisterBrokerRequest, unregisterBrokerResponse],
  traffic: 'housekeeping',
  request: ({ brokerId }) => ({ brokerId }),
  response: ({ errorMessage }) => ({ errorMessage }),
})
