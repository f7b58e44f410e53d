/** What bash says of a command that cannot be carried out, on its way to whoever prints it; lives within one step. */
export class ShellError extends Error {
  /** Also ends a shell that is not typed into, as a bad expansion does. */
  readonly fatal: boolean
  constructor(message: string, fatal = false) {
    super(message)
    this.fatal = fatal
  }
}
