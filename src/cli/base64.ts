/** Base64 of RFC 4648, with padding and without line ends. */
import type { ByteString } from '../kafka/common/payload.ts'

export const BASE64_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function toBase64(bytes: ByteString): string {
  let out = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((next) => bytes.charCodeAt(at + next) || 0)
    const left = bytes.length - at
    const digits = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63]
    out += digits.map((digit, index) => (index > left ? '=' : BASE64_ALPHABET.charAt(digit))).join('')
  }
  return out
}
