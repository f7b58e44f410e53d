import { expect, test } from 'vitest'
import { parseDateTime, parseDuration } from './date-time.ts'

test.each([
  ['2017-07-14T02:42:30.000', 1_500_000_150_000],
  ['2017-07-14T02:42:30.000Z', 1_500_000_150_000],
  ['2017-07-14T11:42:30.000+09:00', 1_500_000_150_000],
  ['1970-01-01T00:00:00.000', 0],
])('%s', (text, ms) => {
  expect(parseDateTime(text)).toBe(ms)
})

test('a date without time is told apart from one that is none', () => {
  expect(() => parseDateTime('yesterday')).toThrow("It does not contain a 'T' according to ISO8601 format")
  expect(() => parseDateTime('2017-07T')).toThrow('Unparseable date: "2017-07T"')
})

test.each([
  ['PT1H', 3_600_000],
  ['P1D', 86_400_000],
  ['P9000D', 777_600_000_000],
  ['PT1M30.5S', 90_500],
  ['P1DT2H', 93_600_000],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['1h', 'P', 'PT', 'P1H', ''])('%j is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow('Text cannot be parsed to a Duration')
})
