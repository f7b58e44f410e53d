/** Every process of the machine as `ps` and `jps` list them: its servers, and what runs in all of its terminals. */
import type { Process } from '../../program.ts'
import type { Machine, TerminalState } from '../../terminal-state.ts'
import type { ShellPause } from '../machine.ts'
import { type AnyProcess, isOver, MAIN_SHELL, type ShellProcess, type SignalName } from '../process-state.ts'
import { sendSignal } from '../signals.ts'
import type { ShellNode, Word } from '../syntax.ts'
import { type SimulatedServer, serversOf, signalServer } from './servers.ts'

export interface ProcessRow {
  readonly pid: number
  readonly parentPid: number
  /** `pts/0`; `?` where it has no terminal. */
  readonly tty: string
  /** Name of what it runs: `java`. */
  readonly name: string
  /** All its words, the options of the virtual machine among them. */
  readonly command: string
  /** Of a virtual machine: its main class, and what that was given. */
  readonly java: { readonly className: string; readonly options: string; readonly args: string } | null
  readonly target: SimulatedServer | { readonly terminal: TerminalState; readonly process: AnyProcess }
}

export const CLASS_PATH = '-cp /tmp/kafka/bin/../libs/*'

/** By pid. `asking` is the command that looks, and a process as well unless its shell is one for it. */
export function processTable(
  machine: Machine,
  asking: { readonly process: ShellProcess; readonly words: readonly string[] },
) {
  const rows = serversOf(machine)
    .filter(({ runs, process }) => runs && process === null)
    .map((server) => rowOfServer(server))
  for (const [index, terminal] of [...machine.shell.terminals.values()].entries())
    rows.push(...rowsOfTerminal(machine, terminal, `pts/${index}`))
  const own = rows.find(({ target }) => 'terminal' in target && target.process === asking.process)
  const command = asking.words.join(' ')
  const named = { name: asking.words[0] ?? '', command }
  if (own !== undefined && asking.process.parentId !== null) rows[rows.indexOf(own)] = { ...own, ...named }
  else if (own !== undefined) {
    const pid = machine.terminal.nextId++
    rows.push({ ...own, pid, parentPid: own.pid, ...named })
  }
  return rows.sort((a, b) => a.pid - b.pid)
}

function rowOfServer(server: SimulatedServer, file = server.file): ProcessRow {
  const isZooKeeper = server.role === 'zookeeper'
  const options = server.heapOptions ?? (isZooKeeper ? '-Xmx512M -Xms512M' : '-Xmx1G -Xms1G')
  const className = `${server.package}.${server.main}`
  const logs = '-Dkafka.logs.dir=/tmp/kafka/bin/../logs'
  return {
    pid: server.pid,
    parentPid: 1,
    tty: '?',
    name: 'java',
    command: `java ${options} -server -XX:+UseG1GC ${logs} ${CLASS_PATH} ${className} ${file}`,
    java: { className, options: `${options} -XX:+UseG1GC ${logs}`, args: file },
    target: server,
  }
}

function rowsOfTerminal(machine: Machine, terminal: TerminalState, tty: string): ProcessRow[] {
  const rows: ProcessRow[] = []
  const alive = [...terminal.processes.values()].filter((process) => !isOver(process))
  for (const process of alive) {
    if (process.kind === 'shell') {
      const child = alive.find((each) => each.parentId === process.processId && each.kind === 'program')
      // Bash becomes the one program that it has to run.
      if (process.parentId !== null && isOneCommand(process) && child !== undefined) continue
      rows.push({
        ...placeOf(terminal, process),
        tty,
        ...wordsOfShell(process),
        java: null,
        target: { terminal, process },
      })
      continue
    }
    const parent = terminal.processes.get(process.parentId)
    const stands = parent?.kind === 'shell' && parent.parentId !== null && isOneCommand(parent) ? parent : process
    const words = wordsOfProgram(machine, process)
    rows.push({ ...words, ...placeOf(terminal, stands), tty, target: { terminal, process: stands } })
  }
  return rows
}

