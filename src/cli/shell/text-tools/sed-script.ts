/** The script of sed, read into commands. What is wrong with it is told as GNU's tells it, with the place. */
import { compileExpression } from '../regular-expression.ts'
import { fromPosix } from './posix-expression.ts'

export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  /** Null: the expression that was used last. */
  | { readonly kind: 'match'; readonly expression: RegExp | null }

export type RangeEnd =
  | Address
  | { readonly kind: 'more'; readonly lines: number }
  | { readonly kind: 'multiple'; readonly of: number }

/** A piece of what takes the place of a match: text, a group by its number, or how letters are written from here on. */
export type ReplacementPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'case'; readonly letter: string }

export interface Substitution {
  readonly expression: RegExp | null
  readonly replacement: readonly ReplacementPiece[]
  readonly global: boolean
  /** From which match on. */
  readonly from: number
  readonly print: boolean
}

export interface SedCommand {
  readonly name: string
  readonly first: Address | null
  readonly second: RangeEnd | null
  readonly negated: boolean
  /** Of `a`, `i`, `c`; a label; a file to read; what an exit code is. */
  readonly text: string
  readonly substitution: Substitution | null
  /** `y`: what each character becomes. */
  readonly letters: ReadonlyMap<string, string> | null
  /** Where `{` goes on if its lines are not meant, and `b` to its label; an index of the script. */
  target: number
}

/** The complaint, without the program's name. */
export class ScriptError extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

interface Reading {
  readonly text: string
  readonly extended: boolean
  at: number
}

/** `text` is all of the script, a newline between its parts; places count from its beginning. */
export function parseScript(text: string, extended: boolean): SedCommand[] {
  const reading: Reading = { text, extended, at: 0 }
  const commands: SedCommand[] = []
  const open: number[] = []
  for (;;) {
    skip(reading, /[\s;]*/y)
    if (reading.at >= text.length) break
    if (text.charAt(reading.at) === '#') skip(reading, /[^\n]*/y)
    else readCommand(reading, commands, open)
  }
  if (open.length > 0) throw new ScriptError("-e expression #1, char 0: unmatched `{'")
  resolveLabels(commands)
  return commands
}

function fail(reading: Reading, words: string, at = reading.at): never {
  throw new ScriptError(`-e expression #1, char ${at}: ${words}`)
}

function skip(reading: Reading, pattern: RegExp): string {
  pattern.lastIndex = reading.at
  const taken = pattern.exec(reading.text)?.[0] ?? ''
  reading.at += taken.length
  return taken
}

function readCommand(reading: Reading, commands: SedCommand[], open: number[]): void {
  const first = readAddress(reading)
  skip(reading, /[ \t]*/y)
  let second: RangeEnd | null = null
  if (first !== null && reading.text.charAt(reading.at) === ',') {
    reading.at++
    skip(reading, /[ \t]*/y)
    second = readRangeEnd(reading)
    if (second === null) fail(reading, "unexpected `,'", reading.at + 1)
    skip(reading, /[ \t]*/y)
  }
  const isZero = first?.kind === 'line' && first.line === 0
  if (isZero && second?.kind !== 'match') fail(reading, 'invalid usage of line address 0', reading.at + 1)
  const negated = skip(reading, /[! \t]*/y).includes('!')
  if (reading.at >= reading.text.length) fail(reading, 'missing command')
  const name = reading.text.charAt(reading.at++)
  const none = { name, first, second, negated, text: '', substitution: null, letters: null, target: -1 }
  if (name === '}') return close(reading, commands, open, first)
  if (name === '{') {
    open.push(commands.length)
    commands.push(none)
    return
  }
  commands.push({ ...none, ...restOf(reading, name, first) })
}

function close(reading: Reading, commands: SedCommand[], open: number[], first: Address | null): void {
  const begin = open.pop()
  if (begin === undefined) fail(reading, "unexpected `}'")
  if (first !== null) fail(reading, "} doesn't want any addresses")
  const opened = commands[begin]
  if (opened !== undefined) opened.target = commands.length
  endOfCommand(reading)
}

