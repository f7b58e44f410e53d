import type { FailureStory } from './failure-story.ts'
import {
  BEGINS_AT_MS,
  CAREFUL,
  consumer,
  LEADER,
  made,
  producer,
  SPREAD_KEYS,
  spreadTopic,
  whileDown,
  whileRunning,
} from './parts.ts'

/** F6: what the cluster does between the death of a leader and its return. */
export const brokerCrash: FailureStory = {
  id: 'brokerCrash',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 3, { 'min.insync.replicas': '2' })],
      producers: [producer('order-service', CAREFUL, { keys: SPREAD_KEYS })],
      consumers: [consumer('consumer-1', 'hello-group')],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    whileRunning(LEADER, { type: 'KillNode', node: LEADER }),
    (image) =>
      image.partitions.get('orders-0')?.leader === 2
        ? null
        : whileDown(LEADER, { type: 'StartNode', node: LEADER })(image),
  ],
  decidedAfterMs: 12_000,
}
