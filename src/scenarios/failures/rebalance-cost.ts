import type { ConsumerSpec } from '../../kafka/cluster/commands.ts'
import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, consumer, made, producer, spreadTopic, whileDown, whileRunning } from './parts.ts'

const ASSIGNOR = 'org.apache.kafka.clients.consumer'
/** On all six partitions. */
const KEYS = Array.from({ length: 24 }, (_, index) => `customer-${index}`)
const group = (groupId: string, assignor: string): readonly ConsumerSpec[] =>
  [1, 2, 3].map((id) =>
    consumer(`${groupId}-${id}`, groupId, {
      // Each is at work when the others hear of the rebalance: who has let go waits for who still works.
      processingUs: 150_000,
      config: { 'partition.assignment.strategy': `${ASSIGNOR}.${assignor}`, 'max.poll.records': '20' },
    }),
  )

/** F13: the same restart in two groups, of which one stops the world. */
export const rebalanceCost: FailureStory = {
  id: 'rebalanceCost',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 6)],
      producers: [producer('order-service', CAREFUL, { recordsPerSecond: 24, keys: KEYS })],
      consumers: [...group('eager', 'RangeAssignor'), ...group('cooperative', 'CooperativeStickyAssignor')],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    whileRunning('eager-3', { type: 'StopNode', node: 'eager-3' }, { type: 'StopNode', node: 'cooperative-3' }),
    whileDown('eager-3', { type: 'StartNode', node: 'eager-3' }, { type: 'StartNode', node: 'cooperative-3' }),
  ],
  decidedAfterMs: 10_000,
}
