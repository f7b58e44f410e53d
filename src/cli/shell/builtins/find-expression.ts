/** Counterpart in findutils: how `find` reads its expression. */
import { matchesPattern } from '../patterns.ts'

/** What a test is asked about. */
export interface FoundEntry {
  /** As it is shown: the starting point, and what lies below it. */
  readonly path: string
  readonly name: string
  readonly isFolder: boolean
  /** Bytes; of a folder what a disk with pages of 4 KiB gives it. Looked for when a test asks. */
  sizeInBytes(): number
  isEmpty(): boolean
}

export type Action =
  | { readonly kind: 'print' | 'print0' | 'delete' | 'prune' | 'quit' }
  /** `batched`: once for all that was found, `+`. */
  | { readonly kind: 'exec'; readonly words: readonly string[]; readonly batched: boolean }

export type Expression =
  | { readonly kind: 'test'; readonly holds: (entry: FoundEntry) => boolean }
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'and' | 'or' | 'list'; readonly left: Expression; readonly right: Expression }

export interface Search {
  readonly expression: Expression
  readonly leastDepth: number
  readonly mostDepth: number
  /** What is in a folder comes before it. */
  readonly depthFirst: boolean
}

/** In the words of findutils, without the name of the program. */
export class ExpressionError extends Error {}

interface Reading {
  readonly words: readonly string[]
  readonly isThere: (word: string) => boolean
  at: number
  leastDepth: number
  mostDepth: number
  depthFirst: boolean
  acts: boolean
  /** The predicate whose pattern the shell may have spread over several words. */
  pattern: string | null
}

const ALWAYS: Expression = { kind: 'test', holds: () => true }
const BINARY = new Set(['-a', '-and', '-o', '-or', ','])

export function isExpression(word: string): boolean {
  return (word.startsWith('-') && word !== '-') || ['(', ')', '!', ','].includes(word)
}

/** `isThere`: whether a word names a file or folder. Throws an `ExpressionError`. */
export function readSearch(words: readonly string[], isThere: (word: string) => boolean): Search {
  const reading: Reading = {
    words,
    isThere,
    at: 0,
    leastDepth: 0,
    mostDepth: Number.POSITIVE_INFINITY,
    depthFirst: false,
    acts: false,
    pattern: null,
  }
  const read = words.length === 0 ? ALWAYS : readList(reading)
  if (peek(reading) === ')') throw new ExpressionError("you have too many ')'")
  const expression: Expression = reading.acts ? read : { kind: 'and', left: read, right: act({ kind: 'print' }) }
  const { leastDepth, mostDepth, depthFirst } = reading
  return { expression, leastDepth, mostDepth, depthFirst }
}

function peek({ words, at }: Reading): string | undefined {
  return words[at]
}

function act(action: Action): Expression {
  return { kind: 'action', action }
}

function readList(reading: Reading): Expression {
  return readBinary(reading, 'list', [','], (each) => readBinary(each, 'or', ['-o', '-or'], readAnd))
}

function readBinary(
  reading: Reading,
  kind: 'list' | 'or',
  names: readonly string[],
  readOperand: (reading: Reading) => Expression,
): Expression {
  let left = readOperand(reading)
  for (let name = peek(reading); name !== undefined && names.includes(name); name = peek(reading)) {
    reading.at++
    expectOperand(reading, name)
    left = { kind, left, right: readOperand(reading) }
  }
  return left
}

function readAnd(reading: Reading): Expression {
  let left = readNot(reading)
  for (let word = peek(reading); word !== undefined && word !== ')'; word = peek(reading)) {
    const named = word === '-a' || word === '-and'
    if (BINARY.has(word) && !named) break
    if (named) {
      reading.at++
      expectOperand(reading, word)
    }
    left = { kind: 'and', left, right: readNot(reading) }
  }
  return left
}

function expectOperand(reading: Reading, name: string): void {
  if (peek(reading) === undefined) throw new ExpressionError(`expected an expression after '${name}'`)
}

function readNot(reading: Reading): Expression {
  const word = peek(reading) ?? ''
  if (BINARY.has(word))
    throw new ExpressionError(`invalid expression; you have used a binary operator '${word}' with nothing before it.`)
  if (word === '!' || word === '-not') {
    reading.at++
    expectOperand(reading, word)
    return { kind: 'not', of: readNot(reading) }
  }
  if (word === ')') throw new ExpressionError("you have too many ')'")
  if (word !== '(') return readPrimary(reading)
  reading.at++
  const within = readList(reading)
  if (peek(reading) !== ')')
    throw new ExpressionError("invalid expression; I was expecting to find a ')' somewhere but did not see one.")
  reading.at++
  return within
}

function argumentAt(reading: Reading, name: string): string {
  const value = peek(reading)
  if (value === undefined) throw new ExpressionError(`missing argument to \`${name}'`)
  reading.at++
  return value
}

function readPrimary(reading: Reading): Expression {
  const name = peek(reading) ?? ''
  if (!isExpression(name)) {
    const isSpread = reading.pattern !== null && reading.isThere(name)
    const hint = isSpread ? `\nfind: possible unquoted pattern after predicate \`${reading.pattern}'?` : ''
    throw new ExpressionError(`paths must precede expression: \`${name}'${hint}`)
  }
  reading.at++
  reading.pattern = null
  return readAction(reading, name) ?? readOption(reading, name) ?? readTest(reading, name)
}

