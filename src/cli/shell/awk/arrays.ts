/** Arrays of awk. Counterparts in gawk: str_array.c and cint_array.c, whose order `for (key in array)` shows. */
import { bytesOfText } from '../../raw-text.ts'
import type { Value } from './values.ts'

export type AwkArray = Map<string, Value>

/** The sizes to which gawk's table of texts grows, when there would be more than two of them to a place. */
const SIZES = [13, 127, 1021, 8191, 16381, 32749, 65497, 131101, 262147, 524309, 1048583]
const CHAIN_MAX = 2
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,8})$/

/**
 * The keys as gawk lists them. What an array is first given decides how it is kept: one that begins with a whole number
 * lists its numbers ascending, behind its other keys. How gawk scatters numbers that lie far apart is left out.
 */
export function keysInOrder(array: AwkArray): string[] {
  const keys = [...array.keys()]
  if (!WHOLE_NUMBER.test(keys[0] ?? '')) return hashOrder(keys)
  const numbers = keys.filter((key) => WHOLE_NUMBER.test(key))
  const others = keys.filter((key) => !WHOLE_NUMBER.test(key))
  return [...hashOrder(others), ...numbers.sort((a, b) => Number(a) - Number(b))]
}

interface Entry {
  readonly key: string
  readonly hash: number
}

function hashOrder(keys: readonly string[]): string[] {
  let table: Entry[][] = emptyTable(SIZES[0] as number)
  let count = 0
  for (const key of keys) {
    count++
    const larger = SIZES.find((size) => size > table.length)
    if (Math.floor(count / table.length) > CHAIN_MAX && larger !== undefined) table = rehashed(table, larger)
    const entry = { key, hash: hashOf(key) }
    table[entry.hash % table.length]?.unshift(entry)
  }
  return table.flat().map(({ key }) => key)
}

const emptyTable = (size: number): Entry[][] => Array.from({ length: size }, () => [])

function rehashed(table: readonly (readonly Entry[])[], size: number): Entry[][] {
  const grown = emptyTable(size)
  for (const chain of table) for (const entry of chain) grown[entry.hash % size]?.unshift(entry)
  return grown
}

/** The hash of sdbm, in 32 bits, of bytes that have a sign. */
function hashOf(key: string): number {
  let hash = 0
  const bytes = bytesOfText(key)
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes.charCodeAt(at)
    hash = (Math.imul(hash, 65_599) + (byte > 127 ? byte - 256 : byte)) >>> 0
  }
  return hash
}
