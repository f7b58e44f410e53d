import type { ErrorCode } from '../common/errors.ts'
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
