/** Bits in the order of zstd's streams: the first one lowest, bytes little-endian. */
export interface BitWriter {
  readonly bytes: number[]
  /** Bits that are no whole byte yet, lowest first. */
  held: number
  heldCount: number
}

export function bitWriter(): BitWriter {
  return { bytes: [], held: 0, heldCount: 0 }
}

/** The lowest `count` bits of `value`; at most 24 of them. */
export function putBits(writer: BitWriter, value: number, count: number): void {
  writer.held |= (value & ((1 << count) - 1)) << writer.heldCount
  writer.heldCount += count
  while (writer.heldCount >= 8) {
    writer.bytes.push(writer.held & 0xff)
    writer.held >>>= 8
    writer.heldCount -= 8
  }
}

/** What is held, filled up with zeros. */
export function bytesOf(writer: BitWriter): readonly number[] {
  if (writer.heldCount > 0) writer.bytes.push(writer.held & 0xff)
  writer.held = 0
  writer.heldCount = 0
  return writer.bytes
}

/** A stream that is read from its end carries a one behind its last bit. */
export function closedBytes(writer: BitWriter): readonly number[] {
  putBits(writer, 1, 1)
  return bytesOf(writer)
}

/** Place of the highest bit of a number above 0. */
export function highestBit(value: number): number {
  return 31 - Math.clz32(value)
}
