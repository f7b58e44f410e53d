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

test('what is no expression is said as before', () => {
  expect(() => compileExpression('[a')).toThrow(SyntaxError)
  expect(() => compileExpression('*')).toThrow(SyntaxError)
})
