/**
 * Counterparts in Kafka: org.apache.kafka.common.serialization. What an application's text becomes in bytes, and whether
 * bytes can be read again. Beside Kafka's there is a pair that somebody wrote: `id:name` as a number of four bytes, the
 * length of the name in four more, and the name.
 */

import type { ByteString } from './payload.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const KAFKAS = 'org.apache.kafka.common.serialization.'
export const STRING = 'String'
/** The application's own pair of classes, `kafkascope.CustomerSerializer` and `…Deserializer`. */
export const CUSTOMER = 'Customer'

interface Format {
  /** Java's class of what is serialised. */
  readonly javaClass: string
  /** Null: the text is none of these, so the application hands over the text itself. */
  write(text: string): ByteString | null
  /** Null: readable; else the message of the exception. */
  objection(bytes: ByteString): string | null
  /** For people, of bytes without objection. */
  read(bytes: ByteString): string
}

const FORMATS: Readonly<Record<string, Format>> = {
  String: {
    javaClass: 'java.lang.String',
    write: encodeUtf8,
    objection: () => null,
    read: (bytes) => decodeUtf8(bytes),
  },
  Long: whole('java.lang.Long', 8, 'LongDeserializer'),
  Integer: whole('java.lang.Integer', 4, 'IntegerDeserializer'),
  Short: whole('java.lang.Short', 2, 'ShortDeserializer'),
  // These two do not name themselves where the size is wrong.
  Double: fraction('java.lang.Double', 8),
  Float: fraction('java.lang.Float', 4),
  ByteArray: raw('[B'),
  ByteBuffer: raw('java.nio.ByteBuffer'),
  Bytes: raw('org.apache.kafka.common.utils.Bytes'),
  [CUSTOMER]: {
    javaClass: 'kafkascope.Customer',
    write(text) {
      const [, id, name] = /^(\d{1,10}):(.*)$/s.exec(text) ?? []
      if (id === undefined || name === undefined || Number(id) > 2_147_483_647) return null
      const bytes = encodeUtf8(name)
      return bigEndian(BigInt(id), 4) + bigEndian(BigInt(bytes.length), 4) + bytes
    },
    objection: (bytes) =>
      bytes.length >= 8 && Number(signed(bytes.slice(4, 8))) === bytes.length - 8
        ? null
        : 'Size of data received by CustomerDeserializer does not match the length it names',
    read: (bytes) => `${signed(bytes.slice(0, 4))}:${decodeUtf8(bytes.slice(8))}`,
  },
}

export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS)

function whole(javaClass: string, size: number, name: string): Format {
  const most = 1n << BigInt(size * 8 - 1)
  return {
    javaClass,
    write(text) {
      if (!/^[+-]?\d{1,19}$/.test(text)) return null
      const value = BigInt(text)
      return value >= -most && value < most ? bigEndian(value, size) : null
    },
    objection: ({ length }) => (length === size ? null : `Size of data received by ${name} is not ${size}`),
    read: (bytes) => String(signed(bytes)),
  }
}

function fraction(javaClass: string, size: 4 | 8): Format {
  return {
    javaClass,
    write(text) {
      const value = Number(text)
      if (text.trim() === '' || Number.isNaN(value)) return null
      const view = new DataView(new ArrayBuffer(size))
      if (size === 4) view.setFloat32(0, value)
      else view.setFloat64(0, value)
      let bytes = ''
      for (let index = 0; index < size; index++) bytes += String.fromCharCode(view.getUint8(index))
      return bytes
    },
    objection: ({ length }) => (length === size ? null : `Size of data received by Deserializer is not ${size}`),
    read(bytes) {
      const view = new DataView(new ArrayBuffer(size))
      for (let index = 0; index < size; index++) view.setUint8(index, bytes.charCodeAt(index))
      return String(size === 4 ? view.getFloat32(0) : view.getFloat64(0))
    },
  }
}

/** Its bytes are the text's in UTF-8: they go as they are. */
function raw(javaClass: string): Format {
  return { javaClass, write: encodeUtf8, objection: () => null, read: (bytes) => decodeUtf8(bytes) }
}

function bigEndian(value: bigint, size: number): ByteString {
  let bytes = ''
  for (let place = BigInt(size - 1); place >= 0n; place--)
    bytes += String.fromCharCode(Number((value >> (place * 8n)) & 0xffn))
  return bytes
}

/** Two's complement, big endian. */
function signed(bytes: ByteString): bigint {
  let value = 0n
  for (let index = 0; index < bytes.length; index++) value = value * 256n + BigInt(bytes.charCodeAt(index))
  return BigInt.asIntN(bytes.length * 8, value)
}

/** Its bytes are those of a text. */
export function isRaw(format: string): boolean {
  return format === STRING || format.startsWith('Byte')
}

export type Serialized = { readonly bytes: ByteString } | { readonly bytes: null; readonly javaClass: string }

export function serialize(format: string, text: string): Serialized {
  const { write, javaClass } = FORMATS[format] as Format
  const bytes = write(text)
  return bytes === null ? { bytes, javaClass } : { bytes }
}

/** What the deserializer throws, a SerializationException's message; null where the bytes can be read. */
export function objectionOf(format: string, bytes: ByteString): string | null {
  return (FORMATS[format] as Format).objection(bytes)
}

/** What a deserializer makes of the bytes; null where it throws. */
export function readAs(format: string, bytes: ByteString): string | null {
  const { objection, read } = FORMATS[format] as Format
  return objection(bytes) === null ? read(bytes) : null
}

export function classOfFormat(format: string, kind: 'Serializer' | 'Deserializer'): string {
  return `${format === CUSTOMER ? 'kafkascope.' : KAFKAS}${format}${kind}`
}

/** The format of a class; null where it is none of this kind. */
export function formatOfClass(className: string, kind: 'Serializer' | 'Deserializer'): string | null {
  return FORMAT_NAMES.find((format) => classOfFormat(format, kind) === className) ?? null
}
