/** Plays the table of keys, their hashes and the partitions they go to. */
import { javaAbs } from '../../kafka/common/java-hash.ts'
import { murmur2, partitionForKey, toPositive } from '../../kafka/common/murmur2.ts'
import type { ByteString } from '../../kafka/common/payload.ts'
import { encodeUtf8 } from '../../kafka/common/utf8.ts'
import {
  BadTable,
  count,
  emptyResult,
  type Json,
  listOf,
  numberOf,
  objectOf,
  type SuiteResult,
  stringOf,
} from './suite.ts'

type Case = { readonly [key: string]: Json }

export function playMurmur2(tables: Json): SuiteResult {
  const result = emptyResult()
  const table = objectOf(tables, 'table')
  for (const json of listOf(table.cases ?? table.vectors ?? [], 'cases')) {
    const entry = objectOf(json, 'case')
    count(result, nameOf(entry), problemWith(entry))
  }
  for (const [name, of] of [
    ['toPositive', toPositive],
    ['abs', javaAbs],
  ] as const) {
    for (const json of listOf(table[name] ?? [], name)) playNumber(result, name, of, json)
  }
  return result
}

function nameOf(entry: Case): string {
  return typeof entry.key === 'string' ? entry.key : typeof entry.hex === 'string' ? entry.hex : 'key'
}

function problemWith(entry: Case): string | null {
  const key = typeof entry.hex === 'string' ? bytesOfHex(entry.hex) : encodeUtf8(stringOf(entry.key, 'key'))
  const hash = murmur2(key)
  if (entry.length !== undefined && key.length !== entry.length) return `has ${key.length} bytes`
  if (entry.murmur2 !== undefined && hash !== entry.murmur2) return `hashes to ${hash}`
  if (entry.positive !== undefined && toPositive(hash) !== entry.positive) return `becomes ${toPositive(hash)}`
  for (const [partitions, expected] of Object.entries(objectOf(entry.partition ?? {}, 'partition'))) {
    const partition = partitionForKey(key, Number(partitions))
    if (partition !== expected)
      return `goes to ${partition} of ${partitions} partitions, should go to ${String(expected)}`
  }
  return null
}

function bytesOfHex(hex: string): ByteString {
  let bytes = ''
  for (let i = 0; i < hex.length; i += 2) bytes += String.fromCharCode(Number.parseInt(hex.slice(i, i + 2), 16))
  return bytes
}

/** Rows are `{ in, out }` under whatever two names, or pairs. */
function playNumber(result: SuiteResult, name: string, of: (value: number) => number, json: Json): void {
  const values = Array.isArray(json) ? (json as readonly Json[]) : Object.values(objectOf(json, name))
  const [input, expected] = values.filter((value) => typeof value === 'number').map((value) => numberOf(value, name))
  if (input === undefined || expected === undefined) {
    throw new BadTable(`${name} has a row without two numbers`)
  }
  count(result, `${name} of ${input}`, of(input) === expected ? null : `is ${of(input)}, should be ${expected}`)
}
