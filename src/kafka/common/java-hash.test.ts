import { expect, test } from 'vitest'
import { coordinatorPartition, inClientOrder, javaAbs, javaHashOfString } from './java-hash.ts'

test('a string hashes over its UTF-16 code units and wraps at 32 bits', () => {
  expect(javaHashOfString('')).toBe(0)
  expect(javaHashOfString('hello')).toBe(99162322)
  expect(javaHashOfString('polygenelubricants')).toBe(-2147483648)
})

test('the smallest hash has coordinator partition 0', () => {
  expect(javaAbs(-2147483648)).toBe(0)
  expect(coordinatorPartition('polygenelubricants', 50)).toBe(0)
})

// Seen with real clients: round robin runs through the list in this order.
test.each([
  ['three', 3, [0, 1, 2]],
  ['four', 4, [3, 2, 1, 0]],
  ['burst', 3, [2, 0, 1]],
])('a client that knows only topic %s lists its partitions in hash order', (topic, count, order) => {
  const partitions = Array.from({ length: count }, (_, partition) => partition)
  expect(inClientOrder(topic, partitions, count)).toEqual(order)
})
