/**
 * The shell of a terminal runs typed scripts job by job. Stages of a pipeline run one after the other, the output of one
 * kept for the next: a simplification that no tool here can tell, except that `tool | head -n 1` waits for the tool to
 * end.
 */
import type { Happening } from '../kafka/observe/happenings.ts'
import { readFile, resolvePath, writeFile } from './files.ts'
import type { Process, ProcessContext, Program } from './program.ts'
import { durationMs } from './shell/duration.ts'
import { exitOf } from './shell/exit.ts'
import { expandToArguments, expandToText } from './shell/expand.ts'
import { filterLines } from './shell/line-filters.ts'
import { type Job, parseScript, type SimpleCommand } from './shell/script.ts'
import { runTextProgram, type TextProgramResult } from './shell/text-programs.ts'
import { noRedirects, type Output, type Outputs, wire } from './shell/wire.ts'
import {
  endStatement,
  promptOf,
  type RunningJob,
  SCREEN_CHARS,
  type Shell,
  shellError,
  show,
  type TerminalState,
  TOOL_START_US,
} from './terminal-state.ts'
import { programOfClass } from './tools/kafka-run-class.ts'

/** Runs `act` on the program in the foreground, then collects what it wrote and, if it ended, goes on to the next. */
export function callProgram(
  terminal: TerminalState,
  shell: Shell,
  act: (program: Program, context: ProcessContext) => void,
): void {
  const running = terminal.running
  if (running === null) return
  const program = shell.programs[running.process.program]
  const { disk, profile } = shell
  const context: ProcessContext = { process: running.process, disk, profile, node: shell.node.as(terminal.name) }
  if (running.process.exitCode === null && program !== undefined) act(program, context)
  collect(terminal, running, shell)
  if (running.process.exitCode === null) return
  if (running.readsTerminal) terminal.typedAhead = running.process.stdin + terminal.typedAhead
  endStage(terminal, running, running.process.exitCode, shell)
  runJobs(terminal, shell)
  readOn(terminal, shell)
}

/** The shell reads what is there for it: lines typed ahead, or the rest of its script. */
export function readOn(terminal: TerminalState, shell: Shell): void {
  while (terminal.running === null) {
    const unread = terminal.tty ? terminal.typedAhead : terminal.script
    if (unread === '') return
    const end = unread.indexOf('\n')
    const line = unread.slice(0, end)
    if (terminal.tty) terminal.typedAhead = unread.slice(end + 1)
    else terminal.script = unread.slice(end + 1)
    // The terminal echoed it when it was typed; the shell's line editor shows it again behind the prompt.
    if (terminal.tty) show(terminal, `${promptOf(terminal, shell.programs)}${line}\n`)
    readLine(terminal, line, shell)
  }
}

/** One line for the shell, which runs as soon as it makes a whole command together with the lines before it. */
export function readLine(terminal: TerminalState, line: string, shell: Shell): void {
  const source = `${terminal.partial}${line}\n`
  const script = parseScript(source, terminal.linesRead)
  if (script.kind === 'incomplete') {
    terminal.partial = source
    return
  }
  terminal.partial = ''
  terminal.linesRead += source.split('\n').length - 1
  if (script.kind === 'jobs') {
    terminal.jobs.push(...script.jobs)
    return runJobs(terminal, shell)
  }
  const where = terminal.tty ? '' : `line ${terminal.linesRead}: `
  shellError(terminal, `bash: ${where}${script.message}\n`)
  endStatement(terminal, source.trimEnd(), 2)
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
    if (terminal.running === null && (job.endsStatement || terminal.exited === true))
      endStatement(terminal, job.text, terminal.lastExitCode)
  }
}

