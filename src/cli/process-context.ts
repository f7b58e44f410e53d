/** The node as a process sees it: it speaks from the process's address, and its timers carry whose they are. */
import type { NodeContext, NodeId, Timer, TimerId } from '../engine/node-context.ts'
import type { Process, ProcessContext, ToolFacts } from './program.ts'
import type { Machine } from './terminal-state.ts'

/** A timer of one process; it is dropped when that process has gone. */
export interface ProcessTimer extends Timer {
  readonly type: 'ProcessTimer'
  readonly terminal: string
  readonly processId: number
  readonly timer: Timer
}

const NO_TOOL: ToolFacts = {
  className: '',
  optionTable: new Map(),
  parser: null,
  renamed: [],
  description: '',
  about: '',
}

/** For one callback of the process. */
export function processContext({ terminal, shell }: Machine, process: Process): ProcessContext {
  const { disk, profile, commands } = shell
  const facts = commands.ofProgram(process.program)?.facts ?? NO_TOOL
  return { process, disk, profile, facts, node: new ProcessNodeContext(shell.node, terminal.name, process) }
}

class ProcessNodeContext implements NodeContext {
  readonly #node: NodeContext
  readonly #terminal: string
  readonly #process: Process

  constructor(node: NodeContext, terminal: string, process: Process) {
    this.#node = node.as(process.address)
    this.#terminal = terminal
    this.#process = process
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
    this.#process.peers.add(args[0])
    this.#node.send(...args)
  }
  get replyPath(): number {
    return this.#node.replyPath
  }
  sendBack(...args: Parameters<NodeContext['sendBack']>): void {
    this.#node.sendBack(...args)
  }
  setTimer(delayUs: number, timer: Timer): TimerId {
    const wrapped: ProcessTimer = {
      type: 'ProcessTimer',
      terminal: this.#terminal,
      processId: this.#process.processId,
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
  machines(): ReturnType<NodeContext['machines']> {
    return this.#node.machines()
  }
  as(): NodeContext {
    return this
  }
  operate(...args: Parameters<NodeContext['operate']>): string | null {
    return this.#node.operate(...args)
  }
  exit(): void {
    this.#node.exit()
  }
}
