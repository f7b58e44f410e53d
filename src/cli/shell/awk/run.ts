/** Runs an awk program over what it reads. Counterpart in gawk: interpret.h, io.c. */
import { isFolder, isReadOnly, readFile, resolvePath, whyUnreadable, whyUnwritable, writeFile } from '../../files.ts'
import type { TextHost, TextResult } from '../text-program.ts'
import { keysInOrder } from './arrays.ts'
import { evaluate, keyOf } from './evaluate.ts'
import { callBuiltin } from './functions.ts'
import {
  type AwkState,
  arrayOf,
  asText,
  cellOf,
  convfmtOf,
  countStep,
  expressionOf,
  recordOf,
  setGlobal,
  setRecord,
  setVariable,
  textVariable,
} from './state.ts'
import { unescaped } from './tokens.ts'
import { AwkError, type AwkProgram, type Expression, type Rule, type Statement } from './tree.ts'
import { formatted, isTrue, numberOf, textOf, UNSET, type Value, valueOfInput } from './values.ts'

/** How a statement ended what stands around it. */
type Outcome =
  | { readonly kind: 'next' | 'nextfile' | 'break' | 'continue' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'exit'; readonly code: number | null }

export interface AwkCall {
  readonly program: AwkProgram
  /** `-v name=value` and `-F`, in their order. */
  readonly assignments: readonly { readonly name: string; readonly text: string }[]
  readonly operands: readonly string[]
}

export function runAwk({ program, assignments, operands }: AwkCall, host: TextHost): TextResult {
  const state = createState(program, host)
  for (const { name, text } of assignments) setVariable(state, name, valueOfInput(unescaped(text)))
  let code = 0
  try {
    code = runRules(state, operands)
  } catch (error) {
    if (!(error instanceof AwkError)) throw error
    state.stderr += `${error.message.startsWith('fatal:') ? placeOf(state) : ''}${error.message}\n`
    code = error.exitCode
  }
  return { stdout: state.stdout, stderr: state.stderr, exitCode: code }
}

/** Gawk says which record it was at. */
function placeOf(state: AwkState): string {
  const number = numberOf(cellOf(state, 'NR').value)
  if (number === 0) return 'awk: cmd. line:1: '
  const file = textVariable(state, 'FILENAME')
  return `awk: cmd. line:1: (FILENAME=${file === '' ? '-' : file} FNR=${textVariable(state, 'FNR')}) `
}

function createState(program: AwkProgram, host: TextHost): AwkState {
  const state: AwkState = {
    program,
    host,
    does: { runBody, callBuiltin },
    globals: new Map(),
    locals: null,
    depth: 0,
    record: '',
    fields: null,
    isStale: false,
    stdout: '',
    stderr: program.warnings.map((line) => `${line}\n`).join(''),
    opened: new Set(),
    expressions: new Map(),
    ranges: new Set(),
    steps: 0,
  }
  const texts = { FS: ' ', OFS: ' ', ORS: '\n', RS: '\n', SUBSEP: '\x1c', CONVFMT: '%.6g', OFMT: '%.6g', FILENAME: '' }
  for (const [name, value] of Object.entries(texts)) setGlobal(state, name, value)
  for (const name of ['NR', 'FNR', 'RSTART']) setGlobal(state, name, 0)
  setGlobal(state, 'RLENGTH', -1)
  setGlobal(state, 'NR', host.linesBefore)
  setGlobal(state, 'FNR', host.linesBefore)
  return state
}

function runBody(state: AwkState, body: Statement): Value {
  const outcome = execute(state, body)
  if (outcome === null) return UNSET
  if (outcome.kind === 'return') return outcome.value
  throw new Ended(outcome)
}

/** `exit` and `next` leave functions too. */
class Ended extends Error {
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    super(outcome.kind)
    this.outcome = outcome
  }
}

