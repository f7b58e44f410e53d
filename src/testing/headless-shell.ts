// Terminals without a page: types scripts into a world and runs it until they are done.

import { simulatorModel, workstationOf } from '../cli/model.ts'
import { inOwnVoice } from '../cli/own-voice.ts'
import type { ProcessTimeout } from '../cli/shell/signals.ts'
import { unfinishedComplaint } from '../cli/shell/syntax-errors.ts'
import {
  type FinishedCommand,
  isIdle,
  shellError,
  statementUnderWay,
  type TerminalState,
} from '../cli/terminal-state.ts'
import { eventsInOrder } from '../engine/event-queue.ts'
import { nextEventAtUs, run } from '../engine/scheduler.ts'
import { takeHappenings, type World } from '../engine/world.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { actOnSimulatorLine, isForSimulator } from './headless-simulator-line.ts'

export interface ScriptResult {
  readonly stdout: string
  readonly stderr: string
  /** Of the last command; 124 when the script had not ended in time, as `timeout` has it. */
  readonly exitCode: number
  readonly timedOut: boolean
  readonly commands: readonly FinishedCommand[]
}

export interface ScriptOptions {
  readonly terminal?: string
  /** Simulated time the script may take, in milliseconds. */
  readonly limitMs?: number
  /**
   * A program that has been silent for so long, in simulated milliseconds, is ended with Ctrl-C, unless its end is set by
   * `sleep` or `timeout`.
   */
  readonly silenceMs?: number
  readonly onCommand?: (command: FinishedCommand) => void
  readonly onOutput?: (descriptor: 1 | 2, text: string) => void
}

/** Longer than any tool waits for a cluster that does not answer. */
const SILENCE_MS = 180_000
/** Loops may sleep without a word for so long after the last one. */
const SILENT_LOOP_MS = 7_200_000
const SLICE_EVENTS = 2_000
/** A command that prints more is stopped: nobody reads it, and it may go on for ever. */
const OUTPUT_CHARS = 5_000_000
/** A command that goes on after so many Ctrl-C is given up, as is one that prints as much again. */
const MOST_INTERRUPTS = 200

/** Runs a script in a new terminal that nobody types into, and closes it. */
export function runScript(world: World, script: string, options: ScriptOptions = {}): ScriptResult {
  const name = options.terminal ?? 'shell'
  const apply = (command: Command) => simulatorModel.applyCommand(world, command)
  apply({ type: 'OpenTerminal', terminal: name, tty: false })
  apply({ type: 'EndOfInput', terminal: name })
  const reader = new OutputReader(terminalOf(world, name), options)
  // Line by line, as bash reads a script: a terminal remembers only so many finished commands.
  for (const line of script.replace(/\n$/, '').split('\n')) {
    if (isForSimulator(line) && reader.terminal.partial === '') {
      reader.answer(actOnSimulatorLine(world, line))
      continue
    }
    apply({ type: 'TypeLine', terminal: name, text: line })
    if (!reader.runOut(world, apply) || reader.terminal.exited === true) break
  }
  const timedOut = !isIdle(reader.terminal)
  reader.finish(timedOut)
  apply({ type: 'CloseTerminal', terminal: name })
  const { commands } = reader
  return {
    stdout: commands.map((command) => command.stdout).join(''),
    stderr: commands.map((command) => command.stderr).join(''),
    exitCode: commands[commands.length - 1]?.exitCode ?? 0,
    timedOut,
    commands,
  }
}

/** Follows what a terminal's commands write, piece by piece. */
class OutputReader {
  readonly terminal: TerminalState
  readonly commands: FinishedCommand[] = []
  readonly #options: ScriptOptions
  readonly #endUs: number
  #shown = { 1: 0, 2: 0 }
  #lastOutputUs = 0
  /** Since when it has been silent, not counting sleeps. */
  #quietSinceUs = 0
  /** Characters of the command under way. */
  #printed = 0
  /** Of the command under way: how often it was to end, and whether that was for what it printed. */
  #interrupts = 0
  #stopped = false

  constructor(terminal: TerminalState, options: ScriptOptions) {
    this.terminal = terminal
    this.#options = options
    this.#endUs = (options.limitMs ?? Number.POSITIVE_INFINITY) * 1000
  }

