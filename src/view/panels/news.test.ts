import { expect, test } from 'vitest'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { mostImportant } from './news.ts'

const happened = (...bodies: readonly Happening[]): TimedHappening[] =>
  bodies.map((body, index) => ({ id: index + 1, atUs: index, causedBy: 0, body }))

const elected = (topicPartition: string): Happening => ({
  type: 'LeaderElected',
  topicPartition,
  from: 3,
  to: 1,
  leaderEpoch: 1,
  election: 'clean',
  isr: [1, 2],
})

test('where there is too much, the worst is told, in the order in which it happened', () => {
  const happenings = happened(
    { type: 'IsrShrunk', topicPartition: 'orders-0', removed: [3], isr: [1, 2], by: 'controller' },
    { type: 'NodeKilled', node: 'broker-3' },
    elected('orders-0'),
    { type: 'IsrShrunk', topicPartition: 'orders-1', removed: [3], isr: [1, 2], by: 'controller' },
  )
  expect(mostImportant(happenings, 2).map((each) => each.id)).toEqual([2, 3])
})
