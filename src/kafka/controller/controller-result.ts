/**
 * Counterpart in Kafka: org.apache.kafka.controller.ControllerResult and ApiError. A decision changes nothing: it says
 * which records to append and what to answer once they are committed.
 */
import { ERRORS, type ErrorCode } from '../common/errors.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'

export interface ApiError {
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

export const NO_ERROR: ApiError = Object.freeze({ errorCode: 'NONE', errorMessage: null })

/** With Kafka's default text for the error where no message is given. */
export function apiError(errorCode: ErrorCode, errorMessage: string = ERRORS[errorCode].message): ApiError {
  return { errorCode, errorMessage }
}

export interface ControllerResult<Response> {
  readonly records: readonly MetadataRecord[]
  readonly response: Response
}
