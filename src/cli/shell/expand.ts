/** Words to arguments: variables, substitutions, arithmetic, splitting at blanks. */
import { evaluate } from './arithmetic.ts'
import { keysOf, nextIndex, type ShellArray, valuesOf } from './arrays.ts'
import { expandGlob, type GlobPlace, isGlob } from './globs.ts'
import { parseScript } from './parse-script.ts'
import { literalPattern, matchesPattern, replaceMatches, withoutMatch } from './patterns.ts'
import { ShellError } from './shell-error.ts'
import type { Arithmetic, ListNode, ParameterOperation, Piece, Word } from './syntax.ts'

export interface Variables {
  /** Also of special ones: `?`, `#`, `1`; undefined when it is not set. */
  get(name: string): string | undefined
  set(name: string, value: string): void
  array(name: string): ShellArray | undefined
  setElement(name: string, key: string, value: string): void
  readonly positional: readonly string[]
  /** `set -u`: a variable that is not set is an error. */
  readonly strict: boolean
}

/** What expansion asks for: variables, and the outputs of the substitutions in the order they are met. */
export interface Expansion {
  readonly variables: Variables
  readonly outputs: readonly string[]
  /** Where patterns look for files; undefined where they look for none. */
  readonly place?: GlobPlace
  /** Keeps the output of `<( … )`, the so-manieth of the words, and says under which name. */
  readonly keep?: (output: string, index: number) => string
  /** Outputs used so far. */
  used: number
}

/**
 * The first command substitution among the words that has no output yet; null when all have. A shell runs it and asks
 * again, so expansion itself never has to stop half-way. One behind `${x:-…}` counts only where it is needed.
 */
export function nextSubstitution(words: readonly Word[], done: number, variables: Variables): ListNode | null {
  const found: ListNode[] = []
  const look = (word: Word): void => {
    for (const piece of word) {
      if (piece.kind === 'substitution') found.push(piece.body)
      if (piece.kind !== 'parameter') continue
      if (piece.index !== undefined && typeof piece.index !== 'string') look(piece.index)
      if (piece.operation === null) continue
      for (const operand of operandsOf(piece, piece.operation, variables)) look(operand)
    }
  }
  for (const word of words) look(word)
  return found[done] ?? null
}

function operandsOf(piece: Parameter, operation: ParameterOperation, variables: Variables): readonly Word[] {
  switch (operation.kind) {
    case 'default': {
      const value = plainValueOf(piece, { variables, outputs: [], used: 0 })
      return usesOperand(operation.operator, value) ? [operation.operand] : []
    }
    case 'remove':
      return [operation.pattern]
    case 'replace':
      return [operation.pattern, operation.replacement]
    case 'slice':
      return operation.length === null ? [operation.offset] : [operation.offset, operation.length]
    case 'case':
      return []
  }
}

function usesOperand(operator: string, value: string | undefined): boolean {
  const missing = operator.startsWith(':') ? value === undefined || value === '' : value === undefined
  return operator.endsWith('+') ? !missing : missing
}

/** A word as a single string, as in an assignment, a redirection or a here-document. */
export function expandToText(word: Word, expansion: Expansion): string {
  return word.map((piece) => textOf(piece, expansion)).join('')
}

/** A word as a pattern: what was quoted, or came out of a quoted variable, stands for itself. */
export function expandToPattern(word: Word, expansion: Expansion): string {
  return word
    .map((piece) => {
      const text = textOf(piece, expansion)
      const special = piece.kind === 'text' ? piece.glob : !piece.quoted
      return special ? text : literalPattern(text)
    })
    .join('')
}

/** Words as arguments: unquoted expansions are split at blanks, and one that comes to nothing is no argument. */
export function expandToArguments(words: readonly Word[], expansion: Expansion): string[] {
  return words.flatMap((word) => expandWord(word, expansion))
}

/** A field as text, and as a pattern in which what was quoted stands for itself. */
interface Field {
  text: string
  pattern: string
}

