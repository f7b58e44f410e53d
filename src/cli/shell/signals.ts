/** Signals to processes: Ctrl-C, `kill`, `timeout`. */
import type { Process } from '../program.ts'
import { endStatement, type Machine, mainShellOf, show, statementUnderWay } from '../terminal-state.ts'
import { writeTo } from './channels.ts'
import { leaveFrames } from './frames.ts'
import { forgetJobs } from './job-table.ts'
import {
  type AnyProcess,
  isOver,
  isStopSignal,
  type ShellProcess,
  SIGNALS,
  type SignalName,
  type StopSignal,
  type WaitingEvent,
} from './process-state.ts'
import { beginProgram, endShell, killProgram, letAct, reachServer, stopProcess } from './processes.ts'

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
  if (signal === 'CONT') continueProcess(machine, process)
  else if (isStopSignal(signal)) stopGroup(machine, process, signal)
  else if (process.stopped !== undefined && signal !== 'KILL') waitFor(process, { signal })
  else if (process.kind === 'program') signalProgram(machine, process, signal)
  else if (process.parentId === null) {
    if (signal === 'INT') interruptShell(machine, process)
  } else if (signal !== 'KILL' && isTrapped(process, signal)) {
    // Whatever runs in the foreground has had the signal as well, or goes on, and then it is the trap's turn.
    process.trapped = [...(process.trapped ?? []), signal]
  } else if (signal === 'INT' && waitsForOthers(machine, process)) process.interrupted = true
  else if (signal !== 'KILL' && isOneCommand(process) && waitsForOthers(machine, process)) {
    for (const child of childrenOf(machine, process)) sendSignal(machine, child, signal)
  } else {
    // Its children are in the same group: whoever ends the group ends them too.
    if (signal !== 'INT') for (const child of childrenOf(machine, process)) sendSignal(machine, child, signal)
    endShell(machine, process, 128 + SIGNALS[signal], signal)
  }
}

/** Notes for a stopped process what it will notice when it goes on. */
export function waitFor(
  process: AnyProcess,
  what: { readonly signal: SignalName } | { readonly event: WaitingEvent },
): void {
  if (process.stopped === undefined) return
  const { by, signals, events } = process.stopped
  process.stopped = Object.freeze(
    'signal' in what
      ? { by, signals: [...signals, what.signal], events }
      : { by, signals, events: [...events, what.event] },
  )
}

/** The shell of the terminal takes no notice; a job of one command is that command. */
function stopGroup(machine: Machine, process: AnyProcess, signal: StopSignal): void {
  if (process.parentId === null) return
  if (process.kind === 'shell' && isOneCommand(process))
    for (const child of childrenOf(machine, process)) stopProcess(machine, child, signal)
  stopProcess(machine, process, signal)
}

/** What waited for it happens now: signals first, then all else in its order. */
function continueProcess(machine: Machine, process: AnyProcess): void {
  if (process.kind === 'shell' && isOneCommand(process))
    for (const child of childrenOf(machine, process)) continueProcess(machine, child)
  const { stopped } = process
  if (stopped === undefined) return
  delete process.stopped
  reachServer(machine, process, 'CONT')
  for (const signal of stopped.signals) sendSignal(machine, process, signal)
  for (const event of stopped.events) {
    // It may stop itself again, as when it reads the keyboard in the background.
    if (process.stopped !== undefined) waitFor(process, { event })
    else if (!isOver(process)) befall(machine, process, event)
  }
}

/** Here and now. */
export function befall(machine: Machine, process: AnyProcess, event: WaitingEvent): void {
  if (event.kind === 'timeout') return timeOut(machine, event.timer)
  if (process.kind !== 'program') return
  switch (event.kind) {
    case 'start':
      return beginProgram(machine, process)
    case 'message':
      letAct(machine, process, (program, context) => program.onMessage(context, event.message))
      return
    case 'timer':
      letAct(machine, process, (program, context) => program.onTimer(context, event.timer))
      return
    case 'disconnect':
      letAct(machine, process, (program, context) => program.onDisconnect(context, event.peer))
  }
}

/** What `timeout` does when the time is up: one that stands still alone, it has go on to notice; stopped together, it waits. */
export function timeOut(machine: Machine, timer: ProcessTimeout): void {
  const process = machine.terminal.processes.get(timer.processId)
  if (process === undefined || isOver(process)) return
  if (process.stopped !== undefined && process.stopped.by !== 'STOP')
    return waitFor(process, { event: { kind: 'timeout', timer } })
  if (process.kind === 'program' && timer.preservesStatus !== true) process.timedOut = true
  if (timer.told !== undefined) writeTo(machine, process.descriptors.get(2), timer.told)
  sendSignal(machine, process, timer.signal)
  sendSignal(machine, process, 'CONT')
  if (process.kind === 'shell' && process.exitCode !== null && timer.preservesStatus !== true)
    process.exitCode = timer.signal === 'KILL' ? 137 : 124
}

function childrenOf({ terminal }: Machine, process: ShellProcess): AnyProcess[] {
  return [...terminal.processes.values()].filter((child) => child.parentId === process.processId && !isOver(child))
}

/** A program that was put into the background: bash becomes it, so that whoever waits for one waits for the other. */
function isOneCommand({ frames }: ShellProcess): boolean {
  const [only, ...others] = frames
  return others.length === 0 && (only?.node.kind === 'simple' || only?.node.kind === 'pipeline')
}

export function waitsForOthers(machine: Machine, process: ShellProcess): boolean {
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
  if (signal === 'INT' && program?.outlivesInterrupt?.(process) === true) return
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

function isTrapped({ traps }: ShellProcess, signal: SignalName): boolean {
  return traps?.has(signal) === true
}

/** The shell of the terminal goes on where what it waits for ends by itself, and gives up where it died. */
function interruptShell(machine: Machine, process: ShellProcess): void {
  if (process.frames.length === 0) return
  if (isTrapped(process, 'INT')) {
    process.trapped = [...(process.trapped ?? []), 'INT']
    return
  }
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
  // What was brought to the foreground has been seen to end.
  const waited = process.frames.flatMap(({ children }) => children)
  forgetJobs(
    machine.terminal,
    process,
    process.jobs.filter((job) => job.exitCode !== null && waited.includes(job.processId)),
  )
  leaveFrames(machine, process, 0, exitCode)
  process.lastExitCode = exitCode
  return statement
}

/** Ctrl-Z: all that runs in the foreground, but for the shell itself. */
export function stopForeground(machine: Machine): void {
  for (const process of [...machine.terminal.processes.values()])
    if (process.job === 0 && process.parentId !== null) stopProcess(machine, process, 'TSTP')
}

export function interruptForeground(machine: Machine): void {
  const { terminal } = machine
  for (const process of [...terminal.processes.values()])
    if (process.job === 0 && process.parentId !== null && !isOver(process)) sendSignal(machine, process, 'INT')
  sendSignal(machine, mainShellOf(terminal), 'INT')
}
