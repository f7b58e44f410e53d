/**
 * Finite state entropy as in RFC 8878, section 4.1: how often each symbol comes, rounded to a power of two, how that is
 * written, and the states that write symbols. What is rounded which way follows the reference library (FSE_normalizeCount).
 */
import { type BitWriter, bitWriter, bytesOf, highestBit, putBits } from './bits.ts'

/** Times of each symbol among 2^tableLog states; -1: less than one state's worth. */
export interface Distribution {
  readonly tableLog: number
  readonly norm: readonly number[]
}

/** How a state and a symbol make bits and the next state. */
export interface FseTable {
  readonly tableLog: number
  readonly states: readonly number[]
  readonly bitsDelta: readonly number[]
  readonly stateDelta: readonly number[]
}

export interface FseState {
  readonly table: FseTable
  value: number
}

const LEAST_TABLE_LOG = 5
/** From this many on, symbols that hardly come get less than a state. */
const MANY = 2048
/** What a small share's fraction must beat to be rounded up, in 2^-20 of a state. */
const ROUNDING = [0, 473195, 504333, 520860, 550000, 700000, 750000, 830000].map(BigInt)
const SHARE_BITS = 62

/** States enough for `total` symbols, `spare` powers of two below their number, of which the largest is `largest`. */
export function tableLogFor(most: number, total: number, largest: number, spare: number): number {
  const least = Math.min(highestBit(total) + 1, highestBit(largest) + 2)
  return Math.max(LEAST_TABLE_LOG, Math.min(12, Math.max(Math.min(most, highestBit(total - 1) - spare), least)))
}

/** Of two symbols or more; `counts` end with the largest that comes. */
export function distributionOf(counts: readonly number[], tableLog: number): Distribution {
  const total = sum(counts)
  const rare = total >= MANY ? -1 : 1
  const scale = BigInt(SHARE_BITS - tableLog)
  const step = (1n << BigInt(SHARE_BITS)) / BigInt(total)
  const unit = 1n << (scale - 20n)
  let left = 1 << tableLog
  let largest = 0
  let largestShare = 0
  const norm = counts.map((count, symbol) => {
    if (count === 0) return 0
    if (count <= total >> tableLog) {
      left--
      return rare
    }
    const exact = BigInt(count) * step
    let share = Number(exact >> scale)
    if (share < 8 && exact - (BigInt(share) << scale) > unit * (ROUNDING[share] as bigint)) share++
    if (share > largestShare) {
      largestShare = share
      largest = symbol
    }
    left -= share
    return share
  })
  if (-left >= (norm[largest] as number) >> 1) return { tableLog, norm: secondTry(counts, tableLog, rare) }
  norm[largest] = (norm[largest] as number) + left
  return { tableLog, norm }
}

const OPEN = -2

/** Where rounding gave away too much (FSE_normalizeM2): small ones first, and the rest in proportion. */
function secondTry(counts: readonly number[], tableLog: number, rare: number): number[] {
  let total = sum(counts)
  let low = Math.floor((total * 3) / (1 << (tableLog + 1)))
  const least = total >> tableLog
  const norm = counts.map((count) => (count === 0 ? 0 : count <= least ? rare : count <= low ? 1 : OPEN))
  const settle = () => {
    total = counts.reduce((open, count, symbol) => open + (norm[symbol] === OPEN ? count : 0), 0)
    return (1 << tableLog) - norm.filter((share) => share !== 0 && share !== OPEN).length
  }
  let left = settle()
  if (left === 0) return norm
  if (Math.floor(total / left) > low) {
    low = Math.floor((total * 3) / (left * 2))
    for (const [symbol, count] of counts.entries()) if (norm[symbol] === OPEN && count <= low) norm[symbol] = 1
    left = settle()
  }
  if (norm.every((share) => share === 1 || share === rare)) {
    const most = counts.indexOf(Math.max(...counts))
    norm[most] = (norm[most] as number) + left
    return norm
  }
  if (total === 0) {
    for (let symbol = 0; left > 0; symbol = (symbol + 1) % norm.length) {
      if ((norm[symbol] as number) <= 0) continue
      norm[symbol] = (norm[symbol] as number) + 1
      left--
    }
    return norm
  }
  const bits = BigInt(SHARE_BITS - tableLog)
  const middle = (1n << (bits - 1n)) - 1n
  const step = ((1n << bits) * BigInt(left) + middle) / BigInt(total)
  let at = middle
  for (const [symbol, count] of counts.entries()) {
    if (norm[symbol] !== OPEN) continue
    const end = at + BigInt(count) * step
    norm[symbol] = Number((end >> bits) - (at >> bits))
    at = end
  }
  return norm
}

