/** Counterpart in Kafka: org.apache.kafka.common.Uuid.fromString. */
import { bytesToUuid } from '../../kafka/group/uuid-bytes.ts'
import { illegalArgument } from '../java-errors.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LONGEST = 24
const BYTES = 16

/** The id a text means, as Kafka writes it: bits that 16 bytes have no room for are dropped. Throws as Kafka does. */
export function parseUuid(text: string): string {
  if (text.length > LONGEST) {
    throw illegalArgument(
      `Input string with prefix \`${text.slice(0, LONGEST)}\` is too long to be decoded as a base64 UUID`,
    )
  }
  const bytes = decodeBase64Url(text)
  if (bytes.length === BYTES) return bytesToUuid(bytes)
  throw illegalArgument(
    `Input string \`${text}\` decoded as ${bytes.length} bytes, which is not equal to the expected ${BYTES} bytes of a base64-encoded UUID`,
  )
}

/** java.util.Base64's decoder of URLs: padding may be left out, and nothing may follow it. */
function decodeBase64Url(text: string): string {
  const digits = text.replace(/=+$/, '')
  const wrong = [...digits].find((character) => !ALPHABET.includes(character))
  if (wrong !== undefined) throw illegalArgument(`Illegal base64 character ${wrong.charCodeAt(0).toString(16)}`)
  if (digits.length % 4 === 1)
    throw illegalArgument(
      digits.length === 1
        ? 'Input byte[] should at least have 2 bytes for base64 bytes'
        : 'Last unit does not have enough valid bits',
    )
  let bytes = ''
  let held = 0
  let bits = 0
  for (const digit of digits) {
    held = ((held << 6) | ALPHABET.indexOf(digit)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes += String.fromCharCode((held >> bits) & 0xff)
  }
  return bytes
}
