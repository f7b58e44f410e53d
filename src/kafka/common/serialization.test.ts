import { describe, expect, test } from 'vitest'
import { classOfFormat, FORMAT_NAMES, formatOfClass, objectionOf, readAs, serialize } from './serialization.ts'

const hex = (bytes: string) => Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')

describe('what a text becomes in bytes', () => {
  // As java.io.DataOutputStream writes them, which is what Kafka's serializers give.
  test.each([
    ['String', '한', 'ed959c'],
    ['Long', '1', '0000000000000001'],
    ['Long', '-2', 'fffffffffffffffe'],
    ['Long', '9223372036854775807', '7fffffffffffffff'],
    ['Integer', '258', '00000102'],
    ['Short', '-1', 'ffff'],
    ['Double', '1.5', '3ff8000000000000'],
    ['Double', '-2.5', 'c004000000000000'],
    ['Float', '1.5', '3fc00000'],
    ['ByteArray', 'ab', '6162'],
    ['ByteBuffer', 'ab', '6162'],
    ['Customer', '7:Kim', '00000007000000034b696d'],
  ])('%s of %s', (format, text, bytes) => {
    const made = serialize(format, text)
    expect(made.bytes === null ? null : hex(made.bytes)).toBe(bytes)
    expect(made.bytes === null ? null : readAs(format, made.bytes)).toBe(text)
  })

  test.each([
    ['Long', 'order', 'java.lang.Long'],
    ['Long', '9223372036854775808', 'java.lang.Long'],
    ['Integer', '2147483648', 'java.lang.Integer'],
    ['Double', '', 'java.lang.Double'],
    ['Customer', 'Kim', 'kafkascope.Customer'],
  ])('%s cannot be made of “%s”', (format, text, javaClass) => {
    expect(serialize(format, text)).toEqual({ bytes: null, javaClass })
  })
})

test('bytes of another type are refused by their number, or read as something else', () => {
  expect(objectionOf('Long', 'text')).toBe('Size of data received by LongDeserializer is not 8')
  expect(objectionOf('Double', 'text')).toBe('Size of data received by Deserializer is not 8')
  expect(readAs('Long', 'eightbyt')).toBe('7307485568712210804')
  expect(readAs('Integer', 'text')).toBe('1952807028')
  expect(readAs('String', '\x00\x00\x00\x01')).toBe('\x00\x00\x00\x01')
  expect(objectionOf('Customer', 'a customer')).toMatch(/does not match the length/)
})

test('a class is known by its kind', () => {
  for (const format of FORMAT_NAMES) {
    expect(formatOfClass(classOfFormat(format, 'Serializer'), 'Serializer')).toBe(format)
    expect(formatOfClass(classOfFormat(format, 'Serializer'), 'Deserializer')).toBeNull()
  }
})
