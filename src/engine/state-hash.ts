/**
 * A 64-bit fingerprint of plain data, the same in every JavaScript engine.
 *
 * Keys of objects and entries of Maps and Sets count in insertion order: a deterministic run inserts in the same order
 * every time, copies keep it, and sorting would hide a run that differs in it. Fields that are `undefined` are skipped,
 * since they do not survive storage.
 */
import { fail } from './assert.ts'
import { isPlainPrototype } from './copy-state.ts'
import { eventsInOrder } from './event-queue.ts'
import type { World } from './world.ts'

/** Two lanes of 32 bits with different multipliers: one alone would meet a collision within 65,000 states. */
interface Hasher {
  high: number
  low: number
}

const SEED_HIGH = 0x12345678
const SEED_LOW = 0x6b43a9b5

// Tells kinds of value apart: 1 from '1', [] from {}, null from nothing.
const TAG_NULL = 1
const TAG_TRUE = 2
const TAG_FALSE = 3
const TAG_NUMBER = 4
const TAG_STRING = 5
const TAG_ARRAY = 6
const TAG_RECORD = 7
const TAG_MAP = 8
const TAG_SET = 9
const TAG_NUMBERS = 10
const TAG_END = 11
const TAG_BIGINT = 12
const TAG_UNDEFINED = 13

const float = new Float64Array(1)
const floatWords = new Uint32Array(float.buffer)
/** Of frozen objects. Keyed by identity, so it lives only as long as they do. */
const leaves = new WeakMap<object, readonly [number, number]>()

/** Sixteen hexadecimal digits. Throws AssertionFailed where it meets a non-plain value. */
export function hashState(value: unknown): string {
  const hasher = newHasher()
  addValue(hasher, value)
  return digest(hasher)
}

/** The fingerprint of a run at an instant: two worlds with the same one go on alike. */
export function hashWorld(world: World): string {
  const hasher = newHasher()
  addNumber(hasher, world.nowUs)
  addNumber(hasher, world.executedEvents)
  addNumber(hasher, world.wallClockStartMs)
  addNumber(hasher, world.lastHappeningId)
  addNumber(hasher, world.lastIncarnation)
  addNumber(hasher, world.queue.nextSeq)
  addValue(hasher, world.network)
  addNumber(hasher, world.random.seed)
  addValue(hasher, world.random.offsets)
  // Only the words in use: how far the array has grown is no part of the state.
  addValue(hasher, world.random.words.subarray(0, world.random.offsets.size * 4))
  addValue(hasher, world.random.injected)
  addValue(hasher, world.addresses)
  addValue(hasher, world.linkFaults)
  addValue(hasher, world.links)
  for (const node of world.nodes.values()) addValue(hasher, node)
  for (const event of eventsInOrder(world.queue)) addValue(hasher, event)
  return digest(hasher)
}

function newHasher(): Hasher {
  return { high: SEED_HIGH, low: SEED_LOW }
}

function digest(hasher: Hasher): string {
  return hex(finish(hasher.high ^ hasher.low)) + hex(finish(hasher.low + Math.imul(hasher.high, 0x9e3779b1)))
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}

function finish(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function addWord(hasher: Hasher, word: number): void {
  hasher.high = Math.imul(hasher.high ^ word, 0x01000193) ^ (hasher.high >>> 15)
  hasher.low = (Math.imul(hasher.low + word, 0x9e3779b1) ^ (hasher.low >>> 13)) | 0
}

function addNumber(hasher: Hasher, value: number): void {
  // -0 and 0 are equal everywhere in the language, and every NaN is the same to a program.
  float[0] = value === 0 ? 0 : value
  if (Number.isNaN(value)) floatWords.set([0, 0x7ff80000])
  addWord(hasher, TAG_NUMBER)
  addWord(hasher, floatWords[0] as number)
  addWord(hasher, floatWords[1] as number)
}

function addString(hasher: Hasher, value: string): void {
  addWord(hasher, TAG_STRING)
  addWord(hasher, value.length)
  for (let i = 0; i < value.length; i++) addWord(hasher, value.charCodeAt(i))
}

function addValue(hasher: Hasher, value: unknown): void {
  switch (typeof value) {
    case 'number':
      addNumber(hasher, value)
      break
    case 'string':
      addString(hasher, value)
      break
    case 'boolean':
      addWord(hasher, value ? TAG_TRUE : TAG_FALSE)
      break
    case 'object':
      if (value === null) addWord(hasher, TAG_NULL)
      else addObject(hasher, value)
      break
    case 'undefined':
      addWord(hasher, TAG_UNDEFINED)
      break
    case 'bigint':
      addWord(hasher, TAG_BIGINT)
      addString(hasher, value.toString())
      break
    default:
      fail('state holds no functions and no symbols')
  }
}

/**
 * Every object is hashed on its own and then added as two words, frozen or not: a spec read back from storage is not
 * frozen any more and must still count the same. What is frozen is hashed once.
 */
function addObject(hasher: Hasher, value: object): void {
  const high = hasher.high
  const low = hasher.low
  let lanes = leaves.get(value)
  if (lanes === undefined) {
    hasher.high = SEED_HIGH
    hasher.low = SEED_LOW
    addContents(hasher, value)
    lanes = [hasher.high, hasher.low]
    if (!Object.isExtensible(value)) leaves.set(value, lanes)
  }
  hasher.high = high
  hasher.low = low
  addWord(hasher, lanes[0])
  addWord(hasher, lanes[1])
}

function addContents(hasher: Hasher, value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (Array.isArray(value)) addArray(hasher, value)
  else if (isPlainPrototype(prototype)) addRecord(hasher, value as Readonly<Record<string, unknown>>)
  else if (prototype === Map.prototype) addMap(hasher, value as ReadonlyMap<unknown, unknown>)
  else if (prototype === Set.prototype) addSet(hasher, value as ReadonlySet<unknown>)
  else if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    addNumbers(hasher, value as unknown as Float64Array)
  else fail('state is plain data: objects, arrays, Map, Set, typed arrays and primitives')
}

function addArray(hasher: Hasher, value: readonly unknown[]): void {
  addWord(hasher, TAG_ARRAY)
  for (const element of value) addValue(hasher, element)
  addWord(hasher, TAG_END)
}

function addRecord(hasher: Hasher, value: Readonly<Record<string, unknown>>): void {
  addWord(hasher, TAG_RECORD)
  for (const key in value) {
    const field = value[key]
    if (field === undefined) continue
    addString(hasher, key)
    addValue(hasher, field)
  }
  addWord(hasher, TAG_END)
}

function addMap(hasher: Hasher, value: ReadonlyMap<unknown, unknown>): void {
  addWord(hasher, TAG_MAP)
  for (const [key, entry] of value) {
    addValue(hasher, key)
    addValue(hasher, entry)
  }
  addWord(hasher, TAG_END)
}

function addSet(hasher: Hasher, value: ReadonlySet<unknown>): void {
  addWord(hasher, TAG_SET)
  for (const entry of value) addValue(hasher, entry)
  addWord(hasher, TAG_END)
}

/** By value rather than by byte, so that the machine's byte order does not show. */
function addNumbers(hasher: Hasher, value: ArrayLike<number>): void {
  addWord(hasher, TAG_NUMBERS)
  addWord(hasher, value.length)
  for (let i = 0; i < value.length; i++) {
    const element = value[i] as number
    if ((element | 0) === element) addWord(hasher, element)
    else addNumber(hasher, element)
  }
}
