import { expect, test } from 'vitest'
import { wholeMatchOf } from './regular-expression.ts'

test('a pattern matches whole names', () => {
  expect(wholeMatchOf('o.*')?.test('one')).toBe(true)
  expect(wholeMatchOf('o')?.test('one')).toBe(false)
  expect(wholeMatchOf('a|one')?.test('one')).toBe(true)
})

test.each(['((', '[', '*', 'a)(b', '(?=a)', '(?<!a)b', '(a)\\1'])('%s is no pattern to a broker', (pattern) => {
  expect(wholeMatchOf(pattern)).toBeNull()
})

test('a backslash before another is no reference to a group', () => {
  expect(wholeMatchOf('a\\\\1')?.test('a\\1')).toBe(true)
})
