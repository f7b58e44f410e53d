import { describe, expect, test } from 'vitest'
import { bytesOfText, decodedText, mendText, textOfBytes } from './raw-text.ts'

describe('bytes that are no UTF-8 go through the shell unharmed', () => {
  test('there and back, whatever they are', () => {
    for (const bytes of [
      'abc',
      '\xe2\x82\xac',
      '\xff',
      'a\xc3\n',
      '\xf0\x9f\x98',
      '\xed\xa0\x80',
      '\xc0\xaf',
      '\xef\xbb\xbfx',
    ])
      expect(bytesOfText(textOfBytes(bytes))).toBe(bytes)
  })

  test('halves of a character that meet become it', () => {
    expect(mendText(textOfBytes('\xe2') + textOfBytes('\x82\xac'))).toBe('€')
  })

  test('a screen and Java see one U+FFFD for each sequence that could not become a character', () => {
    expect(decodedText(textOfBytes('caf\xe9'))).toBe('caf\ufffd')
    expect(decodedText(textOfBytes('\xe2\x82|\xc0\xaf'))).toBe('\ufffd|\ufffd\ufffd')
  })
})
