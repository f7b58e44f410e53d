/**
 * Strict readers for data that came from outside: a link, a file, a saved run, the page. A reader copies what it
 * knows, refuses what it does not, and so lets nothing through that the engine has no type for.
 */

/** Turns unknown data into a `T`, or throws a `SchemaError` that names the place. */
export type Reader<T> = (value: unknown, path: string) => T

export class SchemaError extends Error {
  readonly path: string
  constructor(path: string, expected: string) {
    super(`${path}: expected ${expected}`)
    this.name = 'SchemaError'
    this.path = path
  }
}

/** The readers of an object's fields; a field that may be absent needs `optional`. */
type FieldReaders<T> = { readonly [Key in keyof T]-?: Reader<T[Key]> }

const OPTIONAL = new WeakSet<object>()

/** Marks a field that may be absent. */
export function optional<T>(reader: Reader<T>): Reader<T | undefined> {
  const wrapped: Reader<T | undefined> = (value, path) => reader(value, path)
  OPTIONAL.add(wrapped)
  return wrapped
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object with exactly these fields. */
export function object<T>(fields: FieldReaders<T>): Reader<T> {
  const known = Object.entries(fields) as [string, Reader<unknown>][]
  const names = new Set(known.map(([name]) => name))
  return (value, path) => {
    if (!isPlainObject(value)) throw new SchemaError(path, 'an object')
    for (const name of Object.keys(value)) {
      if (!names.has(name)) throw new SchemaError(`${path}.${name.slice(0, 40)}`, 'no such field')
    }
    const out: [string, unknown][] = []
    for (const [name, reader] of known) {
      const field = Object.hasOwn(value, name) ? value[name] : undefined
      if (field === undefined && OPTIONAL.has(reader)) continue
      out.push([name, reader(field, `${path}.${name}`)])
    }
    return Object.fromEntries(out) as T
  }
}

/** A whole number in [min, max]; minus zero becomes zero, because JSON would make it so on the way back. */
export function integer(min: number, max: number): Reader<number> {
  return (value, path) => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max) {
      throw new SchemaError(path, `a whole number from ${min} to ${max}`)
    }
    return value + 0
  }
}

/** A finite number in [min, max]. */
export function decimal(min: number, max: number): Reader<number> {
  return (value, path) => {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max) {
      throw new SchemaError(path, `a number from ${min} to ${max}`)
    }
    return value + 0
  }
}

/** Any text of at most `maxLength` UTF-16 units. */
export function text(maxLength: number): Reader<string> {
  return (value, path) => {
    if (typeof value !== 'string' || value.length > maxLength) {
      throw new SchemaError(path, `text of at most ${maxLength} characters`)
    }
    return value
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/

/** A name that fits on one line: not empty, no control characters, no white space at its ends. */
export function name(maxLength: number): Reader<string> {
  return (value, path) => {
    const fits = typeof value === 'string' && value.length > 0 && value.length <= maxLength
    if (!fits || CONTROL_CHARACTER.test(value) || value.trim() !== value) {
      throw new SchemaError(path, `a name of 1 to ${maxLength} characters`)
    }
    return value
  }
}

export const flag: Reader<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new SchemaError(path, 'true or false')
  return value
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Reader<T> {
  return (value, path) => {
    const found = allowed.find((candidate) => candidate === value)
    if (found === undefined) throw new SchemaError(path, allowed.join(', '))
    return found
  }
}

export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  return (value, path) => (value === null ? null : reader(value, path))
}

export function list<T>(reader: Reader<T>, maxLength: number): Reader<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length > maxLength) {
      throw new SchemaError(path, `a list of at most ${maxLength} entries`)
    }
    return value.map((entry, index) => reader(entry, `${path}[${index}]`))
  }
}

export function pair<A, B>(first: Reader<A>, second: Reader<B>): Reader<readonly [A, B]> {
  return (value, path) => {
    if (!Array.isArray(value) || value.length !== 2) throw new SchemaError(path, 'a pair')
    return [first(value[0], `${path}[0]`), second(value[1], `${path}[1]`)]
  }
}

/** Free keys, one kind of value. `__proto__` is refused: copied with care or not, nobody has a use for it. */
export function dictionary<T>(
  key: Reader<string>,
  reader: Reader<T>,
  maxSize: number,
): Reader<Readonly<Record<string, T>>> {
  return (value, path) => {
    if (!isPlainObject(value)) throw new SchemaError(path, 'an object')
    const entries = Object.entries(value)
    if (entries.length > maxSize) throw new SchemaError(path, `at most ${maxSize} entries`)
    const read = entries.map(([entryKey, entry]): [string, T] => {
      if (entryKey === '__proto__') throw new SchemaError(path, 'no key of that name')
      return [key(entryKey, path), reader(entry, `${path}.${entryKey.slice(0, 40)}`)]
    })
    return Object.fromEntries(read)
  }
}

const JSON_DEPTH = 12

/** Any JSON value, copied, at most twelve levels deep. */
export const json: Reader<unknown> = (value, path) => copyJson(value, path, JSON_DEPTH)

function copyJson(value: unknown, path: string, depth: number): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0
  if (depth === 0) throw new SchemaError(path, `at most ${JSON_DEPTH} levels`)
  if (Array.isArray(value)) return value.map((entry, index) => copyJson(entry, `${path}[${index}]`, depth - 1))
  if (!isPlainObject(value)) throw new SchemaError(path, 'a JSON value')
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  if (entries.some(([key]) => key === '__proto__')) throw new SchemaError(path, 'no key of that name')
  return Object.fromEntries(entries.map(([key, entry]) => [key, copyJson(entry, `${path}.${key}`, depth - 1)]))
}
