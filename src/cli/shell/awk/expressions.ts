/** Expressions, by how closely their signs bind. Counterpart in gawk: awkgram.y. */
import {
  ANYWHERE,
  error,
  expect,
  fail,
  isSign,
  isWord,
  type Place,
  peek,
  type Reading,
  skipNewlines,
  take,
  taken,
} from './reading.ts'
import { notModelled, syntaxError, type Token } from './tokens.ts'
import type { Expression, Target } from './tree.ts'

export function list(reading: Reading, place: Place, closes: string): Expression[] {
  const items: Expression[] = []
  while (!isSign(reading, closes)) {
    items.push(expression(reading, place))
    skipNewlines(reading)
    if (!isSign(reading, closes)) expect(reading, ',')
    skipNewlines(reading)
  }
  return items
}

export function subscripts(reading: Reading): Expression[] {
  expect(reading, '[')
  const items = list(reading, ANYWHERE, ']')
  if (items.length === 0) fail(reading)
  expect(reading, ']')
  return items
}

const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^=', '**=']

export function expression(reading: Reading, place: Place): Expression {
  const left = choice(reading, place)
  const isTarget = left.kind === 'variable' || left.kind === 'field' || left.kind === 'element'
  if (!isTarget || !isSign(reading, ...ASSIGNMENTS)) return left
  const operator = take(reading).text.slice(0, -1)
  skipNewlines(reading)
  return {
    kind: 'assign',
    target: left,
    operator: operator === '**' ? '^' : operator,
    value: expression(reading, place),
  }
}

function choice(reading: Reading, place: Place): Expression {
  const test = either(reading, place)
  if (!taken(reading, '?')) return test
  skipNewlines(reading)
  const yes = expression(reading, place)
  skipNewlines(reading)
  expect(reading, ':')
  skipNewlines(reading)
  return { kind: 'choice', test, yes, no: expression(reading, place) }
}

/** Operands joined from the left by the given signs. */
function joined(reading: Reading, operators: readonly string[], operand: () => Expression, goesOn = true): Expression {
  let left = operand()
  while (isSign(reading, ...operators)) {
    const operator = take(reading).text
    if (goesOn && (operator === '&&' || operator === '||')) skipNewlines(reading)
    left = { kind: 'binary', operator, left, right: operand() }
  }
  return left
}

const either = (reading: Reading, place: Place) => joined(reading, ['||'], () => both(reading, place))
const both = (reading: Reading, place: Place) => joined(reading, ['&&'], () => membership(reading, place))

function membership(reading: Reading, place: Place): Expression {
  let left = matching(reading, place)
  while (isWord(reading, 'in')) {
    reading.at++
    const array = take(reading)
    if (array.kind !== 'name') fail(reading)
    left = { kind: 'in', subscripts: [left], array: array.text }
  }
  return left
}

const matching = (reading: Reading, place: Place) => joined(reading, ['~', '!~'], () => comparison(reading, place))

function comparison(reading: Reading, place: Place): Expression {
  const left = concatenation(reading, place, true)
  const signs = ['<', '<=', '==', '!=', '>=', ...(place.noGreater ? [] : ['>'])]
  if (!isSign(reading, ...signs)) return left
  const operator = take(reading).text
  return { kind: 'binary', operator, left, right: concatenation(reading, place, true) }
}

/** What stands side by side. */
export function concatenation(reading: Reading, place: Place, isPiped: boolean): Expression {
  let left = sum(reading, place)
  while (beginsValue(reading)) left = { kind: 'binary', operator: ' ', left, right: sum(reading, place) }
  if (isPiped && isSign(reading, '|', '|&') && !place.noGreater) throw notModelled('getline')
  return left
}

function beginsValue(reading: Reading): boolean {
  const { kind, text } = peek(reading)
  if (kind === 'number' || kind === 'string' || kind === 'name' || kind === 'call' || kind === 'builtin') return true
  return kind === 'sign' && ['$', '!', '(', '-', '+', '++', '--'].includes(text)
}

