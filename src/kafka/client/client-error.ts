/** What a Java client throws: simple name of the class, and what `getMessage()` gives. */
import { ERRORS, type ErrorCode } from '../common/errors.ts'

export interface ClientError {
  /** `TimeoutException` */
  readonly class: string
  readonly message: string
}

export function clientError(className: string, message: string): ClientError {
  return { class: className, message }
}

/** The exception a protocol error becomes; a message from the broker goes before the standard one. */
export function errorOf(code: ErrorCode, message: string | null = null): ClientError {
  return { class: ERRORS[code].exception, message: message ?? ERRORS[code].message }
}

/** A line of a client's log at WARN or worse, which the tools print on standard error. */
export interface ClientLogLine {
  readonly level: 'WARN' | 'ERROR'
  readonly message: string
  /** `org.apache.kafka.clients.NetworkClient` */
  readonly logger: string
}
