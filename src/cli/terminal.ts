/**
 * One terminal: a shell that runs typed scripts job by job, and the process in its foreground. Stages of a pipeline
 * run one after the other, the output of one kept for the next: a simplification that no tool here can tell, except
 * that `tool | head -n 1` waits for the tool to end.
 */
import type { NodeContext } from '../engine/node-context.ts'
import type { Happening } from '../kafka/happenings.ts'
import { readFile, resolvePath, type VirtualDisk, writeFile } from './files.ts'
import type { Process, ProcessContext, Program } from './program.ts'
import { expandToArguments, expandToText } from './shell/expand.ts'
import { type Job, parseScript, type SimpleCommand } from './shell/script.ts'
import { runTextProgram, type TextProgramResult } from './shell/text-programs.ts'
import { noRedirects, type Output, type Outputs, wire } from './shell/wire.ts'

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
  /** Lines typed that nobody has read yet. */
  typedAhead: string
  running: RunningJob | null
  nextProcessId: number
  /** Nobody will type: programs meet the end of their input at once. */
  inputEnded: boolean
  lastExitCode: number
  /** Standard output and error of the statement under way. */
  stdout: string
  stderr: string
  readonly finished: FinishedCommand[]
}

interface RunningJob {
  job: Job
  stage: number
  process: Process
  /** Output of the stage so far, for the next one. */
  piped: string
  readonly outputs: Outputs
  /** Its standard input is the terminal: what it leaves unread is the shell's. */
  readonly readsTerminal: boolean
}

export interface Shell {
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
    running: null,
    nextProcessId: 1,
    inputEnded: false,
    lastExitCode: 0,
    stdout: '',
    stderr: '',
    finished: [],
  }
}

/** What stands before the line being edited. */
export function promptOf(terminal: TerminalState, programs: Shell['programs']): string {
  if (terminal.running === null) return terminal.partial === '' ? '$ ' : '> '
  const { process } = terminal.running
  return process.started && programs[process.program]?.client === 'producer' ? '>' : ''
}

/** A line, or a whole script, from the keyboard: for the program that reads the terminal, else for the shell. */
export function typeText(terminal: TerminalState, text: string, shell: Shell): void {
  if (terminal.tty) show(terminal, `${promptOf(terminal, shell.programs)}${text}\n`)
  if (terminal.running === null) return readCommand(terminal, text, shell)
  const { process, readsTerminal } = terminal.running
  if (!readsTerminal || process.stdinEnded) {
    terminal.typedAhead += `${text}\n`
    return
  }
  process.stdin += `${text}\n`
  if (process.started) callProgram(terminal, shell, (program, context) => program.onInput(context))
}

function readCommand(terminal: TerminalState, text: string, shell: Shell): void {
  const source = terminal.partial + text
  const script = parseScript(`${source}\n`)
  if (script.kind === 'incomplete') {
    terminal.partial = `${source}\n`
    return
  }
  terminal.partial = ''
  if (script.kind === 'error') {
    shellError(terminal, `bash: ${script.message}\n`)
    endStatement(terminal, source, 2)
    return
  }
  terminal.jobs.push(...script.jobs)
  runJobs(terminal, shell)
}

/** What was typed while a program ran that did not read it. The line shows again, behind the prompt, as in life. */
function readTypedAhead(terminal: TerminalState, shell: Shell): void {
  while (terminal.running === null && terminal.typedAhead !== '') {
    const end = terminal.typedAhead.indexOf('\n')
    const line = terminal.typedAhead.slice(0, end)
    terminal.typedAhead = terminal.typedAhead.slice(end + 1)
    if (terminal.tty) show(terminal, `${promptOf(terminal, shell.programs)}${line}\n`)
    readCommand(terminal, line, shell)
  }
}

/**
 * Ctrl-C: an empty line for the shell, a signal for the program. A Java program ends by itself, with exit code 130, so
 * bash goes on with the next line of the script; one that is still starting dies of the signal, and the script with it.
 */
export function interruptTerminal(terminal: TerminalState, shell: Shell): void {
  if (terminal.tty) show(terminal, '^C')
  terminal.partial = ''
  // The line discipline of a terminal forgets what nobody has read yet.
  if (terminal.tty) terminal.typedAhead = ''
  const { running } = terminal
  if (running === null) {
    if (terminal.tty) show(terminal, '\n')
    return
  }
  if (terminal.tty && running.readsTerminal) running.process.stdin = ''
  if (!running.process.started) {
    if (terminal.tty) show(terminal, '\n')
    terminal.jobs.length = 0
    running.job = { ...running.job, endsStatement: true }
    running.process.exitCode = 130
  }
  callProgram(terminal, shell, (program, context) => program.onInterrupt(context))
}

