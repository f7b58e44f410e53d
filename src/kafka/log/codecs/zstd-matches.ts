/**
 * What zstd's level 3 finds again in what came before: the reference library's ZSTD_compressBlock_doubleFast, which looks
 * for eight bytes in one table and for five in another.
 */
import { equalLength, fourAreEqual, wordAt } from './equal-bytes.ts'

/** A stretch that is copied, behind bytes that are not. */
export interface Sequence {
  readonly literals: number
  /** 1 to 3: an earlier distance again; from 4 on: the distance and 3. */
  readonly offsetBase: number
  readonly length: number
}

export interface Found {
  readonly sequences: readonly Sequence[]
  /** Where what follows the last copy begins. */
  readonly rest: number
}

/** What a frame's blocks have in common. */
export interface Finder {
  readonly bytes: Uint8Array
  readonly long: Int32Array
  readonly short: Int32Array
  /** The last two distances. A block that is stored leaves them as they were. */
  distances: readonly [number, number]
}

const LONG_BITS = 17
const SHORT_BITS = 16
/** No match begins in the last eight bytes. */
const READ_AHEAD = 8
/** After so many places without a match (as a power of two), the next are looked at in longer steps. */
const SKIP_TRIGGER = 8
const SHORT_STEP = 4
const FIRST_DISTANCES = [1, 4] as const

export function finderOf(bytes: Uint8Array): Finder {
  return {
    bytes,
    long: new Int32Array(1 << LONG_BITS),
    short: new Int32Array(1 << SHORT_BITS),
    distances: FIRST_DISTANCES,
  }
}

interface Search {
  readonly finder: Finder
  readonly end: number
  readonly sequences: Sequence[]
  at: number
  /** Behind the last copy. */
  anchor: number
  near: number
  far: number
}

/** Of the bytes from `from` to before `end`. */
export function findMatches(finder: Finder, from: number, end: number): Found {
  const [near, far] = finder.distances
  const at = from === 0 ? 1 : from
  const search: Search = {
    finder,
    end,
    sequences: [],
    at,
    anchor: from,
    near: near > at ? 0 : near,
    far: far > at ? 0 : far,
  }
  const hidden = [near, far].filter((distance) => distance > at)
  while (nextMatch(search)) repeats(search)
  const distances = [search.near, search.far].map((distance) => (distance === 0 ? (hidden.pop() ?? 0) : distance))
  finder.distances = [distances[0] as number, distances[1] as number]
  return { sequences: search.sequences, rest: search.anchor }
}

/** Goes on to the next copy and stores it; false where there is none before the end. */
function nextMatch(search: Search): boolean {
  const { finder, end } = search
  const { bytes, long, short } = finder
  let { at } = search
  let step = 1
  let nextStep = at + (1 << SKIP_TRIGGER)
  let next = at + step
  let longPlace = next > end - READ_AHEAD ? 0 : hashOfEight(bytes, at)
  let longMatch = long[longPlace] as number
  while (next <= end - READ_AHEAD) {
    const shortPlace = hashOfFive(bytes, at)
    const shortMatch = short[shortPlace] as number
    long[longPlace] = at
    short[shortPlace] = at
    if (search.near > 0 && fourAreEqual(bytes, at + 1 - search.near, at + 1)) {
      const length = 4 + equalLength(bytes, at + 5 - search.near, at + 5, end)
      store(search, at + 1, 1, length)
      remember(search, at)
      return true
    }
    if (longMatch > 0 && sameEight(bytes, longMatch, at)) {
      found(search, at, longMatch, 8)
      if (step < SHORT_STEP) long[hashOfEight(bytes, next)] = next
      remember(search, at)
      return true
    }
    const nextPlace = hashOfEight(bytes, next)
    const nextMatchOf = long[nextPlace] as number
    if (shortMatch > 0 && fourAreEqual(bytes, shortMatch, at)) {
      if (nextMatchOf > 0 && sameEight(bytes, nextMatchOf, next)) found(search, next, nextMatchOf, 8)
      else found(search, at, shortMatch, 4)
      if (step < SHORT_STEP) long[nextPlace] = next
      remember(search, at)
      return true
    }
    if (next >= nextStep) {
      step++
      nextStep += 1 << SKIP_TRIGGER
    }
    at = next
    next += step
    longPlace = nextPlace
    longMatch = nextMatchOf
  }
  return false
}

/** A match of at least `length`, as far as it reaches in both directions. */
function found(search: Search, from: number, match: number, length: number): void {
  const { bytes } = search.finder
  const distance = from - match
  let back = 0
  while (from - back > search.anchor && match - back > 0 && bytes[from - back - 1] === bytes[match - back - 1]) back++
  search.far = search.near
  search.near = distance
  const whole = length + back + equalLength(bytes, match + length, from + length, search.end)
  store(search, from - back, distance + 3, whole)
}

function store(search: Search, from: number, offsetBase: number, length: number): void {
  search.sequences.push({ literals: from - search.anchor, offsetBase, length })
  search.at = from + length
  search.anchor = search.at
}

/** Places inside the copy that was found from `place`. */
function remember({ finder, at, end }: Search, place: number): void {
  if (at > end - READ_AHEAD) return
  const { bytes, long, short } = finder
  long[hashOfEight(bytes, place + 2)] = place + 2
  long[hashOfEight(bytes, at - 2)] = at - 2
  short[hashOfFive(bytes, place + 2)] = place + 2
  short[hashOfFive(bytes, at - 1)] = at - 1
}

/** Right behind a copy, the distance before the last once more, as long as it goes on. */
function repeats(search: Search): void {
  const { finder, end } = search
  const { bytes, long, short } = finder
  while (search.at <= end - READ_AHEAD && search.far > 0 && fourAreEqual(bytes, search.at - search.far, search.at)) {
    const { at, near, far } = search
    const length = 4 + equalLength(bytes, at + 4 - far, at + 4, end)
    search.near = far
    search.far = near
    short[hashOfFive(bytes, at)] = at
    long[hashOfEight(bytes, at)] = at
    store(search, at, 1, length)
  }
}

function sameEight(bytes: Uint8Array, one: number, other: number): boolean {
  return fourAreEqual(bytes, one, other) && fourAreEqual(bytes, one + 4, other + 4)
}

function hashOfEight(bytes: Uint8Array, at: number): number {
  return upperWord(wordAt(bytes, at + 4), wordAt(bytes, at), 0xcf1bbcdc, 0xb7a56463) >>> (32 - LONG_BITS)
}

/** Five bytes at the upper end of eight. */
function hashOfFive(bytes: Uint8Array, at: number): number {
  const low = wordAt(bytes, at)
  const high = ((bytes[at + 4] as number) << 24) | (low >>> 8)
  return upperWord(high, low << 24, 0xcf, 0x1bbcdcbb) >>> (32 - SHORT_BITS)
}

/** The upper 32 of the 64 bits that a product of two 64-bit numbers keeps. */
function upperWord(highA: number, lowA: number, highB: number, lowB: number): number {
  const [a0, a1] = [lowA & 0xffff, lowA >>> 16]
  const [b0, b1] = [lowB & 0xffff, lowB >>> 16]
  const middle = a1 * b0 + ((a0 * b0) >>> 16)
  const carried = a0 * b1 + (middle % 0x10000)
  const upper = a1 * b1 + Math.floor(middle / 0x10000) + Math.floor(carried / 0x10000)
  return (upper + Math.imul(highA, lowB) + Math.imul(lowA, highB)) >>> 0
}
