import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, consumer, made, producer } from './parts.ts'

/** F22: one broker, and `__consumer_offsets` wants three, as it does by default. The shipped file hides it. */
export const internalTopic: FailureStory = {
  id: 'internalTopic',
  cluster: (empty) =>
    made(empty, {
      brokers: empty.brokers.slice(0, 1),
      topics: [{ name: 'orders', partitions: 1, replicationFactor: 1, config: {} }],
      producers: [producer('order-service', CAREFUL)],
      config: { 'offsets.topic.replication.factor': '3' },
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.members.has('consumer-1')
        ? null
        : [{ type: 'AddConsumer', consumer: consumer('consumer-1', 'hello-group') }],
    (image) =>
      image.members.has('consumer-2') ? null : [{ type: 'AddConsumer', consumer: consumer('consumer-2', '') }],
  ],
  decidedAfterMs: 6_000,
}
