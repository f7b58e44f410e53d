/** Huffman's codes as zstd writes literals with them: RFC 8878, section 4.2, and the reference library's HUF_buildCTable. */
import { bitWriter, closedBytes, highestBit, putBits } from './bits.ts'
import { distributionBytes, distributionOf, firstState, putState, putSymbol, tableLogFor, tableOf } from './fse.ts'

const MOST_BITS = 11
const WEIGHT_TABLE_LOG = 6
/** Weights beyond can only be written compressed. */
const MOST_PLAIN_WEIGHTS = 128
/** Where nothing is expected to come of it, two samples of so many bytes decide whether it is tried. */
const SAMPLE = 4096

interface Code {
  readonly bits: number
  readonly value: number
}

/**
 * A table and streams; one number where all of `bytes` are that one; null where nothing is gained. `streams`: 1 or 4.
 * `unpromising`: hardly anything else of the block could be compressed.
 */
export function huffman(bytes: Uint8Array, streams: number, unpromising: boolean): readonly number[] | null {
  if (unpromising && bytes.length >= SAMPLE * 10) {
    const likely = commonest(bytes.subarray(0, SAMPLE)) + commonest(bytes.subarray(bytes.length - SAMPLE))
    if (likely <= ((2 * SAMPLE) >> 7) + 4) return null
  }
  const counts = countsOf(bytes)
  const most = Math.max(...counts)
  if (most === bytes.length) return [counts.length - 1]
  if (most <= (bytes.length >> 7) + 4) return null
  const lengths = codeLengths(counts, tableLogFor(MOST_BITS, bytes.length, counts.length - 1, 1))
  const table = tableBytes(lengths)
  if (table === null || table.length + 12 >= bytes.length) return null
  const coded = streams === 1 ? stream(bytes, codesOf(lengths)) : fourStreams(bytes, codesOf(lengths))
  const size = table.length + coded.length
  return size >= bytes.length - 1 ? null : [...table, ...coded]
}

function commonest(bytes: Uint8Array): number {
  return Math.max(...countsOf(bytes))
}

/** How often each comes, up to the largest that does. */
export function countsOf(symbols: ArrayLike<number>): number[] {
  const counts: number[] = []
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i] as number
    while (counts.length <= symbol) counts.push(0)
    counts[symbol] = (counts[symbol] as number) + 1
  }
  return counts
}

interface Node {
  readonly count: number
  parent: number
  bits: number
}

/** Bits of each symbol's code, 0 for one that does not come; none longer than `most`. */
function codeLengths(counts: readonly number[], most: number): number[] {
  const symbols = commonestFirst(counts)
  const leaves: Node[] = symbols.map((symbol) => ({ count: counts[symbol] as number, parent: 0, bits: 0 }))
  measure(leaves)
  limit(leaves, most)
  const lengths: number[] = new Array(counts.length).fill(0)
  for (const [place, symbol] of symbols.entries()) lengths[symbol] = (leaves[place] as Node).bits
  return lengths
}

/** Counts up to here have a place of their own, larger ones share it with those of as many bits. */
const SORTED_BY_PLACE = 165
/** So few are sorted without changing the order of equals; more are split around the last one. */
const FEW = 8

/**
 * Which of several equally common symbols comes first decides who gets the shorter code, so they are sorted as the
 * reference library does it (HUF_sort).
 */
function commonestFirst(counts: readonly number[]): number[] {
  const places = new Map<number, number[]>()
  for (const [symbol, count] of counts.entries()) {
    if (count === 0) continue
    const place = count < SORTED_BY_PLACE ? count : SORTED_BY_PLACE + highestBit(count)
    places.set(place, [...(places.get(place) ?? []), symbol])
  }
  const descending = [...places.keys()].sort((a, b) => b - a)
  return descending.flatMap((place) => {
    const symbols = places.get(place) as number[]
    if (place >= SORTED_BY_PLACE) sortPart(symbols, counts, 0, symbols.length - 1)
    return symbols
  })
}

function sortPart(symbols: number[], counts: readonly number[], low: number, high: number): void {
  const countAt = (place: number) => counts[symbols[place] as number] as number
  if (high - low < FEW) {
    const sorted = symbols.slice(low, high + 1).sort((a, b) => (counts[b] as number) - (counts[a] as number))
    for (const [place, symbol] of sorted.entries()) symbols[low + place] = symbol
    return
  }
  const swap = (one: number, other: number) => {
    const kept = symbols[one] as number
    symbols[one] = symbols[other] as number
    symbols[other] = kept
  }
  let middle = low
  for (let place = low; place < high; place++) if (countAt(place) > countAt(high)) swap(middle++, place)
  swap(middle, high)
  sortPart(symbols, counts, low, middle - 1)
  sortPart(symbols, counts, middle + 1, high)
}

/** Joins the two rarest until one is left; a leaf and a joint of the same count: the joint goes first. */
function measure(leaves: readonly Node[]): void {
  const joints: Node[] = []
  let leaf = leaves.length - 1
  let joint = 0
  const rarest = (): Node => {
    const waiting = joints[joint]
    const node = leaves[leaf]
    if (node !== undefined && (waiting === undefined || node.count < waiting.count)) {
      leaf--
      return node
    }
    joint++
    return waiting as Node
  }
  for (let left = leaves.length; left > 1; left--) {
    const [one, other] = [rarest(), rarest()]
    one.parent = joints.length
    other.parent = joints.length
    joints.push({ count: one.count + other.count, parent: 0, bits: 0 })
  }
  for (const node of [...joints.slice(0, -1).reverse(), ...leaves]) node.bits = (joints[node.parent] as Node).bits + 1
}

