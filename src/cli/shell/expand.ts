/** Words to arguments: variables, substitutions, arithmetic, splitting at blanks. */
import { evaluate } from './arithmetic.ts'
import { expandGlob, type GlobPlace, isGlob } from './globs.ts'
import { literalPattern, matchesPattern, replaceMatches, withoutMatch } from './patterns.ts'
import { ShellError } from './shell-error.ts'
import type { Arithmetic, ListNode, ParameterOperation, Piece, Word } from './syntax.ts'

export interface Variables {
  /** Also of special ones: `?`, `#`, `1`; undefined when it is not set. */
  get(name: string): string | undefined
  set(name: string, value: string): void
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
      if (piece.kind !== 'parameter' || piece.operation === null) continue
      for (const operand of operandsOf(piece.name, piece.operation, variables)) look(operand)
    }
  }
  for (const word of words) look(word)
  return found[done] ?? null
}

function operandsOf(name: string, operation: ParameterOperation, variables: Variables): readonly Word[] {
  switch (operation.kind) {
    case 'default':
      return usesOperand(operation.operator, variables.get(name)) ? [operation.operand] : []
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
    if (isEachParameter(piece)) {
      // One argument each; what stands before and behind joins the first and the last.
      for (const [index, value] of expansion.variables.positional.entries()) {
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
  return word.some((piece) => piece.kind === 'parameter' && piece.name === '@')
}

/** `"$@"`, and without quotes `$*` as well. */
function isEachParameter(piece: Piece): piece is Extract<Piece, { kind: 'parameter' }> {
  if (piece.kind !== 'parameter' || piece.length || piece.operation !== null) return false
  return piece.name === '@' || (piece.name === '*' && !piece.quoted)
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

export function arithmeticHost(expansion: Expansion): Parameters<typeof evaluate>[1] {
  const { variables } = expansion
  return {
    text: (word) => expandToText(word, expansion),
    get: (name) => variables.get(name) ?? '',
    set: (name, value) => variables.set(name, value),
  }
}

/** `"$*"` puts the first character of IFS between. */
function joinedParameters(name: '@' | '*', variables: Expansion['variables']): string {
  const separators = variables.get('IFS') ?? ' '
  return variables.positional.join(name === '*' ? separators.slice(0, 1) : ' ')
}

function parameterText(piece: Extract<Piece, { kind: 'parameter' }>, expansion: Expansion): string {
  const { variables } = expansion
  const { name, operation } = piece
  const value = name === '@' || name === '*' ? joinedParameters(name, variables) : variables.get(name)
  const isDefault = operation?.kind === 'default'
  if (value === undefined && variables.strict && !isDefault && !/^[@*#?!$0-]$/.test(name))
    throw new ShellError(`${name}: unbound variable`, true, 127)
  if (piece.length)
    return String(name === '@' || name === '*' ? variables.positional.length : [...(value ?? '')].length)
  return operation === null ? (value ?? '') : operated(name, value, operation, expansion)
}

function operated(
  name: string,
  value: string | undefined,
  operation: ParameterOperation,
  expansion: Expansion,
): string {
  const text = value ?? ''
  switch (operation.kind) {
    case 'default':
      return defaulted(name, value, operation, expansion)
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
  name: string,
  value: string | undefined,
  { operator, operand }: Extract<ParameterOperation, { kind: 'default' }>,
  expansion: Expansion,
): string {
  if (!usesOperand(operator, value)) return operator.endsWith('+') ? '' : (value ?? '')
  const text = expandToText(operand, expansion)
  if (operator.endsWith('=')) expansion.variables.set(name, text)
  if (operator.endsWith('?')) throw new ShellError(`${name}: ${text || 'parameter null or not set'}`, true, 127)
  return text
}

function sliced(text: string, operation: Extract<ParameterOperation, { kind: 'slice' }>, expansion: Expansion): string {
  const number = (word: Word) =>
    Number(
      evaluate(
        { kind: 'value', word: [{ kind: 'text', text: expandToText(word, expansion), glob: false }] },
        arithmeticHost(expansion),
      ),
    )
  const offset = number(operation.offset)
  const from = offset < 0 ? Math.max(0, text.length + offset) : offset
  if (operation.length === null) return text.slice(from)
  const length = number(operation.length)
  return text.slice(from, length < 0 ? text.length + length : from + length)
}

export { matchesPattern }
