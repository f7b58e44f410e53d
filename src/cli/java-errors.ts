/** How Java programs print what went wrong. Stack frames are one plausible line each: nobody compares them. */
import type { AdminError } from '../kafka/clients/admin/admin-client.ts'
import type { ClientError } from '../kafka/clients/core/client-error.ts'
import type { ErrorCode } from '../kafka/common/errors.ts'
import { classOfError, classThrownByClient, hasFrames, throwableText } from '../kafka/common/java-classes.ts'
import type { Profile } from '../kafka/profile/profile.ts'

export interface Cause {
  readonly className: string
  /** Null where there is none. */
  readonly message: string | null
  readonly causedBy?: Cause
}

/** A Java exception: class, message, what it wraps. Its `message` reads `null` where it has none, as Java prints it. */
export class JavaException extends Error {
  readonly className: string
  /** What `getMessage` gives. */
  readonly detailMessage: string | null
  readonly causedBy: Cause | null
  /** Errors that a broker answered carry no frames in 4.x. */
  readonly hasFrames: boolean
  constructor(
    className: string,
    message: string | null,
    options: { readonly causedBy?: JavaException['causedBy']; readonly hasFrames?: boolean } = {},
  ) {
    super(String(message))
    this.className = className
    this.detailMessage = message
    const { causedBy = null } = options
    this.causedBy = causedBy instanceof JavaException ? asCause(causedBy) : causedBy
    this.hasFrames = options.hasFrames ?? true
  }
}

export const illegalArgument = (message: string) => new JavaException('java.lang.IllegalArgumentException', message)

/** What a broker answered, as the Java client throws it. */
export function brokerError(profile: Profile, code: ErrorCode, message: string | null): JavaException {
  const words = profile.errors[code]
  return new JavaException(classOfError(words.exception), message ?? words.message, { hasFrames: false })
}

export function thrownByAdmin(error: AdminError): JavaException {
  const causedBy =
    error.cause === null ? null : { className: classOfError(error.cause.exception), message: error.cause.message }
  return new JavaException(classOfError(error.exception), error.message, {
    causedBy,
    hasFrames: false,
  })
}

/** What `get()` of a future throws: its message names the class of the cause. */
export function executionException(cause: JavaException): JavaException {
  return wrapping('java.util.concurrent.ExecutionException', cause)
}

/** As what wraps it tells it. */
export function asCause({ className, detailMessage: message, causedBy }: JavaException): Cause {
  return causedBy === null ? { className, message } : { className, message, causedBy }
}

/** What an embedded client threw, with all that it wraps. */
export function thrownByClient(error: ClientError): JavaException {
  const className = classThrownByClient(error.class)
  const causedBy = error.cause === undefined ? null : causeOf(error.cause)
  return new JavaException(className, error.message, { causedBy, hasFrames: hasFrames(className) })
}

function causeOf({ class: simpleName, message, cause }: ClientError): Cause {
  const className = classThrownByClient(simpleName)
  return cause === undefined ? { className, message } : { className, message, causedBy: causeOf(cause) }
}

/** `class: message`, frames, `Caused by:`; ends with a newline. */
export function stackTrace(error: JavaException, frame: string): string {
  let text = `${titleOf(error)}\n${error.hasFrames ? `\tat ${frame}\n` : ''}`
  for (let cause: Cause | null | undefined = error.causedBy; cause != null; cause = cause.causedBy)
    text += `Caused by: ${titleOf(cause)}\n`
  return text
}

/** Its `toString`. */
export function titleOf(error: JavaException | Cause): string {
  return throwableText(error.className, error instanceof JavaException ? error.detailMessage : error.message)
}

/** What is made around another without words of its own: its message is what the other would be printed as. */
export function wrapping(className: string, cause: JavaException): JavaException {
  return new JavaException(className, titleOf(cause), { causedBy: asCause(cause) })
}
