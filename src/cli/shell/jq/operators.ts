/** What stands between two values: `+`, `==`, … */
import { compare, isArray, isObject, JqError, type Json, told } from './values.ts'

export function calculate(sign: string, left: Json, right: Json): Json {
  switch (sign) {
    case '+':
      return plus(left, right)
    case '-':
      return minus(left, right)
    case '*':
      return times(left, right)
    case '/':
      return divided(left, right)
    case '%':
      return remainder(left, right)
    default:
      return compared(sign, compare(left, right))
  }
}

function compared(sign: string, difference: number): boolean {
  if (sign === '==') return difference === 0
  if (sign === '!=') return difference !== 0
  if (sign === '<') return difference < 0
  if (sign === '<=') return difference <= 0
  return sign === '>' ? difference > 0 : difference >= 0
}

function plus(left: Json, right: Json): Json {
  if (left === null) return right
  if (right === null) return left
  if (typeof left === 'number' && typeof right === 'number') return left + right
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (isArray(left) && isArray(right)) return [...left, ...right]
  if (isObject(left) && isObject(right)) return new Map([...left, ...right])
  throw new JqError(`${told(left)} and ${told(right)} cannot be added`)
}

function minus(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (isArray(left) && isArray(right)) return left.filter((item) => !right.some((each) => compare(item, each) === 0))
  throw new JqError(`${told(left)} and ${told(right)} cannot be subtracted`)
}

function times(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return left * right
  const text = typeof left === 'string' ? left : typeof right === 'string' ? right : null
  const count = typeof left === 'number' ? left : typeof right === 'number' ? right : null
  if (text !== null && count !== null && typeof left === 'string')
    return count <= 0 ? null : text.repeat(Math.max(1, Math.ceil(count)))
  if (isObject(left) && isObject(right)) return merged(left, right)
  throw new JqError(`${told(left)} and ${told(right)} cannot be multiplied`)
}

function merged(left: ReadonlyMap<string, Json>, right: ReadonlyMap<string, Json>): Json {
  const result = new Map(left)
  for (const [key, value] of right) {
    const before = result.get(key)
    result.set(key, isObject(before) && isObject(value) ? merged(before, value) : value)
  }
  return result
}

function divided(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') {
    if (right === 0) throw new JqError(`${told(left)} and ${told(right)} cannot be divided because the divisor is zero`)
    return left / right
  }
  if (typeof left === 'string' && typeof right === 'string') return splitBy(left, right)
  throw new JqError(`${told(left)} and ${told(right)} cannot be divided`)
}

export function splitBy(text: string, by: string): Json {
  if (text === '') return []
  return by === '' ? [...text] : text.split(by)
}

function remainder(left: Json, right: Json): Json {
  if (typeof left !== 'number' || typeof right !== 'number')
    throw new JqError(`${told(left)} and ${told(right)} cannot be divided`)
  const by = Math.trunc(right)
  if (by === 0)
    throw new JqError(`${told(left)} and ${told(right)} cannot be divided (remainder) because the divisor is zero`)
  const result = Math.trunc(left) % Math.abs(by)
  return result === 0 ? 0 : result
}
