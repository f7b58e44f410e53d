/**
 * The learner's own machine: one node that holds files and terminals. Each terminal speaks from a network address of
 * its own, so that what a console producer sends is seen to come from that terminal.
 */
import type { NodeBehavior, NodeContext } from '../engine/node-context.ts'
import { profileOf } from '../kafka/profile/registry.ts'
import { beginAtLogin, isKafkaMissing } from './bare-machine.ts'
import { layScripts } from './bin-files.ts'
import { commandsOf } from './commands/registry.ts'
import { writeFile } from './files.ts'
import { withMounts } from './mounted-files.ts'
import type { ProcessTimer } from './process-context.ts'
import type { Process } from './program.ts'
import { leaveEditor, saveInEditor } from './shell/editor.ts'
import { onProcessStart, onProcessTimeout, onShellPause, pump, type ShellPause } from './shell/machine.ts'
import type { WaitingEvent } from './shell/process-state.ts'
import type { ProcessStart } from './shell/processes.ts'
import { befall, type ProcessTimeout, waitFor } from './shell/signals.ts'
import { closeTerminal, endInput, interruptTerminal, suspendTerminal, typeText } from './terminal-input.ts'
import { createTerminal, freeNumbers, type Machine, mainShellOf, type TerminalState } from './terminal-state.ts'
import { startWorkstation, type TerminalCommand, type WorkstationState } from './workstation-state.ts'

export { WORKSTATION_NODE, type WorkstationState } from './workstation-state.ts'

type OwnTimer = ProcessStart | ProcessTimeout | ProcessTimer | ShellPause

export const workstationBehavior: NodeBehavior<WorkstationState> = {
  start: (disk, spec) => startWorkstation(disk, spec),
  onMessage(state, message, node) {
    for (const [terminal, process] of programsOf(state)) {
      // An answer to the process before this one: its connection is closed, so nobody here is meant.
      if (process.address !== message.to || !process.started || !isOnTheNet(state, process)) continue
      reach(machineOf(state, terminal, node), process, { kind: 'message', message })
      return
    }
  },
  onTimer(state, timer, node) {
    const own = timer as OwnTimer
    const terminal = state.terminals.get(own.terminal)
    if (terminal === undefined) return
    const machine = machineOf(state, terminal, node)
    if (own.type === 'ProcessStart') onProcessStart(machine, own)
    else if (own.type === 'ProcessTimeout') onProcessTimeout(machine, own)
    else if (own.type === 'ShellPause') onShellPause(machine)
    else {
      const process = terminal.processes.get(own.processId)
      if (process?.kind !== 'program' || !process.started) return
      reach(machine, process, { kind: 'timer', timer: own.timer })
    }
  },
  onDisconnect(state, peer, node) {
    for (const [terminal, process] of programsOf(state)) {
      if (!process.started) continue
      reach(machineOf(state, terminal, node), process, { kind: 'disconnect', peer })
    }
  },
  onCommand(state, command, node) {
    applyTerminalCommand(state, command as TerminalCommand, node)
  },
  survive(state) {
    return state.disk
  },
}

/** At once, or when a stopped one is continued. */
function reach(machine: Machine, process: Process, event: WaitingEvent): void {
  if (process.stopped !== undefined) waitFor(process, { event })
  else {
    befall(machine, process, event)
    pump(machine)
  }
}

/** Filters stand under the terminal's address, too, and speak to nobody. */
function isOnTheNet({ profile }: WorkstationState, { program: name }: Process): boolean {
  const program = commandsOf(profile).program(name)
  return program?.isFilter !== true && program?.startsAtOnce !== true
}

/** All programs that run, as they stand now. */
function programsOf(state: WorkstationState): [TerminalState, Process][] {
  const programs: [TerminalState, Process][] = []
  for (const terminal of state.terminals.values())
    for (const process of terminal.processes.values())
      if (process.kind === 'program' && !process.ended) programs.push([terminal, process])
  return programs
}

function applyTerminalCommand(state: WorkstationState, command: TerminalCommand, node: NodeContext): void {
  if (command.type === 'WriteFile') return writeFile(state.disk, command.path, command.content)
  if (command.type === 'OpenTerminal') {
    if (!state.terminals.has(command.terminal)) openTerminal(state, command.terminal, command.tty, node.nowMs)
    return
  }
  const terminal = state.terminals.get(command.terminal)
  if (terminal === undefined) return
  const machine = machineOf(state, terminal, node)
  switch (command.type) {
    case 'TypeLine':
      return typeText(machine, command.text)
    case 'Interrupt':
      return interruptTerminal(machine)
    case 'EndOfInput':
      return endInput(machine)
    case 'Suspend':
      return suspendTerminal(machine)
    case 'SaveFile':
      return saveInEditor(machine, command)
    case 'LeaveEditor':
      return leaveEditor(machine)
    case 'CloseTerminal':
      closeTerminal(machine)
      state.terminals.delete(command.terminal)
      state.freeNumbers.set(terminal.name, {
        shellPid: terminal.shellPid,
        nextId: terminal.nextId,
        nextSerial: terminal.nextSerial,
      })
  }
}

function openTerminal(state: WorkstationState, name: string, tty: boolean, nowMs: number): void {
  // The scripts come with the tools, which are loaded for the first terminal.
  if (state.terminals.size + state.freeNumbers.size === 0 && !isKafkaMissing(state.disk))
    layScripts(state.disk, commandsOf(state.profile))
  const numbers = state.freeNumbers.get(name) ?? freeNumbers(state.terminals.size + state.freeNumbers.size)
  state.terminals.set(name, createTerminal(name, tty, nowMs, numbers))
  const opened = state.terminals.get(name)
  if (opened !== undefined) beginAtLogin(state.disk, mainShellOf(opened))
  state.freeNumbers.delete(name)
}

function machineOf(state: WorkstationState, terminal: TerminalState, node: NodeContext): Machine {
  const { profile } = state
  const disk = withMounts(state.disk, profile, node)
  const { terminals } = state
  const commands = commandsOf(profile)
  return { terminal, shell: { profile: profileOf(profile), commands, disk, node: node.as(terminal.name), terminals } }
}
