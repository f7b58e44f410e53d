/**
 * Filters that look at one line at a time. What stands behind a program that never ends, as in
 * `kafka-console-consumer.sh … | grep error`, must show its lines as they come.
 */
import { expandToArguments, type Variables } from './expand.ts'
import type { SimpleCommand } from './script.ts'
import { runTextProgram, type TextProgramHost } from './text-programs.ts'

const STATELESS = ['cat', 'cut', 'grep', 'tr']

export interface Filtered {
  readonly text: string
  readonly exitCode: number
}

/** `lines`, whole ones, through all the commands; null when one of them needs to see the end first, or a file. */
export function filterLines(
  commands: readonly SimpleCommand[],
  lines: string,
  variables: Variables,
  host: Omit<TextProgramHost, 'stdin' | 'hasInput' | 'complaint'>,
): Filtered | null {
  let text = lines
  let exitCode = 0
  for (const command of commands) {
    const [name = '', ...args] = expandToArguments(command.words, variables)
    if (!STATELESS.includes(name) || command.redirects.length > 0) return null
    if (name === 'cat' && args.some((arg) => !arg.startsWith('-'))) return null
    if (name === 'grep' && args.some((arg) => /^-[A-Za-z]*[cqmn]/.test(arg) || arg.startsWith('--'))) return null
    const result = runTextProgram(name, args, { ...host, stdin: text, hasInput: true, complaint: name })
    if (result === undefined || result.stderr !== '') return null
    text = result.stdout
    exitCode = result.exitCode
  }
  return { text, exitCode }
}
