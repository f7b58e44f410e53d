// java.util.Properties as operators meet it: what a file says to a tool, and what an editor on Windows adds to it.

import { expect, test } from 'vitest'
import { parseProperties } from './properties.ts'

test.each([
  ['a=1\nb: 2\nc 3\n', { a: '1', b: '2', c: '3' }],
  ['# note\n! note\n\n   a = 1\n', { a: '1' }],
  ['a=1\r\nb=2\r\n', { a: '1', b: '2' }],
  ['lonely\n', { lonely: '' }],
  ['a=1,\\\n   2\nb=3', { a: '1,2', b: '3' }],
  ['a=c:\\\\logs\nb\\ c=x\\ty\\u0041', { a: 'c:\\logs', 'b c': 'x\tyA' }],
  ['a=1 \n', { a: '1 ' }],
  ['a=b=c\n', { a: 'b=c' }],
  ['a=1\na=2\n', { a: '2' }],
  // A byte order mark is three Latin-1 letters of the first key.
  ['\ufeffa=1\n', { '\u00ef\u00bb\u00bfa': '1' }],
])('%j', (text, properties) => {
  expect(Object.fromEntries(parseProperties(text))).toEqual(properties)
})
