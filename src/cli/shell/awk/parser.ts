/** Tokens to a tree. Counterpart in gawk: awkgram.y. */
import { concatenation, expression, list, subscripts } from './expressions.ts'
import {
  ANYWHERE,
  error,
  expect,
  fail,
  isSign,
  isWord,
  peek,
  type Reading,
  skipEnds,
  skipNewlines,
  take,
  taken,
} from './reading.ts'
import { notModelled, tokensOf } from './tokens.ts'
import type { AwkFunction, AwkProgram, Expression, Rule, Statement } from './tree.ts'

/** Throws an `AwkError` for what gawk would not take. */
export function parseAwk(source: string): AwkProgram {
  const warnings: string[] = []
  const reading: Reading = { source, tokens: tokensOf(source, warnings), at: 0, action: null }
  const rules: Rule[] = []
  const functions = new Map<string, AwkFunction>()
  for (skipEnds(reading); peek(reading).kind !== 'end'; skipEnds(reading)) {
    if (isWord(reading, 'function')) {
      const { name, parameters, body } = functionOf(reading)
      functions.set(name, { parameters, body })
    } else rules.push(rule(reading))
  }
  return { rules, functions, warnings }
}

function functionOf(reading: Reading): { name: string; parameters: string[]; body: Statement } {
  expect(reading, 'function')
  const named = take(reading)
  if (named.kind !== 'name' && named.kind !== 'call') fail(reading)
  expect(reading, '(')
  const parameters: string[] = []
  while (!isSign(reading, ')')) {
    const parameter = take(reading)
    if (parameter.kind !== 'name') fail(reading)
    parameters.push(parameter.text)
    if (!isSign(reading, ')')) expect(reading, ',')
    skipNewlines(reading)
  }
  expect(reading, ')')
  skipNewlines(reading)
  return { name: named.text, parameters, body: block(reading) }
}

function rule(reading: Reading): Rule {
  for (const when of ['BEGIN', 'END'] as const) {
    if (!taken(reading, when)) continue
    reading.action = when
    const body = block(reading)
    reading.action = null
    return { when, body }
  }
  if (isSign(reading, '{')) return { when: null, body: block(reading) }
  const from = expression(reading, ANYWHERE)
  let to: Expression | null = null
  if (taken(reading, ',')) {
    skipNewlines(reading)
    to = expression(reading, ANYWHERE)
  }
  const body = isSign(reading, '{') ? block(reading) : null
  if (body === null && !['newline', 'end'].includes(peek(reading).kind) && !isSign(reading, ';')) fail(reading)
  return { when: { from, to }, body }
}

function block(reading: Reading): Statement {
  expect(reading, '{')
  const body: Statement[] = []
  for (skipEnds(reading); !isSign(reading, '}'); skipEnds(reading)) body.push(statement(reading))
  expect(reading, '}')
  return { kind: 'block', body }
}

/** What ends a statement; a bracket that closes its block does too, and stays. */
function endStatement(reading: Reading): void {
  if (isSign(reading, '}')) return
  if (peek(reading).kind !== 'newline' && !isSign(reading, ';')) fail(reading)
  skipEnds(reading)
}

function statement(reading: Reading): Statement {
  if (isSign(reading, '{')) return block(reading)
  if (taken(reading, ';')) return { kind: 'block', body: [] }
  const token = peek(reading)
  if (token.kind === 'keyword') {
    const compound = compoundStatement(reading, token.text)
    if (compound !== null) return compound
  }
  const simple = simpleStatement(reading)
  endStatement(reading)
  return simple
}

