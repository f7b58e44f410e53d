// What Jackson 2 of Kafka 4.3.1 was heard to say of texts that are no JSON, and how it prints those that are.

import { expect, test } from 'vitest'
import { JsonProblem, readJson } from './jackson.ts'
import { asNumber, printJson } from './json-value.ts'

const SOURCE = 'Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
const at = (line: number, column: number) => `[${SOURCE}; line: ${line}, column: ${column}]`
const EXPECTED = "JSON String, Number, Array, Object or token 'null', 'true' or 'false'"
const start = (kind: string, column: number) => `expected close marker for ${kind} (start marker at ${at(1, column)})`

function problemOf(text: string): JsonProblem | null {
  try {
    readJson(text)
    return null
  } catch (error) {
    if (error instanceof JsonProblem) return error
    throw error
  }
}

test.each<[string, string, string]>([
  ['x', `Unrecognized token 'x': was expecting (${EXPECTED})`, at(1, 1)],
  ['{"a":truex}', `Unrecognized token 'truex': was expecting (${EXPECTED})`, at(1, 6)],
  ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", at(1, 8)],
  ['[1,]', `Unexpected character (']' (code 93)): expected a valid value (${EXPECTED})`, at(1, 4)],
  ['[1,}', "Unexpected character ('}' (code 125)): expected a value", at(1, 4)],
  ['{a:1}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name", at(1, 2)],
  [
    '{“a”:1}',
    "Unexpected character ('“' (code 8220 / 0x201c)): was expecting double-quote to start field name",
    at(1, 2),
  ],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", at(1, 6)],
  [
    '\n\n  {"a":1\n "b":2}',
    `Unexpected character ('"' (code 34)): was expecting comma to separate Object entries`,
    at(4, 2),
  ],
  ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", at(1, 4)],
  ['{"a":[1,2}', `Unexpected close marker '}': expected ']' (for Array starting at ${at(1, 6)})`, at(1, 10)],
  ['}', "Unexpected close marker '}': no open Object to close", at(1, 1)],
  ['{"a":}', `Unexpected character ('}' (code 125)): expected a valid value (${EXPECTED})`, at(1, 6)],
  ['{"a":1,', 'Unexpected end-of-input within/between Object entries', at(1, 8)],
  ['{"a":01}', 'Invalid numeric value: Leading zeroes not allowed', at(1, 7)],
  [
    '{"a":1.}',
    "Unexpected character ('}' (code 125)) in numeric value: Decimal point not followed by a digit",
    at(1, 7),
  ],
  ['{"a":NaN}', "Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", at(1, 9)],
  ['{"a":"\\x"}', "Unrecognized character escape 'x' (code 120)", at(1, 8)],
  ['1x', "Unexpected character ('x' (code 120)): Expected space separating root-level values", at(1, 2)],
])('%j', (text, message, place) => {
  expect(problemOf(text)).toMatchObject({ exception: 'JsonParseException', message: `${message}\n at ${place}` })
})

test.each<[string, string, string]>([
  ['{', `: ${start('Object', 1)}`, at(1, 2)],
  ['[\n1,\n2\n', `: ${start('Array', 1)}`, at(4, 1)],
  ['{"a":', ' within/between Object entries', at(1, 6)],
  ['{"a":"b', ': was expecting closing quote for a string value', at(1, 8)],
  ['-', 'No digit following sign', at(1, 2)],
])('%j ends too early', (text, message, place) => {
  const told = `Unexpected end-of-input${message}\n at ${place}`
  expect(problemOf(text)).toMatchObject({ exception: 'io.JsonEOFException', message: told })
})

test.each([
  ['{"a":1} x', '{"a":1}'],
  ['{"a":1,"a":2}}', '{"a":2}'],
  [' [1, 1.0 ,1.50,1e3 , -0] ', '[1,1.0,1.5,1000.0,0]'],
  ['"\\u00e9\\n"', '"é\\n"'],
  ['   ', ''],
])('%j is %s', (text, printed) => {
  expect(printJson(readJson(text))).toBe(printed)
})

test('a number is one only in the form and with the room that is asked for', () => {
  expect(asNumber(readJson('2147483647'), 'Integer')).toBe(2_147_483_647)
  expect(asNumber(readJson('2147483648'), 'Long')).toBe(2_147_483_648)
  expect(() => asNumber(readJson('2147483648'), 'Integer')).toThrow('Expected `Integer` value, received 2147483648')
  expect(() => asNumber(readJson('1.0'), 'Integer')).toThrow('Expected `Integer` value, received 1.0')
  expect(() => asNumber(readJson('"0"'), 'Long')).toThrow('Expected `Long` value, received "0"')
})
