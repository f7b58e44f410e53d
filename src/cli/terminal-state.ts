/** One terminal's state: its shell, what runs in the foreground, and what stands on the screen. */
import type { NodeContext } from '../engine/node-context.ts'
import type { Profile } from '../kafka/profile/profile.ts'
import type { VirtualDisk } from './files.ts'
import type { Process, Program } from './program.ts'
import type { Job } from './shell/script.ts'
import type { Outputs } from './shell/wire.ts'

export interface FinishedCommand {
  readonly command: string
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface TerminalState {
  readonly name: string
  readonly tty: boolean
  folder: string
  readonly variables: Map<string, string>
  /** All that stands on the screen; the oldest goes beyond `SCREEN_CHARS`. */
  screen: string
  /** Characters ever written to the screen. */
  screenLength: number
  /** Typed lines that do not make a whole script yet. */
  partial: string
  readonly jobs: Job[]
  /** Typed and not read yet, by a program or by the shell. */
  typedAhead: string
  /** Lines of a script that is not typed but given, and not read yet. */
  script: string
  /** Lines the shell has read: complaints name them where nobody sees a prompt. */
  linesRead: number
  running: RunningJob | null
  nextProcessId: number
  /** Nobody will type: programs meet the end of their input at once. */
  inputEnded: boolean
  lastExitCode: number
  /** Filters of the pipeline under way have let lines through already. */
  filtersFound: boolean
  /** Standard output and error of the statement under way. */
  stdout: string
  stderr: string
  readonly finished: FinishedCommand[]
  /** A script said `exit`: nothing more of it is read. */
  exited?: true
}

export interface RunningJob {
  job: Job
  stage: number
  process: Process
  /** Output of the stage so far, for the next one. */
  piped: string
  readonly outputs: Outputs
  /** Its standard input is the terminal: what it leaves unread is the shell's. */
  readonly readsTerminal: boolean
  /** Characters of `piped` that filters behind it have shown already, and whether one of them found a line. */
  passed: number
  found: boolean
  /** Ended by `timeout`. */
  timedOut: boolean
}

export interface Shell {
  readonly profile: Profile
  readonly disk: VirtualDisk
  readonly programs: Readonly<Record<string, Program>>
  readonly node: NodeContext
}

export const SCREEN_CHARS = 200_000
const FINISHED_COMMANDS = 500
/** A Java virtual machine and a Kafka tool come up in about a second. */
export const TOOL_START_US = 1_000_000

export function createTerminal(name: string, tty: boolean, folder: string): TerminalState {
  return {
    name,
    tty,
    folder,
    variables: new Map([
      ['PATH', '/tmp/kafka/bin:/usr/bin:/bin'],
      ['HOME', '/root'],
      ['PWD', folder],
    ]),
    screen: '',
    screenLength: 0,
    partial: '',
    jobs: [],
    typedAhead: '',
    script: '',
    linesRead: 0,
    running: null,
    nextProcessId: 1,
    inputEnded: false,
    lastExitCode: 0,
    filtersFound: false,
    stdout: '',
    stderr: '',
    finished: [],
  }
}

/** What stands before the line being edited. */
export function promptOf(terminal: TerminalState, programs: Shell['programs']): string {
  if (terminal.running === null) return terminal.partial === '' ? '$ ' : '> '
  const { process } = terminal.running
  return process.started ? (programs[process.program]?.prompt ?? '') : ''
}

/** Writes on the screen. */
export function show(terminal: TerminalState, text: string): void {
  terminal.screenLength += text.length
  terminal.screen =
    terminal.screen.length + text.length > SCREEN_CHARS
      ? (terminal.screen + text).slice(-SCREEN_CHARS)
      : terminal.screen + text
}

/** The shell's own complaint. */
export function shellError(terminal: TerminalState, text: string): void {
  terminal.stderr += text
  show(terminal, text)
}

/** A statement as typed has ended: what it wrote is its own, and the next begins with nothing. */
export function endStatement(terminal: TerminalState, command: string, exitCode: number): void {
  terminal.finished.push(Object.freeze({ command, stdout: terminal.stdout, stderr: terminal.stderr, exitCode }))
  if (terminal.finished.length > FINISHED_COMMANDS) terminal.finished.shift()
  terminal.lastExitCode = exitCode
  terminal.stdout = ''
  terminal.stderr = ''
}
