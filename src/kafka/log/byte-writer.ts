/** Big-endian bytes and Kafka's zig-zag varints, into an array of known length. */
import { assert } from '../../engine/assert.ts'
import type { ByteString } from '../common/payload.ts'

export interface ByteWriter {
  readonly bytes: Uint8Array
  readonly view: DataView
  position: number
}

export function createByteWriter(length: number): ByteWriter {
  const bytes = new Uint8Array(length)
  return { bytes, view: new DataView(bytes.buffer), position: 0 }
}

export function writeInt8(writer: ByteWriter, value: number): void {
  writer.view.setInt8(writer.position, value)
  writer.position += 1
}

export function writeInt16(writer: ByteWriter, value: number): void {
  writer.view.setInt16(writer.position, value)
  writer.position += 2
}

export function writeInt32(writer: ByteWriter, value: number): void {
  writer.view.setInt32(writer.position, value)
  writer.position += 4
}

/** Any safe integer. */
export function writeInt64(writer: ByteWriter, value: number): void {
  writer.view.setBigInt64(writer.position, BigInt(value))
  writer.position += 8
}

/** Any integer of up to 52 bits; arithmetic, because shifts would cut it to 32. */
export function writeVarint(writer: ByteWriter, value: number): void {
  let rest = value >= 0 ? value * 2 : -value * 2 - 1
  while (rest >= 128) {
    writer.bytes[writer.position++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  writer.bytes[writer.position++] = rest
}

export function writeBytes(writer: ByteWriter, bytes: ByteString): void {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.charCodeAt(i)
    assert(byte < 256, 'a byte string holds bytes')
    writer.bytes[writer.position++] = byte
  }
}

const CASTAGNOLI = 0x82f63b78
const CRC_TABLE = makeCrcTable()

function makeCrcTable(): Uint32Array {
  const table = new Uint32Array(256)
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ CASTAGNOLI : crc >>> 1
    table[byte] = crc
  }
  return table
}

/** CRC-32C of `bytes` from `from` to the end, as a signed 32-bit number (org.apache.kafka.common.utils.Crc32C). */
export function crc32c(bytes: Uint8Array, from: number): number {
  let crc = -1
  for (let i = from; i < bytes.length; i++) {
    crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number)
  }
  return ~crc
}
