import { describe, expect, test } from 'vitest'
import { DEFAULT_PROFILE } from '../../../kafka/profile/registry.ts'
import { createLineReader, readRecord } from './line-reader.ts'

const reading = (properties: Readonly<Record<string, string>>, line: string) => {
  const { key, value, headers } = readRecord(
    createLineReader('t', new Map(Object.entries(properties)), DEFAULT_PROFILE),
    line,
    1,
  )
  return [headers, key, value]
}

describe('a line becomes a record', () => {
  test.each<[Record<string, string>, string, unknown[]]>([
    [{}, 'hello', [[], null, 'hello']],
    [{}, '', [[], null, '']],
    [{}, ' two  words\t', [[], null, ' two  words\t']],
    [{ 'parse.key': 'true' }, 'k\tv', [[], 'k', 'v']],
    [{ 'parse.key': 'yes' }, 'k\tv', [[], null, 'k\tv']],
    [{ 'parse.key': 'true', 'key.separator': ':' }, 'key1:no1:more', [[], 'key1', 'no1:more']],
    [{ 'parse.key': 'true', 'key.separator': ':' }, ':no key', [[], '', 'no key']],
    [{ 'parse.key': 'true', 'ignore.error': 'true' }, 'no separator', [[], null, 'no separator']],
    [{ 'parse.key': 'true', 'key.separator': ':', 'null.marker': 'NULL' }, 'NULL:NULL', [[], null, null]],
    [
      { 'parse.headers': 'true' },
      'h1:v1,h2:v2\tvalue',
      [
        [
          ['h1', 'v1'],
          ['h2', 'v2'],
        ],
        null,
        'value',
      ],
    ],
    [{ 'parse.headers': 'true' }, 'h:\tvalue', [[['h', '']], null, 'value']],
    [{ 'parse.headers': 'true', 'null.marker': 'N' }, 'N\tvalue', [[], null, 'value']],
    [{ 'parse.headers': 'true', 'null.marker': 'N' }, 'h:N\tvalue', [[['h', null]], null, 'value']],
  ])('%j %j', (properties, line, record) => {
    expect(reading(properties, line)).toEqual(record)
  })

  test('text becomes UTF-8 bytes', () => {
    expect(reading({}, '한')).toEqual([[], null, '\xed\x95\x9c'])
  })
})

describe('what cannot be read ends the tool', () => {
  test.each<[Record<string, string>, string, string]>([
    [{ 'parse.key': 'true' }, 'hello', "No key separator found on line number 1: 'hello'"],
    [{ 'parse.headers': 'true' }, 'text', "No headers delimiter found on line number 1: 'text'"],
    [{ 'parse.headers': 'true' }, '\tv', "No header key separator found in pair '' on line number 1"],
    [{ 'parse.headers': 'true' }, 'nopair\tv', "No header key separator found in pair 'nopair' on line number 1"],
  ])('%j %j', (properties, line, message) => {
    expect(() => reading(properties, line)).toThrow(message)
  })

  test.each<[Record<string, string>, string]>([
    [{ 'headers.delimiter': ':' }, 'headers.delimiter and headers.key.separator may not be equal'],
    [{ 'headers.separator': ':' }, 'headers.separator and headers.key.separator may not be equal'],
    [{ 'key.separator': ':', 'null.marker': ':' }, 'null.marker and key.separator may not be equal'],
    [{ 'headers.separator': '*' }, "Dangling meta character '*' near index 0"],
  ])('%j', (properties, message) => {
    expect(() => createLineReader('t', new Map(Object.entries(properties)), DEFAULT_PROFILE)).toThrow(message)
  })
})