const sum = (reading: Reading, place: Place) => joined(reading, ['+', '-'], () => product(reading, place))
function product(reading: Reading, place: Place): Expression {
  let left = unary(reading, place)
  while (isSign(reading, '*', '/', '%')) {
    const operator = take(reading).text
    const right = unary(reading, place)
    if (operator !== '*' && right.kind === 'number' && right.value === 0)
      throw error(reading, `division by zero attempted${operator === '%' ? " in `%'" : ''}`)
    left = { kind: 'binary', operator, left, right }
  }
  return left
}

function unary(reading: Reading, place: Place): Expression {
  if (!isSign(reading, '!', '-', '+')) return power(reading, place)
  const operator = take(reading).text as '!' | '-' | '+'
  return { kind: 'unary', operator, operand: unary(reading, place) }
}

function power(reading: Reading, place: Place): Expression {
  const base = stepped(reading, place)
  if (!isSign(reading, '^', '**')) return base
  reading.at++
  return { kind: 'binary', operator: '^', left: base, right: unary(reading, place) }
}

function stepped(reading: Reading, place: Place): Expression {
  if (isSign(reading, '++', '--')) {
    const by = take(reading).text === '++' ? 1 : -1
    const target = primary(reading, place)
    return { kind: 'step', target: asTarget(reading, target), by, first: true }
  }
  const value = primary(reading, place)
  const isTarget = value.kind === 'variable' || value.kind === 'field' || value.kind === 'element'
  if (!isTarget || !isSign(reading, '++', '--')) return value
  return { kind: 'step', target: value, by: take(reading).text === '++' ? 1 : -1, first: false }
}

function asTarget(reading: Reading, value: Expression): Target {
  return value.kind === 'variable' || value.kind === 'field' || value.kind === 'element' ? value : fail(reading)
}

function primary(reading: Reading, place: Place): Expression {
  const token = take(reading)
  switch (token.kind) {
    case 'number':
      return { kind: 'number', value: numberOf(token.text) }
    case 'string':
      return { kind: 'string', text: token.text }
    case 'regex':
      return { kind: 'regex', source: token.text }
    case 'name':
      return isSign(reading, '[')
        ? { kind: 'element', array: token.text, subscripts: subscripts(reading) }
        : { kind: 'variable', name: token.text }
    case 'call':
      return { kind: 'call', name: token.text, own: true, args: argumentsOf(reading) }
    case 'builtin':
      return builtinCall(reading, token)
    default:
      return signed(reading, token, place)
  }
}

function builtinCall(reading: Reading, { text, at }: Token): Expression {
  const bare = !isSign(reading, '(')
  if (bare && text !== 'length') throw syntaxError(reading.source, at)
  return { kind: 'call', name: text, own: false, args: bare ? [] : argumentsOf(reading) }
}

function argumentsOf(reading: Reading): Expression[] {
  expect(reading, '(')
  skipNewlines(reading)
  const args = list(reading, ANYWHERE, ')')
  expect(reading, ')')
  return args
}

function signed(reading: Reading, token: Token, place: Place): Expression {
  if (token.kind === 'keyword' && token.text === 'getline') throw notModelled('getline')
  if (token.kind === 'sign' && token.text === '$') {
    const index = isSign(reading, '++', '--')
      ? stepped(reading, place)
      : isSign(reading, '-', '+', '!')
        ? unary(reading, place)
        : primary(reading, place)
    return { kind: 'field', index }
  }
  if (token.kind !== 'sign' || token.text !== '(') throw syntaxError(reading.source, token.at)
  const items = list(reading, ANYWHERE, ')')
  expect(reading, ')')
  const [only] = items
  if (items.length > 1 && isWord(reading, 'in')) {
    reading.at++
    return { kind: 'in', subscripts: items, array: take(reading).text }
  }
  return items.length === 1 && only !== undefined ? { kind: 'group', inner: only } : fail(reading)
}

/** In a program, unlike in what it reads, `017` is octal. */
function numberOf(text: string): number {
  if (/^0[xX]/.test(text)) return Number(text)
  return /^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number(text)
}
