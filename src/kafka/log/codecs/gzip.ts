/**
 * Counterpart in Kafka: org.apache.kafka.common.compress.GzipOutputStream over java.util.zip. pako is zlib line by line,
 * so the bytes are Java's; the sizes of Kafka's buffers leave no trace in them.
 */
import { deflateRaw } from 'pako'

/** `compression.gzip.level` is -1 for zlib's own default. */
export const GZIP_DEFAULT_LEVEL = -1

/** Magic, method deflate, no flags, no time, no extra flags, "unknown" system: what Java writes since 16. */
const HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff] as const
const CRC_TABLE = makeCrcTable()

export function gzip(bytes: Uint8Array, level: number): Uint8Array {
  // The faster hash that pako takes by default finds other matches than zlib's own.
  const body = deflateRaw(bytes, { level, legacyHash: true })
  const whole = new Uint8Array(HEADER.length + body.length + 8)
  whole.set(HEADER)
  whole.set(body, HEADER.length)
  const trailer = new DataView(whole.buffer, HEADER.length + body.length)
  trailer.setUint32(0, crc32(bytes), true)
  trailer.setUint32(4, bytes.length, true)
  return whole
}

/** The CRC of IEEE 802.3, reflected: not Kafka's own, which is Castagnoli's. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let i = 0; i < bytes.length; i++) {
    crc = (CRC_TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8)
  }
  return (crc ^ 0xffffffff) >>> 0
}

function makeCrcTable(): Uint32Array {
  const table = new Uint32Array(256)
  for (let byte = 0; byte < 256; byte++) {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    table[byte] = value >>> 0
  }
  return table
}
