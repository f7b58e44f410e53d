/** Kafka's Uuid: 16 bytes, written as 22 characters of unpadded base64url. */
import type { ByteString } from '../common/payload.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LENGTH = 22

/** Null if `text` is no such id. */
export function uuidToBytes(text: string): ByteString | null {
  if (text.length !== LENGTH) return null
  let bytes = ''
  let bits = 0
  let held = 0
  for (let i = 0; i < LENGTH; i++) {
    const value = ALPHABET.indexOf(text.charAt(i))
    if (value < 0) return null
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes += String.fromCharCode((held >> bits) & 0xff)
  }
  return bytes
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
