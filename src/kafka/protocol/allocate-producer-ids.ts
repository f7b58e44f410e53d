import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { allocateProducerIdsRequest, allocateProducerIdsResponse } from './generated/allocate-producer-ids.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface AllocateProducerIdsRequest extends RequestHeader {
  readonly type: 'AllocateProducerIdsRequest'
  readonly brokerId: number
  readonly brokerEpoch: number
}

export interface AllocateProducerIdsResponse extends ResponseHeader {
  readonly type: 'AllocateProducerIdsResponse'
  readonly errorCode: ErrorCode
  readonly producerIdStart: number
  readonly producerIdLen: number
}

export const allocateProducerIdsApi = defineApi<AllocateProducerIdsRequest, AllocateProducerIdsResponse>({
  name: 'AllocateProducerIds',
  requestType: 'AllocateProducerIdsRequest',
  responseType: 'AllocateProducerIdsResponse',
  tables: [allocateProducerIdsRequest, allocateProducerIdsResponse],
  traffic: 'housekeeping',
  request: fixedFields,
  response: fixedFields,
})