/** Starts a stage and, as long as they end at once, the ones after it. */
function startStage(terminal: TerminalState, job: Job, stage: number, piped: string, shell: Shell): void {
  const command = job.pipeline[stage]
  if (command === undefined) return
  const variables = new Map(terminal.variables).set('?', String(terminal.lastExitCode))
  const words = expandToArguments(command.words, variables)
  // Whoever types here may do everything anyway.
  const args = words[0] === 'sudo' && words.length > 1 ? words.slice(1) : words
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
  if (name === 'exit') return exitShell(terminal, job, stage, args, wired.outputs, shell)
  const limit = name === 'timeout' ? timeoutOf(args) : null
  const called = limit === null ? args : args.slice(limit.words)
  const started = programFor(terminal, called, shell)
  if (started !== null) {
    startProcess(terminal, job, stage, started, wired, shell)
    if (limit !== null) limitProcess(terminal, limit.ms, shell)
    return
  }
  const complaint = `bash: ${lineOf(terminal, command)}${name}`
  const host = {
    terminal,
    profile: shell.profile,
    disk: shell.disk,
    stdin: wired.stdin ?? '',
    hasInput: wired.stdin !== null,
    complaint,
  }
  const result = runTextProgram(name, args.slice(1), host) ?? notFound(terminal, command, name)
  finishText(terminal, job, stage, result, wired.outputs, shell)
}

/** A script ends; a terminal's shell has a tab of its own that ends it, so it only says where. */
function exitShell(
  terminal: TerminalState,
  job: Job,
  stage: number,
  args: readonly string[],
  outputs: Outputs,
  shell: Shell,
): void {
  const { exitCode, complaint, ends: asked } = exitOf(args.slice(1), terminal.lastExitCode)
  // In a pipeline it is a shell of its own that ends.
  const ends = asked && job.pipeline.length === 1
  const command = job.pipeline[stage] as SimpleCommand
  const said = complaint === '' ? '' : `bash: ${lineOf(terminal, command)}${complaint}`
  const answer = ends && terminal.tty ? 'exit\nThis terminal is closed with its tab; its shell goes on.\n' : ''
  if (ends) {
    terminal.jobs.length = 0
    if (terminal.tty) terminal.typedAhead = ''
    else {
      terminal.script = ''
      terminal.exited = true
    }
  }
  finishText(terminal, job, stage, { stdout: '', stderr: said + answer, exitCode }, outputs, shell)
}

/** `timeout 10 kafka-…`: how long, and how many words stand before the command; null when it is not that. */
function timeoutOf(args: readonly string[]): { readonly ms: number; readonly words: number } | null {
  let words = 1
  while (args[words]?.startsWith('-') === true) words += /^-[ks]$/.test(args[words] ?? '') ? 2 : 1
  const ms = durationMs(args[words] ?? '')
  return ms === null ? null : { ms, words: words + 1 }
}

interface Called {
  readonly program: string
  readonly args: readonly string[]
}

function programFor(terminal: TerminalState, args: readonly string[], shell: Shell): Called | null {
  const program = findProgram(terminal, args[0] ?? '', shell)
  if (program === null) return null
  const ofClass = program === 'kafka-run-class.sh' ? programOfClass(args[1] ?? '', shell.profile) : null
  return ofClass === null ? { program, args: args.slice(1) } : { program: ofClass, args: args.slice(2) }
}

function limitProcess(terminal: TerminalState, ms: number, shell: Shell): void {
  const processId = terminal.running?.process.processId ?? -1
  const timer: ProcessTimeout = { type: 'ProcessTimeout', terminal: terminal.name, processId }
  if (ms > 0) shell.node.as(terminal.name).setTimer(ms * 1000, timer)
}

function startProcess(
  terminal: TerminalState,
  job: Job,
  stage: number,
  { program, args }: Called,
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
    stdin: wired.stdin ?? terminal.typedAhead,
    stdinEnded: wired.stdin !== null || terminal.inputEnded,
    written: [],
    exitCode: null,
    peers: new Set(),
    started: false,
    state: null,
  }
  if (wired.stdin === null) terminal.typedAhead = ''
  terminal.running = {
    job,
    stage,
    process,
    piped: '',
    outputs: wired.outputs,
    readsTerminal: wired.stdin === null,
    passed: 0,
    found: false,
    timedOut: false,
  }
  const timer: ProcessStart = { type: 'ProcessStart', terminal: terminal.name, processId: process.processId }
  const delayUs = shell.programs[program]?.startsAtOnce === true ? 0 : TOOL_START_US
  shell.node.as(terminal.name).setTimer(delayUs, timer)
}

