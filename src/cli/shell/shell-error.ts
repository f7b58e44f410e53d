/** What bash says of a command that cannot be carried out, on its way to whoever prints it; lives within one step. */
export class ShellError extends Error {
  /** Also ends a shell that is not typed into, as a bad expansion does; or what is left of the line, in any shell. */
  readonly fatal: boolean | 'line'
  /** With what the shell of `bash -c` ends then; a script, and a subshell, would with 1. */
  readonly exitCode: number
  constructor(message: string, fatal: boolean | 'line' = false, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
    this.fatal = fatal
  }
}
