/**
 * Text of the shell as bytes, and back. A byte that belongs to no UTF-8 character stands in a text as half a surrogate
 * pair, U+DC80 for 0x80 to U+DCFF for 0xff, as in Python's `surrogateescape` (PEP 383): so files and pipes keep every
 * byte, and only who reads them, Java or a screen, says what it takes them for.
 */
import type { ByteString } from '../kafka/common/payload.ts'
import { decodeUtf8, encodeUtf8 } from '../kafka/common/utf8.ts'

const RAW_BYTE = /[\udc80-\udcff]/u

/** One byte, 0 to 255, as a character of the shell's texts. */
export function rawByte(code: number): string {
  return String.fromCharCode(code < 0x80 ? code : 0xdc00 + code)
}

export function bytesOfText(text: string): ByteString {
  if (!RAW_BYTE.test(text)) return encodeUtf8(text)
  return text
    .split(/([\udc80-\udcff])/u)
    .map((piece, index) => (index % 2 === 0 ? encodeUtf8(piece) : String.fromCharCode(piece.charCodeAt(0) - 0xdc00)))
    .join('')
}

export function textOfBytes(bytes: ByteString): string {
  return decodeUtf8(bytes, (malformed) => [...malformed].map((byte) => rawByte(byte.charCodeAt(0))).join(''))
}

/** Raw bytes that stand side by side and make a character become that character. */
export function mendText(text: string): string {
  return RAW_BYTE.test(text) ? textOfBytes(bytesOfText(text)) : text
}

/** As Java reads it and a screen shows it: what is no UTF-8 is U+FFFD. */
export function decodedText(text: string): string {
  return RAW_BYTE.test(text) ? decodeUtf8(bytesOfText(text)) : text
}

/** Nothing that a screen shows as it is: a NUL, or bytes that are no UTF-8. */
export function isBinary(text: string): boolean {
  return /[\0\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''))
}
