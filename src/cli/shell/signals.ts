/** Signals to processes: Ctrl-C, `kill`, `timeout`. */
import type { Process } from '../program.ts'
import { endStatement, type Machine, mainShellOf, show, statementUnderWay } from '../terminal-state.ts'
import { writeTo } from './channels.ts'
import { leaveFrames } from './frames.ts'
import { type AnyProcess, type ShellProcess, SIGNALS, type SignalName } from './process-state.ts'
import { endShell, isOver, killProgram, letAct } from './processes.ts'

export interface ProcessTimeout {
  readonly type: 'ProcessTimeout'
  readonly terminal: string
  readonly processId: number
  readonly signal: SignalName
  /** Present: the exit code stays the process's own. */
  readonly preservesStatus?: true
  /** Is said on its standard error first. */
  readonly told?: string
}

export function sendSignal(machine: Machine, process: AnyProcess, signal: SignalName): void {
  if (isOver(process)) return
  if (process.kind === 'program') signalProgram(machine, process, signal)
  else if (process.parentId === null) {
    if (signal === 'INT') interruptShell(machine, process)
  } else if (signal === 'INT' && waitsForOthers(machine, process)) process.interrupted = true
  else if (signal !== 'KILL' && isOneCommand(process) && waitsForOthers(machine, process)) {
    for (const child of childrenOf(machine, process)) sendSignal(machine, child, signal)
  } else {
    // Its children are in the same group: whoever ends the group ends them too.
    if (signal !== 'INT') for (const child of childrenOf(machine, process)) sendSignal(machine, child, signal)
    endShell(machine, process, 128 + SIGNALS[signal], signal)
  }
}

function childrenOf({ terminal }: Machine, process: ShellProcess): AnyProcess[] {
  return [...terminal.processes.values()].filter((child) => child.parentId === process.processId && !isOver(child))
}

/** A program that was put into the background: bash becomes it, so that whoever waits for one waits for the other. */
function isOneCommand({ frames }: ShellProcess): boolean {
  const [only, ...others] = frames
  return others.length === 0 && (only?.node.kind === 'simple' || only?.node.kind === 'pipeline')
}

function waitsForOthers(machine: Machine, process: ShellProcess): boolean {
  const top = process.frames[process.frames.length - 1]
  return (top?.children ?? []).some((id) => {
    const child = machine.terminal.processes.get(id)
    return child !== undefined && !isOver(child)
  })
}

/**
 * A Java program ends by itself, with an exit code, which the shell does not take for a death by signal; one that is
 * still starting, and everything that is not Java, dies of it. One that was asked before and has not ended yet does so
 * now, which Java would not: but nobody shall be left without a prompt.
 */
function signalProgram(machine: Machine, process: Process, signal: SignalName): void {
  const program = machine.shell.commands.program(process.program)
  const obeys = process.started && program?.isFilter !== true && program?.startsAtOnce !== true
  if (!obeys || signal === 'KILL') return killProgram(machine, process, signal)
  if (process.asked !== null && signal === 'INT') {
    const words = `${process.program}: still closing; ended by the simulator at the second Ctrl-C\n`
    writeTo(machine, process.descriptors.get(2), words)
    return killProgram(machine, process, 'KILL')
  }
  process.asked ??= signal
  letAct(machine, process, (called, context) => called.onInterrupt(context))
}

/** The shell of the terminal goes on where what it waits for ends by itself, and gives up where it died. */
function interruptShell(machine: Machine, process: ShellProcess): void {
  if (process.frames.length === 0) return
  if (waitsForOthers(machine, process)) process.interrupted = true
  else abandon(machine, process)
}

/** Ctrl-C: gives up the statement under way and what was to follow it. */
export function abandon(machine: Machine, process: ShellProcess): void {
  const { terminal } = machine
  const statement = leaveStatement(machine, process, 130)
  terminal.script = ''
  if (terminal.tty) show(terminal, '\n')
  endStatement(terminal, statement, 130)
}

/** A line that cannot be carried out ends there; the next one is read as ever. */
export function abandonLine(machine: Machine, process: ShellProcess): void {
  endStatement(machine.terminal, leaveStatement(machine, process, 1), 1)
}

function leaveStatement(machine: Machine, process: ShellProcess, exitCode: number): string {
  const statement = statementUnderWay(machine.terminal)
  process.interrupted = false
  leaveFrames(machine, process, 0, exitCode)
  process.lastExitCode = exitCode
  return statement
}

export function interruptForeground(machine: Machine): void {
  const { terminal } = machine
  for (const process of [...terminal.processes.values()])
    if (process.job === 0 && process.parentId !== null && !isOver(process)) sendSignal(machine, process, 'INT')
  sendSignal(machine, mainShellOf(terminal), 'INT')
}
