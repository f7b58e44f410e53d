import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, made, producer, spreadTopic } from './parts.ts'

/** F9: with one partition more most keys go elsewhere, and what they sent before stays where it was. */
export const partitionsAdded: FailureStory = {
  id: 'partitionsAdded',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 3)],
      producers: [
        producer(
          'order-service',
          { ...CAREFUL, 'metadata.max.age.ms': '5000' },
          { keys: ['user-1', 'user-2', 'user-3', 'user-4'] },
        ),
      ],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.topics.get('orders')?.partitions === 3 ? [{ type: 'AddPartitions', topic: 'orders', totalCount: 4 }] : null,
  ],
  decidedAfterMs: 8_000,
}
