/** What a run of an awk program knows: variables, the record and its fields, what it has written. */

import type { TextHost } from '../text-program.ts'
import { fromPosix } from '../text-tools/posix-expression.ts'
import type { AwkArray } from './arrays.ts'
import { notModelled } from './tokens.ts'
import { AwkError, type AwkProgram, type Expression, type Statement } from './tree.ts'
import { charactersOf, numberOf, textOf, UNSET, type Value, valueOfInput } from './values.ts'

/** A variable: a value, or an array once it is used as one. */
export interface Cell {
  value: Value
  array: AwkArray | null
  /** The caller's variable that was given here unset: should it become an array, so does that. */
  readonly given: Cell | null
}

/** What expressions ask for that itself needs expressions: what runs a function, and the functions that awk has. */
interface AwkMachinery {
  runBody(state: AwkState, body: Statement): Value
  callBuiltin(state: AwkState, call: Expression & { readonly kind: 'call' }): Value
}

export interface AwkState {
  readonly program: AwkProgram
  readonly host: TextHost
  readonly does: AwkMachinery
  readonly globals: Map<string, Cell>
  /** Of the function that runs. */
  locals: Map<string, Cell> | null
  depth: number
  record: string
  /** Of the record, from the first on; null until somebody asks. */
  fields: Value[] | null
  /** Whether the record is to be put together from its fields again. */
  isStale: boolean
  stdout: string
  stderr: string
  /** Files it has written to. */
  readonly opened: Set<string>
  readonly expressions: Map<string, RegExp>
  /** Ranges of rules that are under way. */
  readonly ranges: Set<number>
  steps: number
}

/** A program that goes on and on is ended: to wait for it would stop the picture. */
const MOST_STEPS = 1_000_000
const MOST_CHARACTERS = 2_000_000

/** Names that mean something to gawk, and nothing here. */
const MISSING = new Set([
  'FIELDWIDTHS',
  'FPAT',
  'IGNORECASE',
  'BINMODE',
  'TEXTDOMAIN',
  'LINT',
  'PROCINFO',
  'SYMTAB',
  'FUNCTAB',
])

export function countStep(state: AwkState): void {
  if (++state.steps > MOST_STEPS || state.stdout.length > MOST_CHARACTERS)
    throw notModelled('a program that goes on for so long')
}

export function cellOf({ locals, globals }: AwkState, name: string): Cell {
  const known = locals?.get(name) ?? globals.get(name)
  if (known !== undefined) return known
  if (MISSING.has(name)) throw notModelled(name)
  const cell: Cell = { value: UNSET, array: null, given: null }
  globals.set(name, cell)
  return cell
}

export function arrayOf(state: AwkState, name: string): AwkArray {
  return arrayIn(cellOf(state, name))
}

function arrayIn(cell: Cell): AwkArray {
  if (cell.array === null) cell.array = cell.given === null ? new Map() : arrayIn(cell.given)
  return cell.array
}

export const textVariable = (state: AwkState, name: string): string => asText(state, cellOf(state, name).value)

export const convfmtOf = (state: AwkState): string => {
  const value = state.globals.get('CONVFMT')?.value
  return typeof value === 'string' ? value : '%.6g'
}

export const asText = (state: AwkState, value: Value): string => textOf(value, convfmtOf(state))

export function variableOf(state: AwkState, name: string): Value {
  return name === 'NF' && state.locals?.has('NF') !== true ? fieldsOf(state).length : cellOf(state, name).value
}

export function setVariable(state: AwkState, name: string, value: Value): void {
  cellOf(state, name).value = value
  if (name !== 'NF') return
  const fields = fieldsOf(state)
  const count = Math.max(0, Math.trunc(numberOf(value)))
  fields.length = Math.min(fields.length, count)
  while (fields.length < count) fields.push(UNSET)
  state.isStale = true
}

export function setGlobal({ globals }: AwkState, name: string, value: Value): void {
  const known = globals.get(name)
  if (known === undefined) globals.set(name, { value, array: null, given: null })
  else known.value = value
}

export function setRecord(state: AwkState, record: string): void {
  state.record = record
  state.fields = null
  state.isStale = false
}

export function recordOf(state: AwkState): string {
  if (state.isStale) {
    const separator = textVariable(state, 'OFS')
    state.record = fieldsOf(state)
      .map((field) => asText(state, field))
      .join(separator)
    state.isStale = false
  }
  return state.record
}

export function fieldsOf(state: AwkState): Value[] {
  state.fields ??= splitFields(state, state.record, textVariable(state, 'FS')).map(valueOfInput)
  return state.fields
}

export function fieldOf(state: AwkState, index: number): Value {
  if (index === 0) return valueOfInput(recordOf(state))
  return fieldsOf(state)[index - 1] ?? UNSET
}

export function setField(state: AwkState, index: number, value: Value): void {
  if (index === 0) return setRecord(state, asText(state, value))
  const fields = fieldsOf(state)
  while (fields.length < index) fields.push(UNSET)
  fields[index - 1] = value
  state.isStale = true
}

export function fieldNumber(value: Value): number {
  const index = Math.trunc(numberOf(value))
  if (index < 0) throw new AwkError(`fatal: attempt to access field ${index}`, 2)
  return index
}

/** As FS says: a blank is any number of them, one character itself, anything longer an expression. */
export function splitFields(state: AwkState, text: string, separator: string | RegExp): string[] {
  if (text === '') return []
  if (separator === '') return [...charactersOf(text)]
  if (separator === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '')
  const isParagraph = textVariable(state, 'RS') === ''
  const source = typeof separator === 'string' ? literalOrExpression(state, separator) : separator
  const by = isParagraph ? new RegExp(`${source.source}|\\n`) : source
  return text.split(withoutGroups(by))
}

function literalOrExpression(state: AwkState, separator: string): RegExp {
  return separator.length === 1 && separator !== '\\'
    ? new RegExp(separator.replace(/[.*+?^${}()|[\]]/g, '\\$&'))
    : expressionOf(state, separator)
}

/** What a group matched would be put among the pieces. */
const withoutGroups = (expression: RegExp): RegExp =>
  new RegExp(expression.source.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\((?!\?)/gs, (part) => (part === '(' ? '(?:' : part)))

/** Compiled once for the program. */
export function expressionOf(state: AwkState, source: string): RegExp {
  const known = state.expressions.get(source)
  if (known !== undefined) return known
  const compiled = compile(source)
  state.expressions.set(source, compiled)
  return compiled
}

function compile(source: string): RegExp {
  try {
    return new RegExp(fromPosix(unicodeEscapes(source), true))
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new AwkError(`fatal: invalid regexp: ${why}: /${source}/`, 2)
  }
}

/** In a pattern `\t` is a tabulator, as it is in a text. */
function unicodeEscapes(source: string): string {
  return source.replace(/\\([abfnrtv])|\\y/g, (whole, letter) =>
    letter === undefined
      ? '\\b'
      : ({ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }[letter as 'a'] ?? whole),
  )
}
