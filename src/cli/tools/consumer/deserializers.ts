/** Counterparts in Kafka: org.apache.kafka.common.serialization.*Deserializer, with `toString` of what they give. */
import type { ByteString } from '../../../kafka/common/payload.ts'
import { decodeUtf8, encodeUtf8 } from '../../../kafka/common/utf8.ts'
import { asCause, illegalArgument, JavaException } from '../../java-errors.ts'
import { javaDouble, javaFloat } from '../../java-numbers.ts'

const PACKAGE = 'org.apache.kafka.common.serialization.'

/** Text as bytes would be UTF-8; a number is ASCII, so both are ByteStrings here. */
type Deserialize = (bytes: ByteString) => ByteString

const DESERIALIZERS: Readonly<Record<string, Deserialize>> = {
  StringDeserializer: (bytes) => encodeUtf8(decodeUtf8(bytes)),
  LongDeserializer: (bytes) => String(signed(sized(bytes, 8, 'LongDeserializer'))),
  IntegerDeserializer: (bytes) => String(signed(sized(bytes, 4, 'IntegerDeserializer'))),
  ShortDeserializer: (bytes) => String(signed(sized(bytes, 2, 'ShortDeserializer'))),
  BooleanDeserializer: (bytes) => (sized(bytes, 1, 'BooleanDeserializer') === '\x01' ? 'true' : 'false'),
  // These two do not name themselves where the size is wrong.
  DoubleDeserializer: (bytes) => javaDouble(float(sized(bytes, 8, 'Deserializer'), 8)),
  FloatDeserializer: (bytes) => javaFloat(float(sized(bytes, 4, 'Deserializer'), 4)),
  UUIDDeserializer: (bytes) => javaUuid(decodeUtf8(bytes)),
  BytesDeserializer: escapeBytes,
  ByteBufferDeserializer: ({ length }) => `java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]`,
  VoidDeserializer: () => {
    throw illegalArgument('Data should be null for a VoidDeserializer.')
  },
  // Java prints an array as its type and identity.
  ByteArrayDeserializer: () => '[B@1b28cdfa',
}

/** By class name; undefined when Kafka ships none of that name. */
export function isDeserializer(className: string): boolean {
  return className.startsWith(PACKAGE) && Object.hasOwn(DESERIALIZERS, className.slice(PACKAGE.length))
}

/** Throws SerializationException for bytes of another type. */
export function deserialize(className: string, bytes: ByteString): ByteString {
  return (DESERIALIZERS[className.slice(PACKAGE.length)] ?? ((same) => same))(bytes)
}

/** `toString` of UUID.fromString: five hexadecimal numbers, of each as many digits as its field has. */
function javaUuid(text: string): string {
  const unreadable = (why: string) =>
    new JavaException('org.apache.kafka.common.errors.SerializationException', 'Error parsing data into UUID', {
      causedBy: asCause(illegalArgument(why)),
    })
  if (text.length > 36) throw unreadable('UUID string too large')
  const fields = text.split('-')
  if (fields.length !== 5 || fields.some((field) => !/^[0-9a-f]+$/i.test(field)))
    throw unreadable(`Invalid UUID string: ${text}`)
  return [8, 4, 4, 4, 12]
    .map((digits, index) => (fields[index] ?? '').toLowerCase().slice(-digits).padStart(digits, '0'))
    .join('-')
}

function sized(bytes: ByteString, size: number, name: string): ByteString {
  if (bytes.length === size) return bytes
  throw new JavaException(
    'org.apache.kafka.common.errors.SerializationException',
    `Size of data received by ${name} is not ${size}`,
  )
}

/** Two's complement, big endian. */
function signed(bytes: ByteString): bigint {
  let value = 0n
  for (let index = 0; index < bytes.length; index++) value = value * 256n + BigInt(bytes.charCodeAt(index))
  return BigInt.asIntN(bytes.length * 8, value)
}

function float(bytes: ByteString, size: 4 | 8): number {
  const view = new DataView(new ArrayBuffer(size))
  for (let index = 0; index < size; index++) view.setUint8(index, bytes.charCodeAt(index))
  return size === 4 ? view.getFloat32(0) : view.getFloat64(0)
}

/** org.apache.kafka.common.utils.Bytes.toString: printable ASCII as it is, the rest as \xHH. */
function escapeBytes(bytes: ByteString): ByteString {
  let text = ''
  for (const byte of bytes) {
    const code = byte.charCodeAt(0)
    text += code >= 32 && code < 127 && code !== 92 ? byte : `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return text
}