export interface ProcessStart {
  readonly type: 'ProcessStart'
  readonly terminal: string
  readonly processId: number
}

/** `timeout` sends SIGTERM, which Java programs meet as they meet Ctrl-C. */
export interface ProcessTimeout {
  readonly type: 'ProcessTimeout'
  readonly terminal: string
  readonly processId: number
}

export function onProcessTimeout(terminal: TerminalState, timer: ProcessTimeout, shell: Shell): void {
  const { running } = terminal
  if (running?.process.processId !== timer.processId) return
  running.timedOut = true
  if (!running.process.started) running.process.exitCode = 124
  callProgram(terminal, shell, (program, context) => program.onInterrupt(context))
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
  for (const peer of running.process.peers) shell.node.disconnect(peer)
  terminal.running = null
  const piped = running.piped.slice(running.passed)
  terminal.filtersFound = running.found
  afterStage(terminal, running.job, running.stage, piped, running.timedOut ? 124 : exitCode, shell)
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
  // Filters that were fed line by line saw only the rest; a line they let through before counts too.
  const outcome = terminal.filtersFound ? 0 : exitCode
  terminal.filtersFound = false
  terminal.lastExitCode = job.negated ? (outcome === 0 ? 1 : 0) : outcome
  report(shell, { type: 'CommandFinished', terminal: terminal.name, line: job.text, exitCode: terminal.lastExitCode })
}

function collect(terminal: TerminalState, running: RunningJob, shell: Shell): void {
  for (const { descriptor, text } of running.process.written) {
    const output = descriptor === 1 ? running.outputs.out : running.outputs.error
    if (output.kind === 'pipe') running.piped += text
    else emit(terminal, output, text, shell)
  }
  running.process.written = []
  passLines(terminal, running, shell)
}

/** Lines for filters that look at one at a time go through them at once. */
function passLines(terminal: TerminalState, running: RunningJob, shell: Shell): void {
  const filters = running.job.pipeline.slice(running.stage + 1)
  const end = running.piped.lastIndexOf('\n') + 1
  if (filters.length === 0 || end <= running.passed) return
  const lines = running.piped.slice(running.passed, end)
  const filtered = filterLines(filters, lines, terminal.variables, {
    profile: shell.profile,
    terminal,
    disk: shell.disk,
  })
  if (filtered === null) return
  running.passed = end
  if (filtered.exitCode === 0) running.found = true
  emit(terminal, { kind: 'stdout' }, filtered.text, shell)
}

function emit(terminal: TerminalState, output: Output, text: string, shell: Shell): void {
  if (text === '') return
  if (output.kind === 'file' && output.path === '/dev/null') return
  if (output.kind === 'file')
    return writeFile(shell.disk, output.path, (readFile(shell.disk, output.path) ?? '') + text)
  if (output.kind === 'stderr') terminal.stderr = remembered(terminal, terminal.stderr + text)
  else terminal.stdout = remembered(terminal, terminal.stdout + text)
  show(terminal, text)
}

/** At a terminal the screen is what people read; a consumer of days must not be kept whole beside it. */
function remembered(terminal: TerminalState, text: string): string {
  return terminal.tty && text.length > SCREEN_CHARS ? text.slice(-SCREEN_CHARS) : text
}

/** `kafka-topics.sh` from the PATH, `bin/kafka-topics.sh` from Kafka's home; the `.sh` may be left out on the PATH. */
function findProgram(terminal: TerminalState, name: string, shell: Shell): string | null {
  const slash = name.lastIndexOf('/')
  if (slash === -1) {
    if (Object.hasOwn(shell.programs, name)) return name
    return Object.hasOwn(shell.programs, `${name}.sh`) ? `${name}.sh` : null
  }
  const path = resolvePath(terminal.folder, name)
  const base = path.slice(path.lastIndexOf('/') + 1)
  return path === `/tmp/kafka/bin/${base}` && Object.hasOwn(shell.programs, base) ? base : null
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
