/** What can be called in a terminal: rows of the registry, and how they are looked up. */
import type { Program } from '../program.ts'
import type { Builtin } from '../shell/builtin.ts'

export interface ShellCommand {
  readonly name: string
  /** `missing`: Kafka ships it, and this simulator says in one line that it has not got it. */
  readonly kind: 'builtin' | 'text' | 'tool' | 'missing'
  /** The Java class behind a script of `bin/`. */
  readonly className?: string
  readonly run: { readonly builtin: Builtin } | { readonly program: Program }
}

/** The registry as a shell asks it. */
export interface Commands {
  row(name: string): ShellCommand | null
  /** The program of that name; null for builtins and for what there is not. */
  program(name: string): Program | null
  /** The tool a class stands for; null for a class that is none. */
  ofClass(className: string): ShellCommand | null
  names(): string[]
}