function compoundStatement(reading: Reading, word: string): Statement | null {
  if (word !== 'if' && word !== 'while' && word !== 'do' && word !== 'for') return null
  reading.at++
  if (word === 'for') return forStatement(reading)
  if (word === 'do') {
    const body = bodyOf(reading)
    skipEnds(reading)
    expect(reading, 'while')
    const test = inBrackets(reading)
    endStatement(reading)
    return { kind: 'while', test, body, testsFirst: false }
  }
  const test = inBrackets(reading)
  if (word === 'while') return { kind: 'while', test, body: bodyOf(reading), testsFirst: true }
  const yes = bodyOf(reading)
  const before = reading.at
  skipEnds(reading)
  if (taken(reading, 'else')) return { kind: 'if', test, yes, no: bodyOf(reading) }
  reading.at = before
  return { kind: 'if', test, yes, no: null }
}

function bodyOf(reading: Reading): Statement {
  skipNewlines(reading)
  return statement(reading)
}

function inBrackets(reading: Reading): Expression {
  expect(reading, '(')
  const inner = expression(reading, ANYWHERE)
  expect(reading, ')')
  return inner
}

function forStatement(reading: Reading): Statement {
  expect(reading, '(')
  const [variable, word, array, closes] = reading.tokens.slice(reading.at, reading.at + 4)
  if (variable?.kind === 'name' && word?.text === 'in' && array?.kind === 'name' && closes?.text === ')') {
    reading.at += 4
    return { kind: 'forIn', variable: variable.text, array: array.text, body: bodyOf(reading) }
  }
  const first = isSign(reading, ';') ? null : simpleStatement(reading)
  expect(reading, ';')
  skipNewlines(reading)
  const test = isSign(reading, ';') ? null : expression(reading, ANYWHERE)
  expect(reading, ';')
  skipNewlines(reading)
  const then = isSign(reading, ')') ? null : simpleStatement(reading)
  expect(reading, ')')
  return { kind: 'for', first, test, then, body: bodyOf(reading) }
}

function simpleStatement(reading: Reading): Statement {
  const { kind, text } = peek(reading)
  if (kind !== 'keyword') return { kind: 'expression', expression: expression(reading, ANYWHERE) }
  reading.at++
  switch (text) {
    case 'print':
    case 'printf':
      return printStatement(reading, text === 'printf')
    case 'next':
    case 'nextfile':
      if (reading.action !== null) throw error(reading, `\`${text}' used in ${reading.action} action`)
      return { kind: text }
    case 'break':
    case 'continue':
      return { kind: text }
    case 'exit':
    case 'return':
      return { kind: text, value: endsHere(reading) ? null : expression(reading, ANYWHERE) }
    case 'delete': {
      const array = take(reading)
      if (array.kind !== 'name') fail(reading)
      return { kind: 'delete', array: array.text, subscripts: isSign(reading, '[') ? subscripts(reading) : null }
    }
    default:
      reading.at--
      return { kind: 'expression', expression: expression(reading, ANYWHERE) }
  }
}

const endsHere = (reading: Reading) =>
  peek(reading).kind === 'newline' || peek(reading).kind === 'end' || isSign(reading, ';', '}', '>', '>>', '|')

function printStatement(reading: Reading, formatted: boolean): Statement {
  const args = printed(reading)
  if (isSign(reading, '|', '|&')) throw notModelled('a pipe')
  if (!isSign(reading, '>', '>>')) return { kind: 'print', formatted, args, output: null }
  const appends = take(reading).text === '>>'
  const file = concatenation(reading, { noGreater: true }, false)
  return { kind: 'print', formatted, args, output: { appends, file } }
}

/** `print (a, b)` prints two, `print (a)(b)` one. */
function printed(reading: Reading): Expression[] {
  if (endsHere(reading)) return []
  const before = reading.at
  if (taken(reading, '(')) {
    const args = list(reading, ANYWHERE, ')')
    expect(reading, ')')
    if (endsHere(reading)) return args
    reading.at = before
  }
  const place = { noGreater: true }
  const args = [expression(reading, place)]
  while (taken(reading, ',')) {
    skipNewlines(reading)
    args.push(expression(reading, place))
  }
  return args
}
