/**
 * Deep copies of plain data, for checkpoints.
 *
 * State must be a tree: an object reachable by two ways becomes two objects in the copy. Objects that cannot be extended
 * (`Object.freeze`) are leaves, together with everything below them, and are shared by original and copy.
 */
import { fail } from './assert.ts'

/** Estimated size of everything copied since it was last read; see `takeCopiedBytes`. */
let copiedBytes = 0

// What V8 needs for them on a 64-bit machine, give or take.
const BYTES_PER_OBJECT = 32
const BYTES_PER_FIELD = 12
const BYTES_PER_ENTRY = 36
/** Shared, but it costs a look, and the checkpoint keeps it alive. */
const BYTES_PER_LEAF = 24

/** A copy that shares with the original nothing that can change. Throws AssertionFailed where it meets a non-plain value. */
export function copyState<T>(value: T): T {
  return typeof value === 'object' && value !== null ? (copyObject(value) as T) : value
}

/** Roughly how many bytes `copyState` has allocated since the last call: what checkpoints cost, without measuring. */
export function takeCopiedBytes(): number {
  const taken = copiedBytes
  copiedBytes = 0
  return taken
}

function copyObject(value: object): object {
  // Half the price of `isFrozen`, which looks at every field. Nobody makes state that is sealed but not frozen.
  if (!Object.isExtensible(value)) {
    copiedBytes += BYTES_PER_LEAF
    return value
  }
  if (Array.isArray(value)) return copyArray(value)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype) return copyRecord(value as Record<string, unknown>)
  if (prototype === Map.prototype) return copyMap(value as Map<unknown, unknown>)
  if (prototype === Set.prototype) return copySet(value as Set<unknown>)
  if (ArrayBuffer.isView(value)) return copyTypedArray(value)
  if (isPlainPrototype(prototype)) return copyRecord(value as Record<string, unknown>)
  return fail('state is plain data: objects, arrays, Map, Set, typed arrays and primitives')
}

/** Also of an object without a prototype, or from another window or frame; not of an instance of a class. */
export function isPlainPrototype(prototype: unknown): boolean {
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/**
 * `Object.assign` copies all fields at the speed of the engine's own loop; only the few that hold objects are then
 * visited. Building the copy field by field costs the same, but a spread costs half as much again once it has seen
 * many shapes, and `structuredClone` five times as much.
 */
function copyRecord(value: Record<string, unknown>): object {
  const copy: Record<string, unknown> = Object.assign({}, value)
  let fields = 0
  for (const key in value) {
    fields++
    const field = value[key]
    if (typeof field === 'object' && field !== null) copy[key] = copyObject(field)
    else if (typeof field === 'function') fail('state holds no functions')
  }
  copiedBytes += BYTES_PER_OBJECT + fields * BYTES_PER_FIELD
  return copy
}

function copyArray(value: readonly unknown[]): object {
  const length = value.length
  copiedBytes += BYTES_PER_OBJECT + length * 8
  if (length === 0) return []
  const copy = value.slice()
  for (let i = 0; i < length; i++) {
    const element = copy[i]
    if (typeof element === 'object' && element !== null) copy[i] = copyObject(element)
  }
  return copy
}

function copyMap(value: ReadonlyMap<unknown, unknown>): object {
  copiedBytes += BYTES_PER_OBJECT * 2 + value.size * BYTES_PER_ENTRY
  const copy = new Map<unknown, unknown>()
  for (const [key, entry] of value) {
    copy.set(key, typeof entry === 'object' && entry !== null ? copyObject(entry) : entry)
  }
  return copy
}

function copySet(value: ReadonlySet<unknown>): object {
  copiedBytes += BYTES_PER_OBJECT * 2 + value.size * BYTES_PER_ENTRY
  const copy = new Set<unknown>()
  for (const entry of value) copy.add(typeof entry === 'object' && entry !== null ? copyObject(entry) : entry)
  return copy
}

function copyTypedArray(value: ArrayBufferView): object {
  copiedBytes += BYTES_PER_OBJECT * 3 + value.byteLength
  if (value instanceof DataView) return fail('state holds typed arrays, not DataViews')
  return (value as Uint8Array).slice()
}
