import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, consumer, made, producer, topic, whileDown, whileRunning } from './parts.ts'

/** F11: what was processed and not committed is processed once more. */
export const crashBeforeCommit: FailureStory = {
  id: 'crashBeforeCommit',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1)],
      producers: [producer('order-service', CAREFUL)],
      consumers: [
        consumer('consumer-1', 'hello-group', {
          // So that many are processed between two commits.
          config: { 'auto.commit.interval.ms': '5000', 'group.instance.id': 'worker-1' },
        }),
      ],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS + 4_000,
  steps: [
    whileRunning('consumer-1', { type: 'KillNode', node: 'consumer-1' }),
    whileDown('consumer-1', { type: 'StartNode', node: 'consumer-1' }),
  ],
  decidedAfterMs: 6_000,
}
