/**
 * What runs in a terminal. A process is plain data in the workstation's state; a program is the code that drives it.
 */
import type { NodeContext, NodeId, ReceivedMessage, Timer } from '../engine/node-context.ts'
import type { Profile } from '../kafka/profile/profile.ts'
import type { VirtualDisk } from './files.ts'

export interface Process {
  readonly processId: number
  /** Key into the table of programs: `kafka-topics.sh`. */
  readonly program: string
  readonly args: readonly string[]
  /** The terminal's address; what the process sends comes from it. */
  readonly address: NodeId
  readonly folder: string
  /** Standard output is a terminal: prompts are shown. */
  readonly tty: boolean
  /** Lines not yet read. From a file or pipe all there is; from a terminal what has been typed. */
  stdin: string
  stdinEnded: boolean
  /** What it wrote and nobody has collected yet. */
  written: { readonly descriptor: 1 | 2; readonly text: string }[]
  /** Null while it runs. */
  exitCode: number | null
  /** Whom it has spoken to; the connections close when it ends. */
  readonly peers: Set<NodeId>
  /** False until its virtual machine is up. */
  started: boolean
  /** The program's own. */
  state: unknown
}

/** Borrowed for the length of one callback; nothing of it may be kept. */
export interface ProcessContext {
  readonly process: Process
  readonly disk: VirtualDisk
  /** The Kafka version that the tools are of. */
  readonly profile: Profile
  /** Speaks from the terminal's address; timers it sets come back to this process. */
  readonly node: NodeContext
}

export interface Program {
  /** What `ProducerImage.terminal` and friends show it as; null for tools that come and go. */
  readonly client: 'producer' | 'consumer' | null
  /** What stands before a line typed into it, at a terminal. */
  readonly prompt?: string
  /** No Java: it is there at once. */
  readonly startsAtOnce?: true
  start(context: ProcessContext): void
  onMessage(context: ProcessContext, message: ReceivedMessage): void
  onTimer(context: ProcessContext, timer: Timer): void
  onDisconnect(context: ProcessContext, peer: NodeId): void
  /** More input, or its end. */
  onInput(context: ProcessContext): void
  /** Ctrl-C. */
  onInterrupt(context: ProcessContext): void
}

export function writeOut(process: Process, text: string): void {
  if (text !== '') process.written.push({ descriptor: 1, text })
}

export function writeError(process: Process, text: string): void {
  if (text !== '') process.written.push({ descriptor: 2, text })
}

export function exitProcess(process: Process, exitCode: number): void {
  process.exitCode ??= exitCode
}

/** The next whole line of input without its end; a last line without one counts once the input has ended. */
export function takeLine(process: Process): string | null {
  const end = /\r\n|\n|\r/.exec(process.stdin)
  // A carriage return at the very end may be half of a line end.
  if (end !== null && (end[0] !== '\r' || end.index + 1 < process.stdin.length || process.stdinEnded)) {
    const line = process.stdin.slice(0, end.index)
    process.stdin = process.stdin.slice(end.index + end[0].length)
    return line
  }
  if (!process.stdinEnded || process.stdin === '') return null
  const line = process.stdin
  process.stdin = ''
  return line
}
