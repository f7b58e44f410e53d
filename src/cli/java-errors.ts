/** How Java programs print what went wrong. Stack frames are one plausible line each: nobody compares them. */
import type { AdminError } from '../kafka/clients/admin/admin-client.ts'
import { ERRORS, type ErrorCode } from '../kafka/common/errors.ts'

export interface Cause {
  readonly className: string
  readonly message: string
  readonly causedBy?: Cause
}

/** A Java exception as its `toString` begins: class and message; an empty message is none. */
export class JavaException extends Error {
  readonly className: string
  readonly causedBy: Cause | null
  /** Errors that a broker answered carry no frames in 4.x. */
  readonly hasFrames: boolean
  constructor(
    className: string,
    message: string,
    options: { readonly causedBy?: JavaException['causedBy']; readonly hasFrames?: boolean } = {},
  ) {
    super(message)
    this.className = className
    this.causedBy = options.causedBy ?? null
    this.hasFrames = options.hasFrames ?? true
  }
}

export const illegalArgument = (message: string) => new JavaException('java.lang.IllegalArgumentException', message)

/** What a broker answered, as the Java client throws it. */
export function brokerError(code: ErrorCode, message: string | null): JavaException {
  return new JavaException(
    `org.apache.kafka.common.errors.${ERRORS[code].exception}`,
    message ?? ERRORS[code].message,
    { hasFrames: false },
  )
}

export function clientError(error: AdminError): JavaException {
  const causedBy =
    error.cause === null
      ? null
      : { className: `org.apache.kafka.common.errors.${error.cause.exception}`, message: error.cause.message }
  return new JavaException(`org.apache.kafka.common.errors.${error.exception}`, error.message, {
    causedBy,
    hasFrames: false,
  })
}

/** What `get()` of a future throws: its message names the class of the cause. */
export function executionException(cause: JavaException): JavaException {
  const { className, message, causedBy } = cause
  return new JavaException('java.util.concurrent.ExecutionException', titleOf(cause), {
    causedBy: { className, message, ...(causedBy === null ? {} : { causedBy }) },
  })
}

/** Simple names outside `org.apache.kafka.common.errors`. */
const PACKAGES: Readonly<Record<string, string>> = {
  KafkaException: 'org.apache.kafka.common',
  ConfigException: 'org.apache.kafka.common.config',
  NoOffsetForPartitionException: 'org.apache.kafka.clients.consumer',
  OffsetOutOfRangeException: 'org.apache.kafka.clients.consumer',
  CommitFailedException: 'org.apache.kafka.clients.consumer',
  RetriableCommitFailedException: 'org.apache.kafka.clients.consumer',
  BufferExhaustedException: 'org.apache.kafka.clients.producer',
  IllegalStateException: 'java.lang',
  IllegalArgumentException: 'java.lang',
}

/** What an embedded client threw. Those of the protocol carry no frames. */
export function thrownByClient(error: { readonly class: string; readonly message: string }): JavaException {
  const elsewhere = Object.hasOwn(PACKAGES, error.class) ? PACKAGES[error.class] : undefined
  const className = `${elsewhere ?? 'org.apache.kafka.common.errors'}.${error.class}`
  return new JavaException(className, error.message, { hasFrames: elsewhere !== undefined })
}

/** `class: message`, frames, `Caused by:`; ends with a newline. */
export function stackTrace(error: JavaException, frame: string): string {
  let text = `${titleOf(error)}\n${error.hasFrames ? `\tat ${frame}\n` : ''}`
  for (let cause: Cause | null | undefined = error.causedBy; cause != null; cause = cause.causedBy)
    text += `Caused by: ${titleOf(cause)}\n`
  return text
}

function titleOf({ className, message }: { readonly className: string; readonly message: string }): string {
  return message === '' ? className : `${className}: ${message}`
}
