/**
 * Counterpart in Kafka: org.apache.kafka.common.compress.Lz4BlockOutputStream over lz4's LZ4_compress_default: a frame
 * of independent blocks of at most 64 KiB. Written here because no library in JavaScript finds the matches that lz4
 * finds, and so none arrives at its sizes.
 */
import { equalLength, fourAreEqual, wordAt } from './equal-bytes.ts'

/** Magic, version 1 with independent blocks and no checksums, blocks of 64 KiB, and the checksum of these two bytes. */
const FRAME_HEADER = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82] as const
const BLOCK_BYTES = 65_536
const STORED = 0x80000000

const MIN_MATCH = 4
/** No match begins in the last twelve bytes, nor reaches into the last five. */
const MATCH_FIND_LIMIT = 12
const LAST_LITERALS = 5
/** A block of 64 KiB has 16-bit positions, so its table has twice as many places as another's. */
const HASH_BITS = 13
const HASH_PRIME = 2_654_435_761
/** After so many places without a match (as a power of two), the next are looked at in longer steps. */
const SKIP_TRIGGER = 6

export function lz4(bytes: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = []
  let size = FRAME_HEADER.length + 4
  for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
    const block = frameBlock(bytes.subarray(from, from + BLOCK_BYTES))
    blocks.push(block)
    size += block.length
  }
  // The end mark is a block of length zero: the last four bytes stay as they are.
  const frame = new Uint8Array(size)
  frame.set(FRAME_HEADER)
  let position: number = FRAME_HEADER.length
  for (const block of blocks) {
    frame.set(block, position)
    position += block.length
  }
  return frame
}

/** With its length before it; stored where compression gains nothing. */
function frameBlock(bytes: Uint8Array): Uint8Array {
  const compressed = compressBlock(bytes)
  const stored = compressed.length >= bytes.length
  const content = stored ? bytes : compressed
  const block = new Uint8Array(4 + content.length)
  new DataView(block.buffer).setUint32(0, stored ? (content.length | STORED) >>> 0 : content.length, true)
  block.set(content, 4)
  return block
}

interface Block {
  readonly source: Uint8Array
  readonly output: number[]
  /** Where the four bytes of a hash were last seen; zero is as good a guess as any. */
  readonly table: Uint16Array
  /** What is before it has been written. */
  anchor: number
}

interface Match {
  /** Where it begins, and where the same bytes came before. */
  at: number
  earlier: number
}

/** LZ4_compress_generic with a table of 16-bit positions and acceleration 1. */
function compressBlock(source: Uint8Array): Uint8Array {
  const block: Block = { source, output: [], table: new Uint16Array(1 << HASH_BITS), anchor: 0 }
  if (source.length > MATCH_FIND_LIMIT) compressMatches(block)
  writeLiterals(block, source.length, 0)
  return Uint8Array.from(block.output)
}

function compressMatches(block: Block): void {
  const { source, table } = block
  const limit = source.length - MATCH_FIND_LIMIT + 1
  table[hashAt(source, 0)] = 0
  let next = 1
  for (;;) {
    const match = findMatch(block, next, limit)
    if (match === null) return
    while (match.at > block.anchor && match.earlier > 0 && source[match.at - 1] === source[match.earlier - 1]) {
      match.at--
      match.earlier--
    }
    let end = writeSequence(block, match)
    // Matches that follow each other without anything between them.
    for (;;) {
      if (end >= limit) return
      table[hashAt(source, end - 2)] = end - 2
      const hash = hashAt(source, end)
      const earlier = table[hash] as number
      table[hash] = end
      if (!fourAreEqual(source, earlier, end)) break
      end = writeSequence(block, { at: end, earlier })
    }
    next = end + 1
  }
}

function findMatch({ source, table }: Block, from: number, limit: number): Match | null {
  let forward = from
  let forwardHash = hashAt(source, from)
  let step = 1
  let looked = 1 << SKIP_TRIGGER
  for (;;) {
    const hash = forwardHash
    const at = forward
    forward += step
    step = looked++ >> SKIP_TRIGGER
    if (forward > limit) return null
    const earlier = table[hash] as number
    forwardHash = hashAt(source, forward)
    table[hash] = at
    if (fourAreEqual(source, earlier, at)) return { at, earlier }
  }
}

/** Literals since the last match, and this one. Returns where it ends. */
function writeSequence(block: Block, { at, earlier }: Match): number {
  const { source, output } = block
  const length = equalLength(source, earlier + MIN_MATCH, at + MIN_MATCH, source.length - LAST_LITERALS)
  writeLiterals(block, at, Math.min(length, 15))
  output.push((at - earlier) & 0xff, (at - earlier) >> 8)
  if (length >= 15) writeRest(output, length - 15)
  block.anchor = at + MIN_MATCH + length
  return block.anchor
}

/** A token: how many literals, and how much longer than four the match after them is; then the literals. */
function writeLiterals({ source, output, anchor }: Block, end: number, matchBits: number): void {
  const count = end - anchor
  output.push((Math.min(count, 15) << 4) | matchBits)
  if (count >= 15) writeRest(output, count - 15)
  for (let i = anchor; i < end; i++) output.push(source[i] as number)
}

function writeRest(output: number[], length: number): void {
  let rest = length
  for (; rest >= 255; rest -= 255) output.push(255)
  output.push(rest)
}

function hashAt(source: Uint8Array, at: number): number {
  return Math.imul(wordAt(source, at), HASH_PRIME) >>> (32 - HASH_BITS)
}
