/** Text to bytes and back, as Java's String does it. Engine code is compiled without the browser's TextEncoder. */
import type { ByteString } from './payload.ts'

const REPLACEMENT = '\ufffd'

/** String.getBytes(UTF_8): half a surrogate pair becomes `?`. */
export function encodeUtf8(text: string): ByteString {
  let index = 0
  while (index < text.length && text.charCodeAt(index) < 0x80) index++
  if (index === text.length) return text
  let bytes = text.slice(0, index)
  while (index < text.length) {
    const point = text.codePointAt(index) as number
    bytes += encodePoint(point >= 0xd800 && point <= 0xdfff ? 0x3f : point)
    index += point > 0xffff ? 2 : 1
  }
  return bytes
}

function encodePoint(point: number): ByteString {
  if (point < 0x80) return String.fromCharCode(point)
  if (point < 0x800) return String.fromCharCode(0xc0 | (point >> 6), continuation(point))
  if (point < 0x10000) return String.fromCharCode(0xe0 | (point >> 12), continuation(point >> 6), continuation(point))
  return String.fromCharCode(
    0xf0 | (point >> 18),
    continuation(point >> 12),
    continuation(point >> 6),
    continuation(point),
  )
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f)
}

/** new String(bytes, UTF_8): each malformed sequence, as far as it could have been good, becomes one U+FFFD. */
export function decodeUtf8(
  bytes: ByteString,
  replacement: (malformed: ByteString) => string = () => REPLACEMENT,
): string {
  let index = 0
  while (index < bytes.length && bytes.charCodeAt(index) < 0x80) index++
  if (index === bytes.length) return bytes
  let text = bytes.slice(0, index)
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index)
    const end = index + Math.abs(length)
    // Half a surrogate pair is well formed for Java, and yet no character: one replacement for its three bytes.
    const isGood = length > 0 && !(bytes.charCodeAt(index) === 0xed && bytes.charCodeAt(index + 1) >= 0xa0)
    text += isGood ? decodeSequence(bytes, index, length) : replacement(bytes.slice(index, end))
    index = end
  }
  return text
}

/** Bytes of the character at `index`; negative: bytes of a malformed beginning that are replaced together. */
function sequenceLength(bytes: ByteString, index: number): number {
  const lead = bytes.charCodeAt(index)
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return -1
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  // Overlong forms and points above U+10FFFF show in the second byte.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xf4 ? 0x8f : 0xbf
  for (let offset = 1; offset < length; offset++) {
    const byte = index + offset < bytes.length ? bytes.charCodeAt(index + offset) : 0
    const good = offset === 1 ? byte >= low && byte <= high : byte >= 0x80 && byte <= 0xbf
    if (!good) return -offset
  }
  return length
}

function decodeSequence(bytes: ByteString, index: number, length: number): string {
  const lead = bytes.charCodeAt(index)
  if (length === 1) return String.fromCharCode(lead)
  let point = lead & (0x7f >> length)
  for (let offset = 1; offset < length; offset++) point = (point << 6) | (bytes.charCodeAt(index + offset) & 0x3f)
  return String.fromCodePoint(point)
}

/** Bytes of `encodeUtf8(text)`, without making them. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80) continue
    if (code < 0x800) bytes += 1
    else if (code < 0xd800 || code > 0xdfff) bytes += 2
    // Each half of a pair stands for two of its four bytes; half a pair alone is one `?`.
    else if (isPairAt(text, index)) {
      bytes += 2
      index++
    }
  }
  return bytes
}

function isPairAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  const next = text.charCodeAt(index + 1)
  return code < 0xdc00 && next >= 0xdc00 && next <= 0xdfff
}