/** Shortens the longest codes to `most` bits, and pays for it where it costs least (HUF_setMaxHeight). */
function limit(leaves: readonly Node[], most: number): void {
  const longest = leaves.at(-1)?.bits ?? 0
  if (longest <= most) return
  let debt = 0
  let last = leaves.length - 1
  for (; bitsAt(leaves, last) > most; last--) {
    debt += (1 << (longest - most)) - (1 << (longest - bitsAt(leaves, last)))
    ;(leaves[last] as Node).bits = most
  }
  while (bitsAt(leaves, last) === most) last--
  debt >>= longest - most
  const ends = lastOfEachLength(leaves, last, most)
  while (debt > 0) debt -= lengthen(leaves, ends, most, debt)
  for (; debt < 0; debt++) {
    if (ends[1] === undefined) {
      while (bitsAt(leaves, last) === most) last--
      ends[1] = last
    }
    ends[1] += 1
    ;(leaves[ends[1]] as Node).bits--
  }
}

function bitsAt(leaves: readonly Node[], place: number): number {
  return leaves[place]?.bits ?? 0
}

/** By how many bits shorter than `most` they are: the rarest symbol of that length. */
function lastOfEachLength(leaves: readonly Node[], from: number, most: number): (number | undefined)[] {
  const ends: (number | undefined)[] = new Array(most + 2).fill(undefined)
  let length = most
  for (let place = from; place >= 0; place--) {
    if (bitsAt(leaves, place) >= length) continue
    length = bitsAt(leaves, place)
    ends[most - length] = place
  }
  return ends
}

/** One symbol's code by one bit; returns what that pays. */
function lengthen(leaves: readonly Node[], ends: (number | undefined)[], most: number, debt: number): number {
  let by = highestBit(debt) + 1
  for (; by > 1; by--) {
    const [high, low] = [ends[by], ends[by - 1]]
    if (high === undefined) continue
    if (low === undefined || (leaves[high] as Node).count <= 2 * (leaves[low] as Node).count) break
  }
  while (ends[by] === undefined && by < ends.length) by++
  const place = ends[by] as number
  ;(leaves[place] as Node).bits++
  ends[by - 1] ??= place
  ends[by] = place > 0 && bitsAt(leaves, place - 1) === most - by ? place - 1 : undefined
  return 1 << (by - 1)
}

/** Codes of one length follow the symbols' order; longer ones come first. */
function codesOf(lengths: readonly number[]): readonly Code[] {
  const longest = Math.max(...lengths)
  const next: number[] = []
  let value = 0
  for (let bits = longest; bits > 0; bits--) {
    next[bits] = value
    value = (value + lengths.filter((length) => length === bits).length) >> 1
  }
  return lengths.map((bits) => ({ bits, value: bits === 0 ? 0 : next[bits]!++ }))
}

/** Weights of all but the last symbol, compressed where that makes them fewer; null where they cannot be written. */
function tableBytes(lengths: readonly number[]): readonly number[] | null {
  const longest = Math.max(...lengths)
  const weights = lengths.slice(0, -1).map((bits) => (bits === 0 ? 0 : longest + 1 - bits))
  const compressed = compressedWeights(weights)
  if (compressed !== null && compressed.length < weights.length >> 1) return [compressed.length, ...compressed]
  if (weights.length > MOST_PLAIN_WEIGHTS) return null
  const bytes = [127 + weights.length]
  for (let i = 0; i < weights.length; i += 2) bytes.push(((weights[i] as number) << 4) | (weights[i + 1] ?? 0))
  return bytes
}

function compressedWeights(weights: readonly number[]): readonly number[] | null {
  if (weights.length <= 2) return null
  const counts = countsOf(weights)
  const most = Math.max(...counts)
  if (most === weights.length || most === 1) return null
  const tableLog = tableLogFor(WEIGHT_TABLE_LOG, weights.length, counts.length - 1, 2)
  const distribution = distributionOf(counts, tableLog)
  const writer = bitWriter()
  const table = tableOf(distribution)
  // Two states take turns, so that the one that begins is the first symbol's.
  const states = [weights.length - 1, weights.length - 2].map((place) => firstState(table, weights[place] as number))
  for (let place = weights.length - 3; place >= 0; place--) {
    putSymbol(writer, states[(weights.length - 1 - place) % 2]!, weights[place] as number)
  }
  const first = (weights.length - 1) % 2
  putState(writer, states[1 - first]!)
  putState(writer, states[first]!)
  return [...distributionBytes(distribution), ...closedBytes(writer)]
}

/** Read from its end, so written from the last byte on. */
function stream(bytes: Uint8Array, codes: readonly Code[]): readonly number[] {
  const writer = bitWriter()
  for (let i = bytes.length - 1; i >= 0; i--) {
    const { value, bits } = codes[bytes[i] as number] as Code
    putBits(writer, value, bits)
  }
  return closedBytes(writer)
}

/** Behind the lengths of the first three. */
function fourStreams(bytes: Uint8Array, codes: readonly Code[]): readonly number[] {
  const part = (bytes.length + 3) >> 2
  const parts = [0, 1, 2, 3].map((each) => stream(bytes.subarray(each * part, (each + 1) * part), codes))
  const lengths = parts.slice(0, 3).flatMap(({ length }) => [length & 0xff, length >> 8])
  return [...lengths, ...parts.flat()]
}
