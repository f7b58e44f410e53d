/**
 * Walks the tree of a script step by step. How far it has come is a stack of frames in the shell's state, each a node of
 * the tree and a counter, so that it can be copied, hashed and gone on with in the middle of anything.
 */
import { endStatement, type Machine } from '../terminal-state.ts'
import { openPipe, writeTo } from './channels.ts'
import { stepCompound, stepLoop } from './compound-commands.ts'
import { complete, endOrTrap, popFrame, pushFrame } from './frames.ts'
import { nextJobNumber, resetMarks } from './job-table.ts'
import { parseScript } from './parse-script.ts'
import { type Descriptors, type Frame, NULL_CHANNEL, type ShellProcess } from './process-state.ts'
import { reap } from './processes.ts'
import { readNextLine, tellOfJobs } from './read-lines.ts'
import { waitsForOthers } from './signals.ts'
import { stepSimple } from './simple-command.ts'
import { leaveStopped } from './stopped-jobs.ts'
import { fork, giveUpIfInterrupted } from './sub-shells.ts'
import type { ListNode, PipelineNode, ShellNode, Statement } from './syntax.ts'

/** Steps made, at most so many; fewer where it waits. */
export function runShell(machine: Machine, process: ShellProcess, most: number): number {
  let steps = 0
  while (steps < most && process.exitCode === null) {
    const frame = process.frames[process.frames.length - 1]
    if (frame === undefined && process.parentId === null) return steps + (readNextLine(machine) ? 1 : 0)
    steps++
    const jobs = process.jobs.length
    if (frame === undefined) endOrTrap(machine, process, process.lastExitCode)
    else if (process.trapped !== undefined && !waitsForOthers(machine, process)) runTraps(machine, process)
    else if (!stepFrame(machine, process, frame)) return steps - 1
    // A job that was just started has its turn before the shell goes on.
    if (process.jobs.length > jobs) return steps
  }
  return steps
}

/** Actions of `trap` for signals that have come; the status is afterwards what it was before. */
function runTraps(machine: Machine, process: ShellProcess): void {
  const actions = (process.trapped ?? []).map((name) => process.traps?.get(name) ?? '')
  delete process.trapped
  const script = parseScript(`${actions.join('\n')}\n`)
  if (script.kind !== 'script') return
  pushFrame(machine, process, { kind: 'restoring', body: script.list, status: process.lastExitCode }, { guarded: true })
}

/** False where it waits for others. */
function stepFrame(machine: Machine, process: ShellProcess, frame: Frame): boolean {
  const { node } = frame
  switch (node.kind) {
    case 'list':
      return stepList(machine, process, frame, node)
    case 'simple':
      return stepSimple(machine, process, frame, node)
    case 'pipeline':
      return stepPipeline(machine, process, frame, node)
    case 'andOr':
      return stepAndOr(machine, process, frame, node)
    case 'for':
    case 'while':
    case 'countingFor':
      return stepLoop(machine, process, frame, node)
    default:
      return stepCompound(machine, process, frame, node)
  }
}

function stepList(machine: Machine, process: ShellProcess, frame: Frame, node: ListNode): boolean {
  const isTyped = process.parentId === null && process.frames[0] === frame
  const before = node.statements[frame.at - 1]
  if (isTyped && before !== undefined) endStatement(machine.terminal, before.text, process.lastExitCode)
  const statement = node.statements[frame.at++]
  if (statement === undefined) {
    popFrame(machine, process, process.lastExitCode)
    if (isTyped) tellOfJobs(machine, process)
    return true
  }
  if (statement.background) startJob(machine, process, statement)
  else pushFrame(machine, process, statement.node, { guarded: frame.guarded, reports: isTyped ? statement.text : '' })
  return true
}

