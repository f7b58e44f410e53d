/**
 * Named streams of random numbers. Each is derived from the run's seed and its own name, so a new stream, or one more
 * draw on it, moves no other.
 *
 * All streams share one typed array (four words each): a checkpoint copies them with a single `slice`.
 */
import { assert, fail } from './assert.ts'

const WORDS_PER_STREAM = 4
const TWO_TO_21 = 2_097_152
const TWO_TO_32 = 4_294_967_296
const TWO_TO_53 = 9_007_199_254_740_992

export interface RandomStreams {
  readonly seed: number
  /** First word of each stream in `words`. */
  readonly offsets: Map<string, number>
  words: Int32Array
  /** What tests force: the next draws on a stream, in order, before the generator is asked. */
  readonly injected: Map<string, number[]>
}

/** `seed` is any safe integer. */
export function createRandomStreams(seed: number): RandomStreams {
  assert(Number.isSafeInteger(seed), 'the seed is an integer')
  return { seed, offsets: new Map(), words: new Int32Array(WORDS_PER_STREAM * 16), injected: new Map() }
}

export function copyRandomStreams(streams: RandomStreams): RandomStreams {
  const injected = new Map<string, number[]>()
  for (const [name, draws] of streams.injected) injected.set(name, draws.slice())
  return { seed: streams.seed, offsets: new Map(streams.offsets), words: streams.words.slice(), injected }
}

/** An unbiased integer in [0, bound); `bound` is an integer in [1, 2^53]. */
export function randomInt(streams: RandomStreams, name: string, bound: number): number {
  if (streams.injected.size !== 0) {
    const injected = takeInjected(streams, name, bound)
    if (injected !== -1) return injected
  }
  return randomIntAt(streams, streamOffset(streams, name), bound)
}

/** Where a stream's words stand, for good: whoever draws from it again and again need not look it up. */
export function streamOffset(streams: RandomStreams, name: string): number {
  return streams.offsets.get(name) ?? addStream(streams, name)
}

/** `randomInt` of the stream that stands there, while nothing is injected. */
export function randomIntAt(streams: RandomStreams, offset: number, bound: number): number {
  assert(bound >= 1 && bound <= TWO_TO_53 && Number.isInteger(bound), 'the bound is an integer in [1, 2^53]')
  if (bound > TWO_TO_32) return drawWide(streams.words, offset, bound)
  // As 32 bits, which divide several times faster than numbers that may be fractions; 2^32 itself comes out as 0.
  const divisor = bound >>> 0
  for (;;) {
    const draw = nextUint32(streams.words, offset)
    if (divisor === 0) return draw
    // Draws at or above the largest multiple of `bound` are thrown away: `% bound` alone would favour small results.
    // Where that multiple lies is worked out for the few draws that may be beyond it.
    if (draw <= TWO_TO_32 - bound || draw < TWO_TO_32 - (TWO_TO_32 % bound)) return draw % divisor
  }
}

function drawWide(words: Int32Array, offset: number, bound: number): number {
  const limit = TWO_TO_53 - (TWO_TO_53 % bound)
  for (;;) {
    const high = nextUint32(words, offset) % TWO_TO_21
    const draw = high * TWO_TO_32 + nextUint32(words, offset)
    if (draw < limit) return draw % bound
  }
}

/** The next injected draw, or -1 if there is none. An injected draw does not advance the generator. */
export function takeInjected(streams: RandomStreams, name: string, bound: number): number {
  const draw = streams.injected.get(name)?.shift()
  if (draw === undefined) return -1
  if (!(draw >= 0 && draw < bound)) fail(`injected draw ${draw} on ${name} is not in [0, ${bound})`)
  return draw
}

function addStream(streams: RandomStreams, name: string): number {
  const offset = streams.offsets.size * WORDS_PER_STREAM
  if (offset === streams.words.length) {
    const grown = new Int32Array(streams.words.length * 2)
    grown.set(streams.words)
    streams.words = grown
  }
  streams.offsets.set(name, offset)
  const words = streams.words
  words[offset] = hashName(streams.seed, name, 0x9e3779b9)
  words[offset + 1] = hashName(streams.seed, name, 0x243f6a88)
  words[offset + 2] = hashName(streams.seed, name, 0xb7e15162)
  words[offset + 3] = 1
  // sfc32 needs a dozen rounds until every bit of the seed has reached every bit of the state.
  for (let round = 0; round < 12; round++) nextUint32(words, offset)
  return offset
}

/** Chris Doty-Humphrey's sfc32: 128 bits of state, passes PractRand, and needs nothing beyond 32-bit integers. */
function nextUint32(words: Int32Array, offset: number): number {
  const a = words[offset] as number
  const b = words[offset + 1] as number
  const c = words[offset + 2] as number
  const counter = words[offset + 3] as number
  const sum = (((a + b) | 0) + counter) | 0
  words[offset + 3] = counter + 1
  words[offset] = b ^ (b >>> 9)
  words[offset + 1] = c + (c << 3)
  words[offset + 2] = ((c << 21) | (c >>> 11)) + sum
  return sum >>> 0
}

/** 32 bits that depend on every bit of the seed, the name and the salt (murmur3's mixing). */
export function hashName(seed: number, name: string, salt: number): number {
  let hash = mix(salt | 0, seed | 0)
  hash = mix(hash, Math.floor(seed / TWO_TO_32) | 0)
  for (let i = 0; i < name.length; i++) hash = mix(hash, name.charCodeAt(i))
  hash ^= name.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const mixed = hash ^ k
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
}
