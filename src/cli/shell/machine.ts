/**
 * Drives the processes of a terminal. All that can happen at once happens at once: shells step through their trees and
 * filters turn their input over until everybody waits for something of the world. A shell that never waits goes on
 * after a pause, so that an endless loop costs simulated time as it would cost real time, and nobody's patience.
 */
import type { Process, ProcessContext, Program } from '../program.ts'
import type { Machine } from '../terminal-state.ts'
import { runShell } from './interpreter.ts'
import type { AnyProcess } from './process-state.ts'
import { beginProgram, letAct, type ProcessStart, runProgram } from './processes.ts'
import { type ProcessTimeout, timeOut, waitFor } from './signals.ts'

/** Of a shell and its filters in one event; a Linux shell makes about a million steps a second. */
const STEPS_PER_EVENT = 10_000
const PAUSE_US = 10_000
/** Before another process has its turn. */
const QUANTUM = 200
/** Starting a process costs as much as so many steps of a loop. */
const STEPS_PER_PROCESS = 20

/** Goes on with what was too much for one event. */
export interface ShellPause {
  readonly type: 'ShellPause'
  readonly terminal: string
}

/** Runs everybody until nobody can go on. */
export function pump(machine: Machine): void {
  const { terminal } = machine
  if (terminal.pausing !== null) return
  let steps = STEPS_PER_EVENT
  for (let goesOn = true; goesOn; ) {
    goesOn = false
    for (const process of [...terminal.processes.values()]) {
      const before = terminal.nextId
      const used = runOne(machine, process, Math.min(QUANTUM, steps))
      if (used > 0) goesOn = true
      steps -= used + (terminal.nextId - before) * STEPS_PER_PROCESS
      if (steps <= 0) return pause(machine)
    }
  }
}

function pause({ terminal, shell }: Machine): void {
  const timer: ShellPause = { type: 'ShellPause', terminal: terminal.name }
  terminal.pausing = shell.node.setTimer(PAUSE_US, timer)
}

export function onShellPause(machine: Machine): void {
  machine.terminal.pausing = null
  pump(machine)
}

/** Steps made; 0 where it waits for somebody. */
function runOne(machine: Machine, process: AnyProcess, quantum: number): number {
  if (!machine.terminal.processes.has(process.processId) || process.stopped !== undefined) return 0
  if (process.kind === 'shell') return process.exitCode === null ? runShell(machine, process, quantum) : 0
  return process.ended ? 0 : runProgram(machine, process)
}

/** Lets the program act, then everybody whom its output or its end concerns. */
export function callProgram(
  machine: Machine,
  process: Process,
  does: (program: Program, context: ProcessContext) => void,
): void {
  if (letAct(machine, process, does)) pump(machine)
}

export function onProcessStart(machine: Machine, { processId }: ProcessStart): void {
  const process = machine.terminal.processes.get(processId)
  if (process?.kind !== 'program' || process.ended) return
  if (process.stopped !== undefined) return waitFor(process, { event: { kind: 'start' } })
  beginProgram(machine, process)
  pump(machine)
}

export function onProcessTimeout(machine: Machine, timer: ProcessTimeout): void {
  timeOut(machine, timer)
  pump(machine)
}
