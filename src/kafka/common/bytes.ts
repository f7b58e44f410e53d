/**
 * Kafka's wire types over ByteStrings, big endian. Counterpart: org.apache.kafka.common.protocol.ByteBufferAccessor.
 */
import type { ByteString } from './payload.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const TWO_TO_32 = 4_294_967_296

export function int16(value: number): ByteString {
  return String.fromCharCode((value >> 8) & 0xff, value & 0xff)
}

export function int32(value: number): ByteString {
  return String.fromCharCode((value >> 24) & 0xff, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff)
}

/** `value` is a safe integer. */
export function int64(value: number): ByteString {
  const high = Math.floor(value / TWO_TO_32)
  return int32(high | 0) + int32((value - high * TWO_TO_32) | 0)
}

/** STRING and NULLABLE_STRING of the versions before the flexible ones. */
export function shortString(text: string | null): ByteString {
  if (text === null) return int16(-1)
  const bytes = encodeUtf8(text)
  return int16(bytes.length) + bytes
}

/** BYTES and NULLABLE_BYTES. */
export function sizedBytes(bytes: ByteString | null): ByteString {
  return bytes === null ? int32(-1) : int32(bytes.length) + bytes
}

export function unsignedVarint(value: number): ByteString {
  let bytes = ''
  let rest = value
  while (rest > 0x7f) {
    bytes += String.fromCharCode((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  return bytes + String.fromCharCode(rest)
}

/** COMPACT_STRING of the flexible versions: length plus one. */
export function compactString(text: string): ByteString {
  const bytes = encodeUtf8(text)
  return unsignedVarint(bytes.length + 1) + bytes
}

/**
 * A place in bytes that are being read. Reading past the end gives nothing and sets `malformed`, which the caller looks
 * at once, when it has read everything: a learner may well write nonsense where records of a format are expected.
 */
export interface ByteReader {
  readonly bytes: ByteString
  position: number
  malformed: boolean
}

export function readerOf(bytes: ByteString): ByteReader {
  return { bytes, position: 0, malformed: false }
}

export function readBytes(reader: ByteReader, length: number): ByteString {
  const end = reader.position + length
  if (length < 0 || end > reader.bytes.length) {
    reader.malformed = true
    return ''
  }
  const bytes = reader.bytes.slice(reader.position, end)
  reader.position = end
  return bytes
}

export function readInt16(reader: ByteReader): number {
  const bytes = readBytes(reader, 2)
  return ((bytes.charCodeAt(0) << 24) >> 16) | bytes.charCodeAt(1)
}

export function readInt32(reader: ByteReader): number {
  const bytes = readBytes(reader, 4)
  return (bytes.charCodeAt(0) << 24) | (bytes.charCodeAt(1) << 16) | (bytes.charCodeAt(2) << 8) | bytes.charCodeAt(3)
}

export function readInt64(reader: ByteReader): number {
  const high = readInt32(reader)
  return high * TWO_TO_32 + (readInt32(reader) >>> 0)
}

export function readShortString(reader: ByteReader): string | null {
  const length = readInt16(reader)
  return length < 0 ? null : decodeUtf8(readBytes(reader, length))
}

export function readSizedBytes(reader: ByteReader): ByteString | null {
  const length = readInt32(reader)
  return length < 0 ? null : readBytes(reader, length)
}

export function readUnsignedVarint(reader: ByteReader): number {
  let value = 0
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = readBytes(reader, 1).charCodeAt(0)
    value |= (byte & 0x7f) << shift
    if (byte < 0x80) return value >>> 0
  }
  reader.malformed = true
  return 0
}

/** Zig-zag, of up to 64 bits; what a double cannot hold exactly nobody writes. */
export function readVarint(reader: ByteReader): number {
  let value = 0
  for (let factor = 1, count = 0; count < 10; factor *= 128, count++) {
    const byte = readBytes(reader, 1).charCodeAt(0)
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
  reader.malformed = true
  return 0
}

/** With a varint for its length, as records have their keys and values. */
export function readNullableBytes(reader: ByteReader): ByteString | null {
  const length = readVarint(reader)
  return length < 0 ? null : readBytes(reader, length)
}

export function readCompactString(reader: ByteReader): string {
  return decodeUtf8(readBytes(reader, readUnsignedVarint(reader) - 1))
}

/** `read` once for each element of an ARRAY. */
export function readArray<T>(reader: ByteReader, read: (reader: ByteReader) => T): T[] {
  const length = readInt32(reader)
  const items: T[] = []
  for (let i = 0; i < length && !reader.malformed; i++) items.push(read(reader))
  return items
}
