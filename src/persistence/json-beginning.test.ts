import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayBeginJson } from './json-beginning.ts'

test('every beginning of JSON may go on', () => {
  const value = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()))
  fc.assert(
    fc.property(value, fc.nat(), (json, cut) => {
      const text = JSON.stringify(json)
      expect(mayBeginJson(text.slice(0, 1 + (cut % text.length)))).toBe(true)
    }),
  )
})

test('what no JSON begins with does not', () => {
  for (const text of ['{"a":1]', '{"a":1,,', '[1,2}', '{"a" 1,"b":', '{"a":tru,"b"', '[1,{"b":2 3},', '{"a":"b\u0001'])
    expect(mayBeginJson(text), text).toBe(false)
})
