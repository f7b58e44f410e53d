/** Kafka's Uuid: 16 bytes, written as 22 characters of unpadded base64url. */
import type { ByteString } from '../common/payload.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LENGTH = 22
const NOT_IN_ALPHABET = 64

/** By character code; a table, because every commit carries an id. */
const VALUES: readonly number[] = Array.from({ length: 128 }, (_, code) => {
  const value = ALPHABET.indexOf(String.fromCharCode(code))
  return value < 0 ? NOT_IN_ALPHABET : value
})

/** Null if `text` is no such id. */
export function uuidToBytes(text: string): ByteString | null {
  if (text.length !== LENGTH) return null
  let bytes = ''
  let seen = 0
  for (let i = 0; i < LENGTH; i += 4) {
    const a = VALUES[text.charCodeAt(i)] ?? NOT_IN_ALPHABET
    const b = VALUES[text.charCodeAt(i + 1)] ?? NOT_IN_ALPHABET
    // The last group is of two characters, and makes one byte.
    const whole = i + 4 <= LENGTH
    const c = whole ? (VALUES[text.charCodeAt(i + 2)] ?? NOT_IN_ALPHABET) : 0
    const d = whole ? (VALUES[text.charCodeAt(i + 3)] ?? NOT_IN_ALPHABET) : 0
    seen |= a | b | c | d
    const first = (a << 2) | (b >> 4)
    bytes += whole
      ? String.fromCharCode(first & 0xff, ((b << 4) | (c >> 2)) & 0xff, ((c << 6) | d) & 0xff)
      : String.fromCharCode(first & 0xff)
  }
  return (seen & NOT_IN_ALPHABET) === 0 ? bytes : null
}

export function bytesToUuid(bytes: ByteString): string {
  let text = ''
  let bits = 0
  let held = 0
  for (let i = 0; i < bytes.length; i++) {
    held = ((held << 8) | bytes.charCodeAt(i)) & 0xffff
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += ALPHABET.charAt((held >> bits) & 0x3f)
    }
  }
  return bits === 0 ? text : text + ALPHABET.charAt((held << (6 - bits)) & 0x3f)
}
