/** Which row of the registry a command's words mean. */
import { isJavaMissing, isKafkaMissing } from '../bare-machine.ts'
import type { ShellCommand } from '../commands/command.ts'
import { followLinks, resolvePath, type VirtualDisk } from '../files.ts'
import type { Machine } from '../terminal-state.ts'
import type { ShellProcess } from './process-state.ts'

export interface CalledCommand {
  readonly row: ShellCommand
  readonly args: readonly string[]
}

const KAFKA_BIN = '/tmp/kafka/bin/'
const SYSTEM_BIN = /^\/(usr\/)?bin\//

/** Where what a name on the PATH calls lies; null for what is there in the shell alone. */
export function pathOf({ name, kind, hasFile }: ShellCommand): string | null {
  if (kind === 'builtin' && hasFile !== true) return null
  return kind === 'tool' || kind === 'missing' ? `${KAFKA_BIN}${name}` : `/usr/bin/${name}`
}

/** Null where there is no such command. */
export function commandOf(machine: Machine, process: ShellProcess, args: readonly string[]): CalledCommand | null {
  const row = rowOf(machine, process, args[0] ?? '')
  if (row === null) return scriptOf(machine, process, args)
  const ofClass = row.name === 'kafka-run-class.sh' ? machine.shell.commands.ofClass(args[1] ?? '') : null
  return ofClass === null ? { row, args: args.slice(1) } : { row: ofClass, args: args.slice(2) }
}

/** A file that somebody wrote and made executable: bash runs it. */
function scriptOf({ shell }: Machine, process: ShellProcess, args: readonly string[]): CalledCommand | null {
  const [name = ''] = args
  const path = followLinks(shell.disk, resolvePath(process.folder, name))
  const row = name.includes('/') && shell.disk.executables.has(path) ? shell.commands.row('bash') : null
  return row === null ? null : { row, args }
}

/** On a machine that began without them, Java is where it was installed, and Kafka's tools where the PATH leads to them. */
function onPath(disk: VirtualDisk, process: ShellProcess, row: ShellCommand | null): ShellCommand | null {
  if (disk.missing === undefined || row === null) return row
  const { variables } = process
  if (row.name === 'java' || row.name === 'jps') return isJavaMissing(disk) ? null : row
  if (row.kind !== 'tool' && row.kind !== 'missing') return row
  const home = variables.get('HOME') ?? ''
  const entries = (variables.get('PATH') ?? '').split(':').map((entry) => entry.replace(/^~(?=\/|$)/, home))
  const folders = entries.map((entry) => `${followLinks(disk, resolvePath(process.folder, entry))}/`)
  return !isKafkaMissing(disk) && folders.includes(KAFKA_BIN) ? row : null
}

/**
 * `kafka-topics.sh` from the PATH, `bin/kafka-topics.sh` from Kafka's home; the `.sh` may be left out on the PATH. What
 * notes for Windows call `bin/windows/kafka-topics.bat` is the same tool.
 */
function rowOf({ shell }: Machine, process: ShellProcess, called: string): ShellCommand | null {
  const { commands } = shell
  const name = called.replace(/(^|\/)(?:windows\/)?([\w-]+)\.bat$/, '$1$2.sh')
  if (!name.includes('/')) return onPath(shell.disk, process, commands.row(name) ?? commands.row(`${name}.sh`))
  if (SYSTEM_BIN.test(name)) {
    const row = commands.row(name.replace(SYSTEM_BIN, ''))
    return row?.kind === 'text' || row?.hasFile === true ? onPath(shell.disk, process, row) : null
  }
  const path = followLinks(shell.disk, resolvePath(process.folder, name))
  const base = path.slice(path.lastIndexOf('/') + 1)
  const row = path === KAFKA_BIN + base && !isKafkaMissing(shell.disk) ? commands.row(base) : null
  return row?.kind === 'tool' || row?.kind === 'missing' ? row : null
}
