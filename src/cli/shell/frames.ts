/** The stack of a shell: how levels of its work begin, end and are left early. */
import type { Happening } from '../../kafka/observe/happenings.ts'
import { endStatement, type Machine, statementUnderWay } from '../terminal-state.ts'
import { forgetArray } from './arrays.ts'
import { writeTo } from './channels.ts'
import { parseScript } from './parse-script.ts'
import { type Frame, frameOf, type ShellProcess } from './process-state.ts'
import { endShell } from './processes.ts'
import type { ShellNode } from './syntax.ts'

export function pushFrame(
  machine: Machine,
  process: ShellProcess,
  node: ShellNode,
  options: { readonly guarded: boolean; readonly reports?: string },
): Frame {
  const frame = frameOf(node, options.guarded, options.reports ?? '')
  process.frames.push(frame)
  if (tellsPeople(frame))
    tell(machine, { type: 'CommandStarted', terminal: machine.terminal.name, line: frame.reports })
  return frame
}

/** Commands joined by `&&` are told of one by one. */
function tellsPeople(frame: Frame): boolean {
  return frame.reports !== '' && frame.node.kind !== 'andOr'
}

function tell({ shell }: Machine, happening: Happening): void {
  shell.node.report(happening)
}

/** The frame on top is done. `set -e` ends the shell when a command failed and nobody asked for its outcome. */
export function complete(machine: Machine, process: ShellProcess, exitCode: number): void {
  const frame = process.frames[process.frames.length - 1]
  if (frame === undefined) return
  popFrame(machine, process, exitCode)
  if (frame.node.kind === 'simple') process.variables.delete('PIPESTATUS')
  const isCommand = ['simple', 'pipeline', 'subshell', 'test', 'arithmetic'].includes(frame.node.kind)
  if (exitCode !== 0 && isCommand && !frame.guarded && process.options.has('errexit'))
    exitShell(machine, process, exitCode)
}

/** Takes the frame off, with what it had changed for its own time put back. */
export function popFrame(machine: Machine, process: ShellProcess, exitCode: number): void {
  const frame = process.frames.pop()
  if (frame === undefined) return
  process.lastExitCode = exitCode
  const { kind } = frame.node
  if ((kind === 'redirected' || kind === 'call') && frame.descriptors !== null) process.descriptors = frame.descriptors
  if (frame.before !== null) {
    process.positional = frame.before.positional
    for (const [name, value] of frame.before.locals) {
      if (value === null) process.variables.delete(name)
      else process.variables.set(name, value)
      forgetArray(process, name)
      const array = frame.before.arrays?.get(name)
      if (array != null) {
        process.arrays ??= new Map()
        process.arrays.set(name, array)
      }
    }
  }
  if (!tellsPeople(frame)) return
  const { name } = machine.terminal
  machine.terminal.lastExitCode = exitCode
  tell(machine, { type: 'CommandFinished', terminal: name, line: frame.reports, exitCode })
}

/** Leaves all levels above the first `depth`. */
export function leaveFrames(machine: Machine, process: ShellProcess, depth: number, exitCode: number): void {
  while (process.frames.length > depth) popFrame(machine, process, exitCode)
}

/** A shell of its own has nothing more to do: its `EXIT` trap runs, once, and then it is over. */
export function endOrTrap(machine: Machine, process: ShellProcess, exitCode: number): void {
  const action = process.traps?.get('EXIT')
  const script = action === undefined || action === '' ? null : parseScript(`${action}\n`)
  if (script?.kind !== 'script' || script.list.statements.length === 0)
    return endShell(machine, process, process.leaving ?? exitCode, null)
  process.traps?.delete('EXIT')
  process.leaving ??= exitCode
  process.lastExitCode = exitCode
  pushFrame(machine, process, script.list, { guarded: true })
}

/** A script ends; a terminal's shell has a tab of its own that ends it, so it only says where. */
export function exitShell(machine: Machine, process: ShellProcess, exitCode: number): void {
  const { terminal } = machine
  if (process.parentId !== null) {
    leaveFrames(machine, process, 0, exitCode)
    return endOrTrap(machine, process, exitCode)
  }
  const statement = statementUnderWay(terminal)
  const remote = terminal.remotes.at(-1)
  if (remote !== undefined) {
    // Back from where somebody had gone; what was typed ahead is for whoever sits there.
    terminal.remotes = terminal.remotes.slice(0, -1)
    writeTo(machine, process.descriptors.get(2), remote.farewell)
  } else if (terminal.tty) {
    terminal.typedAhead = ''
    const words = 'exit\nThis terminal is closed with its tab; its shell goes on.\n'
    writeTo(machine, process.descriptors.get(2), words)
  } else {
    terminal.script = ''
    terminal.exited = true
  }
  leaveFrames(machine, process, 0, exitCode)
  endStatement(terminal, statement, exitCode)
}

/** `bash: line 3: `; a shell that is typed into names no line. */
export function complaintPrefix(machine: Machine, line: number): string {
  return machine.terminal.tty ? 'bash: ' : `bash: line ${line}: `
}

/** Words of the shell itself, on its standard error. */
export function complain(machine: Machine, process: ShellProcess, line: number, words: string): void {
  writeTo(machine, process.descriptors.get(2), `${complaintPrefix(machine, line)}${words}\n`)
}
