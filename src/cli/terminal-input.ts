/** What reaches a terminal from outside: lines, Ctrl-C, the end of its input. */

import { callProgram, pump } from './shell/machine.ts'
import { isOver } from './shell/process-state.ts'
import { reachServer } from './shell/processes.ts'
import { readLine } from './shell/read-lines.ts'
import { serverIn } from './shell/server-run.ts'
import { interruptForeground, sendSignal, stopForeground } from './shell/signals.ts'
import { isIdle, type Machine, mainShellOf, promptOf, show, takesInput } from './terminal-state.ts'

/**
 * A line, or several. At a terminal each goes to whoever reads the keyboard when it comes: the shell, or the program in
 * the foreground. A terminal that is none takes lines that come while its shell is idle as the shell's script.
 */
export function typeText(machine: Machine, text: string): void {
  const { terminal } = machine
  if (!terminal.tty && isIdle(terminal)) {
    terminal.script += `${text}\n`
    return pump(machine)
  }
  for (const line of text.split('\n')) typeLine(machine, line)
}

function typeLine(machine: Machine, line: string): void {
  const { terminal, shell } = machine
  if (terminal.tty) show(terminal, `${promptOf(terminal, shell.commands)}${line}\n`)
  if (isIdle(terminal)) readLine(machine, line)
  else terminal.typedAhead += `${line}\n`
  pump(machine)
}

/** Ctrl-C: an empty line for a shell that waits, a signal for whoever runs in the foreground. */
export function interruptTerminal(machine: Machine): void {
  const { terminal } = machine
  if (terminal.tty) show(terminal, '^C')
  terminal.partial = ''
  // The line discipline of a terminal forgets what nobody has read yet.
  if (terminal.tty) terminal.typedAhead = ''
  if (isIdle(terminal)) {
    if (terminal.tty) show(terminal, '\n')
    return
  }
  if (terminal.tty)
    for (const process of terminal.processes.values())
      if (process.kind === 'program' && process.descriptors.get(0)?.kind === 'keyboard') process.stdin = ''
  interruptForeground(machine)
  pump(machine)
}

/** Ctrl-Z: whatever runs in the foreground is stopped; a shell that waits for a line takes no notice. */
export function suspendTerminal(machine: Machine): void {
  const { terminal } = machine
  if (!terminal.tty || isIdle(terminal)) return
  show(terminal, '^Z')
  terminal.typedAhead = ''
  stopForeground(machine)
  pump(machine)
}

/** Ctrl-D. A terminal that is none (a script's) then has no input for whatever it runs. */
export function endInput(machine: Machine): void {
  const { terminal, shell } = machine
  if (isIdle(terminal)) {
    terminal.inputEnded = !terminal.tty
    return
  }
  for (const process of [...terminal.processes.values()]) {
    if (process.job !== 0 || isOver(process) || process.stopped !== undefined) continue
    if (process.kind === 'shell') process.inputEnded = isReading(process.frames[process.frames.length - 1]?.items[0])
    else if (process.descriptors.get(0)?.kind === 'keyboard' && !process.stdinEnded) {
      process.stdinEnded = true
      const program = shell.commands.program(process.program)
      if (process.started && takesInput(process, program))
        callProgram(machine, process, (each, context) => each.onInput(context))
    }
  }
  pump(machine)
}

function isReading(command: string | undefined): boolean {
  return command === 'read'
}

/** SIGHUP, at which a server ends in order; one that was called with nohup, or disowned, goes on without a terminal. */
function hangUpServers(machine: Machine): void {
  const { terminal } = machine
  const { jobs } = mainShellOf(terminal)
  for (const process of [...terminal.processes.values()]) {
    if (process.kind !== 'program' || serverIn(process) === null) continue
    const isDisowned = process.job !== 0 && !jobs.some(({ number }) => number === process.job)
    if (process.asked === null && process.outlivesHangup !== true && !isDisowned) reachServer(machine, process, 'HUP')
    if (process.stopped !== undefined) reachServer(machine, process, 'CONT')
    terminal.processes.delete(process.processId)
  }
}

/** Everything that runs in it ends with it, a server in its own time. */
export function closeTerminal(machine: Machine): void {
  interruptTerminal(machine)
  hangUpServers(machine)
  for (const process of [...machine.terminal.processes.values()])
    if (process !== mainShellOf(machine.terminal)) sendSignal(machine, process, 'KILL')
  if (machine.terminal.pausing !== null) machine.shell.node.cancelTimer(machine.terminal.pausing)
}
