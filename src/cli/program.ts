/**
 * What runs in a terminal. A process is plain data in the workstation's state; a program is the code that drives it.
 */
import type { NodeContext, NodeId, ReceivedMessage, Timer } from '../engine/node-context.ts'
import type { ArgumentParser } from '../kafka/profile/argument-parser.ts'
import type { Profile } from '../kafka/profile/profile.ts'
import type { RenamedOption } from '../kafka/profile/tool-profile.ts'
import type { VirtualDisk } from './files.ts'
import type { OptionTable } from './options/jopt.ts'
import type { Descriptors, SignalName, Stopped } from './shell/process-state.ts'

export interface Process {
  readonly kind: 'program'
  readonly processId: number
  /** How many programs that take time this terminal had called before, and one: names what is its own. */
  readonly serial: number
  /** The shell that called it. */
  readonly parentId: number
  /** 0: in the foreground, where Ctrl-C reaches it. */
  job: number
  /** Name of its row in the registry: `kafka-topics.sh`. */
  readonly program: string
  readonly args: readonly string[]
  /** What the process sends comes from it: the terminal's address, or one beside it while that is in use. */
  readonly address: NodeId
  readonly folder: string
  /** Standard input and output are a terminal: prompts are shown. */
  readonly tty: boolean
  /** Its standard output is a terminal, and its input is none. */
  readonly showsAtTerminal?: true
  /** Where its descriptors lead; empty once it has ended. */
  descriptors: Descriptors
  /** Lines not yet read, as far as they have come. */
  stdin: string
  stdinEnded: boolean
  /** What it wrote and nobody has collected yet. */
  written: { readonly descriptor: 1 | 2; readonly text: string }[]
  /** Null while it runs. */
  exitCode: number | null
  /** What it died of, where a signal ended it. */
  diedOf: SignalName | null
  /** Its output is collected and its connections are closed: whoever waits for it may go on. */
  ended: boolean
  /** Nobody reads its standard output any more, and it was told so. */
  outputBroken: boolean
  /** KAFKA_HEAP_OPTS, where that was set for it. */
  readonly heapOptions?: string
  /** It was called with `nohup`: its terminal may close. */
  readonly outlivesHangup?: true
  /** The signal it was asked to end with. */
  asked: SignalName | null
  /** `timeout` ended it. */
  timedOut: boolean
  /** Whom it has spoken to; the connections close when it ends. */
  readonly peers: Set<NodeId>
  /** False until its virtual machine is up. */
  started: boolean
  /** While it is stopped. */
  stopped?: Stopped
  /** The program's own. */
  state: unknown
}

/** What a tool of Kafka is in its version. */
export interface ToolFacts {
  /** The Java class behind the script; empty where nobody calls it by one. */
  readonly className: string
  /** joptsimple's options by their names without dashes; empty where argparse4j reads them. */
  readonly optionTable: OptionTable
  /** argparse4j's; null where joptsimple reads the options. */
  readonly parser: ArgumentParser | null
  /** Options it takes under an old name still. */
  readonly renamed: readonly RenamedOption[]
  /** What the help of a tool of joptsimple begins with. */
  readonly description: string
  /** What it is for, in one line of our own words, for those who ask what a command says; empty where nobody wrote one. */
  readonly about: string
}

/** Borrowed for the length of one callback; nothing of it may be kept. */
export interface ProcessContext {
  readonly process: Process
  readonly disk: VirtualDisk
  /** The Kafka version that the tools are of. */
  readonly profile: Profile
  /** Of a tool: what its row of the registry says. */
  readonly facts: ToolFacts
  /** Speaks from the process's address; timers it sets come back to this process. */
  readonly node: NodeContext
}

export interface Program {
  /** What `ProducerImage.terminal` and friends show it as; null for tools that come and go. */
  readonly client: 'producer' | 'consumer' | null
  /** It runs until somebody ends it, so that nobody waits for its end. */
  readonly goesOn?: true
  /** What stands before a line typed into it, at a terminal. */
  readonly prompt?: string
  /** It looks at standard input; what others are given stays for the shell. */
  readonly readsInput?: true
  /** A pipe or a file, that is; what is typed is not for it. */
  readonly leavesKeyboard?: true
  /** Ctrl-C is no end to it, now: less goes on showing what it has read. */
  outlivesInterrupt?(process: Process): boolean
  /** No Java: it is there at once, and a signal ends it at once. */
  readonly startsAtOnce?: true
  /** No Java, and yet on the net and with an end of its own: so long it takes to start, in microseconds. */
  readonly startsAfterUs?: number
  /** Only turns text into text: it runs whenever there is input for it, and takes no simulated time. */
  readonly isFilter?: true
  start(context: ProcessContext): void
  onMessage(context: ProcessContext, message: ReceivedMessage): void
  onTimer(context: ProcessContext, timer: Timer): void
  onDisconnect(context: ProcessContext, peer: NodeId): void
  /** More input, or its end. */
  onInput(context: ProcessContext): void
  /** Ctrl-C. */
  onInterrupt(context: ProcessContext): void
  /**
   * All it wrote is where it belongs, and there is room for more: how many steps it made of that, 0 where it has nothing
   * to write. Who writes in here piece by piece waits, as a real program does, for a reader that is slow.
   */
  onRoom?(context: ProcessContext): number
  /** What a signal does to it without its doing: a server that runs in it has the same done to it. */
  onSignal?(context: ProcessContext, signal: 'HUP' | 'KILL' | 'STOP' | 'CONT'): void
  /** Nobody reads its output any more. Java ignores the signal; most tools never notice. */
  onBrokenPipe?(context: ProcessContext): void
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