/** What follows the letter of a command. */
function restOf(reading: Reading, name: string, first: Address | null): Partial<SedCommand> {
  if ('=dDpPnNgGhHxz'.includes(name)) return endOfCommand(reading)
  if (name === 's') return { substitution: readSubstitution(reading) }
  if (name === 'y') return { letters: readLetters(reading) }
  if ('aic'.includes(name)) return { text: readText(reading) }
  if ('qQ'.includes(name)) {
    skip(reading, /[ \t]*/y)
    const text = skip(reading, /\d*/y)
    endOfCommand(reading)
    return { text }
  }
  if ('btT'.includes(name)) {
    skip(reading, /[ \t]*/y)
    return { text: skip(reading, /[^;\s}]*/y) }
  }
  if (name === ':') {
    if (first !== null) fail(reading, ": doesn't want any addresses")
    skip(reading, /[ \t]*/y)
    const text = skip(reading, /[^;\s]*/y)
    if (text === '') fail(reading, '":" lacks a label')
    return { text }
  }
  if (name === 'r') {
    skip(reading, /[ \t]*/y)
    const text = skip(reading, /[^\n]*/y)
    if (text === '') fail(reading, 'missing filename in r/R/w/W commands')
    return { text }
  }
  if ('eFlLRvwW'.includes(name)) throw new ScriptError(`${name}: this simulator does not model this command`)
  return fail(reading, `unknown command: \`${name}'`)
}

function endOfCommand(reading: Reading): Partial<SedCommand> {
  skip(reading, /[ \t]*/y)
  const next = reading.text.charAt(reading.at)
  if (next !== '' && !';}\n#'.includes(next)) fail(reading, 'extra characters after command', reading.at + 1)
  return {}
}

function readAddress(reading: Reading): Address | null {
  const digits = skip(reading, /\d+/y)
  if (digits !== '') {
    const step = skip(reading, /~\d+/y)
    return step === ''
      ? { kind: 'line', line: Number(digits) }
      : { kind: 'step', first: Number(digits), step: Number(step.slice(1)) }
  }
  const mark = reading.text.charAt(reading.at)
  if (mark === '$') {
    reading.at++
    return { kind: 'last' }
  }
  if (mark !== '/' && mark !== '\\') return null
  reading.at += mark === '/' ? 1 : 2
  const delimiter = mark === '/' ? '/' : reading.text.charAt(reading.at - 1)
  const pattern = readPart(reading, delimiter, 'unterminated address regex')
  const flags = skip(reading, /[IM]*/y)
  return { kind: 'match', expression: expressionOf(reading, pattern, flags) }
}

function readRangeEnd(reading: Reading): RangeEnd | null {
  const [, sign = '', digits = ''] = /^([+~])(\d+)/.exec(reading.text.slice(reading.at)) ?? []
  if (sign === '') return readAddress(reading)
  reading.at += 1 + digits.length
  return sign === '+' ? { kind: 'more', lines: Number(digits) } : { kind: 'multiple', of: Number(digits) }
}

const BRACKETS = /\[\^?\]?(?:\[[:.=][^\]\n]*[:.=]\]|[^\]\n])*\]/y

/** Up to the delimiter, which a backslash makes a character as any other; the part without it. */
function readPart(reading: Reading, delimiter: string, complaint: string, isPattern = true): string {
  const { text } = reading
  let part = ''
  while (reading.at < text.length) {
    const char = text.charAt(reading.at)
    // Between brackets it is a character as any other, too.
    const brackets = isPattern && char === '[' ? skip(reading, BRACKETS) : ''
    if (brackets !== '') {
      part += brackets.replaceAll(`\\${delimiter}`, delimiter)
      continue
    }
    reading.at++
    if (char === '\\' && reading.at < text.length) {
      const next = text.charAt(reading.at++)
      part += next === delimiter && next !== '\\' ? next : `\\${next}`
      continue
    }
    if (char === delimiter) return part
    if (char === '\n' && isPattern) break
    part += char
  }
  return fail(reading, complaint, text.length)
}

