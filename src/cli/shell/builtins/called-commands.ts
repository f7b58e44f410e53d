/** Commands that another command runs for each of what it was given or has found. */

import type { BuiltinHost } from '../builtin.ts'
import { commandOf, pathOf } from '../command-lookup.ts'
import { pushFrame } from '../frames.ts'
import { parseScript } from '../parse-script.ts'
import { PROGRAM } from '../simple-command.ts'
import { singleQuoted } from '../single-quoted.ts'

/** Where a program lies that can be run without the shell; null for what is none, such as a function of the shell. */
export function pathOfProgram({ machine, process }: BuiltinHost, name: string): string | null {
  const row = commandOf(machine, process, [name])?.row
  const path = row === undefined ? null : pathOf(row)
  return path !== null && name.includes('/') ? name : path
}

/** Words as a shell reads them back, whatever stands in them. */
export function quoted(words: readonly string[]): string {
  return words.map(singleQuoted).join(' ')
}

/** Above the builtin's own frame: what is set there stays there, and its end is the builtin's. */
export function runAsSubshell({ machine, process, frame, descriptors }: BuiltinHost, text: string): 'gone' {
  const script = parseScript(`(\n${text})\n`)
  if (script.kind !== 'script') throw new Error(`a script of our own cannot be read: ${script.kind}`)
  frame.at = PROGRAM
  const call = pushFrame(machine, process, { kind: 'call', body: script.list }, { guarded: frame.guarded })
  call.descriptors = process.descriptors
  process.descriptors = descriptors
  return 'gone'
}

/** What somebody wrote, in a shell of its own; what cannot be read is complained of as bash does. */
export function runText(
  host: BuiltinHost,
  text: string,
  given: { readonly name: string; readonly args: readonly string[] },
): number | 'gone' {
  const script = parseScript(`${text}\n`)
  if (script.kind !== 'script') {
    const lines = text.split('\n').length
    const [line, words] =
      script.kind === 'error' ? [script.line, script.message] : [lines + 1, 'syntax error: unexpected end of file']
    host.error(`${given.name}: line ${line}: ${words}\n`)
    return 2
  }
  const set = given.args.length === 0 ? 'set --\n' : `set -- ${quoted(given.args)}\n`
  return runAsSubshell(host, `${set}${text}\n`)
}
