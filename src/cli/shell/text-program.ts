/** Programs out of functions from text to text. */
import type { Profile } from '../../kafka/profile/profile.ts'
import type { VirtualDisk } from '../files.ts'
import { exitProcess, type Process, type ProcessContext, type Program, writeError, writeOut } from '../program.ts'

export interface TextResult {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface TextHost {
  readonly folder: string
  readonly disk: VirtualDisk
  readonly stdin: string
  /** Standard input is a file, whose size can be asked. */
  readonly stdinIsFile: boolean
  /** Of what reads line by line: how many there were before. */
  readonly linesBefore: number
  /** Epoch milliseconds. */
  readonly wallClockMs: number
  /** The Kafka version that lies here. */
  readonly profile: Profile
}

export type TextFunction = (args: readonly string[], host: TextHost) => TextResult

export function ok(stdout = ''): TextResult {
  return { stdout, stderr: '', exitCode: 0 }
}

export function failed(stderr: string, exitCode = 1): TextResult {
  return { stdout: '', stderr: `${stderr}\n`, exitCode }
}

/** How a program treats its standard input. */
export interface InputHabits {
  /** False for calls that never look at it, such as one with files to read. */
  needsInput(args: readonly string[]): boolean
  /** Each line stands for itself, so what has come may be let through at once. */
  readonly byLine?: (args: readonly string[]) => boolean
  /** Ends as soon as a line was found. */
  readonly endsWhenFound?: (args: readonly string[]) => boolean
  /** What of the text so far must be kept to the end. */
  readonly keep?: (args: readonly string[], text: string) => string
}

interface TextState {
  /** Read and not worked on yet. */
  text: string
  linesBefore: number
  found: boolean
}

/** It does not look at its input. */
export const NO_INPUT: InputHabits = { needsInput: () => false }

export function textProgram(run: TextFunction, habits: InputHabits): Program {
  return {
    client: null,
    readsInput: true,
    isFilter: true,
    start(context) {
      const { process } = context
      const state: TextState = { text: '', linesBefore: 0, found: false }
      process.state = state
      if (!habits.needsInput(process.args)) finish(process, run(process.args, hostOf(context, '', 0)))
    },
    onInput(context) {
      takeInput(context, run, habits)
    },
    onMessage() {},
    onTimer() {},
    onDisconnect() {},
    onInterrupt({ process }) {
      exitProcess(process, 130)
    },
  }
}

function hostOf({ process, disk, profile, node }: ProcessContext, stdin: string, linesBefore: number): TextHost {
  const stdinIsFile = process.descriptors.get(0)?.kind === 'input'
  return { folder: process.folder, disk, stdin, stdinIsFile, linesBefore, wallClockMs: node.wallClockMs, profile }
}

function takeInput(context: ProcessContext, run: TextFunction, habits: InputHabits): void {
  const { process } = context
  const { args } = process
  const state = process.state as TextState
  state.text += process.stdin
  process.stdin = ''
  const byLine = habits.byLine?.(args) === true
  const whole = process.stdinEnded ? state.text.length : byLine ? state.text.lastIndexOf('\n') + 1 : 0
  if (whole === 0 && !process.stdinEnded) {
    state.text = habits.keep?.(args, state.text) ?? state.text
    return
  }
  const taken = state.text.slice(0, whole)
  const result = run(args, hostOf(context, taken, state.linesBefore))
  state.linesBefore += taken.split('\n').length - 1
  state.text = state.text.slice(whole)
  if (result.exitCode === 0) state.found = true
  const over = process.stdinEnded || result.exitCode > 1 || (state.found && habits.endsWhenFound?.(args) === true)
  if (over) return finish(process, byLine && state.found ? { ...result, exitCode: 0 } : result)
  writeOut(process, result.stdout)
  writeError(process, result.stderr)
}

function finish(process: Process, { stdout, stderr, exitCode }: TextResult): void {
  writeOut(process, stdout)
  writeError(process, stderr)
  exitProcess(process, exitCode)
}
