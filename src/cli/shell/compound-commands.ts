/** Steps of `if`, loops, `case`, `( … )`, functions, `[[ … ]]`, `(( … ))` and of whatever has redirections around it. */
import type { Machine } from '../terminal-state.ts'
import { evaluate } from './arithmetic.ts'
import {
  arithmeticHost,
  type Expansion,
  expandToArguments,
  expandToPattern,
  expandToText,
  matchesPattern,
} from './expand.ts'
import { complain, complete, exitShell, popFrame, pushFrame } from './frames.ts'
import type { Frame, ShellProcess } from './process-state.ts'
import { reap } from './processes.ts'
import { applyRedirects, wordsOfRedirects } from './redirects.ts'
import { ShellError } from './shell-error.ts'
import { abandonLine } from './signals.ts'
import { leaveStopped } from './stopped-jobs.ts'
import { fork, giveUpIfInterrupted, setVariable, substitute, variablesOf } from './sub-shells.ts'
import type { Arithmetic, ShellNode, TestNode, Word } from './syntax.ts'
import { evaluateTest } from './test-expressions.ts'

type Kind<Name extends ShellNode['kind']> = Extract<ShellNode, { kind: Name }>
type Loop = Kind<'for' | 'while' | 'countingFor'>
type Compound = Exclude<ShellNode, Loop | Kind<'list' | 'simple' | 'pipeline' | 'andOr'>>

/** Of a loop's frame: at its condition, and behind its body. `continue` goes to the latter. */
export const CONDITION = 1
export const BEHIND_BODY = 2

export function expansionOf(machine: Machine, process: ShellProcess, frame: Frame): Expansion {
  const place = process.options.has('noglob') ? undefined : { folder: process.folder, disk: machine.shell.disk }
  const keep = (output: string, index: number) => {
    const path = `/dev/fd/${63 - index}`
    machine.shell.disk.files.set(path, output)
    return path
  }
  return { variables: variablesOf(machine, process), outputs: frame.outputs, ...(place && { place }), keep, used: 0 }
}

/** False where it waits. */
export function stepLoop(machine: Machine, process: ShellProcess, frame: Frame, node: Loop): boolean {
  if (frame.at === 0) return startLoop(machine, process, frame, node)
  if (frame.at === BEHIND_BODY) {
    frame.status = process.lastExitCode
    if (node.kind === 'countingFor') calculate(machine, process, frame, node.update)
    frame.at = CONDITION
    if (node.kind === 'while') {
      frame.at = 3
      pushFrame(machine, process, node.condition, { guarded: true })
      return true
    }
  }
  if (!goesOn(machine, process, frame, node)) {
    complete(machine, process, frame.status)
    return true
  }
  frame.at = BEHIND_BODY
  pushFrame(machine, process, node.body, { guarded: frame.guarded })
  return true
}

function startLoop(machine: Machine, process: ShellProcess, frame: Frame, node: Loop): boolean {
  if (node.kind === 'while') {
    frame.at = 3
    pushFrame(machine, process, node.condition, { guarded: true })
    return true
  }
  if (node.kind === 'countingFor') {
    frame.at = CONDITION
    calculate(machine, process, frame, node.initialize)
    return true
  }
  return withWords(machine, process, frame, node.words ?? [], (expansion) => {
    frame.items = node.words === null ? [...process.positional] : expandToArguments(node.words, expansion)
    frame.status = 0
    frame.at = CONDITION
  })
}

function goesOn(machine: Machine, process: ShellProcess, frame: Frame, node: Loop): boolean {
  if (node.kind === 'while') return (process.lastExitCode === 0) !== node.until
  if (node.kind === 'countingFor') return node.test === null || calculate(machine, process, frame, node.test) !== 0n
  const next = frame.items.shift()
  if (next === undefined) return false
  setVariable(machine, process, node.name, next)
  return true
}

/** A mistake in it is said, and counts as false. */
function calculate(machine: Machine, process: ShellProcess, frame: Frame, node: Arithmetic | null): bigint {
  if (node === null) return 1n
  try {
    return evaluate(node, arithmeticHost(expansionOf(machine, process, frame)))
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    complain(machine, process, 1, `((: ${error.message}`)
    frame.status = 1
    return 0n
  }
}

/** Runs the substitutions of the words, then `use` with all there is. A failed expansion is the command's failure. */
export function withWords(
  machine: Machine,
  process: ShellProcess,
  frame: Frame,
  words: readonly Word[],
  use: (expansion: Expansion) => void,
): boolean {
  const outcome = substitute(machine, process, frame, words)
  if (outcome !== 'ready') return outcome !== 'waits'
  try {
    use(expansionOf(machine, process, frame))
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    fail(machine, process, frame, error)
  }
  return true
}

export function fail(machine: Machine, process: ShellProcess, frame: Frame, error: ShellError): void {
  const { node } = frame
  complain(machine, process, 'line' in node ? node.line : 1, error.message)
  const leavesLine = error.fatal === 'line' || (error.fatal && machine.terminal.tty)
  if (leavesLine && process.parentId === null) return abandonLine(machine, process)
  if (error.fatal !== false) exitShell(machine, process, process.parentId === null ? error.exitCode : 1)
  else complete(machine, process, node.kind === 'test' ? 2 : 1)
}

