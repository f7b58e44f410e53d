/** Bytes on their way out of and into this program: checksums, base64url, bounded decompression. */
import { type FlateError, FlateErrorCode, Gunzip, Inflate } from 'fflate'

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let remainder = index
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  return remainder
})

/** CRC-32 as in gzip: it notices every change confined to 32 neighbouring bits, so every mistyped character. */
export function crc32(...parts: readonly Uint8Array[]): number {
  let crc = 0xffffffff
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) crc = CRC_TABLE[(crc ^ part[i]!) & 0xff]! ^ (crc >>> 8)
  }
  return (crc ^ 0xffffffff) >>> 0
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]))

/** Without padding, as RFC 4648 section 5 has it. */
export function toBase64Url(bytes: Uint8Array): string {
  const out: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const characters = left >= 3 ? 4 : left + 1
    for (let c = 0; c < characters; c++) out.push(ALPHABET[(bits >>> (18 - 6 * c)) & 63]!)
  }
  return out.join('')
}

/** Null when a character is foreign, or when no whole bytes end where the text ends. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (const character of text) {
    const value = VALUES.get(character)
    if (value === undefined) return null
    bits = ((bits << 6) | value) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at++] = (bits >>> held) & 0xff
  }
  return bytes
}

/** More bytes came out than anybody means to read: a decompression bomb, or a run too large for this page. */
export class TooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes when unpacked`)
    this.name = 'TooLargeError'
  }
}

/** Deflate data, unpacked in steps so that a bomb is met before it fills the memory. Throws on damaged data. */
export function inflateBounded(data: Uint8Array, dictionary: Uint8Array, maxBytes: number): Uint8Array {
  return unpack((ondata) => new Inflate({ dictionary }, ondata), data, maxBytes)
}

/** What can be unpacked of deflate data whose end is missing, or null where it is damaged. */
export function inflateBeginning(data: Uint8Array, dictionary: Uint8Array, atLeast: number): Uint8Array | null {
  let begin = new Uint8Array(0)
  const stream = new Inflate({ dictionary }, (chunk) => {
    if (begin.length < atLeast) begin = Uint8Array.from([...begin, ...chunk])
  })
  try {
    for (let at = 0; at < data.length; at += STEP_BYTES) stream.push(data.subarray(at, at + STEP_BYTES), false)
  } catch {
    return null
  }
  return begin
}

/** The same for gzip; the trailer's checksum and length, which fflate leaves alone, are checked here. */
export function gunzipBounded(data: Uint8Array, maxBytes: number): Uint8Array {
  const unpacked = unpack((ondata) => new Gunzip(ondata), data, maxBytes)
  const trailer = new DataView(data.buffer, data.byteOffset + data.length - 8, 8)
  if (trailer.getUint32(0, true) !== crc32(unpacked) || trailer.getUint32(4, true) !== unpacked.length) {
    throw new Error('checksum does not match')
  }
  return unpacked
}

type OnData = (chunk: Uint8Array, final: boolean) => void

const STEP_BYTES = 16_384

function unpack(
  open: (ondata: OnData) => { push(chunk: Uint8Array, final?: boolean): void },
  data: Uint8Array,
  maxBytes: number,
): Uint8Array {
  const chunks: Uint8Array[] = []
  let length = 0
  const stream = open((chunk) => {
    length += chunk.length
    if (length > maxBytes) throw new TooLargeError(maxBytes)
    chunks.push(chunk)
  })
  for (let at = 0; at === 0 || at < data.length; at += STEP_BYTES) {
    stream.push(data.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= data.length)
  }
  const out = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    out.set(chunk, at)
    at += chunk.length
  }
  return out
}

/** Whether the data simply ended too early. */
export function endedEarly(error: unknown): boolean {
  return (error as Partial<FlateError> | null)?.code === FlateErrorCode.UnexpectedEOF
}
