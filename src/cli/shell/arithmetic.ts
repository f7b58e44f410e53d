/** Counterpart in bash: arithmetic evaluation, in 64 bits that wrap around. */
import { ShellError } from './shell-error.ts'
import type { Arithmetic, Word } from './syntax.ts'

export interface ArithmeticHost {
  /** The text of an operand after expansion. */
  text(word: Word): string
  get(name: string): string
  set(name: string, value: string): void
}

/** Throws a ShellError with bash's words for a division by zero, an operand that is missing or a text that is no number. */
export function evaluate(expression: Arithmetic, host: ArithmeticHost): bigint {
  const node = expanded(expression, host)
  // A whole expression may be empty, an operand may not, also where only its expansion is.
  if (node.kind === 'value' && host.text(node.word).trim() === '') return 0n
  const lonely = operatorWithout(node, host)
  if (lonely !== null)
    throw new ShellError(`${shown(node, host)}: syntax error: operand expected (error token is "${lonely}")`)
  return computed(node, host)
}

/** The same with every word expanded, once and before anything is evaluated, as bash does it. */
function expanded(node: Arithmetic, host: ArithmeticHost): Arithmetic {
  switch (node.kind) {
    case 'value':
      return { kind: 'value', word: [{ kind: 'text', text: host.text(node.word), glob: false }] }
    case 'choice': {
      const test = expanded(node.test, host)
      const yes = expanded(node.yes, host)
      return { kind: 'choice', test, yes, no: expanded(node.no, host) }
    }
    case 'unary':
      return { ...node, operand: expanded(node.operand, host) }
    case 'binary': {
      const left = expanded(node.left, host)
      return { ...node, left, right: expanded(node.right, host) }
    }
  }
}

function computed(node: Arithmetic, host: ArithmeticHost): bigint {
  switch (node.kind) {
    case 'value':
      return numberOf(host.text(node.word).trim(), host, 0)
    case 'choice':
      return computed(computed(node.test, host) !== 0n ? node.yes : node.no, host)
    case 'unary':
      return unary(node.operator, node.operand, node.prefix, host)
    case 'binary':
      return binary(node.operator, node.left, node.right, host)
  }
}

/** The operator that lacks an operand on its right, or null. */
function operatorWithout(node: Arithmetic, host: ArithmeticHost): string | null {
  const missing = (operand: Arithmetic) => operand.kind === 'value' && host.text(operand.word).trim() === ''
  switch (node.kind) {
    case 'value':
      return null
    case 'choice':
      return operatorWithout(node.test, host) ?? operatorWithout(node.yes, host) ?? operatorWithout(node.no, host)
    case 'unary':
      return missing(node.operand) ? node.operator : operatorWithout(node.operand, host)
    case 'binary':
      if (missing(node.right)) return node.operator
      return operatorWithout(node.left, host) ?? operatorWithout(node.right, host)
  }
}

function shown(node: Arithmetic, host: ArithmeticHost): string {
  switch (node.kind) {
    case 'value':
      return host.text(node.word).trim()
    case 'choice':
      return `${shown(node.test, host)} ? ${shown(node.yes, host)} : ${shown(node.no, host)}`
    case 'unary':
      return node.prefix
        ? `${node.operator}${shown(node.operand, host)}`
        : `${shown(node.operand, host)}${node.operator}`
    case 'binary':
      return `${shown(node.left, host)} ${node.operator} ${shown(node.right, host)}`.trim()
  }
}

/** An element of an array may stand for a variable. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*(\[[^\]]*\])?$/
/** A variable may name another, and so on; one that names itself does not do so for ever. */
const DEEPEST = 100

