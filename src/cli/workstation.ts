/**
 * The learner's own machine: one node that holds files and terminals. Each terminal speaks from a network address of
 * its own, so that what a console producer sends is seen to come from that terminal.
 */
import type { NodeBehavior, NodeContext, NodeId, Timer, TimerId } from '../engine/node-context.ts'
import { profileOf } from '../kafka/profile/registry.ts'
import { HOME, writeFile } from './files.ts'
import { programs } from './programs.ts'
import { callProgram, onProcessStart, onProcessTimeout, type ProcessStart, type ProcessTimeout } from './terminal.ts'
import { endInput, interruptTerminal, typeText } from './terminal-input.ts'
import { createTerminal, type Shell, type TerminalState } from './terminal-state.ts'
import { startWorkstation, type TerminalCommand, type WorkstationState } from './workstation-state.ts'

export { WORKSTATION_NODE, type WorkstationState } from './workstation-state.ts'

/** A timer of the process in the foreground of a terminal; it is dropped when that process has gone. */
interface ProcessTimer extends Timer {
  readonly type: 'ProcessTimer'
  readonly terminal: string
  readonly processId: number
  readonly timer: Timer
}

export const workstationBehavior: NodeBehavior<WorkstationState> = {
  start: (disk, spec) => startWorkstation(disk, spec),
  onMessage(state, message, node) {
    const terminal = state.terminals.get(message.to)
    // An answer to the process before this one: its connection is closed, so nobody here is meant.
    if (terminal?.running?.process.started !== true) return
    callProgram(terminal, shellOf(state, terminal, node), (program, context) => program.onMessage(context, message))
  },
  onTimer(state, timer, node) {
    if (timer.type === 'ProcessStart') {
      const start = timer as ProcessStart
      const terminal = state.terminals.get(start.terminal)
      if (terminal !== undefined) onProcessStart(terminal, start, shellOf(state, terminal, node))
      return
    }
    if (timer.type === 'ProcessTimeout') {
      const timeout = timer as ProcessTimeout
      const terminal = state.terminals.get(timeout.terminal)
      if (terminal !== undefined) onProcessTimeout(terminal, timeout, shellOf(state, terminal, node))
      return
    }
    const wrapped = timer as ProcessTimer
    const terminal = state.terminals.get(wrapped.terminal)
    if (terminal === undefined || terminal.running?.process.processId !== wrapped.processId) return
    callProgram(terminal, shellOf(state, terminal, node), (program, context) => program.onTimer(context, wrapped.timer))
  },
  onDisconnect(state, peer, node) {
    for (const terminal of state.terminals.values()) {
      if (terminal.running?.process.started !== true) continue
      callProgram(terminal, shellOf(state, terminal, node), (program, context) => program.onDisconnect(context, peer))
    }
  },
  onCommand(state, command, node) {
    applyTerminalCommand(state, command as TerminalCommand, node)
  },
  survive(state) {
    return state.disk
  },
}

function applyTerminalCommand(state: WorkstationState, command: TerminalCommand, node: NodeContext): void {
  if (command.type === 'WriteFile') return writeFile(state.disk, command.path, command.content)
  if (command.type === 'OpenTerminal') {
    if (!state.terminals.has(command.terminal))
      state.terminals.set(command.terminal, createTerminal(command.terminal, command.tty, HOME))
    return
  }
  const terminal = state.terminals.get(command.terminal)
  if (terminal === undefined) return
  const shell = shellOf(state, terminal, node)
  switch (command.type) {
    case 'TypeLine':
      return typeText(terminal, command.text, shell)
    case 'Interrupt':
      return interruptTerminal(terminal, shell)
    case 'EndOfInput':
      return endInput(terminal, shell)
    case 'CloseTerminal':
      interruptTerminal(terminal, shell)
      state.terminals.delete(command.terminal)
  }
}

function shellOf(state: WorkstationState, terminal: TerminalState, node: NodeContext): Shell {
  return { profile: profileOf(state.profile), disk: state.disk, programs, node: new TerminalContext(node, terminal) }
}

/** The node as a process sees it: it speaks from the terminal's address, and its timers carry whose they are. */
class TerminalContext implements NodeContext {
  readonly #node: NodeContext
  readonly #terminal: TerminalState

  constructor(node: NodeContext, terminal: TerminalState) {
    this.#node = node.as(terminal.name)
    this.#terminal = terminal
  }

  get nodeId(): NodeId {
    return this.#node.nodeId
  }
  get nowUs(): number {
    return this.#node.nowUs
  }
  get nowMs(): number {
    return this.#node.nowMs
  }
  get cause(): number {
    return this.#node.cause
  }
  get wallClockMs(): number {
    return this.#node.wallClockMs
  }
  send(...args: Parameters<NodeContext['send']>): void {
    this.#terminal.running?.process.peers.add(args[0])
    this.#node.send(...args)
  }
  setTimer(delayUs: number, timer: Timer): TimerId {
    if (timer.type === 'ProcessStart' || timer.type === 'ProcessTimeout') return this.#node.setTimer(delayUs, timer)
    const wrapped: ProcessTimer = {
      type: 'ProcessTimer',
      terminal: this.#terminal.name,
      processId: this.#terminal.running?.process.processId ?? -1,
      timer,
      ...(timer.periodic === true ? { periodic: true } : {}),
    }
    return this.#node.setTimer(delayUs, wrapped)
  }
  cancelTimer(timerId: TimerId): void {
    this.#node.cancelTimer(timerId)
  }
  randomInt(stream: string, bound: number): number {
    return this.#node.randomInt(stream, bound)
  }
  report(...args: Parameters<NodeContext['report']>): number {
    return this.#node.report(...args)
  }
  disconnect(peer: NodeId): void {
    this.#node.disconnect(peer)
  }
  machineOf(id: NodeId): ReturnType<NodeContext['machineOf']> {
    return this.#node.machineOf(id)
  }
  as(): NodeContext {
    return this
  }
  exit(): void {
    this.#node.exit()
  }
}
