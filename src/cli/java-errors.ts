/** How Java programs print what went wrong. Stack frames are one plausible line each: nobody compares them. */
import type { AdminError } from '../kafka/admin/admin-client.ts'
import { ERRORS, type ErrorCode } from '../kafka/common/errors.ts'

/** A Java exception as its `toString` begins: class and message. */
export class JavaException extends Error {
  readonly className: string
  readonly causedBy: { readonly className: string; readonly message: string } | null
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

/** `class: message`, frames, `Caused by:`; ends with a newline. */
export function stackTrace(error: JavaException, frame: string): string {
  const frames = error.hasFrames ? `\tat ${frame}\n` : ''
  const cause = error.causedBy === null ? '' : `Caused by: ${error.causedBy.className}: ${error.causedBy.message}\n`
  return `${error.className}: ${error.message}\n${frames}${cause}`
}