/** `command &`: a shell of its own, whose end nobody waits for; it reads nothing of what is typed. */
function startJob(machine: Machine, process: ShellProcess, { node, text }: Statement): void {
  const descriptors: Descriptors = new Map(process.descriptors)
  // With job control, whoever reads the keyboard in the background is stopped.
  if (!process.options.has('monitor')) descriptors.set(0, NULL_CHANNEL)
  const number = nextJobNumber(process)
  // `( … ) &` is one shell, not one in another.
  const body = node.kind === 'subshell' ? node.body : node
  const child = fork(machine, process, body, { descriptors, job: process.job === 0 ? number : process.job })
  process.jobs.push({ number, command: text, processId: child.processId, exitCode: null, told: false })
  if (process.jobMarks !== undefined) resetMarks(machine.terminal, process)
  process.lastBackground = child.processId
  process.lastExitCode = 0
  if (process.options.has('monitor') && process.parentId === null)
    tellOfJobs(machine, process, `[${number}] ${child.processId}\n`)
}

type AndOrNode = Extract<ShellNode, { kind: 'andOr' }>

function stepAndOr(machine: Machine, process: ShellProcess, frame: Frame, node: AndOrNode): boolean {
  const succeeded = process.lastExitCode === 0
  while (frame.at > 0 && frame.at < node.nodes.length) {
    const operator = node.operators[frame.at - 1]
    if ((operator === '&&') === succeeded) break
    frame.at++
  }
  const next = node.nodes[frame.at++]
  if (next === undefined) complete(machine, process, process.lastExitCode)
  else {
    const guarded = frame.guarded || frame.at < node.nodes.length
    pushFrame(machine, process, next, { guarded, reports: frame.reports })
  }
  return true
}

function stepPipeline(machine: Machine, process: ShellProcess, frame: Frame, node: PipelineNode): boolean {
  if (frame.at === 0) {
    frame.at = 1
    frame.sinceUs = machine.shell.node.nowUs
    const [only] = node.stages
    if (node.stages.length === 1 && only !== undefined)
      pushFrame(machine, process, only, { guarded: frame.guarded || node.negated })
    else startStages(machine, process, frame, node)
    return true
  }
  let status = process.lastExitCode
  if (frame.children.length > 0) {
    const endings = reap(machine.terminal, frame.children)
    if (endings === null) return leaveStopped(machine, process, frame)
    if (giveUpIfInterrupted(machine, process, endings)) return true
    const codes = endings.map(({ exitCode }) => exitCode)
    const failed = codes.findLast((code) => code !== 0)
    process.variables.set('PIPESTATUS', codes.join(' '))
    status = process.options.has('pipefail') ? (failed ?? 0) : (codes[codes.length - 1] ?? 0)
  }
  if (node.timed) tellTime(machine, process, machine.shell.node.nowUs - frame.sinceUs)
  complete(machine, process, node.negated ? (status === 0 ? 1 : 0) : status)
  return true
}

/** All stages at once, each in a shell of its own, joined by pipes. */
function startStages(machine: Machine, process: ShellProcess, frame: Frame, node: PipelineNode): void {
  let input = process.descriptors.get(0)
  for (const [index, stage] of node.stages.entries()) {
    const descriptors: Descriptors = new Map(process.descriptors)
    if (input !== undefined) descriptors.set(0, input)
    if (index < node.stages.length - 1) {
      const pipe = openPipe(machine.terminal)
      descriptors.set(1, pipe.write)
      if (node.withErrors[index] === true) descriptors.set(2, pipe.write)
      input = pipe.read
    }
    const child = fork(machine, process, stage, { descriptors, guarded: frame.guarded || node.negated })
    frame.children.push(child.processId)
  }
}

/** Only the clock's time is simulated: what a processor would have worked is not. */
function tellTime(machine: Machine, process: ShellProcess, elapsedUs: number): void {
  const ms = Math.round(elapsedUs / 1000)
  const minutes = Math.floor(ms / 60_000)
  const seconds = ((ms % 60_000) / 1000).toFixed(3)
  const words = `\nreal\t${minutes}m${seconds}s\nuser\t0m0.000s\nsys\t0m0.000s\n`
  writeError(machine, process, words)
}

function writeError(machine: Machine, process: ShellProcess, words: string): void {
  writeTo(machine, process.descriptors.get(2), words)
}