function expressionOf(reading: Reading, pattern: string, flags: string): RegExp | null {
  if (pattern === '') return null
  if (flags.includes('M')) throw new ScriptError('M: this simulator does not model this flag')
  try {
    const source = fromPosix(withEscapes(pattern), reading.extended)
    return compileExpression(source, /i/i.test(flags) ? 'gis' : 'gs')
  } catch (error) {
    return fail(reading, error instanceof Error ? error.message : String(error))
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', f: '\f', v: '\v', r: '\r', a: '\x07' }

function withEscapes(pattern: string): string {
  return pattern.replace(/\\(.)/gs, (whole, letter: string) => ESCAPES[letter] ?? whole)
}

function readSubstitution(reading: Reading): Substitution {
  const delimiter = reading.text.charAt(reading.at++)
  const unterminated = "unterminated `s' command"
  if (delimiter === '' || delimiter === '\n' || delimiter === '\\') fail(reading, unterminated, reading.text.length)
  const pattern = readPart(reading, delimiter, unterminated)
  const written = readPart(reading, delimiter, unterminated, false)
  let flags = ''
  for (;;) {
    const flag = skip(reading, /[ \t]*(?:[gpiI]|\d+)/y).trim()
    if (flag === '') break
    if (flag === '0') fail(reading, "number option to `s' command may not be zero")
    if ('gp'.includes(flag) && flags.includes(flag)) fail(reading, `multiple \`${flag}' options to \`s' command`)
    if (/\d/.test(flag) && /\d/.test(flags)) fail(reading, "multiple number options to `s' command")
    flags += flag
  }
  const next = reading.text.charAt(reading.at)
  if (next !== '' && 'mMew'.includes(next))
    throw new ScriptError(`s///${next}: this simulator does not model this flag`)
  skip(reading, /[ \t]*/y)
  const end = reading.text.charAt(reading.at)
  if (end !== '' && !';}\n#'.includes(end)) fail(reading, "unknown option to `s'", reading.at + 1)
  const expression = expressionOf(reading, pattern, flags)
  const replacement = piecesOf(written)
  const groups = pattern === '' ? 9 : groupsIn(pattern, reading.extended)
  const beyond = replacement.find((piece) => piece.kind === 'group' && piece.group > groups)
  if (beyond?.kind === 'group') fail(reading, `invalid reference \\${beyond.group} on \`s' command's RHS`)
  const number = /\d+/.exec(flags)?.[0]
  return {
    expression,
    replacement,
    global: flags.includes('g'),
    from: number === undefined ? 1 : Number(number),
    print: flags.includes('p'),
  }
}

function groupsIn(pattern: string, extended: boolean): number {
  const bare = pattern.replace(/\[\^?\]?[^\]]*\]/g, '')
  return (extended ? bare.replace(/\\./gs, '').match(/\(/g) : bare.match(/\\\(/g))?.length ?? 0
}

function piecesOf(written: string): ReplacementPiece[] {
  const pieces: ReplacementPiece[] = []
  for (const [whole, letter] of written.matchAll(/\\(.)|&|[^\\&]+|\\/gs)) {
    if (whole === '&') pieces.push({ kind: 'group', group: 0 })
    else if (letter === undefined) pieces.push({ kind: 'text', text: whole })
    else if (/\d/.test(letter)) pieces.push({ kind: 'group', group: Number(letter) })
    else if ('LUluE'.includes(letter)) pieces.push({ kind: 'case', letter })
    else pieces.push({ kind: 'text', text: ESCAPES[letter] ?? letter })
  }
  return pieces
}

function readLetters(reading: Reading): ReadonlyMap<string, string> {
  const delimiter = reading.text.charAt(reading.at++)
  const unterminated = "unterminated `y' command"
  const characters = () => {
    const part = readPart(reading, delimiter, unterminated, false)
    return [...part.replace(/\\(.)/gs, (whole, letter: string) => ESCAPES[letter] ?? (letter === '\\' ? '\\' : whole))]
  }
  const from = characters()
  const to = characters()
  if (from.length !== to.length) fail(reading, "strings for `y' command are different lengths")
  endOfCommand(reading)
  return new Map(from.map((character, index) => [character, to[index] ?? '']))
}

/** To the end of the line; a backslash keeps what follows it, the end of a line among others. */
function readText(reading: Reading): string {
  skip(reading, /[ \t]*/y)
  if (reading.at >= reading.text.length) fail(reading, "expected \\ after `a', `c' or `i'")
  if (reading.text.charAt(reading.at) === '\\') {
    reading.at++
    skip(reading, /[ \t]*\n/y)
    if (reading.at >= reading.text.length) return ''
  }
  const written = skip(reading, /(?:\\[\s\S]|[^\\\n])*/y)
  return `${written.replace(/\\([\s\S])/g, '$1')}\n`
}

function resolveLabels(commands: readonly SedCommand[]): void {
  for (const command of commands) {
    if (!'btT'.includes(command.name)) continue
    const at = commands.findIndex(({ name, text }) => name === ':' && text === command.text)
    if (command.text !== '' && at === -1) throw new ScriptError(`can't find label for jump to \`${command.text}'`, 4)
    command.target = command.text === '' ? commands.length : at
  }
}