/** Ctrl-D. A terminal that is none (a script's) then has no input for whatever it runs. */
export function endInput(terminal: TerminalState, shell: Shell): void {
  if (terminal.running === null) {
    terminal.inputEnded = !terminal.tty
    return
  }
  if (terminal.running.process.stdinEnded) return
  terminal.running.process.stdinEnded = true
  if (terminal.running.process.started) callProgram(terminal, shell, (program, context) => program.onInput(context))
}

/** Runs `act` on the program in the foreground, then collects what it wrote and, if it ended, goes on to the next. */
export function callProgram(
  terminal: TerminalState,
  shell: Shell,
  act: (program: Program, context: ProcessContext) => void,
): void {
  const running = terminal.running
  if (running === null) return
  const program = shell.programs[running.process.program]
  const context: ProcessContext = { process: running.process, disk: shell.disk, node: shell.node.as(terminal.name) }
  if (running.process.exitCode === null && program !== undefined) act(program, context)
  collect(terminal, running, shell)
  if (running.process.exitCode === null) return
  if (running.readsTerminal) terminal.typedAhead = running.process.stdin + terminal.typedAhead
  endStage(terminal, running, running.process.exitCode, shell)
  runJobs(terminal, shell)
  readTypedAhead(terminal, shell)
}

function runJobs(terminal: TerminalState, shell: Shell): void {
  while (terminal.running === null) {
    const job = terminal.jobs.shift()
    if (job === undefined) return
    const skip =
      (job.when === 'ifSucceeded' && terminal.lastExitCode !== 0) ||
      (job.when === 'ifFailed' && terminal.lastExitCode === 0)
    if (!skip) {
      report(shell, { type: 'CommandStarted', terminal: terminal.name, line: job.text })
      startStage(terminal, job, 0, '', shell)
    }
    if (terminal.running === null && job.endsStatement) endStatement(terminal, job.text, terminal.lastExitCode)
  }
}

/** Starts a stage and, as long as they end at once, the ones after it. */
function startStage(terminal: TerminalState, job: Job, stage: number, piped: string, shell: Shell): void {
  const command = job.pipeline[stage]
  if (command === undefined) return
  const variables = new Map(terminal.variables).set('?', String(terminal.lastExitCode))
  const args = expandToArguments(command.words, variables)
  const assigned = command.assignments.map((each) => [each.name, expandToText(each.value, variables)] as const)
  const last = stage === job.pipeline.length - 1
  const wired = wire(command, last, stage === 0 ? null : piped, variables, {
    folder: terminal.folder,
    disk: shell.disk,
  })
  const name = args[0]
  if (typeof wired === 'string')
    return finishText(
      terminal,
      job,
      stage,
      { stdout: '', stderr: `bash: ${lineOf(terminal, command)}${wired}\n`, exitCode: 1 },
      noRedirects(last),
      shell,
    )
  if (name === undefined) {
    for (const [variable, value] of assigned) terminal.variables.set(variable, value)
    return finishText(terminal, job, stage, { stdout: '', stderr: '', exitCode: 0 }, wired.outputs, shell)
  }
  const program = findProgram(terminal, name, shell)
  if (program !== null) return startProcess(terminal, job, stage, program, args.slice(1), wired, shell)
  const complaint = `bash: ${lineOf(terminal, command)}${name}`
  const host = { terminal, disk: shell.disk, stdin: wired.stdin ?? '', hasInput: wired.stdin !== null, complaint }
  const result = runTextProgram(name, args.slice(1), host) ?? notFound(terminal, command, name)
  finishText(terminal, job, stage, result, wired.outputs, shell)
}

function startProcess(
  terminal: TerminalState,
  job: Job,
  stage: number,
  program: string,
  args: readonly string[],
  wired: { readonly outputs: Outputs; readonly stdin: string | null },
  shell: Shell,
): void {
  const process: Process = {
    processId: terminal.nextProcessId++,
    program,
    args,
    address: terminal.name,
    folder: terminal.folder,
    tty: terminal.tty && wired.outputs.out.kind === 'stdout' && wired.stdin === null,
    stdin: wired.stdin ?? '',
    stdinEnded: wired.stdin !== null || terminal.inputEnded,
    written: [],
    exitCode: null,
    started: false,
    state: null,
  }
  terminal.running = { job, stage, process, piped: '', outputs: wired.outputs, readsTerminal: wired.stdin === null }
  shell.node
    .as(terminal.name)
    .setTimer(TOOL_START_US, {
      type: 'ProcessStart',
      terminal: terminal.name,
      processId: process.processId,
    } as ProcessStart)
}

