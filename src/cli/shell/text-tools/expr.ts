/** Counterpart in coreutils: expr. Whole numbers of any length, texts, and POSIX's basic regular expressions. */
import { compileExpression } from '../regular-expression.ts'
import { failed, type TextFunction, type TextResult } from '../text-program.ts'
import { fromPosix } from './posix-expression.ts'
import { compareBytes } from './text-tool.ts'

class ExprError extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

interface Reading {
  readonly words: readonly string[]
  at: number
}

/** Every word is an operand, a dash before it or not. */
export const expr: TextFunction = (args) => {
  const [only, ...others] = args
  if (others.length === 0 && (only === '--help' || only === '--version'))
    return failed(`expr: ${only}: this simulator does not model this option`, 2)
  return evaluate(only === '--' ? others : args)
}

function evaluate(words: readonly string[]): TextResult {
  try {
    if (words.length === 0) throw new ExprError("missing operand\nTry 'expr --help' for more information.", 2)
    const reading = { words, at: 0 }
    const value = either(reading)
    const extra = words[reading.at]
    if (extra !== undefined) throw new ExprError(`syntax error: unexpected argument ‘${extra}’`, 2)
    return { stdout: `${value}\n`, stderr: '', exitCode: isNothing(value) ? 1 : 0 }
  } catch (error) {
    if (!(error instanceof ExprError)) throw error
    return { stdout: '', stderr: `expr: ${error.message}\n`, exitCode: error.exitCode }
  }
}

function isNothing(value: string): boolean {
  return value === '' || /^-?0+$/.test(value)
}

function next(reading: Reading, ...words: readonly string[]): string | null {
  const word = reading.words[reading.at]
  if (word === undefined || !words.includes(word)) return null
  reading.at++
  return word
}

function either(reading: Reading): string {
  let left = both(reading)
  while (next(reading, '|') !== null) {
    const right = both(reading)
    if (isNothing(left)) left = isNothing(right) ? '0' : right
  }
  return left
}

function both(reading: Reading): string {
  let left = compared(reading)
  while (next(reading, '&') !== null) {
    const right = compared(reading)
    left = isNothing(left) || isNothing(right) ? '0' : left
  }
  return left
}

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '=': (order) => order === 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>=': (order) => order >= 0,
  '>': (order) => order > 0,
}

function compared(reading: Reading): string {
  let left = sum(reading)
  for (
    let sign = next(reading, ...Object.keys(COMPARE));
    sign !== null;
    sign = next(reading, ...Object.keys(COMPARE))
  ) {
    const right = sum(reading)
    const order = isNumber(left) && isNumber(right) ? orderOf(BigInt(left), BigInt(right)) : compareBytes(left, right)
    left = COMPARE[sign]?.(order) === true ? '1' : '0'
  }
  return left
}

function orderOf(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function isNumber(text: string): boolean {
  return /^-?\d+$/.test(text)
}

function numberOf(text: string): bigint {
  if (!isNumber(text)) throw new ExprError('non-integer argument', 2)
  return BigInt(text)
}

function sum(reading: Reading): string {
  let left = product(reading)
  for (let sign = next(reading, '+', '-'); sign !== null; sign = next(reading, '+', '-')) {
    const right = numberOf(product(reading))
    left = String(sign === '+' ? numberOf(left) + right : numberOf(left) - right)
  }
  return left
}

function product(reading: Reading): string {
  let left = matched(reading)
  for (let sign = next(reading, '*', '/', '%'); sign !== null; sign = next(reading, '*', '/', '%')) {
    const [a, b] = [numberOf(left), numberOf(matched(reading))]
    if (sign !== '*' && b === 0n) throw new ExprError('division by zero', 2)
    left = String(sign === '*' ? a * b : sign === '/' ? a / b : a % b)
  }
  return left
}

function matched(reading: Reading): string {
  let left = call(reading)
  while (next(reading, ':') !== null) left = match(left, call(reading))
  return left
}

/** The beginning that fits: what its group holds, or how long it is. */
function match(text: string, pattern: string): string {
  const hasGroup = /\\\(/.test(pattern)
  let compiled: RegExp
  try {
    compiled = compileExpression(`^(?:${fromPosix(pattern.replace(/^\^/, ''), false)})`)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new ExprError(error.message, 2)
  }
  const found = compiled.exec(text)
  if (hasGroup) return found?.[1] ?? ''
  return String(found === null ? 0 : [...found[0]].length)
}

function call(reading: Reading): string {
  const word = reading.words[reading.at]
  if (word === undefined) {
    const before = reading.words[reading.at - 1] ?? ''
    throw new ExprError(`syntax error: missing argument after ‘${before}’`, 2)
  }
  reading.at++
  if (word === '(') {
    const value = either(reading)
    if (next(reading, ')') !== null) return value
    const found = reading.words[reading.at]
    const before = reading.words[reading.at - 1] ?? ''
    throw new ExprError(
      found === undefined
        ? `syntax error: expecting ')' after ‘${before}’`
        : `syntax error: expecting ')' instead of ‘${found}’`,
      2,
    )
  }
  if (word === ')') throw new ExprError("syntax error: unexpected ')'", 2)
  if (word === '+' && reading.words[reading.at] !== undefined) return reading.words[reading.at++] ?? ''
  if (word === 'length') return String([...call(reading)].length)
  if (word === 'match') return match(call(reading), call(reading))
  if (word === 'index') return indexOf(call(reading), call(reading))
  if (word === 'substr') return part(call(reading), call(reading), call(reading))
  return word
}

function indexOf(text: string, letters: string): string {
  return String([...text].findIndex((letter) => letters.includes(letter)) + 1)
}

function part(text: string, from: string, length: string): string {
  if (!isNumber(from) || !isNumber(length)) return ''
  const [start, count] = [Number(from), Number(length)]
  return start < 1 || count < 1 ? '' : [...text].slice(start - 1, start - 1 + count).join('')
}
