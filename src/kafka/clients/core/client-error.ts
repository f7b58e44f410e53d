/** What a Java client throws: simple name of the class, and what `getMessage()` gives. */
import type { ErrorCode } from '../../common/errors.ts'
import { throwableText } from '../../common/java-classes.ts'
import { errorWords } from '../../profile/registry.ts'

export interface ClientError {
  /** `TimeoutException`; the package is `classThrownByClient`'s to know. */
  readonly class: string
  /** Null where there is none, as a StackOverflowError has none. */
  readonly message: string | null
  /** What it wraps. */
  readonly cause?: ClientError
}

export function clientError(className: string, message: string | null, cause?: ClientError): ClientError {
  return cause === undefined ? { class: className, message } : { class: className, message, cause }
}

/** As a Java program's stack trace begins, on one line. */
export function errorText({ class: className, message, cause }: ClientError): string {
  const text = throwableText(className, message)
  return cause === undefined ? text : `${text}; caused by ${errorText(cause)}`
}

/** The exception that a protocol error becomes in a client; a message from the broker goes before the standard one. */
export function errorOf(
  client: { readonly profile: string },
  code: ErrorCode,
  message: string | null = null,
): ClientError {
  const words = errorWords(client, code)
  return { class: words.exception, message: message ?? words.message }
}

/** A line of a client's log at WARN or worse, which the tools print on standard error. */
export interface ClientLogLine {
  readonly level: 'WARN' | 'ERROR'
  readonly message: string
  /** `org.apache.kafka.clients.NetworkClient` */
  readonly logger: string
  /** Its stack trace follows the line. */
  readonly error?: ClientError
}
