// That the bytes are those of the C libraries is for the recording `compressed-batches` to show; here they are read again.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lz4 } from './lz4.ts'
import { snappy } from './snappy.ts'

const SENTENCE = 'the quick brown fox jumps over the lazy dog while kafka keeps a log '

function textOf(length: number): Uint8Array {
  return Uint8Array.from(Buffer.from(SENTENCE.repeat(Math.ceil(length / SENTENCE.length)).slice(0, length)))
}

/** Bytes with some repetition, so that there is something to find. */
const anyBytes = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(7, 8, 9)), { maxLength: 600 })

test('what lz4 wrote, an lz4 reader reads', () => {
  for (const length of [0, 1, 12, 13, 14, 100, 65_536, 65_537, 140_000]) {
    expect(readLz4(lz4(textOf(length)))).toEqual(textOf(length))
  }
  fc.assert(
    fc.property(anyBytes, (values) => {
      const bytes = Uint8Array.from(values)
      expect(readLz4(lz4(bytes))).toEqual(bytes)
    }),
    { seed: 1 },
  )
})

test('what snappy wrote, a snappy reader reads', () => {
  for (const length of [0, 1, 14, 15, 16, 100, 32_768, 32_769, 70_000]) {
    for (const hash of ['upper', 'lower'] as const)
      expect(readSnappy(snappy(textOf(length), hash))).toEqual(textOf(length))
  }
  fc.assert(
    fc.property(anyBytes, (values) => {
      const bytes = Uint8Array.from(values)
      for (const hash of ['upper', 'lower'] as const) expect(readSnappy(snappy(bytes, hash))).toEqual(bytes)
    }),
    { seed: 1 },
  )
})

/** Bytes out, copies of what is before them included. */
interface Reader {
  readonly source: Uint8Array
  position: number
  readonly output: number[]
}

function copy({ output }: Reader, offset: number, length: number): void {
  for (let i = 0; i < length; i++) output.push(output[output.length - offset] as number)
}

function take(reader: Reader, length: number): void {
  for (let i = 0; i < length; i++) reader.output.push(reader.source[reader.position++] as number)
}

function next(reader: Reader): number {
  return reader.source[reader.position++] as number
}

function readLz4(frame: Uint8Array): Uint8Array {
  const output: number[] = []
  let position = 7
  for (;;) {
    const header = new DataView(frame.buffer).getUint32(position, true)
    position += 4
    if (header === 0) return Uint8Array.from(output)
    const length = header & 0x7fffffff
    const reader = { source: frame.subarray(position, position + length), position: 0, output: [] as number[] }
    if (header >= 0x80000000) take(reader, length)
    else readLz4Block(reader)
    position += length
    for (const byte of reader.output) output.push(byte)
  }
}

function readLz4Block(reader: Reader): void {
  const lengthOf = (short: number): number => {
    let length = short
    for (let more = short === 15 ? 255 : 0; more === 255; length += more) more = next(reader)
    return length
  }
  for (;;) {
    const token = next(reader)
    take(reader, lengthOf(token >> 4))
    if (reader.position >= reader.source.length) return
    const offset = next(reader) | (next(reader) << 8)
    copy(reader, offset, lengthOf(token & 15) + 4)
  }
}

function readSnappy(stream: Uint8Array): Uint8Array {
  const output: number[] = []
  for (let position = 16; position < stream.length; ) {
    const length = new DataView(stream.buffer).getInt32(position)
    const reader = { source: stream.subarray(position + 4, position + 4 + length), position: 0, output: [] as number[] }
    while (next(reader) >= 128);
    while (reader.position < length) readSnappyElement(reader)
    position += 4 + length
    for (const byte of reader.output) output.push(byte)
  }
  return Uint8Array.from(output)
}

function readSnappyElement(reader: Reader): void {
  const tag = next(reader)
  if ((tag & 3) === 0) {
    let length = (tag >> 2) + 1
    if (length === 61) length = next(reader) + 1
    else if (length === 62) length = (next(reader) | (next(reader) << 8)) + 1
    take(reader, length)
  } else if ((tag & 3) === 1) copy(reader, ((tag >> 5) << 8) | next(reader), ((tag >> 2) & 7) + 4)
  else copy(reader, next(reader) | (next(reader) << 8), (tag >> 2) + 1)
}
