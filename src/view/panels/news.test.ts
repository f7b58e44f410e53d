import { expect, test } from 'vitest'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { newsOf } from './news.ts'

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

test('fifty leaders of an internal topic do not drown out the one that somebody is watching', () => {
  const internal = Array.from({ length: 50 }, (_, partition) => elected(`__consumer_offsets-${partition}`))
  const happenings = happened(
    { type: 'BrokerFenced', broker: 3, reason: 'sessionExpired' },
    elected('orders-0'),
    ...internal,
  )
  expect(newsOf(happenings, 3).map((each) => each.id)).toEqual([1, 2])
})

test('where there is too much, the worst is told, in the order in which it happened', () => {
  const happenings = happened(
    { type: 'IsrShrunk', topicPartition: 'orders-0', removed: [3], isr: [1, 2], by: 'controller' },
    { type: 'NodeKilled', node: 'broker-3' },
    elected('orders-0'),
    { type: 'IsrShrunk', topicPartition: 'orders-1', removed: [3], isr: [1, 2], by: 'controller' },
  )
  expect(newsOf(happenings, 2).map((each) => each.id)).toEqual([2, 3])
})

test('routine is no news', () => {
  expect(
    newsOf(
      happened({ type: 'SegmentRolled', broker: 1, topicPartition: 'orders-0', baseOffset: 9 }, elected('orders-0')),
      1,
    ).map((each) => each.id),
  ).toEqual([2])
})