function runRules(state: AwkState, operands: readonly string[]): number {
  const { rules } = state.program
  let code: number | null = null
  const run = (chosen: readonly Rule[]): boolean => {
    for (const rule of chosen) {
      const outcome = outcomeOf(state, rule.body as Statement)
      if (outcome?.kind !== 'exit') continue
      code = outcome.code ?? code ?? 0
      return false
    }
    return true
  }
  const begins = rules.filter(({ when }) => when === 'BEGIN')
  const ends = rules.filter(({ when }) => when === 'END')
  let goesOn = run(begins)
  if (goesOn && begins.length < rules.length) {
    const exit = readAll(state, operands)
    if (exit?.kind === 'exit') code = exit.code ?? 0
    goesOn = exit?.kind !== 'unreadable'
    if (exit?.kind === 'unreadable') code = 2
  } else if (!goesOn && ends.length === 0) return code ?? 0
  run(ends)
  return code ?? 0
}

function outcomeOf(state: AwkState, body: Statement): Outcome | null {
  try {
    return execute(state, body)
  } catch (error) {
    if (error instanceof Ended) return error.outcome
    throw error
  }
}

/** Each operand is a file, or gives a variable a value on the way. */
function readAll(
  state: AwkState,
  operands: readonly string[],
): { kind: 'unreadable' } | (Outcome & { kind: 'exit' }) | null {
  const isAssignment = (operand: string) => /^[A-Za-z_]\w*=/.test(operand)
  const names = operands.every(isAssignment) ? [...operands, '-'] : operands
  let unreadable = false
  for (const name of names) {
    if (isAssignment(name)) {
      const equals = name.indexOf('=')
      setVariable(state, name.slice(0, equals), valueOfInput(unescaped(name.slice(equals + 1))))
      continue
    }
    const { host } = state
    const path = resolvePath(host.folder, name)
    const text = name === '-' ? host.stdin : readFile(host.disk, path)
    if (text === undefined) {
      if (isFolder(host.disk, path)) {
        state.stderr += `awk: warning: command line argument \`${name}' is a directory: skipped\n`
        continue
      }
      const where = numberOf(cellOf(state, 'NR').value) === 0 ? '' : 'cmd. line:1: '
      state.stderr += `awk: ${where}fatal: cannot open file \`${name}' for reading: ${whyUnreadable(host.disk, path)}\n`
      unreadable = true
      break
    }
    setGlobal(state, 'FILENAME', name === '-' ? '' : name)
    if (name !== '-') setGlobal(state, 'FNR', 0)
    const outcome = readFileText(state, text)
    if (outcome !== null) return outcome
  }
  return unreadable ? { kind: 'unreadable' } : null
}

function readFileText(state: AwkState, text: string): (Outcome & { kind: 'exit' }) | null {
  let rest = text
  while (rest !== '') {
    const { record, length } = nextRecord(state, rest)
    rest = rest.slice(length)
    if (record === null) break
    setRecord(state, record)
    for (const name of ['NR', 'FNR']) setGlobal(state, name, numberOf(cellOf(state, name).value) + 1)
    const outcome = runRecord(state)
    if (outcome?.kind === 'exit') return outcome
    if (outcome?.kind === 'nextfile') return null
  }
  return null
}

/** As RS says: a line, a paragraph, or what stands before what it matches. */
function nextRecord(state: AwkState, text: string): { readonly record: string | null; readonly length: number } {
  const separator = textVariable(state, 'RS')
  if (separator === '') {
    const start = /^\n*/.exec(text)?.[0].length ?? 0
    const [paragraph] = /^[\s\S]*?(?=\n\n+|\n*$)/.exec(text.slice(start)) ?? ['']
    const ends = /^\n*/.exec(text.slice(start + paragraph.length))?.[0].length ?? 0
    return { record: paragraph === '' ? null : paragraph, length: start + paragraph.length + ends }
  }
  if (separator.length === 1) {
    const at = text.indexOf(separator)
    return at === -1 ? { record: text, length: text.length } : { record: text.slice(0, at), length: at + 1 }
  }
  const found = expressionOf(state, separator).exec(text)
  if (found === null || found[0] === '') return { record: text, length: text.length }
  return { record: text.slice(0, found.index), length: found.index + found[0].length }
}

function runRecord(state: AwkState): Outcome | null {
  for (const [index, rule] of state.program.rules.entries()) {
    if (rule.when === 'BEGIN' || rule.when === 'END') continue
    if (!applies(state, rule, index)) continue
    if (rule.body === null) {
      state.stdout += recordOf(state) + textVariable(state, 'ORS')
      continue
    }
    const outcome = outcomeOf(state, rule.body)
    if (outcome !== null) return outcome.kind === 'next' ? null : outcome
  }
  return null
}

