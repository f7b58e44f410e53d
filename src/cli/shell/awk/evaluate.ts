/** Expressions of awk, as gawk works them out. */
import {
  type AwkState,
  arrayOf,
  asText,
  type Cell,
  cellOf,
  convfmtOf,
  countStep,
  expressionOf,
  fieldNumber,
  fieldOf,
  recordOf,
  setField,
  setVariable,
  textVariable,
  variableOf,
} from './state.ts'
import { notModelled } from './tokens.ts'
import { AwkError, type Expression, type Target } from './tree.ts'
import { compared, isTrue, numberOf, UNSET, type Value } from './values.ts'

const MOST_CALLS = 500

export function evaluate(state: AwkState, expression: Expression): Value {
  const value = (inner: Expression) => evaluate(state, inner)
  countStep(state)
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'string':
      return expression.text
    case 'regex':
      return expressionOf(state, expression.source).test(recordOf(state)) ? 1 : 0
    case 'variable':
      return variableOf(state, expression.name)
    case 'field':
      return fieldOf(state, fieldNumber(value(expression.index)))
    case 'element':
      return elementOf(state, expression.array, keyOf(state, expression.subscripts))
    case 'assign':
      return assignment(state, expression)
    case 'step':
      return step(state, expression)
    case 'choice':
      return value(isTrue(value(expression.test)) ? expression.yes : expression.no)
    case 'unary':
      return unary(expression.operator, value(expression.operand))
    case 'in':
      return arrayOf(state, expression.array).has(keyOf(state, expression.subscripts)) ? 1 : 0
    case 'call':
      return expression.own ? callOwn(state, expression) : state.does.callBuiltin(state, expression)
    case 'group':
      return value(expression.inner)
    case 'binary':
      return binary(state, expression)
  }
}

function unary(operator: '!' | '-' | '+', operand: Value): Value {
  if (operator === '!') return isTrue(operand) ? 0 : 1
  return operator === '-' ? 0 - numberOf(operand) : numberOf(operand)
}

/** Several subscripts are joined by SUBSEP. */
export function keyOf(state: AwkState, subscripts: readonly Expression[]): string {
  const texts = subscripts.map((each) => asText(state, evaluate(state, each)))
  return texts.length === 1 ? (texts[0] as string) : texts.join(textVariable(state, 'SUBSEP'))
}

/** To ask for an element makes it. */
function elementOf(state: AwkState, name: string, key: string): Value {
  const array = arrayOf(state, name)
  const known = array.get(key)
  if (known === undefined) array.set(key, UNSET)
  return known ?? UNSET
}

export function assign(state: AwkState, target: Target, value: Value): void {
  if (target.kind === 'variable') setVariable(state, target.name, value)
  else if (target.kind === 'field') setField(state, fieldNumber(evaluate(state, target.index)), value)
  else arrayOf(state, target.array).set(keyOf(state, target.subscripts), value)
}

function assignment(state: AwkState, { target, operator, value }: Expression & { kind: 'assign' }): Value {
  const right = evaluate(state, value)
  const result = operator === '' ? right : arithmetic(operator, numberOf(evaluate(state, target)), numberOf(right))
  assign(state, target, result)
  return result
}

function step(state: AwkState, { target, by, first }: Expression & { kind: 'step' }): Value {
  const before = numberOf(evaluate(state, target))
  assign(state, target, before + by)
  return first ? before + by : before
}

function arithmetic(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      if (right === 0) throw new AwkError('fatal: division by zero attempted', 2)
      return left / right
    case '%':
      if (right === 0) throw new AwkError("fatal: division by zero attempted in `%'", 2)
      return left % right
    default:
      return power(left, right)
  }
}

/** By multiplying, as gawk does where the exponent is whole; of others browsers differ in the last bit. */
function power(base: number, exponent: number): number {
  if (!Number.isInteger(exponent)) throw notModelled('a power with a fraction')
  let result = 1
  let factor = base
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= factor
    factor *= factor
  }
  return exponent < 0 ? 1 / result : result
}

function binary(state: AwkState, { operator, left, right }: Expression & { kind: 'binary' }): Value {
  const first = () => evaluate(state, left)
  const second = () => evaluate(state, right)
  switch (operator) {
    case '&&':
      return isTrue(first()) && isTrue(second()) ? 1 : 0
    case '||':
      return isTrue(first()) || isTrue(second()) ? 1 : 0
    case ' ':
      return asText(state, first()) + asText(state, second())
    case '~':
    case '!~': {
      const text = asText(state, first())
      return patternOf(state, right).test(text) === (operator === '~') ? 1 : 0
    }
    case '<':
    case '<=':
    case '==':
    case '!=':
    case '>=':
    case '>':
      return holds(operator, compared(first(), second(), convfmtOf(state))) ? 1 : 0
    default:
      return arithmetic(operator, numberOf(first()), numberOf(second()))
  }
}

function holds(operator: string, order: number): boolean {
  if (operator === '==') return order === 0
  if (operator === '!=') return order !== 0
  if (operator === '<') return order < 0
  return operator === '<=' ? order <= 0 : operator === '>' ? order > 0 : order >= 0
}

/** `/…/`, or a text that is one. */
export function patternOf(state: AwkState, expression: Expression): RegExp {
  if (expression.kind === 'regex') return expressionOf(state, expression.source)
  return expressionOf(state, asText(state, evaluate(state, expression)))
}

function callOwn(state: AwkState, { name, args }: Expression & { kind: 'call' }): Value {
  const known = state.program.functions.get(name)
  if (known === undefined) throw new AwkError(`fatal: function \`${name}' not defined`, 2)
  if (args.length > known.parameters.length)
    throw new AwkError(`fatal: function \`${name}' called with more arguments than declared`, 2)
  if (state.depth >= MOST_CALLS) throw new AwkError('fatal: function call stack too deep', 2)
  const locals = new Map<string, Cell>()
  for (const [index, parameter] of known.parameters.entries()) {
    const arg = args[index]
    locals.set(parameter, arg === undefined ? { value: UNSET, array: null, given: null } : cellFor(state, arg))
  }
  const before = state.locals
  state.locals = locals
  state.depth++
  const result = state.does.runBody(state, known.body)
  state.depth--
  state.locals = before
  return result
}

/** Arrays are given as they are, values as a copy. */
function cellFor(state: AwkState, arg: Expression): Cell {
  if (arg.kind !== 'variable') return { value: evaluate(state, arg), array: null, given: null }
  if (arg.name === 'NF') return { value: variableOf(state, 'NF'), array: null, given: null }
  const cell = cellOf(state, arg.name)
  return { value: cell.value, array: cell.array, given: cell.value === UNSET ? cell : null }
}