function placeOf(terminal: TerminalState, process: AnyProcess): Pick<ProcessRow, 'pid' | 'parentPid'> {
  const pidOf = (id: number | null) => (id === null ? 1 : id === MAIN_SHELL ? terminal.shellPid : id)
  return { pid: pidOf(process.processId), parentPid: pidOf(process.parentId) }
}

function isOneCommand({ frames }: ShellProcess): boolean {
  return frames.length <= 2 && ['simple', 'pipeline'].includes(frames[0]?.node.kind ?? '')
}

function wordsOfShell(process: ShellProcess): Pick<ProcessRow, 'name' | 'command'> {
  const node = process.parentId === null ? undefined : process.frames[0]?.node
  const command = node === undefined ? '' : textOfCommand(node)
  return command === '' ? { name: 'bash', command: 'bash' } : { name: command.split(' ')[0] ?? '', command }
}

/** As far as its words are written out. */
function textOfCommand(node: ShellNode): string {
  if (node.kind === 'pipeline' && node.stages.length === 1 && node.stages[0] !== undefined)
    return textOfCommand(node.stages[0])
  const text = (word: Word) => word.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
  return node.kind === 'simple' ? node.words.map(text).join(' ') : ''
}

function wordsOfProgram(machine: Machine, process: Process): Pick<ProcessRow, 'name' | 'command' | 'java'> {
  const { program, args } = process
  const server = serversOf(machine).find((each) => each.process === process)
  if (server !== undefined) return rowOfServer(server, args.join(' '))
  const row = machine.shell.commands.ofProgram(program)
  const given = args.map((arg) => ` ${arg}`).join('')
  if (row?.kind !== 'tool') return { name: program, command: `${program}${given}`, java: null }
  const className = row.facts?.className ?? ''
  const options = process.heapOptions ?? '-Xmx512M'
  return {
    name: 'java',
    command: `java ${options} -server -XX:+UseG1GC ${CLASS_PATH} ${className}${given}`,
    java: { className, options: `${options} -XX:+UseG1GC`, args: given.slice(1) },
  }
}

/** A server has no terminal that could stop it: those signals but for STOP do nothing to it here. */
function operationOf(signal: SignalName): Parameters<typeof signalServer>[2] | null {
  switch (signal) {
    case 'KILL':
      return 'KillServer'
    case 'STOP':
    case 'TSTP':
      return 'PauseServer'
    case 'CONT':
      return 'ResumeServer'
    case 'TERM':
    case 'INT':
      return 'StopServer'
    default:
      return null
  }
}

/** False where the machine has no such process; without a signal it is only looked for. */
export function signalPid(machine: Machine, pid: number, signal: SignalName | null): boolean {
  const server = serversOf(machine).find((each) => each.pid === pid && each.runs && each.process === null)
  if (server !== undefined) {
    const operation = signal === null ? null : operationOf(signal)
    if (operation !== null) signalServer(machine, server, operation)
    return true
  }
  for (const terminal of machine.shell.terminals.values()) {
    // A shell that is typed into takes no notice; there is no tab without one.
    if (terminal.shellPid === pid) return true
    const process = terminal.processes.get(pid)
    if (process === undefined || isOver(process)) continue
    if (signal !== null) signalIn(machine, terminal, process, signal)
    return true
  }
  return false
}

function signalIn(machine: Machine, terminal: TerminalState, process: AnyProcess, signal: SignalName): void {
  if (terminal === machine.terminal) return sendSignal(machine, process, signal)
  const node = machine.shell.node.as(terminal.name)
  sendSignal({ terminal, shell: { ...machine.shell, node } }, process, signal)
  // Whoever waits for it there goes on as soon as this terminal's turn is over.
  const pause: ShellPause = { type: 'ShellPause', terminal: terminal.name }
  terminal.pausing ??= node.setTimer(0, pause)
}
