import { expect, test } from 'vitest'
import { patternSyntax } from './java-pattern.ts'

// As Java 17 was seen to say them; a slash stands for the end of a line.
test.each([
  ['k(', 'Unclosed group near index 2/k('],
  ['a(b(c', 'Unclosed group near index 5/a(b(c'],
  ['(?<n>a', 'Unclosed group near index 6/(?<n>a'],
  ['a)', "Unmatched closing ')' near index 0/a)/^"],
  [')', "Unmatched closing ')'/)"],
  ['(a))', "Unmatched closing ')' near index 2/(a))/  ^"],
  ['[', 'Unclosed character class near index 0/[/^'],
  ['a[b', 'Unclosed character class near index 2/a[b/  ^'],
  ['[]', 'Unclosed character class near index 1/[]/ ^'],
  ['[[a]', 'Unclosed character class near index 3/[[a]/   ^'],
  ['*', "Dangling meta character '*' near index 0/*/^"],
  ['a|*', "Dangling meta character '*' near index 2/a|*/  ^"],
  ['(*', "Dangling meta character '*' near index 1/(*/ ^"],
  ['a**', "Dangling meta character '*' near index 2/a**/  ^"],
  ['a+*', "Dangling meta character '*' near index 2/a+*/  ^"],
  ['{', 'Illegal repetition near index 1/{'],
  ['x{,3}', 'Illegal repetition near index 2/x{,3}/  ^'],
  ['a{1', 'Unclosed counted closure near index 3/a{1'],
  ['a\\', 'Unexpected internal error near index 2/a\\'],
  ['\\q', 'Illegal/unsupported escape sequence near index 1/\\q/ ^'],
])('%s', (pattern, message) => {
  expect(patternSyntax(pattern)?.message).toBe(message.replaceAll('/', '\n').replace('Illegal\nun', 'Illegal/un'))
})

test.each(['orders.*', 'a++', '(a|b)[^c]{2,3}', '\\d+'])('nothing is wrong with %s', (pattern) => {
  expect(patternSyntax(pattern)).toBe(null)
})