function expandWord(word: Word, expansion: Expansion): string[] {
  const fields: Field[] = []
  let field: Field | null = null
  const add = (text: string, isPattern: boolean) => {
    const pattern = isPattern ? text : literalPattern(text)
    field = { text: (field?.text ?? '') + text, pattern: (field?.pattern ?? '') + pattern }
  }
  const finish = () => {
    if (field !== null) fields.push(field)
    field = null
  }
  const split = (text: string) => {
    const [head, ...rest] = splitFields(text, expansion.variables.get('IFS') ?? ' \t\n')
    if (head !== '') add(head ?? '', true)
    for (const { hard, text: next } of rest) {
      if (hard && field === null) add('', true)
      finish()
      if (next !== '') add(next, true)
    }
  }
  for (const piece of word) {
    if (isEachParameter(piece, expansion)) {
      // One argument each; what stands before and behind joins the first and the last.
      for (const [index, value] of listOf(piece, expansion).entries()) {
        if (index > 0) finish()
        if (piece.quoted) add(value, false)
        else split(value)
      }
      continue
    }
    const text = textOf(piece, expansion)
    if (piece.kind === 'text' || piece.quoted) {
      // `"$@"` without parameters is no argument, though the quotes are there.
      if (text !== '' || !isEmptyPair(word)) add(text, piece.kind === 'text' && piece.glob)
      continue
    }
    split(text)
  }
  finish()
  return fields.flatMap(({ text, pattern }) => {
    const paths = isGlob(pattern) && expansion.place !== undefined ? expandGlob(pattern, expansion.place) : []
    return paths.length > 0 ? paths : [text]
  })
}

function isEmptyPair(word: Word): boolean {
  return word.some((piece) => piece.kind === 'parameter' && (piece.name === '@' || piece.index === '@'))
}

type Parameter = Extract<Piece, { kind: 'parameter' }>

/** All parameters or all elements of an array. */
function isList({ name, index }: Parameter): boolean {
  return name === '@' || name === '*' || index === '@' || index === '*'
}

/** `"$@"`, and without quotes `$*` as well. */
function isEachParameter(piece: Piece, expansion: Expansion): piece is Parameter {
  if (piece.kind !== 'parameter' || piece.length || !isList(piece)) return false
  if (piece.quoted && piece.name !== '@' && piece.index !== '@') return false
  const { operation } = piece
  return operation?.kind !== 'default' || !usesOperand(operation.operator, plainValueOf(piece, expansion))
}

/** What a list has come to, each part for itself. */
function listOf(piece: Parameter, expansion: Expansion): string[] {
  const { operation } = piece
  const values = valuesOfList(piece, expansion)
  if (operation === null || operation.kind === 'default') return values
  if (operation.kind === 'slice') return slicedList(piece, values, operation, expansion)
  const { used } = expansion
  return values.map((value) => {
    expansion.used = used
    return operated(piece, value, operation, expansion)
  })
}

function valuesOfList({ name, index, indirect }: Parameter, { variables }: Expansion): string[] {
  if (index === undefined) return [...variables.positional]
  const array = variables.array(name)
  if (array !== undefined) return indirect === true ? keysOf(array) : valuesOf(array)
  const value = variables.get(name)
  return value === undefined ? [] : [indirect === true ? '0' : value]
}

/** Of parameters `$0` is the first; of an array the keys count, of which some may be missing. */
function slicedList(
  { name, index }: Parameter,
  values: readonly string[],
  operation: Extract<ParameterOperation, { kind: 'slice' }>,
  expansion: Expansion,
): string[] {
  const array = index === undefined ? undefined : expansion.variables.array(name)
  const all = index === undefined ? ['bash', ...values] : values
  const keys = array === undefined ? all.map((_value, at) => at) : keysOf(array).map(Number)
  const offset = numberIn(operation.offset, expansion)
  const from = offset < 0 ? (keys.at(-1) ?? 0) + 1 + offset : offset
  const rest = all.filter((_value, at) => array?.associative === true || (keys[at] ?? 0) >= from)
  return operation.length === null ? rest : rest.slice(0, Math.max(0, numberIn(operation.length, expansion)))
}

