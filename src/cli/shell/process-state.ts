/** Processes of a terminal and what joins them, as plain data: a checkpoint may fall into the middle of any loop. */

import type { NodeId, ReceivedMessage, Timer } from '../../engine/node-context.ts'
import { HOME } from '../files.ts'
import type { Process } from '../program.ts'
import type { Declared, ShellArray } from './arrays.ts'
import type { ProcessTimeout } from './signals.ts'
import type { ShellNode } from './syntax.ts'

export type StopSignal = 'STOP' | 'TSTP' | 'TTIN'
export type SignalName = 'HUP' | 'INT' | 'KILL' | 'PIPE' | 'TERM' | 'CONT' | StopSignal

export const SIGNALS: Readonly<Record<SignalName, number>> = {
  HUP: 1,
  INT: 2,
  KILL: 9,
  PIPE: 13,
  TERM: 15,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
}

export function isStopSignal(signal: SignalName): signal is StopSignal {
  return signal === 'STOP' || signal === 'TSTP' || signal === 'TTIN'
}

/** What befell a stopped process, and reaches it when it is continued. */
export type WaitingEvent =
  | { readonly kind: 'start' }
  | { readonly kind: 'message'; readonly message: ReceivedMessage }
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'disconnect'; readonly peer: NodeId }
  | { readonly kind: 'timeout'; readonly timer: ProcessTimeout }

/** A process that a signal stopped: it does nothing until SIGCONT. */
export interface Stopped {
  readonly by: StopSignal
  /** Signals that it will notice then. */
  readonly signals: readonly SignalName[]
  /** In the order they came. */
  readonly events: readonly WaitingEvent[]
}

/** What a descriptor leads to. Never changed once made, so that processes share them. */
export type Channel =
  | { readonly kind: 'keyboard' }
  | { readonly kind: 'null' }
  /** The screen, as standard output or standard error of the statement under way. */
  | { readonly kind: 'screen'; readonly stream: 1 | 2 }
  | { readonly kind: 'pipe'; readonly pipeId: number; readonly end: 'read' | 'write' }
  /** Reads from an opened file or here-document. */
  | { readonly kind: 'input'; readonly inputId: number }
  /** Writes behind what the file holds. */
  | { readonly kind: 'file'; readonly path: string }

export type Descriptors = Map<number, Channel>

export interface Pipe {
  /** Written and not read yet. */
  buffer: string
  /** A writer waits while so many characters or more are unread. */
  capacity: number
}

/** An opened file; its place is shared by all who inherited the descriptor. */
export interface OpenInput {
  /** A file of the disk, read as it stands; null for a here-document. */
  readonly path: string | null
  readonly text: string
  offset: number
}

/** One level of a shell's work: a node of the tree and how far it has come. */
export interface Frame {
  readonly node: ShellNode
  /** Which step of the node is next; the node's own meaning. */
  at: number
  /** Its failure is looked at by somebody, so `set -e` does not end the shell. */
  readonly guarded: boolean
  /** Outputs of command substitutions so far, and the pipe of the one under way. */
  outputs: string[]
  capture: number | null
  /** Processes it waits for. */
  children: number[]
  /** Words of a loop. */
  items: string[]
  /** In force for this command alone; of a call or a redirected command: what was in force before. */
  descriptors: Descriptors | null
  /** The exit code that the condition of a loop must not hide. */
  status: number
  /** The line people see as one command, where its start and end are told; empty elsewhere. */
  readonly reports: string
  sinceUs: number
  /** Of a function: what was there before it was called. */
  before: {
    readonly positional: string[]
    readonly locals: Map<string, string | null>
    readonly arrays?: Map<string, ShellArray | null>
  } | null
}

export interface Job {
  readonly number: number
  readonly command: string
  /** Of a pipeline the last one's. */
  readonly processId: number
  /** All of a pipeline that was stopped, in their order. */
  readonly members?: readonly number[]
  /** Null while it runs or is stopped. */
  readonly exitCode: number | null
  /** What the last of it died of. */
  readonly diedOf?: SignalName
  /** Somebody was told that it was stopped. */
  readonly told: boolean
}

