/**
 * Counterpart in Kafka: org.apache.kafka.common.compress.ZstdCompression at its level 3, over zstd 1.5: one frame of
 * blocks of at most 128 KiB. Written here because no library in JavaScript compresses with zstd, and those that carry the
 * C library along cannot be asked without waiting for it. Blocks behind the first write tables of their own, where the C
 * library may take the ones before again.
 */
import { bitWriter, closedBytes, highestBit, putBits } from './bits.ts'
import {
  type Distribution,
  distributionBytes,
  distributionOf,
  type FseTable,
  firstState,
  putState,
  putSymbol,
  tableLogFor,
  tableOf,
  tableOfOne,
} from './fse.ts'
import { countsOf, huffman } from './huffman.ts'
import { type Finder, finderOf, findMatches, type Sequence } from './zstd-matches.ts'

/** Magic; a frame whose length is not told beforehand, without checksum; the window of level 3, 2 MiB. */
const FRAME_HEADER = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58] as const
const BLOCK_BYTES = 131_072
const RAW = 0
const RUN_LENGTH = 1
const COMPRESSED = 2
/** A shorter block is stored without trying. */
const SHORTEST = 7
/** A run of one byte that compresses to so little is written as one. */
const SHORT_BLOCK = 25

export function zstd(bytes: Uint8Array): Uint8Array {
  const output: number[] = [...FRAME_HEADER]
  const finder = finderOf(bytes)
  for (let from = 0; from < bytes.length; from += BLOCK_BYTES) {
    writeBlock(output, finder, from, Math.min(bytes.length, from + BLOCK_BYTES))
  }
  // Java flushes the stream before it closes it, so that the last block is one of nothing.
  writeHeader(output, 0, RAW, true)
  return Uint8Array.from(output)
}

function writeHeader(output: number[], size: number, type: number, last: boolean): void {
  const header = (size << 3) | (type << 1) | (last ? 1 : 0)
  output.push(header & 0xff, (header >> 8) & 0xff, (header >> 16) & 0xff)
}

function writeBlock(output: number[], finder: Finder, from: number, to: number): void {
  const block = finder.bytes.subarray(from, to)
  const { distances } = finder
  const compressed = block.length < SHORTEST ? null : compressedBlock(finder, from, to)
  const first = block[0] as number
  // The first one never is: some readers do not expect it there.
  if (from > 0 && (compressed?.length ?? 0) < SHORT_BLOCK && block.every((byte) => byte === first)) {
    writeHeader(output, block.length, RUN_LENGTH, false)
    output.push(first)
  } else if (compressed !== null) {
    writeHeader(output, compressed.length, COMPRESSED, false)
    for (const byte of compressed) output.push(byte)
  } else {
    finder.distances = distances
    writeHeader(output, block.length, RAW, false)
    for (let i = 0; i < block.length; i++) output.push(block[i] as number)
  }
}

/** Null where it would hardly be smaller. */
function compressedBlock(finder: Finder, from: number, to: number): readonly number[] | null {
  const { sequences, rest } = findMatches(finder, from, to)
  const literals = literalsOf(finder.bytes.subarray(from, to), sequences, rest - from)
  const unpromising = sequences.length === 0 || Math.floor(literals.length / sequences.length) >= 20
  const section = sequencesSection(sequences)
  if (section === null) return null
  const bytes = [...literalsSection(literals, unpromising), ...section]
  return bytes.length >= to - from - leastGain(to - from) ? null : bytes
}

function leastGain(size: number): number {
  return (size >> 6) + 2
}

function literalsOf(block: Uint8Array, sequences: readonly Sequence[], rest: number): Uint8Array {
  const copied = sequences.reduce((total, { length }) => total + length, 0)
  const literals = new Uint8Array(block.length - copied)
  let at = 0
  let to = 0
  for (const { literals: count, length } of sequences) {
    literals.set(block.subarray(at, at + count), to)
    to += count
    at += count + length
  }
  literals.set(block.subarray(rest), to)
  return literals
}

/** Fewer are not worth a table. */
const FEWEST_LITERALS = 64
const FOUR_STREAMS_FROM = 256

function literalsSection(literals: Uint8Array, unpromising: boolean): readonly number[] {
  const size = literals.length
  if (size < FEWEST_LITERALS) return plainLiterals(literals, RAW)
  const streams = size < FOUR_STREAMS_FROM ? 1 : 4
  const coded = huffman(literals, streams, unpromising)
  if (coded === null || coded.length >= size - leastGain(size)) return plainLiterals(literals, RAW)
  if (coded.length === 1) return plainLiterals(literals.subarray(0, 1), RUN_LENGTH, size)
  const bits = size < 1024 ? 10 : size < 16_384 ? 14 : 18
  const form = bits === 10 ? (streams === 1 ? 0 : 1) : bits === 14 ? 2 : 3
  const writer = bitWriter()
  putBits(writer, COMPRESSED | (form << 2), 4)
  putBits(writer, size, bits)
  putBits(writer, coded.length, bits)
  return [...writer.bytes, ...coded]
}

function plainLiterals(literals: Uint8Array, type: number, size = literals.length): readonly number[] {
  if (size < 32) return [type | (size << 3), ...literals]
  const header = type | ((size < 4096 ? 1 : 3) << 2) | (size << 4)
  const bytes = [header & 0xff, (header >> 8) & 0xff, ...(size < 4096 ? [] : [(header >> 16) & 0xff])]
  return [...bytes, ...literals]
}

