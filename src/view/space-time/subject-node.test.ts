import { expect, test } from 'vitest'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { subjectNode } from './subject-node.ts'

const image = sampleImage()
const nodeOf = (body: object) => subjectNode(body as Happening, image)

test('a leader is elected on the line of the broker that leads now', () => {
  expect(nodeOf({ type: 'LeaderElected', topicPartition: 'orders-0', from: 1, to: 3 })).toBe('broker-3')
  const leader = image.partitions.get('orders-0')!.leader
  expect(nodeOf({ type: 'LeaderElected', topicPartition: 'orders-0', from: 1, to: -1 })).toBe(`broker-${leader}`)
})

test('an offset or a count is nobody’s number', () => {
  expect(nodeOf({ type: 'OffsetReset', topicPartition: 'none-0', to: 2 })).toBeNull()
  expect(nodeOf({ type: 'PartitionsAdded', topic: 'orders', from: 1, to: 3 })).toBeNull()
})

test('what names a node is on its line, and a node that the picture has not is on none', () => {
  expect(nodeOf({ type: 'NodeKilled', node: 'broker-2' })).toBe('broker-2')
  expect(nodeOf({ type: 'NodeKilled', node: 'broker-9' })).toBeNull()
})
