/**
 * Counterpart in Kafka: org.apache.kafka.controller.ControllerResult and ApiError. A decision changes nothing: it says
 * which records to append and what to answer once they are committed.
 */
import type { ErrorCode } from '../common/errors.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import { errorWords } from '../profile/registry.ts'

export interface ApiError {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

export const NO_ERROR: ApiError = Object.freeze({ errorCode: 'NONE', errorMessage: null })

export function apiError(errorCode: ErrorCode, errorMessage: string): ApiError {
  return { errorCode, errorMessage }
}

/** With the error's own text. */
export function plainError(controller: { readonly profile: string }, errorCode: ErrorCode): ApiError {
  return { errorCode, errorMessage: errorWords(controller, errorCode).message }
}

export interface ControllerResult<Response> {
  readonly records: readonly MetadataRecord[]
  readonly response: Response
}