/** How one of the numbers that make a sequence is written, of all sequences. */
interface Field {
  readonly codes: readonly number[]
  readonly type: number
  /** What the table is read from. */
  readonly bytes: readonly number[]
  readonly table: FseTable
}

interface Fields {
  readonly literals: Field
  readonly offset: Field
  readonly length: Field
}

/** Null where a reader of earlier versions would stumble. */
function sequencesSection(sequences: readonly Sequence[]): readonly number[] | null {
  const head = countBytes(sequences.length)
  if (sequences.length === 0) return head
  const fields: Fields = {
    literals: fieldOf(
      sequences.map(({ literals }) => literalsCode(literals)),
      9,
      LITERALS,
    ),
    offset: fieldOf(
      sequences.map(({ offsetBase }) => highestBit(offsetBase)),
      8,
      OFFSETS,
    ),
    length: fieldOf(
      sequences.map(({ length }) => lengthCode(length - 3)),
      9,
      LENGTHS,
    ),
  }
  const { literals, offset, length } = fields
  const stream = sequencesStream(sequences, fields)
  const tables = [literals, offset, length]
  const lastWritten = tables.findLast(({ type }) => type === COMPRESSED)
  if (lastWritten !== undefined && lastWritten.bytes.length + stream.length < 4) return null
  const types = (literals.type << 6) | (offset.type << 4) | (length.type << 2)
  return [...head, types, ...tables.flatMap(({ bytes }) => bytes), ...stream]
}

/** Read from its end, so written from the last sequence on. */
function sequencesStream(sequences: readonly Sequence[], { literals, offset, length }: Fields): readonly number[] {
  const writer = bitWriter()
  const last = sequences.length - 1
  const states = {
    literals: firstState(literals.table, literals.codes[last] as number),
    offset: firstState(offset.table, offset.codes[last] as number),
    length: firstState(length.table, length.codes[last] as number),
  }
  for (let place = last; place >= 0; place--) {
    const ofLiterals = literals.codes[place] as number
    const ofOffset = offset.codes[place] as number
    const ofLength = length.codes[place] as number
    if (place < last) {
      putSymbol(writer, states.offset, ofOffset)
      putSymbol(writer, states.length, ofLength)
      putSymbol(writer, states.literals, ofLiterals)
    }
    const sequence = sequences[place] as Sequence
    putBits(writer, sequence.literals, LITERALS_BITS[ofLiterals] as number)
    putBits(writer, sequence.length - 3, LENGTH_BITS[ofLength] as number)
    putBits(writer, sequence.offsetBase, ofOffset)
  }
  putState(writer, states.length)
  putState(writer, states.offset)
  putState(writer, states.literals)
  return closedBytes(writer)
}

function countBytes(count: number): readonly number[] {
  if (count < 0x80) return [count]
  if (count < 0x7f00) return [(count >> 8) | 0x80, count & 0xff]
  return [0xff, (count - 0x7f00) & 0xff, (count - 0x7f00) >> 8]
}

/** One symbol, the usual distribution, or one of its own, of at most 2^`most` states, where there is enough to gain from it. */
function fieldOf(codes: readonly number[], most: number, usual: Distribution): Field {
  const counts = countsOf(codes)
  const count = codes.length
  const commonest = Math.max(...counts)
  const isUsual = counts.length <= usual.norm.length
  if (commonest === count && !(isUsual && count <= 2)) {
    const symbol = codes[0] as number
    return { codes, type: RUN_LENGTH, bytes: [symbol], table: tableOfOne(symbol) }
  }
  const few = count < 1 << usual.tableLog || commonest < count >> (usual.tableLog - 1)
  if (isUsual && few) return { codes, type: RAW, bytes: [], table: tableOf(usual) }
  const tableLog = tableLogFor(most, count, counts.length - 1, 2)
  // The last one costs nothing: the first state says it.
  const last = codes[count - 1] as number
  const lessOne = counts.map((each, code) => (code === last && each > 1 ? each - 1 : each))
  const distribution = distributionOf(lessOne, tableLog)
  return { codes, type: COMPRESSED, bytes: distributionBytes(distribution), table: tableOf(distribution) }
}

const LITERALS: Distribution = {
  tableLog: 6,
  norm: [
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
  ],
}
const LENGTHS: Distribution = {
  tableLog: 6,
  norm: [
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
  ],
}
const OFFSETS: Distribution = {
  tableLog: 5,
  norm: [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1],
}

const LITERALS_BITS = [...new Array(16).fill(0), 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
const LENGTH_BITS = [
  ...new Array(32).fill(0),
  ...[1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
]
/** From here on a code is the number's highest bit and so much. */
const LITERALS_ABOVE = { number: 64, added: 19 } as const
const LENGTH_ABOVE = { number: 128, added: 36 } as const

const literalsCode = coder(LITERALS_BITS, LITERALS_ABOVE)
const lengthCode = coder(LENGTH_BITS, LENGTH_ABOVE)

/** Below, codes follow each other, each for as many numbers as its bits tell apart. */
function coder(bits: readonly number[], above: { readonly number: number; readonly added: number }) {
  const codes: number[] = []
  for (let code = 0; codes.length < above.number; code++) {
    for (let time = 0; time < 1 << (bits[code] as number); time++) codes.push(code)
  }
  return (value: number): number => codes[value] ?? highestBit(value) + above.added
}