interface Split {
  /** It stands behind a separator that is no blank, before which there is a field even where it is empty. */
  readonly hard: boolean
  readonly text: string
}

/** Runs of blanks separate; any other character of IFS separates alone. What stands first is told without a separator. */
function splitFields(text: string, separators: string): [string, ...Split[]] {
  if (separators === '') return [text]
  const set = separators.replace(/[\\\]^-]/g, '\\$&')
  const others = set.replace(/[ \t\n]/g, '')
  const blanks = `[${separators.replace(/[^ \t\n]/g, '') || '\\0'}]`
  const pattern = others === '' ? `${blanks}+` : `${blanks}*[${others}]${blanks}*|${blanks}+`
  const [head = '', ...rest] = text.split(new RegExp(`(${pattern})`))
  const splits: Split[] = []
  for (let at = 0; at < rest.length; at += 2)
    splits.push({ hard: /[^ \t\n]/.test(rest[at] ?? ''), text: rest[at + 1] ?? '' })
  return [head, ...splits]
}

function textOf(piece: Piece, expansion: Expansion): string {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'substitution':
      return outputOf(piece, expansion)
    case 'arithmetic':
      return String(evaluated(piece.expression, expansion))
    case 'parameter':
      return parameterText(piece, expansion)
  }
}

function outputOf({ asFile }: Extract<Piece, { kind: 'substitution' }>, expansion: Expansion): string {
  const index = expansion.used++
  const output = expansion.outputs[index] ?? ''
  return asFile === true ? (expansion.keep?.(output, index) ?? '') : output.replace(/\n+$/, '')
}

/** What is wrong in an expansion ends the line that it stands in. */
function evaluated(expression: Arithmetic, expansion: Expansion): bigint {
  try {
    return evaluate(expression, arithmeticHost(expansion))
  } catch (error) {
    throw error instanceof ShellError ? new ShellError(error.message, true) : error
  }
}

/** `a[1]` in an expression. */
const ELEMENT = /^(\w+)\[(.*)\]$/

export function arithmeticHost(expansion: Expansion): Parameters<typeof evaluate>[1] {
  const { variables } = expansion
  return {
    text: (word) => expandToText(word, expansion),
    get(name) {
      const [, array = '', index] = ELEMENT.exec(name) ?? []
      if (index === undefined) return variables.get(name) ?? ''
      return elementOf(array, keyOfText(array, index, expansion), expansion) ?? ''
    },
    set(name, value) {
      const [, array = '', index] = ELEMENT.exec(name) ?? []
      if (index === undefined) variables.set(name, value)
      else variables.setElement(array, keyOfText(array, index, expansion), value)
    },
  }
}

/** The value of an arithmetic expression that stands somewhere as a text. */
export function evaluateText(text: string, expansion: Expansion): bigint {
  const plain = text.trim()
  if (/^-?\d{1,15}$/.test(plain) && !/^-?0\d/.test(plain)) return BigInt(plain)
  const script = parseScript(`((${plain}))\n`)
  const node = script.kind === 'script' ? script.list.statements[0]?.node : undefined
  if (node?.kind !== 'arithmetic')
    throw new ShellError(`${plain}: syntax error in expression (error token is "${plain}")`)
  return node.expression === null ? 0n : evaluate(node.expression, arithmeticHost(expansion))
}

/** Which element an index means; a negative one counts from the end. */
export function elementKey(name: string, index: Word, expansion: Expansion): string {
  return keyOfText(name, expandToText(index, expansion), expansion)
}

function keyOfText(name: string, text: string, expansion: Expansion): string {
  const array = expansion.variables.array(name)
  if (array?.associative === true) return text
  const number = Number(evaluateText(text, expansion))
  const key = number < 0 ? number + (array === undefined ? 0 : nextIndex(array)) : number
  if (key < 0) throw new ShellError(`${name}[${text}]: bad array subscript`)
  return String(key)
}

function elementOf(name: string, key: string, { variables }: Expansion): string | undefined {
  const array = variables.array(name)
  return array === undefined ? (key === '0' ? variables.get(name) : undefined) : array.elements.get(key)
}

