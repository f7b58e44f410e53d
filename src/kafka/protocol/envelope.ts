import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { envelopeRequest, envelopeResponse } from './generated/envelope.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import type { ForwardedRequest, ForwardedResponse } from './messages.ts'

export interface EnvelopeRequest extends RequestHeader {
  readonly type: 'EnvelopeRequest'
  readonly request: ForwardedRequest
}

export interface EnvelopeResponse extends ResponseHeader {
  readonly type: 'EnvelopeResponse'
  readonly errorCode: ErrorCode
  readonly response: ForwardedResponse | null
}

/** DefaultPrincipalData of `User:ANONYMOUS`, with its version: nobody has to say who he is on a plain listener. */
const ANONYMOUS_PRINCIPAL = Object.freeze({ sizeInBytes: 19 })
const LOOPBACK_ADDRESS = Object.freeze({ sizeInBytes: 4 })

/** What is put into an envelope has its header, but no length: the field says that. */
function withoutLength(bytes: number): { readonly sizeInBytes: number } {
  return { sizeInBytes: bytes - 4 }
}

export const envelopeApi = defineApi<EnvelopeRequest, EnvelopeResponse>({
  name: 'Envelope',
  requestType: 'EnvelopeRequest',
  responseType: 'EnvelopeResponse',
  tables: [envelopeRequest, envelopeResponse],
  traffic: 'housekeeping',
  request: ({ request }, sizeOf) => ({
    requestData: withoutLength(sizeOf(request)),
    requestPrincipal: ANONYMOUS_PRINCIPAL,
    clientHostAddress: LOOPBACK_ADDRESS,
  }),
  response: ({ response }, sizeOf) => ({ responseData: response === null ? null : withoutLength(sizeOf(response)) }),
})
