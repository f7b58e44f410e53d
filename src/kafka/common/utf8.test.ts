import { describe, expect, test } from 'vitest'
import { decodeUtf8, encodeUtf8, utf8Length } from './utf8.ts'

const bytesOf = (text: string) => String.fromCharCode(...new TextEncoder().encode(text))

describe('text as bytes', () => {
  test.each(['', 'order-1', 'é', '주문-1', '日本', '🙂 ok', 'a🙂주é'])(
    '%s becomes its UTF-8 bytes and comes back',
    (text) => {
      expect(encodeUtf8(text)).toBe(bytesOf(text))
      expect(decodeUtf8(encodeUtf8(text))).toBe(text)
      expect(utf8Length(text)).toBe(bytesOf(text).length)
    },
  )

  test('half a surrogate pair becomes a question mark, as in Java', () => {
    expect(encodeUtf8('a\ud83db')).toBe('a?b')
    for (const text of ['a\ud83db', '\ude42', 'a\ud83d']) expect(utf8Length(text)).toBe(encodeUtf8(text).length)
  })

  test.each(['\xff', 'a\xe4\xb8', '\xc0\xaf', '\xf0\x9f\x99', 'x\x80y', '\xf5\x80', '\xe0\x80\x80'])(
    'malformed bytes are replaced as every decoder replaces them (%j)',
    (bytes) => {
      const array = Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))
      expect(decodeUtf8(bytes)).toBe(new TextDecoder().decode(array))
    },
  )

  test.each([
    ['\xed\xa0\x80', '\ufffd'],
    ['\xed\xa3A', '\ufffdA'],
    ['\xed\xae\xf1A', '\ufffd\ufffdA'],
    ['\xf4\x90\x80\x80', '\ufffd\ufffd\ufffd\ufffd'],
  ])('half a surrogate pair is replaced whole, as Java 17 does (%j)', (bytes, text) => {
    expect(decodeUtf8(bytes)).toBe(text)
  })
})
