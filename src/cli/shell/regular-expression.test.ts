import { expect, test } from 'vitest'
import { compileExpression } from './regular-expression.ts'

test.each(['(a+)+$', '(a*)*', '(a|aa)+$', '((ab)+c)*', '([a-z]+)*x', '(?:\\d+){2,}', '(a{1,9}){3,}'])(
  '%s is refused: it may take for ever',
  (pattern) => {
    expect(() => compileExpression(pattern)).toThrow(SyntaxError)
  },
)

test.each([
  ['orders|payments', 'payments'],
  ['^(orders|payments)$', 'orders'],
  ['ord.*', 'orders'],
  ['(ab)+', 'abab'],
  ['(a+)b', 'aab'],
  ['[(]+[+*]*', '((+*'],
  ['\\(a+\\)+', '(aa)'],
  ['(a+)?', 'aa'],
])('%s matches %s', (pattern, text) => {
  expect(compileExpression(pattern).test(text)).toBe(true)
})

test.each(['(a?){30}a', 'a?'.repeat(30), '.*.*.*.*.*x', '(a|b){40}', '(a|a)'.repeat(20), `a${'b'.repeat(2_000)}`])(
  'what may take too long is refused: %.40s',
  (pattern) => {
    expect(() => compileExpression(pattern)).toThrow(SyntaxError)
  },
)

test('a text too long for its repetitions is refused, and one that is looked at is looked at in time', () => {
  const began = performance.now()
  for (const pattern of ['a+b', 'a*a*b', 'a*a*a*b', '(?:a*?a*?a*?)b', '[a-z]*a{2,}x']) {
    const expression = compileExpression(pattern)
    let length = 1
    while (length < 1e6 && !throws(() => expression.test('a'.repeat(length * 2)))) length *= 2
    expect([pattern, length >= 64, length <= 32_768]).toEqual([pattern, true, true])
  }
  expect(performance.now() - began).toBeLessThan(30_000)
  expect(compileExpression('a|b').test('a'.repeat(1_000_000))).toBe(true)
})

function throws(act: () => unknown): boolean {
  try {
    act()
    return false
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError)
    return true
  }
}

test('names of topics are short enough for what people ask of them', () => {
  const longestName = 'a'.repeat(249)
  for (const pattern of [
    '.*a.*',
    Array.from({ length: 60 }, (_, index) => `topic-${index}.*`).join('|'),
    '^orders-.*-(eu|us)-.*$',
    '(?:.*foo.*|.*bar.*)',
  ])
    expect(throws(() => compileExpression(`^(?:${pattern})$`).test(longestName))).toBe(false)
})

test('what is no expression is said as before', () => {
  expect(() => compileExpression('[a')).toThrow(SyntaxError)
  expect(() => compileExpression('*')).toThrow(SyntaxError)
})
