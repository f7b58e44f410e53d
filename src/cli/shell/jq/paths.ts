/** Reading and writing at a place inside of a value. */
import { compare, isArray, isObject, JqError, type Json, kindOf, NotHere } from './values.ts'

export function getIndex(value: Json, by: Json): Json {
  if (isObject(value) && typeof by === 'string') return value.get(by) ?? null
  if (isArray(value) && typeof by === 'number') return Number.isInteger(by) ? (value[placeIn(value, by)] ?? null) : null
  if (value === null && (typeof by === 'string' || typeof by === 'number' || by === null || isObject(by))) return null
  if ((isArray(value) || typeof value === 'string') && isObject(by))
    return getSlice(value, by.get('start') ?? null, by.get('end') ?? null)
  if (isArray(value) && isArray(by)) {
    const found: Json[] = []
    for (let at = 0; by.length > 0 && at < value.length; at++)
      if (by.every((each, offset) => at + offset < value.length && compare(value[at + offset] ?? null, each) === 0))
        found.push(at)
    return found
  }
  const what = typeof by === 'string' ? `string "${by}"` : kindOf(by)
  throw new JqError(`Cannot index ${kindOf(value)} with ${what}`)
}

function placeIn(list: readonly Json[], by: number): number {
  const at = Math.floor(by)
  return at < 0 ? at + list.length : at
}

export function getSlice(value: Json, from: Json, to: Json): Json {
  if (value === null) return null
  if ((from !== null && typeof from !== 'number') || (to !== null && typeof to !== 'number')) {
    if (isArray(value)) throw new JqError('Start and end indices of an array slice must be numbers')
    throw new JqError(`Cannot index ${kindOf(value)} with object`)
  }
  if (typeof value === 'string') {
    const letters = [...value]
    const { start, end } = bounds(letters.length, from, to)
    return letters.slice(start, end).join('')
  }
  if (!isArray(value)) throw new JqError(`Cannot index ${kindOf(value)} with object`)
  const { start, end } = bounds(value.length, from, to)
  return value.slice(start, end)
}

function bounds(
  length: number,
  from: number | null,
  to: number | null,
): { readonly start: number; readonly end: number } {
  const within = (at: number) => Math.max(0, Math.min(length, at < 0 ? at + length : at))
  const start = from === null ? 0 : Math.floor(within(from))
  const end = to === null ? length : Math.ceil(within(to))
  return { start, end: Math.max(start, end) }
}

export function getPath(value: Json, path: readonly Json[]): Json {
  let at = value
  for (const by of path) {
    if (at === null) return null
    at = getIndex(at, by)
  }
  return at
}

export function setPath(value: Json, path: readonly Json[], next: Json): Json {
  const [by, ...rest] = path
  if (by === undefined) return next
  return setIndex(value, by, setPath(getIndex(value, by), rest, next))
}

function setIndex(value: Json, by: Json, next: Json): Json {
  if (typeof by === 'string' && (value === null || isObject(value))) return new Map(value ?? []).set(by, next)
  if (typeof by === 'number' && (value === null || isArray(value))) {
    const list = [...(value ?? [])]
    const at = placeIn(list, by)
    if (at < 0) throw new JqError('Out of bounds negative array index')
    if (at > 100_000) throw new NotHere('long array')
    while (list.length <= at) list.push(null)
    list[at] = next
    return list
  }
  if (isObject(by) && (value === null || isArray(value))) {
    const list = value ?? []
    const { start, end } = bounds(
      list.length,
      (by.get('start') ?? null) as number | null,
      (by.get('end') ?? null) as number | null,
    )
    if (!isArray(next)) throw new JqError('A slice of an array can only be assigned another array')
    return [...list.slice(0, start), ...next, ...list.slice(end)]
  }
  const what = typeof by === 'string' ? `string "${by}"` : kindOf(by)
  throw new JqError(`Cannot index ${kindOf(value)} with ${what}`)
}

/** The last ones first, so that places before them stay what they are. */
export function deletePaths(value: Json, paths: readonly (readonly Json[])[]): Json {
  const sorted = [...paths].sort((a, b) => compare(b, a))
  return sorted.reduce<Json>((at, path) => deletePath(at, path), value)
}

function deletePath(value: Json, path: readonly Json[]): Json {
  const [by, ...rest] = path
  if (value === null || by === undefined) return null
  if (rest.length > 0) {
    const inner = getIndex(value, by)
    return inner === null ? value : setIndex(value, by, deletePath(inner, rest))
  }
  if (isObject(value) && typeof by === 'string') {
    const left = new Map(value)
    left.delete(by)
    return left
  }
  if (isArray(value) && typeof by === 'number') {
    const at = placeIn(value, by)
    return value.filter((_each, index) => index !== at)
  }
  if (isArray(value) && isObject(by)) return setIndex(value, by, [])
  if (isObject(value))
    throw new JqError(`Cannot delete field at object index of ${kindOf(by) === 'number' ? 'object' : kindOf(by)}`)
  throw new JqError(`Cannot delete field at ${typeof by === 'string' ? 'object' : 'array'} index of ${kindOf(value)}`)
}