/** What `%+` and `%-` mean, by their numbers; 0 none. */
export interface JobMarks {
  readonly current: number
  readonly previous: number
}

export interface ShellProcess {
  readonly kind: 'shell'
  readonly processId: number
  /** Null for the shell of the terminal itself. */
  readonly parentId: number | null
  /** 0: in the foreground, where Ctrl-C reaches it. */
  job: number
  descriptors: Descriptors
  /** Null while it runs. */
  exitCode: number | null
  /** What it died of. */
  diedOf: SignalName | null
  frames: Frame[]
  readonly variables: Map<string, string>
  /** Once there is one. */
  arrays?: Map<string, ShellArray>
  /** What was declared of names, once there is one. */
  declared?: Map<string, Declared>
  /** What `trap` said, by the names of signals and `EXIT`. */
  traps?: Map<string, string>
  /** Signals whose trap is to run as soon as nothing is waited for. */
  trapped?: readonly string[]
  /** The status it ends with when its `EXIT` trap has run. */
  leaving?: number
  /** Of `getopts`: the place within a word of several options. */
  optionAt?: number
  /** Names that programs would see; kept so that `export` can list them. */
  readonly exported: Set<string>
  readonly functions: Map<string, ShellNode>
  /** Put in where a line is typed. */
  readonly aliases: Map<string, string>
  folder: string
  positional: string[]
  /** `errexit`, `nounset`, `pipefail`. */
  readonly options: Set<string>
  lastExitCode: number
  /** `$!`; 0 none. */
  lastBackground: number
  jobs: Job[]
  /** Since one of them was stopped; before, the newest two are meant. */
  jobMarks?: JobMarks
  /** The line at which `exit` was refused because of stopped jobs: another one right after it ends. */
  exitRefusedAt?: number
  /** Ctrl-C came while it waited: what it waits for decides whether it goes on. */
  interrupted: boolean
  /** Ctrl-D was typed for it. */
  inputEnded: boolean
  /** While it is stopped. */
  stopped?: Stopped
}

export type AnyProcess = ShellProcess | Process

export function isOver(process: AnyProcess): boolean {
  return process.kind === 'program' ? process.ended : process.exitCode !== null
}

/** A frame at its beginning. */
export function frameOf(node: ShellNode, guarded: boolean, reports = ''): Frame {
  return {
    node,
    at: 0,
    guarded,
    outputs: [],
    capture: null,
    children: [],
    items: [],
    descriptors: null,
    status: 0,
    reports,
    sinceUs: 0,
    before: null,
  }
}

export const MAIN_SHELL = 0

/** The shell that reads what is typed, from `nowMs` on. */
export function createMainShell(tty: boolean, nowMs: number): ShellProcess {
  return {
    kind: 'shell',
    processId: MAIN_SHELL,
    parentId: null,
    job: 0,
    descriptors: new Map<number, Channel>([
      [0, KEYBOARD],
      [1, SCREEN],
      [2, ERROR_SCREEN],
    ]),
    exitCode: null,
    diedOf: null,
    frames: [],
    variables: new Map([
      ['PATH', '/tmp/kafka/bin:/usr/bin:/bin'],
      ['HOME', '/root'],
      ['PWD', HOME],
      // How far it is from the clock.
      ['SECONDS', String(-Math.floor(nowMs / 1000))],
    ]),
    exported: new Set(['PATH', 'HOME', 'PWD']),
    functions: new Map(),
    aliases: new Map(),
    folder: HOME,
    positional: [],
    options: new Set(tty ? ['monitor'] : []),
    lastExitCode: 0,
    lastBackground: 0,
    jobs: [],
    interrupted: false,
    inputEnded: false,
  }
}

export const KEYBOARD: Channel = Object.freeze({ kind: 'keyboard' })
export const NULL_CHANNEL: Channel = Object.freeze({ kind: 'null' })
export const SCREEN: Channel = Object.freeze({ kind: 'screen', stream: 1 })
export const ERROR_SCREEN: Channel = Object.freeze({ kind: 'screen', stream: 2 })
