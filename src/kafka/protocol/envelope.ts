import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import type { ForwardedRequest, ForwardedResponse } from './messages.ts'

export interface EnvelopeRequest extends RequestHeader {
  readonly type: 'EnvelopeRequest'
  readonly request: ForwardedRequest
}

export interface EnvelopeResponse extends ResponseHeader {
  readonly type: 'EnvelopeResponse'
  readonly errorCode: ErrorCode
  readonly leaderId: number
  readonly response: ForwardedResponse | null
}