/** The distribution as a reader finds it before the symbols. */
export function distributionBytes({ tableLog, norm }: Distribution): readonly number[] {
  const writer = bitWriter()
  putBits(writer, tableLog - LEAST_TABLE_LOG, 4)
  let remaining = (1 << tableLog) + 1
  let threshold = 1 << tableLog
  let bits = tableLog + 1
  for (let symbol = 0; symbol < norm.length && remaining > 1; ) {
    const share = norm[symbol++] as number
    const spare = 2 * threshold - 1 - remaining
    remaining -= Math.abs(share)
    const coded = share + 1 >= threshold ? share + 1 + spare : share + 1
    putBits(writer, coded, coded < spare ? bits - 1 : bits)
    while (remaining < threshold) {
      bits--
      threshold >>= 1
    }
    if (share === 0) symbol = putZeros(writer, norm, symbol)
  }
  return bytesOf(writer)
}

/** How many more symbols do not come, behind one that does not; returns the next that does. */
function putZeros(writer: BitWriter, norm: readonly number[], from: number): number {
  let symbol = from
  while (symbol < norm.length && norm[symbol] === 0) symbol++
  let zeros = symbol - from
  for (; zeros >= 3; zeros -= 3) putBits(writer, 3, 2)
  putBits(writer, zeros, 2)
  return symbol
}

export function tableOf({ tableLog, norm }: Distribution): FseTable {
  const size = 1 << tableLog
  const spread = spreadOf(norm, size)
  const next: number[] = []
  const bitsDelta: number[] = []
  const stateDelta: number[] = []
  let total = 0
  for (const share of norm) {
    const times = Math.abs(share)
    next.push(total)
    const most = times <= 1 ? tableLog + (times === 0 ? 1 : 0) : tableLog - highestBit(times - 1)
    bitsDelta.push((most << 16) - (times <= 1 ? size : times << most))
    stateDelta.push(total - times)
    total += times
  }
  const states: number[] = new Array(size).fill(0)
  for (const [place, symbol] of spread.entries()) states[next[symbol]!++] = size + place
  return { tableLog, states, bitsDelta, stateDelta }
}

/** Which symbol each state is of: rare ones at the end, the others a constant step apart. */
function spreadOf(norm: readonly number[], size: number): readonly number[] {
  const spread: number[] = new Array(size).fill(0)
  let last = size - 1
  for (const [symbol, share] of norm.entries()) if (share === -1) spread[last--] = symbol
  const step = (size >> 1) + (size >> 3) + 3
  let place = 0
  for (const [symbol, share] of norm.entries()) {
    for (let time = 0; time < share; time++) {
      spread[place] = symbol
      do place = (place + step) & (size - 1)
      while (place > last)
    }
  }
  return spread
}

/** One symbol only: it takes no bits. */
export function tableOfOne(symbol: number): FseTable {
  const zeros: number[] = new Array(symbol + 1).fill(0)
  return { tableLog: 0, states: [0, 0], bitsDelta: zeros, stateDelta: zeros }
}

/** Begins with what a reader reads last. */
export function firstState(table: FseTable, symbol: number): FseState {
  const delta = table.bitsDelta[symbol] as number
  const bits = (delta + (1 << 15)) >> 16
  const value = ((bits << 16) - delta) >> bits
  return { table, value: table.states[value + (table.stateDelta[symbol] as number)] as number }
}

export function putSymbol(writer: BitWriter, state: FseState, symbol: number): void {
  const { table, value } = state
  const bits = (value + (table.bitsDelta[symbol] as number)) >> 16
  putBits(writer, value, bits)
  state.value = table.states[(value >> bits) + (table.stateDelta[symbol] as number)] as number
}

export function putState(writer: BitWriter, { table, value }: FseState): void {
  putBits(writer, value, table.tableLog)
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