/** Before any operation; of a list whatever stands in it, joined. */
function plainValueOf(piece: Parameter, expansion: Expansion): string | undefined {
  const { name, index } = piece
  if (isList(piece)) {
    const values = valuesOfList(piece, expansion)
    return values.length === 0 ? undefined : joined(piece, values, expansion.variables)
  }
  if (index !== undefined && typeof index !== 'string')
    return elementOf(name, elementKey(name, index, expansion), expansion)
  const value = expansion.variables.get(name)
  if (piece.indirect !== true) return value
  if (value === undefined) throw new ShellError(`${name}: invalid indirect expansion`)
  const [, array = '', key] = /^(\w+)\[(.*)\]$/s.exec(value) ?? []
  if (key === undefined) return expansion.variables.get(value)
  return elementOf(array, keyOfText(array, key, expansion), expansion)
}

/** `"$*"` puts the first character of IFS between. */
function joined({ name, index }: Parameter, values: readonly string[], variables: Variables): string {
  const separators = variables.get('IFS') ?? ' '
  return values.join(name === '*' || index === '*' ? separators.slice(0, 1) : ' ')
}

function parameterText(piece: Parameter, expansion: Expansion): string {
  const { variables } = expansion
  const { name, index, operation } = piece
  const value = plainValueOf(piece, expansion)
  const isDefault = operation?.kind === 'default'
  if (value === undefined && variables.strict && !isDefault && !isList(piece) && !/^[?!$0#-]$/.test(name))
    throw new ShellError(`${name}${index === undefined ? '' : '[…]'}: unbound variable`, true, 127)
  if (piece.length) return String(isList(piece) ? valuesOfList(piece, expansion).length : [...(value ?? '')].length)
  if (operation === null) return value ?? ''
  if (isList(piece) && !isDefault) return joined(piece, listOf(piece, expansion), variables)
  return operated(piece, value, operation, expansion)
}

function operated(
  piece: Parameter,
  value: string | undefined,
  operation: ParameterOperation,
  expansion: Expansion,
): string {
  const text = value ?? ''
  switch (operation.kind) {
    case 'default':
      return defaulted(piece, value, operation, expansion)
    case 'remove':
      return withoutMatch(expandToPattern(operation.pattern, expansion), text, operation.operator)
    case 'replace': {
      const pattern = expandToPattern(operation.pattern, expansion)
      return replaceMatches(pattern, text, expandToText(operation.replacement, expansion), operation.operator)
    }
    case 'slice':
      return sliced(text, operation, expansion)
    case 'case': {
      const change = (part: string) => (operation.operator.startsWith('^') ? part.toUpperCase() : part.toLowerCase())
      return operation.operator.length === 2 ? change(text) : change(text.slice(0, 1)) + text.slice(1)
    }
  }
}

function defaulted(
  { name, index }: Parameter,
  value: string | undefined,
  { operator, operand }: Extract<ParameterOperation, { kind: 'default' }>,
  expansion: Expansion,
): string {
  if (!usesOperand(operator, value)) return operator.endsWith('+') ? '' : (value ?? '')
  const text = expandToText(operand, expansion)
  if (operator.endsWith('=') && index !== undefined && typeof index !== 'string')
    expansion.variables.setElement(name, elementKey(name, index, expansion), text)
  else if (operator.endsWith('=')) expansion.variables.set(name, text)
  if (operator.endsWith('?')) throw new ShellError(`${name}: ${text || 'parameter null or not set'}`, true, 127)
  return text
}

function numberIn(word: Word, expansion: Expansion): number {
  return Number(evaluateText(expandToText(word, expansion), expansion))
}

function sliced(text: string, operation: Extract<ParameterOperation, { kind: 'slice' }>, expansion: Expansion): string {
  const offset = numberIn(operation.offset, expansion)
  const from = offset < 0 ? Math.max(0, text.length + offset) : offset
  if (operation.length === null) return text.slice(from)
  const length = numberIn(operation.length, expansion)
  return text.slice(from, length < 0 ? text.length + length : from + length)
}

export { matchesPattern }
