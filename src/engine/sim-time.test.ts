import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTime, formatTimeLimit, msToUs, parseTime } from './sim-time.ts'

test('an instant is shown rounded down, a limit rounded up', () => {
  expect(formatTime(12_480_999)).toBe('12.480 s')
  expect(formatTimeLimit(12_480_001)).toBe('12.481s')
  expect(formatTime(0)).toBe('0.000 s')
})

test('running until the limit printed for an instant includes the instant', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e14 }), (us) => {
      const limit = parseTime(formatTimeLimit(us)) ?? -1
      expect(limit).toBeGreaterThanOrEqual(us)
      expect(limit - us).toBeLessThan(1_000)
    }),
  )
})

test.each([
  ['12.481s', 12_481_000],
  ['250ms', 250_000],
  ['1.5ms', 1_500],
  ['90us', 90],
  ['2m', 120_000_000],
  ['1h', 3_600_000_000],
  ['3', 3_000_000],
  [' 0.000001 s ', 1],
])('%s is so many microseconds', (text, us) => {
  expect(parseTime(text)).toBe(us)
})

test.each(['', 's', '-1s', '1.s', '1e3s', '12 parsecs', '1s2'])('"%s" says no time', (text) => {
  expect(parseTime(text)).toBeNull()
})

test('milliseconds become whole microseconds', () => {
  expect(msToUs(0.1)).toBe(100)
  expect(msToUs(1.0005)).toBe(1_001)
})
