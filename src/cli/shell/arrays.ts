/** Arrays of a shell, indexed and associative, and what was declared of names. Counterparts in bash: array.c, assoc.c. */
import { encodeUtf8 } from '../../kafka/common/utf8.ts'
import type { ShellProcess } from './process-state.ts'

export interface ShellArray {
  /** Its keys are any text; those of others are numbers, not all of which need to be there. */
  readonly associative: boolean
  readonly elements: Map<string, string>
}

/** What `declare` and `readonly` said of a name. */
export interface Declared {
  readonly readonly?: true
  readonly integer?: true
}

export function arrayNamed({ arrays }: ShellProcess, name: string): ShellArray | undefined {
  return arrays?.get(name)
}

/** Makes it where there is none; what the name held is the first element then. */
export function madeArray(process: ShellProcess, name: string, associative = false): ShellArray {
  const known = arrayNamed(process, name)
  if (known !== undefined) return known
  const before = process.variables.get(name)
  const made: ShellArray = { associative, elements: new Map(before === undefined ? [] : [['0', before]]) }
  process.variables.delete(name)
  process.arrays ??= new Map()
  process.arrays.set(name, made)
  return made
}

export function forgetArray(process: ShellProcess, name: string): boolean {
  const known = process.arrays?.delete(name) === true
  if (process.arrays?.size === 0) delete process.arrays
  return known
}

export function copyArrays(arrays: ShellProcess['arrays']): Pick<ShellProcess, 'arrays'> {
  if (arrays === undefined) return {}
  const copies = [...arrays].map(([name, array]) => [name, copyArray(array)] as const)
  return { arrays: new Map(copies) }
}

export function copyArray({ associative, elements }: ShellArray): ShellArray {
  return { associative, elements: new Map(elements) }
}

/** Keys in the order in which bash lists them: numbers rise, texts stand as in its hash table of 1024 rows. */
export function keysOf({ associative, elements }: ShellArray): string[] {
  const keys = [...elements.keys()]
  if (!associative) return keys.sort((a, b) => Number(a) - Number(b))
  // What came last stands first in its row.
  return keys.reverse().sort((a, b) => rowOf(a) - rowOf(b))
}

const FNV_OFFSET = 2_166_136_261
const FNV_PRIME = 16_777_619
const ROWS = 1024

function rowOf(key: string): number {
  let hash = FNV_OFFSET | 0
  for (const byte of encodeUtf8(key)) hash = Math.imul(hash, FNV_PRIME) ^ byte.charCodeAt(0)
  return (hash >>> 0) % ROWS
}

export function valuesOf(array: ShellArray): string[] {
  return keysOf(array).map((key) => array.elements.get(key) ?? '')
}

/** Behind the last element. */
export function nextIndex({ elements }: ShellArray): number {
  let next = 0
  for (const key of elements.keys()) next = Math.max(next, Number(key) + 1)
  return next
}

export function declare(process: ShellProcess, name: string, more: Declared): void {
  process.declared ??= new Map()
  process.declared.set(name, Object.freeze({ ...process.declared.get(name), ...more }))
}

export function declaredOf({ declared }: ShellProcess, name: string): Declared {
  return declared?.get(name) ?? {}
}
