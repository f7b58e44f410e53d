import { expect, test } from 'vitest'
import { javaSplit } from './java-split.ts'

test.each([
  ['1,2', ['1', '2']],
  ['1,,2', ['1', '', '2']],
  ['1,2,,', ['1', '2']],
  [',1', ['', '1']],
  [',', []],
  ['', ['']],
])('%s', (text, parts) => {
  expect(javaSplit(text, ',')).toEqual(parts)
})
