/** Bytes as a person may read them. */
import type { ByteString } from '../../kafka/common/payload.ts'
import { decodeUtf8 } from '../../kafka/common/utf8.ts'

/** More of one key or value is not shown; the hex view has all of it. */
const MOST_SHOWN = 200

export function byteString(bytes: Uint8Array): ByteString {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}

/** As text where it is some, else in hexadecimal digits; what is left out says so. */
export function shownBytes(bytes: ByteString): string {
  let isText = true
  const text = decodeUtf8(bytes, () => {
    isText = false
    return ''
  })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what they are looked for is to show them as numbers.
  if (isText && !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text))
    return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}…`
  let digits = '0x'
  const most = Math.min(bytes.length, MOST_SHOWN / 2)
  for (let at = 0; at < most; at++) digits += bytes.charCodeAt(at).toString(16).padStart(2, '0')
  return most < bytes.length ? `${digits}…` : digits
}