function numberOf(text: string, host: ArithmeticHost, depth: number): bigint {
  if (text === '') return 0n
  if (NAME.test(text)) {
    if (depth === DEEPEST)
      throw new ShellError(`${text}: expression recursion level exceeded (error token is "${text}")`)
    return numberOf(host.get(text).trim(), host, depth + 1)
  }
  const based = /^([+-]?)(\d+)#([0-9a-zA-Z]+)$/.exec(text)
  if (based !== null) return sign(based[1] ?? '', inBase(based[3] ?? '', Number(based[2]), text))
  const plain = /^([+-]?)(0[xX][0-9a-fA-F]+|\d+)$/.exec(text)
  if (plain === null)
    throw new ShellError(`${text}: syntax error: invalid arithmetic operator (error token is "${text}")`)
  const digits = plain[2] ?? '0'
  const octal = /^0\d/.test(digits)
  if (octal && /[89]/.test(digits))
    throw new ShellError(`${digits}: value too great for base (error token is "${digits}")`)
  return sign(plain[1] ?? '', octal ? inBase(digits, 8, text) : BigInt(digits))
}

function sign(text: string, value: bigint): bigint {
  return wrap(text === '-' ? -value : value)
}

function inBase(digits: string, base: number, text: string): bigint {
  let value = 0n
  for (const character of digits.toLowerCase()) {
    const digit = Number.parseInt(character, 36)
    if (digit >= base) throw new ShellError(`${text}: value too great for base (error token is "${text}")`)
    value = value * BigInt(base) + BigInt(digit)
  }
  return value
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value)
}

function unary(operator: string, operand: Arithmetic, prefix: boolean, host: ArithmeticHost): bigint {
  const value = computed(operand, host)
  switch (operator) {
    case '++':
    case '--': {
      const next = wrap(operator === '++' ? value + 1n : value - 1n)
      host.set(nameOf(operand, host), String(next))
      return prefix ? next : value
    }
    case '-':
      return wrap(-value)
    case '!':
      return value === 0n ? 1n : 0n
    case '~':
      return ~value
    default:
      return value
  }
}

function nameOf(operand: Arithmetic, host: ArithmeticHost): string {
  const name = operand.kind === 'value' ? host.text(operand.word).trim() : ''
  if (!NAME.test(name)) throw new ShellError('attempted assignment to non-variable')
  return name
}

function binary(operator: string, left: Arithmetic, right: Arithmetic, host: ArithmeticHost): bigint {
  if (operator === '&&') return computed(left, host) !== 0n && computed(right, host) !== 0n ? 1n : 0n
  if (operator === '||') return computed(left, host) !== 0n || computed(right, host) !== 0n ? 1n : 0n
  if (operator === ',') {
    computed(left, host)
    return computed(right, host)
  }
  const assigned = /^(?:=|(.+)=)$/.exec(/^(?:[<>!=]=)$/.test(operator) ? '' : operator)
  if (assigned !== null) {
    const name = nameOf(left, host)
    const change = computed(right, host)
    const value = assigned[1] === undefined ? change : combine(assigned[1], computed(left, host), change)
    host.set(name, String(value))
    return value
  }
  return combine(operator, computed(left, host), computed(right, host))
}

function combine(operator: string, left: bigint, right: bigint): bigint {
  const truth = (value: boolean) => (value ? 1n : 0n)
  switch (operator) {
    case '+':
      return wrap(left + right)
    case '-':
      return wrap(left - right)
    case '*':
      return wrap(left * right)
    case '/':
    case '%':
      if (right === 0n) throw new ShellError('division by 0 (error token is "0")')
      return wrap(operator === '/' ? left / right : left % right)
    case '**':
      return power(left, right)
    case '<<':
      return wrap(left << (right & 63n))
    case '>>':
      return left >> (right & 63n)
    case '&':
      return left & right
    case '|':
      return left | right
    case '^':
      return left ^ right
    case '==':
      return truth(left === right)
    case '!=':
      return truth(left !== right)
    case '<':
      return truth(left < right)
    case '>':
      return truth(left > right)
    case '<=':
      return truth(left <= right)
    case '>=':
      return truth(left >= right)
    default:
      throw new ShellError(`syntax error: invalid arithmetic operator (error token is "${operator}")`)
  }
}

function power(base: bigint, exponent: bigint): bigint {
  if (exponent < 0n) throw new ShellError('exponent less than 0')
  let result = 1n
  let square = base
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = wrap(result * square)
    square = wrap(square * square)
  }
  return result
}