/** False where it waits. */
export function stepCompound(machine: Machine, process: ShellProcess, frame: Frame, node: Compound): boolean {
  switch (node.kind) {
    case 'if':
      return stepIf(machine, process, frame, node)
    case 'case':
      return stepCase(machine, process, frame, node)
    case 'subshell':
      return stepSubshell(machine, process, frame, node)
    case 'redirected':
      return stepRedirected(machine, process, frame, node)
    case 'function':
      process.functions.set(node.name, node.body)
      complete(machine, process, 0)
      return true
    case 'call':
      if (frame.at++ === 0) pushFrame(machine, process, node.body, { guarded: frame.guarded })
      else complete(machine, process, process.lastExitCode)
      return true
    case 'restoring':
      if (frame.at++ === 0) pushFrame(machine, process, node.body, { guarded: frame.guarded })
      else popFrame(machine, process, node.status)
      return true
    case 'test':
      return withWords(machine, process, frame, wordsOfTest(node.expression), (expansion) => {
        const holds = evaluateTest(node.expression, expansion, testPlaceOf(machine, process))
        complete(machine, process, holds ? 0 : 1)
      })
    case 'arithmetic':
      return withWords(machine, process, frame, [], (expansion) => {
        const value = node.expression === null ? 0n : evaluateNamed(node.expression, expansion)
        complete(machine, process, value === 0n ? 1 : 0)
      })
  }
}

function evaluateNamed(expression: Arithmetic, expansion: Expansion): bigint {
  try {
    return evaluate(expression, arithmeticHost(expansion))
  } catch (error) {
    throw error instanceof ShellError ? new ShellError(`((: ${error.message}`) : error
  }
}

export function testPlaceOf(machine: Machine, process: ShellProcess, descriptors = process.descriptors) {
  return {
    folder: process.folder,
    disk: machine.shell.disk,
    isTerminal: (descriptor: number) => {
      const channel = descriptors.get(descriptor)
      return machine.terminal.tty && (channel?.kind === 'screen' || channel?.kind === 'keyboard')
    },
    isSet: (name: string) => process.variables.has(name) || process.arrays?.has(name) === true,
  }
}

function wordsOfTest(node: TestNode): Word[] {
  switch (node.kind) {
    case 'unary':
      return [node.operand]
    case 'binary':
      return [node.left, node.right]
    case 'not':
      return wordsOfTest(node.operand)
    case 'logical':
      return node.operands.flatMap(wordsOfTest)
  }
}

/** Past all clauses: a body has run. */
const DONE = -1

function stepIf(machine: Machine, process: ShellProcess, frame: Frame, node: Kind<'if'>): boolean {
  if (frame.at === DONE) {
    complete(machine, process, process.lastExitCode)
    return true
  }
  const { guarded } = frame
  const before = node.clauses[(frame.at - 1) / 2]
  if (frame.at % 2 === 1 && before !== undefined && process.lastExitCode === 0) {
    frame.at = DONE
    pushFrame(machine, process, before.body, { guarded })
    return true
  }
  if (frame.at % 2 === 1) frame.at++
  const clause = node.clauses[frame.at / 2]
  if (clause !== undefined) {
    frame.at++
    pushFrame(machine, process, clause.condition, { guarded: true })
  } else if (node.otherwise !== null) {
    frame.at = DONE
    pushFrame(machine, process, node.otherwise, { guarded })
  } else complete(machine, process, 0)
  return true
}

function stepCase(machine: Machine, process: ShellProcess, frame: Frame, node: Kind<'case'>): boolean {
  const words = [node.word, ...node.items.flatMap(({ patterns }) => patterns)]
  return withWords(machine, process, frame, words, (expansion) => {
    const before = node.items[frame.at - 1]
    if (before?.terminator === ';;' || (before !== undefined && frame.at === node.items.length))
      return complete(machine, process, process.lastExitCode)
    const text = expandToText(node.word, expansion)
    const matches = (index: number) =>
      (node.items[index]?.patterns ?? []).some((pattern) => matchesPattern(expandToPattern(pattern, expansion), text))
    let next = frame.at
    if (before?.terminator !== ';&') while (next < node.items.length && !matches(next)) next++
    const item = node.items[next]
    if (item === undefined) return complete(machine, process, before === undefined ? 0 : process.lastExitCode)
    frame.at = next + 1
    pushFrame(machine, process, item.body, { guarded: frame.guarded })
    // A body without commands is a success.
    process.lastExitCode = 0
  })
}

function stepSubshell(machine: Machine, process: ShellProcess, frame: Frame, node: Kind<'subshell'>): boolean {
  if (frame.at === 0) {
    frame.at = 1
    frame.children.push(fork(machine, process, node.body, { guarded: frame.guarded }).processId)
    return true
  }
  const endings = reap(machine.terminal, frame.children)
  if (endings === null) return leaveStopped(machine, process, frame)
  if (!giveUpIfInterrupted(machine, process, endings)) complete(machine, process, endings[0]?.exitCode ?? 0)
  return true
}

function stepRedirected(machine: Machine, process: ShellProcess, frame: Frame, node: Kind<'redirected'>): boolean {
  if (frame.at === 1) {
    complete(machine, process, process.lastExitCode)
    return true
  }
  return withWords(machine, process, frame, wordsOfRedirects(node.redirects), (expansion) => {
    const opened = applyRedirects(machine, process, node.redirects, expansion)
    frame.at = 1
    frame.descriptors = process.descriptors
    process.descriptors = opened
    pushFrame(machine, process, node.command, { guarded: frame.guarded })
  })
}
