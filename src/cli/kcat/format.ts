/** What kcat prints of a record: counterpart of its `format.c` and `json.c`. Texts are bytes, one char code each. */
import type { ConsumerRecord } from '../../kafka/clients/consumer/consumer-state.ts'
import type { ByteString } from '../../kafka/common/payload.ts'
import { encodeUtf8 } from '../../kafka/common/utf8.ts'
import { JSON_ESCAPED } from '../json/escapes.ts'
import { KcatEnd } from './kcat-end.ts'

/** A token by its letter, or bytes as they are. */
export type Piece = { readonly token: string } | { readonly bytes: ByteString }

const TOKENS = 'okKsSRtpTh'

/** Throws KcatEnd for a token that there is not. */
export function parseFormat(format: ByteString): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at)
    const end = percent === -1 ? format.length : percent
    if (end > at) pieces.push({ bytes: withoutEscapes(format.slice(at, end)) })
    if (percent === -1) break
    const token = format[percent + 1]
    if (token === undefined) throw KcatEnd.fatal('Empty formatter')
    if (token !== '%' && !TOKENS.includes(token)) throw KcatEnd.fatal(`Unsupported formatter: %${token}`)
    pieces.push(token === '%' ? { bytes: '%' } : { token })
    at = percent + 2
  }
  return pieces
}

const NAMED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' }

/** `\n`, `\x41`, `\65`: anything else is the character behind the backslash. */
function withoutEscapes(text: ByteString): ByteString {
  return text.replace(/\\(x[0-9a-fA-F]{1,16}|0[xX][0-9a-fA-F]+|\d+|[\s\S])/g, (_, what: string) => {
    if (what.length > 1 && what[0] === 'x') return byteOf(Number.parseInt(what.slice(1), 16))
    if (/^0[xX]/.test(what)) return byteOf(Number.parseInt(what, 16))
    if (/^\d/.test(what)) return byteOf(Number.parseInt(what, what[0] === '0' ? 8 : 10) || 0)
    return NAMED[what] ?? what
  })
}

function byteOf(code: number): string {
  return String.fromCharCode(code & 0xff)
}

/** A delimiter of `-D` or `-K`. */
export function parseDelimiter(text: ByteString): ByteString {
  return text.replace(/\\(n|t|x([0-9a-fA-F]*))/g, (_, kind: string, digits: string | undefined, at: number) => {
    if (kind === 'n') return '\n'
    if (kind === 't') return '\t'
    if (digits === '') throw KcatEnd.fatal(`Delimiter ${text.slice(at)} expects hex number`)
    return byteOf(Number.parseInt(digits ?? '0', 16))
  })
}

export interface RecordFormat {
  readonly pieces: readonly Piece[]
  /** `-J`: pieces are what stands behind each record then. */
  readonly json: boolean
  /** `-Z`: what there is not is called so. */
  readonly namesNull: boolean
}

/** The broker that the record was fetched from; -1 where nobody knows. */
export function formatRecord(format: RecordFormat, read: ConsumerRecord, brokerId: number): ByteString {
  if (!format.json) return format.pieces.map((piece) => pieceOf(piece, read, format.namesNull)).join('')
  const [delimiter] = format.pieces
  return jsonOf(read, brokerId) + (delimiter !== undefined && 'bytes' in delimiter ? delimiter.bytes : '')
}

function pieceOf(piece: Piece, read: ConsumerRecord, namesNull: boolean): ByteString {
  if ('bytes' in piece) return piece.bytes
  const { record } = read
  const text = (bytes: ByteString | null) => (bytes === null || bytes === '' ? (namesNull ? 'NULL' : '') : bytes)
  const length = (bytes: ByteString | null) => bytes?.length ?? -1
  switch (piece.token) {
    case 'o':
      return String(read.offset)
    case 'k':
      return text(record.key)
    case 'K':
      return String(length(record.key))
    case 's':
      return text(record.value)
    case 'S':
      return String(length(record.value))
    case 'R':
      return [24, 16, 8, 0].map((shift) => byteOf(length(record.value) >> shift)).join('')
    case 't':
      return read.topic
    case 'p':
      return String(read.partition)
    case 'T':
      return String(read.appendTime ?? record.timestamp)
    default:
      return record.headers.map(([key, value]) => `${encodeUtf8(key)}=${value ?? 'NULL'}`).join(',')
  }
}

function jsonOf({ topic, partition, offset, appendTime, record }: ConsumerRecord, brokerId: number): ByteString {
  const tstype = appendTime === null ? 'create' : 'logappend'
  const ts = `"tstype":"${tstype}","ts":${appendTime ?? record.timestamp}`
  const headers = record.headers.map(([key, value]) => `${jsonText(encodeUtf8(key))},${jsonText(value)}`)
  const shown = headers.length === 0 ? '' : `"headers":[${headers.join(',')}],`
  const place = `"topic":${jsonText(topic)},"partition":${partition},"offset":${offset}`
  return `{${place},${ts},"broker":${brokerId},${shown}"key":${jsonText(record.key)},"payload":${jsonText(record.value)}}`
}

/** As yajl writes it: bytes beyond ASCII stay as they are. */
export function jsonText(bytes: ByteString | null): ByteString {
  if (bytes === null) return 'null'
  const escaped = [...bytes].map((byte) => {
    const code = byte.charCodeAt(0)
    return JSON_ESCAPED[byte] ?? (code < 0x20 ? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}` : byte)
  })
  return `"${escaped.join('')}"`
}
