/** One terminal's state: its processes, what joins them, and what stands on the screen. */
import type { NodeContext, TimerId } from '../engine/node-context.ts'
import type { Profile } from '../kafka/profile/profile.ts'
import type { Commands } from './commands/command.ts'
import type { VirtualDisk } from './files.ts'
import type { Process, Program } from './program.ts'
import {
  type AnyProcess,
  createMainShell,
  MAIN_SHELL,
  type OpenInput,
  type Pipe,
  type ShellProcess,
} from './shell/process-state.ts'

export interface FinishedCommand {
  readonly command: string
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/**
 * Numbers a terminal has not given yet. A terminal that is opened again under the name of a closed one goes on counting
 * where that one was: timers of what ran there name its processes, and shall find nobody.
 */
export interface FreeNumbers {
  /** What `$$` says: the pid of the terminal's own shell. */
  readonly shellPid: number
  /** Of the next process, pipe or opened file. */
  nextId: number
  /** Of the next program that takes time. */
  nextSerial: number
}

export interface TerminalState extends FreeNumbers {
  readonly name: string
  readonly tty: boolean
  /** By their ids, in the order they were started; the shell itself is the first. */
  readonly processes: Map<number, AnyProcess>
  readonly pipes: Map<number, Pipe>
  readonly inputs: Map<number, OpenInput>
  /** The timer that goes on with what was too much for one event; null while none is set. */
  pausing: TimerId | null
  /** All that stands on the screen; the oldest goes beyond `SCREEN_CHARS`. */
  screen: string
  /** Characters ever written to the screen. */
  screenLength: number
  /** Typed lines that do not make a whole script yet. */
  partial: string
  /** Typed and not read yet, by a program or by the shell. */
  typedAhead: string
  /** Lines of a script that is not typed but given, and not read yet. */
  script: string
  /** Lines the shell has read: complaints name them where nobody sees a prompt. */
  linesRead: number
  /** Nobody will type: programs meet the end of their input at once. */
  inputEnded: boolean
  /** Of the last statement that ended. */
  lastExitCode: number
  /** Standard output and error of the statement under way. */
  stdout: string
  stderr: string
  readonly finished: FinishedCommand[]
  /** A script said `exit`: nothing more of it is read. */
  exited?: true
  /** Machines and containers that somebody has gone to from here, and not come back from: the innermost last. */
  remotes: readonly Remote[]
}

/** A prompt on another machine, as `ssh` and `docker exec -it … bash` open one. */
export interface Remote {
  readonly host: string
  readonly prompt: string
  /** What is said when `exit` leads back. */
  readonly farewell: string
}

export interface Shell {
  readonly profile: Profile
  readonly disk: VirtualDisk
  readonly commands: Commands
  readonly node: NodeContext
  /** All terminals of this machine, the one in hand among them. */
  readonly terminals: ReadonlyMap<string, TerminalState>
}

/** A terminal and the world it may reach, for the length of one event. */
export interface Machine {
  readonly terminal: TerminalState
  readonly shell: Shell
}

export const SCREEN_CHARS = 600_000
const SCREEN_SLACK = 50_000
const FINISHED_COMMANDS = 500

export function createTerminal(
  name: string,
  tty: boolean,
  nowMs: number,
  { shellPid, nextId, nextSerial }: FreeNumbers = freeNumbers(0),
): TerminalState {
  return {
    name,
    tty,
    shellPid,
    processes: new Map([[MAIN_SHELL, createMainShell(tty, nowMs)]]),
    pipes: new Map(),
    inputs: new Map(),
    nextId,
    nextSerial,
    pausing: null,
    screen: '',
    screenLength: 0,
    partial: '',
    typedAhead: '',
    script: '',
    linesRead: 0,
    inputEnded: false,
    lastExitCode: 0,
    stdout: '',
    stderr: '',
    finished: [],
    remotes: [],
  }
}

/** Those of a terminal before which so many others were opened; pids of a machine are of one process each. */
export function freeNumbers(terminalsBefore: number): FreeNumbers {
  const shellPid = 2001 + 10_000 * terminalsBefore
  return { shellPid, nextId: shellPid + 1, nextSerial: 1 }
}

export function mainShellOf(terminal: TerminalState): ShellProcess {
  return terminal.processes.get(MAIN_SHELL) as ShellProcess
}

/** The shell waits for a line; jobs in the background may go on. */
export function isIdle(terminal: TerminalState): boolean {
  return mainShellOf(terminal).frames.length === 0
}

/** The statement under way, as it was typed; empty when there is none. */
export function statementUnderWay(terminal: TerminalState): string {
  const [frame] = mainShellOf(terminal).frames
  return frame?.node.kind === 'list' ? (frame.node.statements[frame.at - 1]?.text ?? '') : ''
}

/** The program that people see as running: who reads the keyboard, or else the first that takes time. */
export function foregroundProgram(terminal: TerminalState, commands: Commands): Process | null {
  let first: Process | null = null
  for (const process of terminal.processes.values()) {
    if (process.kind !== 'program' || process.job !== 0 || process.ended) continue
    const program = commands.program(process.program)
    if (readsKeyboard(process, program)) return process
    if (program?.isFilter !== true) first ??= process
  }
  return first
}

export function readsKeyboard(process: Process, program: Program | null): boolean {
  return takesInput(process, program) && process.descriptors.get(0)?.kind === 'keyboard'
}

/** What comes on its standard input is for it. */
export function takesInput({ descriptors }: Process, program: Program | null): boolean {
  if (program?.readsInput !== true) return false
  return program.leavesKeyboard !== true || descriptors.get(0)?.kind !== 'keyboard'
}

/** What stands before the line being edited. */
export function promptOf(terminal: TerminalState, commands: Commands): string {
  if (isIdle(terminal)) return terminal.partial !== '' ? '> ' : (terminal.remotes.at(-1)?.prompt ?? '$ ')
  const process = foregroundProgram(terminal, commands)
  return process?.started === true ? (commands.program(process.program)?.prompt ?? '') : ''
}

/** Writes on the screen. */
export function show(terminal: TerminalState, text: string): void {
  terminal.screenLength += text.length
  terminal.screen += text
  // Seldom, since cutting a long text copies it.
  if (terminal.screen.length > SCREEN_CHARS + SCREEN_SLACK) terminal.screen = terminal.screen.slice(-SCREEN_CHARS)
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
