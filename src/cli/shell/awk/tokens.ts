/** The words of an awk program. */
import { AwkError } from './tree.ts'

export type TokenKind =
  | 'number'
  | 'string'
  | 'regex'
  | 'name'
  /** A name with a bracket right behind it: of a function of the program's own. */
  | 'call'
  | 'builtin'
  | 'keyword'
  | 'sign'
  | 'newline'
  | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly at: number
}

const KEYWORDS = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in print printf getline'.split(
    ' ',
  ),
)

/** Gawk has these too; nothing here does what they do. */
const MISSING_WORDS = new Set(['BEGINFILE', 'ENDFILE', 'switch', 'case', 'default', '@include', '@load', '@namespace'])

export const BUILTINS: ReadonlySet<string> = new Set(
  `length substr index split sub gsub gensub match sprintf tolower toupper sqrt int
   systime strftime fflush close`
    .trim()
    .split(/\s+/),
)
const MISSING_FUNCTIONS = new Set(
  `system rand srand sin cos atan2 exp log mktime asort asorti patsplit strtonum and or xor compl lshift rshift typeof isarray`.split(
    ' ',
  ),
)

const SIGNS = /^(?:\*\*=|\*\*|\+=|-=|\*=|\/=|%=|\^=|\+\+|--|<=|>=|==|!=|!~|&&|\|\||>>|\|&|[-+*/%^!<>=~?:,;{}()[\]$|])/

/** `a feature`: what this simulator has not got of awk. */
export function notModelled(what: string): AwkError {
  return new AwkError(`awk: ${what}: this simulator does not model this`, 2)
}

/** All tokens of a program, an `end` last. `warnings` gets what gawk says of it and takes it all the same. */
export function tokensOf(source: string, warnings: string[]): Token[] {
  const tokens: Token[] = []
  const warned = new Set<string>()
  let at = 0
  const push = (kind: TokenKind, text: string, length: number) => {
    tokens.push({ kind, text, at })
    at += length
  }
  while (at < source.length) {
    const rest = source.slice(at)
    const skipped = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest)
    if (skipped !== null) at += skipped[0].length
    else if (rest.startsWith('\n')) push('newline', '\n', 1)
    else if (rest.startsWith('"')) {
      const literal = stringAt(rest, source, at)
      const line = source.slice(0, at).split('\n').length
      const warn = (letter: string) => {
        // Once for each letter.
        if (warned.has(letter)) return
        warned.add(letter)
        warnings.push(`awk: cmd. line:${line}: warning: escape sequence \`\\${letter}' treated as plain \`${letter}'`)
      }
      push('string', unescaped(literal.slice(1, -1), warn), literal.length)
    } else if (rest.startsWith('/') && beginsOperand(tokens.at(-1))) {
      const literal = regexAt(rest, source, at)
      push('regex', literal.slice(1, -1).replaceAll('\\/', '/'), literal.length)
    } else if (/^[A-Za-z_@]/.test(rest)) pushWord(rest, push)
    else pushNumberOrSign(rest, source, at, push)
  }
  push('end', '', 0)
  return tokens
}

type Push = (kind: TokenKind, text: string, length: number) => void

function pushWord(rest: string, push: Push): void {
  const [word = '@'] = /^@?[A-Za-z_]\w*/.exec(rest) ?? []
  if (MISSING_WORDS.has(word)) throw notModelled(word)
  if (MISSING_FUNCTIONS.has(word)) throw notModelled(`${word}()`)
  if (KEYWORDS.has(word)) push('keyword', word === 'func' ? 'function' : word, word.length)
  else if (BUILTINS.has(word)) push('builtin', word, word.length)
  else push(rest.charAt(word.length) === '(' ? 'call' : 'name', word, word.length)
}

function pushNumberOrSign(rest: string, source: string, at: number, push: Push): void {
  const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest)
  if (number !== null) return push('number', number[0], number[0].length)
  const sign = SIGNS.exec(rest)
  if (sign === null) throw syntaxError(source, at)
  push('sign', sign[0], sign[0].length)
}

/** A slash divides what could be divided, and begins an expression elsewhere. */
function beginsOperand(before: Token | undefined): boolean {
  if (before === undefined) return true
  if (before.kind === 'sign') return ![')', ']', '$', '++', '--'].includes(before.text)
  return before.kind === 'newline' || before.kind === 'keyword'
}

function stringAt(rest: string, source: string, at: number): string {
  const literal = /^"(?:[^"\\\n]|\\[\s\S])*"/.exec(rest)
  if (literal === null) throw complaint(source, at, 'unterminated string')
  return literal[0]
}

function regexAt(rest: string, source: string, at: number): string {
  const literal = /^\/(?:[^/\\[\n]|\\[^\n]|\[\^?\]?(?:[^\]\\\n]|\\[^\n])*\])*\//.exec(rest)
  if (literal === null) throw complaint(source, at + 1, 'unterminated regexp')
  return literal[0]
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** What a literal, or the value of `-v`, means. Of a backslash before any other letter nothing is left, and gawk says so. */
export function unescaped(literal: string, warn: (letter: string) => void = () => {}): string {
  return literal.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|([\s\S]))/g, (_whole, octal, hex, letter) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8))
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    if (letter === '\n') return ''
    if (letter === '"' || letter === '\\') return letter
    const known = ESCAPES[letter]
    if (known === undefined) warn(letter)
    return known ?? letter
  })
}

/** Gawk shows the line, and points below it. */
function complaint(source: string, at: number, words: string): AwkError {
  const before = source.slice(0, at)
  const lineNumber = before.split('\n').length
  const from = before.lastIndexOf('\n') + 1
  const end = source.indexOf('\n', at)
  const line = source.slice(from, end === -1 ? source.length : end)
  const place = `awk: cmd. line:${lineNumber}: `
  return new AwkError(`${place}${line}\n${place}${' '.repeat(at - from)}^ ${words}`, 1)
}

export function syntaxError(source: string, at: number): AwkError {
  const [ended] = /^\s*$/.exec(source.slice(at)) ?? []
  return ended === undefined
    ? complaint(source, at, 'syntax error')
    : complaint(source, source.trimEnd().length, 'unexpected newline or end of string')
}
