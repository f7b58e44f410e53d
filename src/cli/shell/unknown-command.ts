/** Why a name cannot be run, and what was probably meant. */
import { nearest } from '../../kafka/common/nearest.ts'
import { isKafkaMissing } from '../bare-machine.ts'
import { HOME, isFolder, readFile, resolvePath } from '../files.ts'
import { inOwnVoice } from '../own-voice.ts'
import type { Machine } from '../terminal-state.ts'
import type { ShellProcess } from './process-state.ts'

/** Those that this shell has not got: bash would find them. */
const BUILTINS_OF_BASH: ReadonlySet<string> = new Set([
  ...['bind', 'builtin', 'caller', 'compgen', 'complete', 'compopt', 'dirs', 'enable'],
  ...['hash', 'help', 'logout', 'popd', 'pushd', 'shopt'],
  ...['suspend', 'times', 'ulimit', 'umask'],
])

/** The same of programs that every machine has on which Kafka's scripts run. */
const PROGRAMS_OF_MACHINES: ReadonlySet<string> = new Set([
  ...['chown', 'cmp', 'expr', 'file', 'free', 'gzip', 'lsof', 'man', 'nohup', 'ping', 'python3', 'shuf', 'split'],
  ...['stat', 'sudo', 'top', 'truncate', 'unzip'],
])

export interface WhyNot {
  readonly what: string
  readonly exitCode: number
  /** What is said in the simulator's own voice behind it; empty where there is nothing to say. */
  readonly hint: string
}

/** Files that were written here are executable once somebody has said so. */
export function whyNot(machine: Machine, process: ShellProcess, name: string): WhyNot {
  if (BUILTINS_OF_BASH.has(name) || PROGRAMS_OF_MACHINES.has(name))
    return { what: 'this simulator does not model this command', exitCode: 127, hint: '' }
  if (!name.includes('/')) return { what: 'command not found', exitCode: 127, hint: hintFor(machine, name) }
  const { disk } = machine.shell
  const path = resolvePath(process.folder, name)
  if (isFolder(disk, path)) return { what: 'Is a directory', exitCode: 126, hint: '' }
  if (readFile(disk, path) !== undefined) return { what: 'Permission denied', exitCode: 126, hint: '' }
  return {
    what: 'No such file or directory',
    exitCode: 127,
    hint: whereKafkaIs(machine, name) || hintFor(machine, name),
  }
}

/** Where a machine began without Kafka, `bin/…` is found from its folder alone, once it is unpacked. */
function whereKafkaIs({ shell: { disk, commands } }: Machine, name: string): string {
  if (disk.missing === undefined || commands.row(name.replace(/^.*\//, ''))?.kind !== 'tool') return ''
  if (isKafkaMissing(disk))
    return inOwnVoice('Kafka is not on this machine yet: fetch its archive with wget, and unpack it with tar.')
  const [folder] = [...disk.links].find(([, target]) => target === HOME) ?? []
  return folder === undefined ? '' : inOwnVoice(`Kafka lies in ${folder}: go there first, with cd ${folder}`)
}

/** The nearest name there is; a word of two or three letters is near to everything. */
function hintFor({ shell }: Machine, name: string): string {
  const folder = name.slice(0, name.lastIndexOf('/') + 1)
  const base = name.slice(folder.length)
  if (base.length < 4) return ''
  const names = shell.commands.names()
  const tools = names.filter((each) => each.endsWith('.sh'))
  const near = folder !== '' ? nearest(base, tools) : (nearest(base, names) ?? nearest(`${base}.sh`, tools))
  if (near === null || near === base) return ''
  const meant = folder + near
  return inOwnVoice(`Did you mean ${meant}?`)
}
