/** Counterpart in coreutils: what `nohup` does with the descriptors of its command. */
import { readFile, resolvePath, whyUnwritable, writeFile } from '../files.ts'
import type { Machine } from '../terminal-state.ts'
import { writeTo } from './channels.ts'
import { type Descriptors, NULL_CHANNEL, type ShellProcess } from './process-state.ts'

const FILE = 'nohup.out'

/** Nothing of it leads to the terminal any more: input is nothing, output goes behind what `nohup.out` holds. */
export function withoutTerminal(machine: Machine, process: ShellProcess, opened: Descriptors): Descriptors {
  const { terminal, shell } = machine
  if (!terminal.tty) return opened
  const descriptors: Descriptors = new Map(opened)
  const told: string[] = []
  if (descriptors.get(0)?.kind === 'keyboard') {
    descriptors.set(0, NULL_CHANNEL)
    told.push('ignoring input')
  }
  const errors = opened.get(2)
  const path = resolvePath(process.folder, FILE)
  if (opened.get(1)?.kind === 'screen' && whyUnwritable(shell.disk, path) === null) {
    if (readFile(shell.disk, path) === undefined) writeFile(shell.disk, path, '')
    descriptors.set(1, Object.freeze({ kind: 'file', path }))
    told.push(`appending output to '${FILE}'`)
  } else if (errors?.kind === 'screen') told.push('redirecting stderr to stdout')
  const output = descriptors.get(1)
  if (errors?.kind === 'screen' && output !== undefined) descriptors.set(2, output)
  if (told.length > 0) writeTo(machine, errors, `nohup: ${told.join(' and ')}\n`)
  return descriptors
}
