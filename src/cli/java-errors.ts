/** How Java programs print what went wrong. Stack frames are one plausible line each: nobody compares them. */
import type { AdminError } from '../kafka/clients/admin/admin-client.ts'
import type { ClientError } from '../kafka/clients/core/client-error.ts'
import type { ErrorCode } from '../kafka/common/errors.ts'
import { classOfError, classThrownByClient, hasFrames } from '../kafka/common/java-classes.ts'
import type { Profile } from '../kafka/profile/profile.ts'

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
  return new JavaException('java.util.concurrent.ExecutionException', titleOf(cause), { causedBy: asCause(cause) })
}

/** As what wraps it tells it. */
export function asCause({ className, message, causedBy }: JavaException): Cause {
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

/** `class: message`, or the class alone. */
export function titleOf({ className, message }: { readonly className: string; readonly message: string }): string {
  return message === '' ? className : `${className}: ${message}`
}
