/**
 * Counterpart in Kafka: org.apache.kafka.common.compress.SnappyCompression over snappy-java's stream of blocks and
 * snappy's CompressFragment. Written here because the libraries in JavaScript port an older search than the one Kafka
 * ships, and arrive at other sizes.
 */
import { equalLength, fourAreEqual, wordAt } from './equal-bytes.ts'

/** snappy-java's magic, its version and the oldest version that can read it. */
const STREAM_HEADER = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1] as const
const BLOCK_BYTES = 32_768

const INPUT_MARGIN = 15
const MIN_MATCH = 4
const MIN_HASH_TABLE = 256
const MAX_HASH_TABLE_BITS = 14
const HASH_PRIME = 0x1e35a7bd

/** Which bits of a hash say where it stands in the table: snappy took the upper ones, and later (1.1.9) the lower. */
export type SnappyHash = 'upper' | 'lower'
/** So many places are looked at one by one before the steps grow. */
const FIRST_LOOKS = 16

export function snappy(bytes: Uint8Array, hash: SnappyHash): Uint8Array {
  const output: number[] = [...STREAM_HEADER]
  for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
    const block = compressBlock(bytes.subarray(from, from + BLOCK_BYTES), hash)
    output.push((block.length >> 24) & 0xff, (block.length >> 16) & 0xff, (block.length >> 8) & 0xff)
    output.push(block.length & 0xff)
    for (let i = 0; i < block.length; i++) output.push(block[i] as number)
  }
  return Uint8Array.from(output)
}

interface Fragment {
  readonly source: Uint8Array
  readonly output: number[]
  /** Where the four bytes of a hash were last seen; zero is as good a guess as any. */
  readonly table: Uint16Array
  readonly hashShift: number
  /** What is before it has been written. */
  written: number
}

interface Match {
  readonly at: number
  readonly earlier: number
}

/** Its length as a varint, then literals and copies. */
function compressBlock(source: Uint8Array, hash: SnappyHash): readonly number[] {
  const table = new Uint16Array(hashTableSize(source.length))
  const bits = hash === 'upper' ? 31 - Math.clz32(table.length) : MAX_HASH_TABLE_BITS
  const fragment: Fragment = { source, output: [], table, hashShift: 32 - bits, written: 0 }
  let rest = source.length
  for (; rest >= 128; rest >>= 7) fragment.output.push((rest & 127) | 128)
  fragment.output.push(rest)
  if (source.length >= INPUT_MARGIN) compressMatches(fragment)
  writeLiteral(fragment, source.length)
  return fragment.output
}

/** The power of two that holds the block, within limits. */
function hashTableSize(bytes: number): number {
  let size = MIN_HASH_TABLE
  while (size < bytes && size < 1 << MAX_HASH_TABLE_BITS) size *= 2
  return size
}

function compressMatches(fragment: Fragment): void {
  const { source, table } = fragment
  const limit = source.length - INPUT_MARGIN
  for (;;) {
    let match = findMatch(fragment, limit)
    if (match === null) return
    writeLiteral(fragment, match.at)
    for (;;) {
      const end = writeCopy(fragment, match)
      if (end >= limit) return
      table[hashAt(fragment, end - 1)] = end - 1
      const hash = hashAt(fragment, end)
      const earlier = table[hash] as number
      table[hash] = end
      if (!fourAreEqual(source, earlier, end)) break
      match = { at: end, earlier }
    }
  }
}

function findMatch(fragment: Fragment, limit: number): Match | null {
  let at = fragment.written + 1
  let skip = 32
  if (limit - at >= FIRST_LOOKS) {
    for (const end = at + FIRST_LOOKS; at < end; at++) {
      const earlier = look(fragment, at)
      if (earlier !== -1) return { at, earlier }
    }
    skip += FIRST_LOOKS
  }
  for (;;) {
    const step = skip >> 5
    skip += step
    if (at + step > limit) return null
    const earlier = look(fragment, at)
    if (earlier !== -1) return { at, earlier }
    at += step
  }
}

/** Where the same four bytes came before, or -1; from now on they are here. */
function look(fragment: Fragment, at: number): number {
  const { source, table } = fragment
  const hash = hashAt(fragment, at)
  const earlier = table[hash] as number
  table[hash] = at
  return fourAreEqual(source, earlier, at) ? earlier : -1
}

/** What has not been written before `end`. */
function writeLiteral(fragment: Fragment, end: number): void {
  const { source, output, written } = fragment
  const count = end - written
  if (count === 0) return
  const length = count - 1
  if (length < 60) output.push(length << 2)
  else if (length < 256) output.push(60 << 2, length)
  else output.push(61 << 2, length & 0xff, length >> 8)
  for (let i = written; i < end; i++) output.push(source[i] as number)
  fragment.written = end
}

/** The match as far as it reaches, in copies of at most 64 bytes. Returns where it ends. */
function writeCopy(fragment: Fragment, { at, earlier }: Match): number {
  const { source, output } = fragment
  let length = MIN_MATCH + equalLength(source, earlier + MIN_MATCH, at + MIN_MATCH, source.length)
  const end = at + length
  const offset = at - earlier
  // The last copy is never shorter than four, so that it may take two bytes.
  for (; length >= 68; length -= 64) writeLongCopy(output, offset, 64)
  if (length > 64) {
    writeLongCopy(output, offset, 60)
    length -= 60
  }
  if (length < 12 && offset < 2048) output.push(1 | ((length - 4) << 2) | ((offset >> 8) << 5), offset & 0xff)
  else writeLongCopy(output, offset, length)
  fragment.written = end
  return end
}

function writeLongCopy(output: number[], offset: number, length: number): void {
  output.push(2 | ((length - 1) << 2), offset & 0xff, offset >> 8)
}

function hashAt({ source, table, hashShift }: Fragment, at: number): number {
  return (Math.imul(wordAt(source, at), HASH_PRIME) >>> hashShift) & (table.length - 1)
}
