import { expect, test } from 'vitest'
import {
  coordinatorPartition,
  inClientOrder,
  inCopiedMapOrder,
  inHashMapOrder,
  inReplicaKeyMapOrder,
  javaAbs,
  javaHashOfString,
} from './java-hash.ts'

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

// The ids and their order are those of a recorded `kafka-metadata-quorum.sh describe --status`.
test('observers of a quorum are listed in the order of a map over their ids and directories', () => {
  const directories = ['', 'AgeDgVlX7oXZZD2-WZdtMA', '3fZW6MOlP-HQMadWFdPRTg', '7yGvRe1FcLKxCY5IvxyZWg']
  expect(inReplicaKeyMapOrder([1, 2, 3], (id) => directories[id] ?? '')).toEqual([2, 3, 1])
})

// As kafka-topics.sh --describe of both versions lists them, from a map of three that was copied from a copy.
test('a copy of a map has more room than it needs, and so another order', () => {
  const topics = ['lone', 'pair', 'solo']
  expect(inHashMapOrder(topics, 3)).toEqual(topics)
  expect(inHashMapOrder(inCopiedMapOrder(topics), 3)).toEqual(['lone', 'solo', 'pair'])
})
