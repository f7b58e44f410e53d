import { expect, test } from 'vitest'
import { shareLeft, waitNumbers } from './wait-text.ts'

const session = { sinceUs: 4_000_000, untilUs: 13_000_000 }

test('a session that drains tells of tenths, and of whole seconds to whom numbers must stand still', () => {
  expect(waitNumbers(session, 10_270_000, false)).toEqual({ elapsed: '6.2', total: '9' })
  expect(waitNumbers(session, 10_990_000, true)).toEqual({ elapsed: '6', total: '9' })
  expect(shareLeft(session, 8_500_000)).toBe(0.5)
})

test('before it began nothing has passed of it, and once it is over all of it has', () => {
  expect(waitNumbers(session, 0, false).elapsed).toBe('0.0')
  expect(waitNumbers(session, 99_000_000, false)).toEqual({ elapsed: '9.0', total: '9' })
  expect([shareLeft(session, 0), shareLeft(session, 99_000_000)]).toEqual([1, 0])
})

test('of five minutes no tenths are told, and a wait of milliseconds is not all zeros', () => {
  expect(waitNumbers({ sinceUs: 0, untilUs: 300_000_000 }, 61_900_000, false)).toEqual({ elapsed: '61', total: '300' })
  expect(waitNumbers({ sinceUs: 0, untilUs: 500_000 }, 250_000, false)).toEqual({ elapsed: '0.25', total: '0.5' })
})
