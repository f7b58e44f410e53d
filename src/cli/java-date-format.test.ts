import { expect, test } from 'vitest'
import { simpleDateFormat } from './java-date-format.ts'

/** Monday, 2026-03-02 00:05:09.042 UTC. */
const AT_MS = 1_772_409_909_042

// What Java 17 writes, in UTC and English.
test.each([
  ['yyyy-MM-dd HH:mm:ss:SSS', '2026-03-02 00:05:09:042'],
  ["yy/M/d 'at' h:m a", '26/3/2 at 12:5 AM'],
  ["EEE, d MMM yyyy HH:mm:ss z 'o''clock' ''", "Mon, 2 Mar 2026 00:05:09 UTC o'clock '"],
  ['EEEE MMMM kk K D u S Z X', 'Monday March 24 0 61 1 42 +0000 Z'],
  ['', ''],
])('SimpleDateFormat %j', (pattern, written) => {
  expect(simpleDateFormat(pattern).format(AT_MS)).toBe(written)
})

test.each([
  ['yyyy-MM-ddTHH:mm', "Illegal pattern character 'T'"],
  ["HH 'o", 'Unterminated quote'],
])('%j is no pattern', (pattern, message) => {
  expect(() => simpleDateFormat(pattern)).toThrow(message)
})

test('weeks are counted by nobody here', () => {
  expect([simpleDateFormat('YYYY-ww').notSimulated, simpleDateFormat('yyyy').notSimulated]).toEqual(['Y', null])
})