function readAction(reading: Reading, name: string): Expression | null {
  switch (name) {
    case '-print':
    case '-print0':
    case '-delete':
    case '-quit':
    case '-prune': {
      const kind = name.slice(1) as 'print' | 'print0' | 'delete' | 'quit' | 'prune'
      if (kind === 'delete') reading.depthFirst = true
      if (kind !== 'prune' && kind !== 'quit') reading.acts = true
      return act({ kind })
    }
    case '-exec': {
      reading.acts = true
      return act(readCommand(reading, name))
    }
    default:
      return null
  }
}

function readCommand(reading: Reading, name: string): Action {
  const words: string[] = []
  for (let word = peek(reading); word !== undefined; word = peek(reading)) {
    reading.at++
    if (word === ';' && words.length > 0) return { kind: 'exec', words, batched: false }
    if (word === '+' && words[words.length - 1] === '{}')
      return { kind: 'exec', words: words.slice(0, -1), batched: true }
    words.push(word)
  }
  throw new ExpressionError(`missing argument to \`${name}'`)
}

function readOption(reading: Reading, name: string): Expression | null {
  if (name === '-depth') {
    reading.depthFirst = true
    return ALWAYS
  }
  if (name !== '-maxdepth' && name !== '-mindepth') return null
  const value = argumentAt(reading, name)
  if (!/^\d+$/.test(value))
    throw new ExpressionError(`Expected a positive decimal integer argument to ${name}, but got ‘${value}’`)
  if (name === '-maxdepth') reading.mostDepth = Number(value)
  else reading.leastDepth = Number(value)
  return ALWAYS
}

function readTest(reading: Reading, name: string): Expression {
  const test = (holds: (entry: FoundEntry) => boolean): Expression => ({ kind: 'test', holds })
  const matching = (of: (entry: FoundEntry) => string, folded: boolean) => {
    const fold = (text: string) => (folded ? text.toLowerCase() : text)
    const pattern = fold(argumentAt(reading, name))
    reading.pattern = name
    return test((entry) => matchesPattern(pattern, fold(of(entry))))
  }
  switch (name) {
    case '-true':
      return ALWAYS
    case '-false':
      return test(() => false)
    case '-empty':
      return test((entry) => entry.isEmpty())
    case '-name':
    case '-iname':
      return matching((entry) => entry.name, name === '-iname')
    case '-path':
    case '-wholename':
    case '-ipath':
    case '-iwholename':
      return matching(({ path }) => path, name.startsWith('-i'))
    case '-type':
      return test(kindTest(argumentAt(reading, name)))
    case '-size':
      return test(sizeTest(argumentAt(reading, name)))
    default:
      throw new ExpressionError(
        NOT_MODELLED.has(name) ? `${name}: this simulator does not model this option` : `unknown predicate \`${name}'`,
      )
  }
}

const NOT_MODELLED = new Set([
  ...['-amin', '-anewer', '-atime', '-cmin', '-cnewer', '-context', '-ctime', '-d', '-daystart', '-execdir'],
  ...['-executable', '-files0-from', '-fls', '-follow', '-fprint', '-fprint0', '-fprintf', '-fstype', '-gid'],
  ...['-group', '-help', '-ilname', '-inum', '-iregex', '-links', '-lname', '-ls', '-mmin', '-mount', '-mtime'],
  ...['-newer', '-newerXY', '-nogroup', '-noleaf', '-nouser', '-nowarn', '-ok', '-okdir', '-perm', '-printf'],
  ...['-readable', '-regex', '-regextype', '-samefile', '-uid', '-used', '-user', '-version', '-warn', '-writable'],
  ...['-xdev', '-xtype', '--help', '--version'],
])

/** Files and folders are all there is here; of the other kinds there is none. */
function kindTest(letters: string): (entry: FoundEntry) => boolean {
  const kinds = letters.split(',')
  const wrong = kinds.find((kind) => !/^[bcdpflsD]$/.test(kind))
  if (wrong !== undefined) throw new ExpressionError(`Unknown argument to -type: ${wrong}`)
  return ({ isFolder }) => kinds.includes(isFolder ? 'd' : 'f')
}

const UNIT_BYTES: Readonly<Record<string, number>> = { b: 512, c: 1, w: 2, k: 1_024, M: 1_048_576, G: 1_073_741_824 }

/** Whole units, of which a begun one counts. */
function sizeTest(text: string): (entry: FoundEntry) => boolean {
  const [, sign = '', digits, unit = 'b'] = /^([-+]?)(\d+)([bcwkMG])?$/.exec(text) ?? []
  if (digits === undefined) throw new ExpressionError(`invalid -size type \`${text.slice(-1)}'`)
  const asked = Number(digits)
  return (entry) => {
    const units = Math.ceil(entry.sizeInBytes() / (UNIT_BYTES[unit] ?? 1))
    return sign === '+' ? units > asked : sign === '-' ? units < asked : units === asked
  }
}
