import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, consumer, made, producer, spreadTopic } from './parts.ts'

/** Eight of ten orders come from one shop. */
const KEYS = [...Array.from({ length: 8 }, () => 'seoul'), 'busan', 'jeju']
const workers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    consumer(`consumer-${from + index}`, 'hello-group', { processingUs: 50_000, config: { 'max.poll.records': '10' } }),
  )

/** F8: one key fills one partition, and one consumer falls behind alone. */
export const hotKey: FailureStory = {
  id: 'hotKey',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 3)],
      producers: [producer('order-service', CAREFUL, { recordsPerSecond: 30, keys: KEYS })],
      consumers: workers(1, 3),
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.members.has('consumer-4') ? null : workers(4, 4).map((each) => ({ type: 'AddConsumer', consumer: each })),
  ],
  decidedAfterMs: 15_000,
}