function applies(state: AwkState, { when }: Rule, index: number): boolean {
  if (when === null || typeof when === 'string') return true
  const holds = (expression: Expression) => isTrue(evaluate(state, expression))
  if (when.to === null) return holds(when.from)
  const begun = state.ranges.has(index)
  if (!begun && !holds(when.from)) return false
  if (holds(when.to)) state.ranges.delete(index)
  else state.ranges.add(index)
  return true
}

function execute(state: AwkState, statement: Statement): Outcome | null {
  const value = (expression: Expression) => evaluate(state, expression)
  countStep(state)
  switch (statement.kind) {
    case 'block':
      for (const each of statement.body) {
        const outcome = execute(state, each)
        if (outcome !== null) return outcome
      }
      return null
    case 'expression':
      value(statement.expression)
      return null
    case 'if':
      if (isTrue(value(statement.test))) return execute(state, statement.yes)
      return statement.no === null ? null : execute(state, statement.no)
    case 'while':
    case 'for':
      return loop(state, statement)
    case 'forIn':
      return forIn(state, statement)
    case 'print':
      print(state, statement)
      return null
    case 'delete':
      if (statement.subscripts === null) arrayOf(state, statement.array).clear()
      else arrayOf(state, statement.array).delete(keyOf(state, statement.subscripts))
      return null
    case 'exit':
      return {
        kind: 'exit',
        code: statement.value === null ? null : Math.trunc(numberOf(value(statement.value))) & 255,
      }
    case 'return':
      return { kind: 'return', value: statement.value === null ? UNSET : value(statement.value) }
    default:
      return { kind: statement.kind }
  }
}

function loop(state: AwkState, statement: Statement & { kind: 'while' | 'for' }): Outcome | null {
  if (statement.kind === 'for' && statement.first !== null) execute(state, statement.first)
  const { test } = statement
  const goesOn = () => test === null || isTrue(evaluate(state, test))
  let checks = statement.kind === 'for' || statement.testsFirst
  for (;;) {
    if (checks && !goesOn()) return null
    checks = true
    const outcome = execute(state, statement.body)
    if (outcome?.kind === 'break') return null
    if (outcome !== null && outcome.kind !== 'continue') return outcome
    if (statement.kind === 'for' && statement.then !== null) execute(state, statement.then)
  }
}

function forIn(state: AwkState, { variable, array, body }: Statement & { kind: 'forIn' }): Outcome | null {
  for (const key of keysInOrder(arrayOf(state, array))) {
    setVariable(state, variable, valueOfInput(key))
    const outcome = execute(state, body)
    if (outcome?.kind === 'break') return null
    if (outcome !== null && outcome.kind !== 'continue') return outcome
  }
  return null
}

function print(state: AwkState, { formatted: isFormatted, args, output }: Statement & { kind: 'print' }): void {
  const values = args.map((arg) => evaluate(state, arg))
  const [format = '', ...rest] = values
  const text = isFormatted ? formatted(asText(state, format), rest, convfmtOf(state)) : printedLine(state, values)
  if (output === null) state.stdout += text
  else writeTo(state, asText(state, evaluate(state, output.file)), output.appends, text)
}

function printedLine(state: AwkState, values: readonly Value[]): string {
  const format = textVariable(state, 'OFMT')
  const line =
    values.length === 0
      ? recordOf(state)
      : values.map((value) => textOf(value, format)).join(textVariable(state, 'OFS'))
  return line + textVariable(state, 'ORS')
}

/** `>` empties a file when it is opened, and not again. */
function writeTo(state: AwkState, name: string, appends: boolean, text: string): void {
  if (name === '/dev/stdout' || name === '-') state.stdout += text
  else if (name === '/dev/stderr') state.stderr += text
  else if (name !== '/dev/null') {
    const { disk, folder } = state.host
    const path = resolvePath(folder, name)
    const why = isReadOnly(disk, path) ? 'Read-only file system' : whyUnwritable(disk, path)
    if (why !== null) throw new AwkError(`fatal: cannot redirect to \`${name}': ${why}`, 2)
    const before = appends || state.opened.has(name) ? (readFile(disk, path) ?? '') : ''
    state.opened.add(name)
    writeFile(disk, path, before + text)
  }
}
