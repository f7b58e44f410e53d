import { expect, test } from 'vitest'
import { removeAt, removeFrom } from './short-list.ts'

test.each([
  [0, ['b', 'c']],
  [1, ['a', 'c']],
  [2, ['a', 'b']],
  [-1, ['a', 'b', 'c']],
])('taking out the element at %d keeps the others in order', (index, left) => {
  const list = ['a', 'b', 'c']
  removeAt(list, index)
  expect(list).toEqual(left)
})

test('only the first of several equal elements is taken out, and nothing where there is none', () => {
  const list = [7, 8, 7]
  removeFrom(list, 7)
  removeFrom(list, 9)
  expect(list).toEqual([8, 7])
})
