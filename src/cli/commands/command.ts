/** What can be called in a terminal: rows of the registry, and how they are looked up. */
import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { Profile } from '../../kafka/profile/profile.ts'
import type { Program, ToolFacts } from '../program.ts'
import type { Builtin } from '../shell/builtin.ts'

/** What completion asks a row: which values an option may take here and now. */
export interface ValueQuestion {
  /** The command so far, its name first. */
  readonly words: readonly string[]
  readonly profile: Profile
  image(): ClusterImage
}

/** Null where anything may stand there. */
type Values = readonly string[] | ((question: ValueQuestion) => readonly string[] | null)

/** By option, `--topic`. */
export type OptionValues = Readonly<Record<string, Values>>

export interface ShellCommand {
  readonly name: string
  /** `missing`: Kafka ships it, and this simulator says in one line that it has not got it. */
  readonly kind: 'builtin' | 'text' | 'tool' | 'missing'
  /** What the version says of a tool. */
  readonly facts?: ToolFacts
  /** What a tool takes, for completion: options with their dashes, and sub-commands. Absent: files. */
  readonly words?: readonly string[]
  readonly values?: OptionValues
  /** Of a builtin: a program of the name lies in `/usr/bin` too, for those who cannot ask the shell. */
  readonly hasFile?: true
  /** It stands among the builtins for what it may see and do, and is nothing but that program. */
  readonly isProgram?: true
  readonly run: { readonly builtin: Builtin } | { readonly program: Program }
}

/** The registry as a shell asks it. */
export interface Commands {
  row(name: string): ShellCommand | null
  /** The row of a program that runs, whether its script is there or only its class. */
  ofProgram(name: string): ShellCommand | null
  /** The program of that name; null for builtins and for what there is not. */
  program(name: string): Program | null
  /** The tool a class stands for; null for a class that is none. */
  ofClass(className: string): ShellCommand | null
  names(): string[]
}
