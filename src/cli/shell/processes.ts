/** Processes of a terminal: how they start, read, write, act and end. Whose turn it is, `machine.ts` says. */
import { processContext } from '../process-context.ts'
import type { Process, ProcessContext, Program } from '../program.ts'
import { type Machine, readsKeyboard, type TerminalState, takesInput } from '../terminal-state.ts'
import { consume, isBroken, isFull, peek, sweepChannels, writeTo } from './channels.ts'
import { noteEnding, noteStop } from './job-table.ts'
import {
  type AnyProcess,
  type Descriptors,
  isOver,
  type ShellProcess,
  SIGNALS,
  type SignalName,
  type StopSignal,
} from './process-state.ts'

/** A Java virtual machine and a Kafka tool come up in about a second. */
const TOOL_START_US = 1_000_000
/** So much a program reads at once, as C and Java do; the rest stays in the pipe. */
const INPUT_CHARS = 8_192
/** So many pieces a program writes before it is another's turn: whoever reads a pipe takes a while to wake up. */
const STEPS_AT_ONCE = 200

export interface ProcessStart {
  readonly type: 'ProcessStart'
  readonly terminal: string
  readonly processId: number
}

/** Steps made by a program: output that found room, input that it took; 0 where it waits for somebody. */
export function runProgram(machine: Machine, process: Process): number {
  const program = machine.shell.commands.program(process.program)
  if (program === null || process.stopped !== undefined) return 0
  const before = process.written.length
  const freed = before > 0 && flush(machine, process, program)
  let used = freed ? 1 : 0
  if (process.exitCode === null && process.written.length === 0) {
    if (program.isFilter === true && !process.started) {
      process.started = true
      act(machine, process, program, (context) => program.start(context))
      used++
    } else if (process.started && takesInput(process, program) && feed(machine, process))
      used += act(machine, process, program, (context) => program.onInput(context))
    if (process.started) used += writeMore(machine, process, program)
  }
  if (process.exitCode !== null && endIfDone(machine, process, program)) used++
  return used
}

function writeMore(machine: Machine, process: Process, program: Program): number {
  let used = 0
  if (program.onRoom === undefined || process.exitCode !== null) return used
  // GNU's tail looks out for this too while it has nothing to write.
  if (program.isFilter === true && isBroken(machine, process.descriptors.get(1))) {
    breakPipe(machine, process, program)
    return 1
  }
  while (used < STEPS_AT_ONCE && process.exitCode === null && process.written.length === 0) {
    if (isFull(machine, process.descriptors.get(1))) break
    const steps = program.onRoom(processContext(machine, process))
    if (steps === 0) break
    used += steps
    flush(machine, process, program)
  }
  return used
}

/** More of its standard input; false when there is none. */
function feed(machine: Machine, process: Process): boolean {
  const channel = process.descriptors.get(0)
  if (process.stdinEnded) return false
  if (channel?.kind === 'keyboard' && process.job !== 0) {
    // The signal goes to the whole job.
    for (const each of machine.terminal.processes.values())
      if (each.job === process.job) stopProcess(machine, each, 'TTIN')
    return false
  }
  const room = channel?.kind === 'pipe' ? roomFor(process.stdin) : Number.POSITIVE_INFINITY
  const { text, ended } = peek(machine, channel)
  const taken = text.slice(0, Math.max(0, room))
  if (taken === '' && !(ended && text === '')) return false
  consume(machine, channel, taken.length)
  process.stdin += taken
  if (ended && taken.length === text.length) process.stdinEnded = true
  return true
}

/** Whoever waits for the end of a line goes on reading, however long the line is. */
function roomFor(unread: string): number {
  return unread.length < INPUT_CHARS || unread.includes('\n') ? INPUT_CHARS - unread.length : INPUT_CHARS
}

function act(machine: Machine, process: Process, program: Program, does: (context: ProcessContext) => void): number {
  if (process.exitCode === null) does(processContext(machine, process))
  flush(machine, process, program)
  return 1
}

/**
 * Lets the program act, and ends it where that was the last it did. Whom its output or its end concerns has not moved
 * yet: in the middle of a shell's step nobody else may. False for a program that is over.
 */