  /** False when the time is up, or nothing is left to happen, before the terminal is idle. */
  runOut(world: World, apply: (command: Command) => void): boolean {
    const { terminal } = this
    this.#heard(world)
    const endUs = this.#startUs(world) + this.#endUs
    const silenceUs = (this.#options.silenceMs ?? SILENCE_MS) * 1000
    this.#read(world)
    while (!isIdle(terminal)) {
      if (world.nowUs >= endUs || nextEventAtUs(world) === Number.POSITIVE_INFINITY) return false
      if (world.nowUs >= this.#quietSinceUs + silenceUs && !this.#goesOnByItself(world)) {
        if (++this.#interrupts > MOST_INTERRUPTS) return false
        this.#interrupt(world, apply)
      }
      const quietUs = this.#quietSinceUs + silenceUs
      run(world, { maxEvents: SLICE_EVENTS, untilUs: Math.min(endUs, quietUs), until: () => isIdle(terminal) })
      this.#read(world)
      if (this.#printed > OUTPUT_CHARS) {
        if (this.#stopped) return false
        this.#stop(apply)
      }
    }
    return true
  }

  #heard(world: World): void {
    this.#lastOutputUs = world.nowUs
    this.#quietSinceUs = world.nowUs
  }

  #endsByItself = -1

  /** Then its silence counts from now on. One long sleep may go on; of many in a loop there is an end. */
  #goesOnByItself(world: World): boolean {
    const processId = whoseEndIsSet(world, this.terminal)
    const isLoop = processId !== this.#endsByItself && world.nowUs >= this.#lastOutputUs + SILENT_LOOP_MS * 1000
    this.#endsByItself = processId
    if (processId === -1 || isLoop) return false
    this.#quietSinceUs = world.nowUs
    return true
  }

  #interrupt(world: World, apply: (command: Command) => void): void {
    const { terminal } = this
    const seconds = Math.round((world.nowUs - this.#lastOutputUs) / 1_000_000)
    shellError(terminal, inOwnVoice(`${statementUnderWay(terminal)}: silent for ${seconds} s, ended with Ctrl-C`))
    apply({ type: 'Interrupt', terminal: terminal.name })
    this.#heard(world)
  }

  #stop(apply: (command: Command) => void): void {
    const { terminal } = this
    const words = `${statementUnderWay(terminal)}: stopped after ${OUTPUT_CHARS} characters of output\n`
    shellError(terminal, words)
    this.#printed = 0
    this.#stopped = true
    // What does not heed the first Ctrl-C is ended by the second.
    for (let times = 0; times < 2; times++) apply({ type: 'Interrupt', terminal: terminal.name })
  }

  /** What did not come from the shell. */
  answer(command: FinishedCommand): void {
    this.#take(command)
  }

  #beganUs = -1
  #startUs(world: World): number {
    if (this.#beganUs === -1) this.#beganUs = world.nowUs
    return this.#beganUs
  }

  #read(world: World): void {
    takeHappenings(world)
    for (const command of this.terminal.finished.splice(0)) this.#take(command)
    this.#show(1, this.terminal.stdout, world)
    this.#show(2, this.terminal.stderr, world)
  }

  #take(command: FinishedCommand): void {
    this.#show(1, command.stdout)
    this.#show(2, command.stderr)
    this.#shown = { 1: 0, 2: 0 }
    this.#printed = 0
    this.#interrupts = 0
    this.#stopped = false
    this.commands.push(command)
    this.#options.onCommand?.(command)
  }

  #show(descriptor: 1 | 2, text: string, world?: World): void {
    if (text.length <= this.#shown[descriptor]) return
    this.#options.onOutput?.(descriptor, text.slice(this.#shown[descriptor]))
    this.#printed += text.length - this.#shown[descriptor]
    this.#shown[descriptor] = text.length
    if (world !== undefined) this.#heard(world)
  }

  /** What was cut short counts as a command too. */
  finish(timedOut: boolean): void {
    const { terminal } = this
    if (timedOut) {
      const command = statementUnderWay(terminal)
      this.#take({ command, stdout: terminal.stdout, stderr: terminal.stderr, exitCode: 124 })
    }
    // What a job in the background wrote after the last command had ended.
    if (!timedOut && terminal.stdout + terminal.stderr !== '')
      this.#take({ command: '', stdout: terminal.stdout, stderr: terminal.stderr, exitCode: terminal.lastExitCode })
    if (terminal.partial === '') return
    const stderr = `bash: ${unfinishedComplaint(terminal.partial, terminal.linesRead)}\n`
    this.#take({ command: terminal.partial.trimEnd(), stdout: '', stderr, exitCode: 2 })
  }
}

/** A program of the terminal that sleeps, or that a limit is set to; -1 where there is none. */
function whoseEndIsSet(world: World, { name, processes }: TerminalState): number {
  const isRunning = (processId: number) => {
    const process = processes.get(processId)
    return process?.kind === 'program' && !process.ended
  }
  for (const process of processes.values())
    if (process.kind === 'program' && process.program === 'sleep' && !process.ended) return process.processId
  for (const { body } of eventsInOrder(world.queue)) {
    if (body.type !== 'ProcessTimeout') continue
    const { terminal, processId } = body as ProcessTimeout
    if (terminal === name && isRunning(processId)) return processId
  }
  return -1
}

export { isIdle }

export function terminalOf(world: World, name: string): TerminalState {
  const terminal = workstationOf(world).terminals.get(name)
  if (terminal === undefined) throw new Error(`there is no terminal ${name}`)
  return terminal
}

/** False when it is still busy after `limitMs`, or when nothing is left to happen. */
export function runUntilIdle(world: World, terminal: TerminalState, limitMs: number): boolean {
  const endUs = world.nowUs + limitMs * 1000
  while (!isIdle(terminal)) {
    if (world.nowUs >= endUs || nextEventAtUs(world) === Number.POSITIVE_INFINITY) return false
    run(world, { maxEvents: 50_000, untilUs: endUs, until: () => isIdle(terminal) })
    takeHappenings(world)
  }
  return true
}
