import { expect, test } from 'vitest'
import { decodeNotes, MAX_NOTES_BYTES } from './decode-notes.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

test('notes as most editors write them', () => {
  expect(decodeNotes(utf8('# 카프카'))).toEqual({ kind: 'text', text: '# 카프카', encoding: 'utf-8' })
})

test('Korean notes of an older Windows', () => {
  // 카프카
  const bytes = new Uint8Array([0xc4, 0xab, 0xc7, 0xc1, 0xc4, 0xab])
  expect(decodeNotes(bytes)).toEqual({ kind: 'text', text: '카프카', encoding: 'euc-kr' })
})

test('what Notepad calls Unicode', () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0x74, 0xce, 0x0a, 0x00])
  expect(decodeNotes(bytes)).toEqual({ kind: 'text', text: '카\n', encoding: 'utf-16le' })
})

test('what is no text, or too much of it, or none', () => {
  expect(decodeNotes(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toEqual({ kind: 'binary' })
  expect(decodeNotes(new Uint8Array([0xff, 0xff, 0xff, 0x80]))).toEqual({ kind: 'binary' })
  expect(decodeNotes(new Uint8Array(MAX_NOTES_BYTES + 1))).toEqual({ kind: 'tooLarge' })
  expect(decodeNotes(utf8(' \n'))).toEqual({ kind: 'empty' })
})
