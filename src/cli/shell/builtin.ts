/** What a builtin of the shell gets and may do. */
import type { Machine } from '../terminal-state.ts'
import type { Descriptors, Frame, ShellProcess } from './process-state.ts'

export interface BuiltinHost {
  readonly machine: Machine
  readonly process: ShellProcess
  readonly frame: Frame
  /** With the command's own redirections. */
  readonly descriptors: Descriptors
  out(text: string): void
  /** Behind bash's prefix, `bash: line 3: `. */
  complain(text: string): void
  /** As it is. */
  error(text: string): void
}

/** The exit code; `wait` when it must be asked again once something has happened; `gone` when it moved the stack. */
export type Builtin = (args: readonly string[], host: BuiltinHost) => number | 'wait' | 'gone'
