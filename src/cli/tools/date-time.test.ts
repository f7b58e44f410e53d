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

// As Java 17's SimpleDateFormat reads them.
test.each([
  ['2021-04-27T09:25:52.1', 1_619_515_552_001],
  ['2021-4-7T9:5:2.1', 1_617_786_302_001],
  ['2021-04-27T09:25:52.123+01', 1_619_511_952_123],
  ['2021-04-27T09:25:52.123+0130', 1_619_511_952_123],
  ['2021-04-27T09:25:52.123+01:30', 1_619_510_152_123],
  ['2021-04-27T09:25:52.123+01:99', 1_619_511_952_123],
  ['2021-04-27T09:25:52.123 -08:00', 1_619_544_352_123],
  ['2021-04-27T09:25:52.123Zjunk', 1_619_515_552_123],
  ['2020-02-29T00:00:00.000', 1_582_934_400_000],
])('%s', (text, ms) => {
  expect(parseDateTime(text)).toBe(ms)
})

test.each([
  ['2021-04-27T09:25:52', '2021-04-27T09:25:52Z'],
  ['2021-04-27T09:25:52.1234', '2021-04-27T09:25:52.1234Z'],
  ['2021-04-27T29:25:52.123', '2021-04-27T29:25:52.123Z'],
  ['2021-02-30T00:00:00.000', '2021-02-30T00:00:00.000Z'],
  ['2021-04-27T09:25:52.123+25:00', '2021-04-27T09:25:52.123+25:00'],
  ['2021-04-27T09:25:52,123', '2021-04-27T09:25:52,123Z'],
])('%s is no date', (text, told) => {
  expect(() => parseDateTime(text)).toThrow(`Unparseable date: "${told}"`)
})

test('a date without time is told apart from one that is none', () => {
  expect(() => parseDateTime('yesterday')).toThrow("It does not contain a 'T' according to ISO8601 format")
  expect(() => parseDateTime('2017-07T')).toThrow('Error parsing timestamp')
})

test.each([
  ['PT1H', 3_600_000],
  ['P1D', 86_400_000],
  ['P9000D', 777_600_000_000],
  ['PT1M30.5S', 90_500],
  ['P1DT2H', 93_600_000],
  ['p1dt2h', 93_600_000],
  ['-PT1S', -1000],
  ['P-1DT-2H', -93_600_000],
  ['PT1,5S', 1500],
  ['PT-0.5S', -500],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['1h', 'P', 'PT', 'P1H', 'P1DT', 'PT1M1H', 'PT.5S', 'PT1.5H', 'PT1S ', ''])('%j is no duration', (text) => {
  expect(() => parseDuration(text)).toThrow('Text cannot be parsed to a Duration')
})

test.each([
  ['PT99999999999999999999S', 'seconds'],
  ['PT999999999999999999H', 'hours'],
  ['P106751991167300DT24H', 'overflow'],
])('%s has no room', (text, what) => {
  expect(() => parseDuration(text)).toThrow(`Text cannot be parsed to a Duration: ${what}`)
})
