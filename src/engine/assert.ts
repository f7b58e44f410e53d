/** Thrown when our own code breaks one of its rules. A peer's or a user's mistake is a value, never this. */
export class AssertionFailed extends Error {
  override readonly name = 'AssertionFailed'
}

/**
 * Stops the run when `condition` is false. Pass a constant message: building a string on every call would cost more
 * than the check. Where the message needs values, test first and call `fail`.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionFailed(message)
}

/** Stops the run. */
export function fail(message: string): never {
  throw new AssertionFailed(message)
}

/** For the `default` of a `switch` over a union: does not compile while a case is missing. */
export function unreachable(value: never): never {
  throw new AssertionFailed(`unexpected value: ${String(value)}`)
}