export interface ProcessStart {
  readonly type: 'ProcessStart'
  readonly terminal: string
  readonly processId: number
}

export function onProcessStart(terminal: TerminalState, timer: ProcessStart, shell: Shell): void {
  if (terminal.running?.process.processId !== timer.processId) return
  terminal.running.process.started = true
  callProgram(terminal, shell, (program, context) => program.start(context))
}

function finishText(
  terminal: TerminalState,
  job: Job,
  stage: number,
  result: TextProgramResult,
  outputs: Outputs,
  shell: Shell,
): void {
  let piped = ''
  const put = (output: Output, text: string) => {
    if (output.kind === 'pipe') piped += text
    else emit(terminal, output, text, shell)
  }
  put(outputs.out, result.stdout)
  put(outputs.error, result.stderr)
  afterStage(terminal, job, stage, piped, result.exitCode, shell)
}

function endStage(terminal: TerminalState, running: RunningJob, exitCode: number, shell: Shell): void {
  terminal.running = null
  afterStage(terminal, running.job, running.stage, running.piped, exitCode, shell)
  if (terminal.running === null && running.job.endsStatement)
    endStatement(terminal, running.job.text, terminal.lastExitCode)
}

function afterStage(
  terminal: TerminalState,
  job: Job,
  stage: number,
  piped: string,
  exitCode: number,
  shell: Shell,
): void {
  if (stage < job.pipeline.length - 1) return startStage(terminal, job, stage + 1, piped, shell)
  terminal.lastExitCode = job.negated ? (exitCode === 0 ? 1 : 0) : exitCode
  report(shell, { type: 'CommandFinished', terminal: terminal.name, line: job.text, exitCode: terminal.lastExitCode })
}

function endStatement(terminal: TerminalState, command: string, exitCode: number): void {
  terminal.finished.push(Object.freeze({ command, stdout: terminal.stdout, stderr: terminal.stderr, exitCode }))
  if (terminal.finished.length > FINISHED_COMMANDS) terminal.finished.shift()
  terminal.lastExitCode = exitCode
  terminal.stdout = ''
  terminal.stderr = ''
}

function collect(terminal: TerminalState, running: RunningJob, shell: Shell): void {
  for (const { descriptor, text } of running.process.written) {
    const output = descriptor === 1 ? running.outputs.out : running.outputs.error
    if (output.kind === 'pipe') running.piped += text
    else emit(terminal, output, text, shell)
  }
  running.process.written = []
}

function emit(terminal: TerminalState, output: Output, text: string, shell: Shell): void {
  if (text === '') return
  if (output.kind === 'file')
    return writeFile(shell.disk, output.path, (readFile(shell.disk, output.path) ?? '') + text)
  if (output.kind === 'stderr') terminal.stderr += text
  else terminal.stdout += text
  show(terminal, text)
}

function show(terminal: TerminalState, text: string): void {
  terminal.screenLength += text.length
  terminal.screen =
    terminal.screen.length + text.length > SCREEN_CHARS
      ? (terminal.screen + text).slice(-SCREEN_CHARS)
      : terminal.screen + text
}

function shellError(terminal: TerminalState, text: string): void {
  terminal.stderr += text
  show(terminal, text)
}

/** `kafka-topics.sh` from the PATH, `bin/kafka-topics.sh` from Kafka's home; the `.sh` may be left out on the PATH. */
function findProgram(terminal: TerminalState, name: string, shell: Shell): string | null {
  const slash = name.lastIndexOf('/')
  if (slash === -1) {
    if (name in shell.programs) return name
    return `${name}.sh` in shell.programs ? `${name}.sh` : null
  }
  const path = resolvePath(terminal.folder, name)
  const base = path.slice(path.lastIndexOf('/') + 1)
  return path === `/tmp/kafka/bin/${base}` && base in shell.programs ? base : null
}

function notFound(terminal: TerminalState, command: SimpleCommand, name: string): TextProgramResult {
  const what = name.includes('/') ? 'No such file or directory' : 'command not found'
  return { stdout: '', stderr: `bash: ${lineOf(terminal, command)}${name}: ${what}\n`, exitCode: 127 }
}

/** A shell that reads a script names the line; one at a terminal does not. */
function lineOf(terminal: TerminalState, command: SimpleCommand): string {
  return terminal.tty ? '' : `line ${command.line}: `
}

function report(shell: Shell, happening: Happening): void {
  shell.node.report(happening)
}