export function letAct(
  machine: Machine,
  process: Process,
  does: (program: Program, context: ProcessContext) => void,
): boolean {
  const program = machine.shell.commands.program(process.program)
  if (program === null || process.ended) return false
  act(machine, process, program, (context) => does(program, context))
  endIfDone(machine, process, program)
  return true
}

/** Its virtual machine is up. */
export function beginProgram(machine: Machine, process: Process): void {
  process.started = true
  takeWaitingInput(machine, process)
  letAct(machine, process, (program, context) => program.start(context))
}

/** What was waiting for it before it had looked at its input. */
function takeWaitingInput(machine: Machine, process: Process): void {
  const program = machine.shell.commands.program(process.program)
  if (takesInput(process, program)) while (feed(machine, process));
}

/** Brings what it wrote where its descriptors lead, as far as there is room; true when something went. */
function flush(machine: Machine, process: Process, program: Program): boolean {
  let went = false
  while (process.written.length > 0) {
    const [piece] = process.written
    if (piece === undefined) break
    const channel = process.descriptors.get(piece.descriptor)
    if (isFull(machine, channel)) break
    process.written.shift()
    went = true
    if (!writeTo(machine, channel, piece.text) && piece.descriptor === 1) breakPipe(machine, process, program)
  }
  return went
}

function breakPipe(machine: Machine, process: Process, program: Program): void {
  process.written = process.written.filter(({ descriptor }) => descriptor !== 1)
  if (process.outputBroken) return
  process.outputBroken = true
  if (program.isFilter === true || program.startsAtOnce === true) dieOf(process, 'PIPE')
  else if (process.exitCode === null) program.onBrokenPipe?.(processContext(machine, process))
}

function dieOf(process: Process, signal: SignalName): void {
  process.diedOf = signal
  process.exitCode ??= 128 + SIGNALS[signal]
}

/** It has exited; it is over once its output is where it belongs. */
function endIfDone(machine: Machine, process: Process, program: Program | null): boolean {
  if (process.exitCode === null || process.ended || process.written.length > 0) return false
  const { terminal } = machine
  const { node } = processContext(machine, process)
  for (const peer of process.peers) node.disconnect(peer)
  if (readsKeyboard(process, program)) terminal.typedAhead = process.stdin + terminal.typedAhead
  if (process.timedOut) process.exitCode = process.diedOf === 'KILL' ? 137 : 124
  else if (process.asked !== null && process.exitCode === 130) process.exitCode = 128 + SIGNALS[process.asked]
  process.ended = true
  process.descriptors = new Map()
  process.stdin = ''
  process.state = null
  delete process.stopped
  forgetOrphans(terminal, process)
  sweepChannels(terminal)
  return true
}

/** Kills it on the spot: what it wrote and nobody has collected is lost. */
export function killProgram(machine: Machine, process: Process, signal: SignalName): void {
  const program = machine.shell.commands.program(process.program)
  if (process.ended) return
  reachServer(machine, process, 'KILL')
  process.written = []
  dieOf(process, signal)
  endIfDone(machine, process, program)
}

/** A shell of its own has come to its end, or died. */
export function endShell(machine: Machine, process: ShellProcess, exitCode: number, signal: SignalName | null): void {
  if (process.exitCode !== null) return
  const { terminal } = machine
  process.exitCode = exitCode
  process.diedOf = signal ?? process.diedOf
  process.frames = []
  process.descriptors = new Map()
  delete process.stopped
  for (const child of [...terminal.processes.values()])
    if (child.parentId === process.processId && isOver(child)) terminal.processes.delete(child.processId)
  forgetOrphans(terminal, process)
  sweepChannels(terminal)
}

/** Nobody will ask what became of it. */
function forgetOrphans(terminal: TerminalState, process: AnyProcess): void {
  const parent = terminal.processes.get(process.parentId ?? -1)
  const isJob = noteEnding(terminal, process)
  const isDisowned = process.job !== 0 && !isJob && parent?.kind === 'shell' && parent.parentId === null
  if (parent === undefined || isOver(parent) || isDisowned) terminal.processes.delete(process.processId)
}

/** It does nothing until SIGCONT; what befalls it waits. */
export function stopProcess(machine: Machine, process: AnyProcess, by: StopSignal): void {
  if (process.stopped !== undefined || isOver(process)) return
  process.stopped = Object.freeze({ by, signals: [], events: [] })
  reachServer(machine, process, 'STOP')
  noteStop(machine.terminal, process)
}

/** What a signal does to a process as a whole, it does to the server that the process is. */
export function reachServer(machine: Machine, process: AnyProcess, signal: 'HUP' | 'KILL' | 'STOP' | 'CONT'): void {
  if (process.kind !== 'program' || process.ended) return
  machine.shell.commands.program(process.program)?.onSignal?.(processContext(machine, process), signal)
}

export interface Ending {
  readonly exitCode: number
  readonly diedOf: SignalName | null
}

/** How all of them ended, who are then forgotten; null while one is still there. */
export function reap(terminal: TerminalState, processIds: readonly number[]): Ending[] | null {
  const processes = processIds.map((id) => terminal.processes.get(id))
  if (processes.some((process) => process !== undefined && !isOver(process))) return null
  for (const id of processIds) terminal.processes.delete(id)
  return processes.map((process) => ({ exitCode: process?.exitCode ?? 0, diedOf: process?.diedOf ?? null }))
}

/** Starts a program as a child of `parent`. */
export function spawnProgram(
  machine: Machine,
  parent: ShellProcess,
  call: {
    readonly program: string
    readonly args: readonly string[]
    readonly outlivesHangup?: boolean
    readonly heapOptions?: string
  },
  descriptors: Descriptors,
): Process {
  const { terminal, shell } = machine
  const program = shell.commands.program(call.program)
  // Nobody would ever move it, and whoever waits for it would wait for ever.
  if (program === null) throw new Error(`no program is called ${call.program}`)
  const isOnTheNet = program.isFilter !== true && program.startsAtOnce !== true
  const isShown = terminal.tty && descriptors.get(1)?.kind === 'screen'
  const tty = isShown && descriptors.get(0)?.kind === 'keyboard'
  const process: Process = {
    kind: 'program',
    processId: terminal.nextId++,
    serial: program.isFilter === true ? 0 : terminal.nextSerial++,
    parentId: parent.processId,
    job: parent.job,
    program: call.program,
    args: call.args,
    address: isOnTheNet ? freeAddress(machine) : terminal.name,
    folder: parent.folder,
    tty,
    ...(isShown && !tty ? { showsAtTerminal: true as const } : {}),
    descriptors: new Map(descriptors),
    stdin: '',
    stdinEnded: false,
    written: [],
    exitCode: null,
    diedOf: null,
    ended: false,
    outputBroken: false,
    ...(call.heapOptions === undefined ? {} : { heapOptions: call.heapOptions }),
    ...(call.outlivesHangup === true ? { outlivesHangup: true as const } : {}),
    asked: null,
    timedOut: false,
    peers: new Set(),
    started: false,
    state: null,
  }
  terminal.processes.set(process.processId, process)
  if (program.isFilter !== true) {
    const timer: ProcessStart = { type: 'ProcessStart', terminal: terminal.name, processId: process.processId }
    const startsAfterUs = program.startsAtOnce === true ? 0 : (program.startsAfterUs ?? TOOL_START_US)
    shell.node.as(process.address).setTimer(startsAfterUs, timer)
  }
  return process
}

/** The terminal's own while nobody uses it; programs that run beside one another need connections of their own. */
function freeAddress({ terminal, shell }: Machine): string {
  const used = new Set<string>()
  for (const process of terminal.processes.values()) {
    if (process.kind !== 'program' || process.ended) continue
    const program = shell.commands.program(process.program)
    if (program?.isFilter !== true && program?.startsAtOnce !== true) used.add(process.address)
  }
  let address = terminal.name
  for (let number = 2; used.has(address); number++) address = `${terminal.name}:${number}`
  return address
}
