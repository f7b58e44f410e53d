import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, CAREFUL, consumer, made, producer, topic } from './parts.ts'

/** F21: what a group has committed is forgotten while nobody is in it. A minute stands for seven days. */
export const offsetsExpired: FailureStory = {
  id: 'offsetsExpired',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1)],
      producers: [producer('order-service', CAREFUL)],
      consumers: [consumer('consumer-1', 'hello-group')],
      config: { 'offsets.retention.minutes': '1', 'offsets.retention.check.interval.ms': '10000' },
    }),
  before: [
    ...at(BEGINS_AT_MS + 4_000, { type: 'RemoveProducer', name: 'order-service' }),
    ...at(BEGINS_AT_MS + 5_000, { type: 'RemoveConsumer', name: 'consumer-1' }),
  ],
  beginsAtMs: BEGINS_AT_MS + 7_000,
  steps: [
    (image) => {
      const forgotten = (image.groups.get('hello-group')?.committed.length ?? 0) === 0
      if (!forgotten || image.members.has('consumer-2')) return null
      return [{ type: 'AddConsumer', consumer: consumer('consumer-2', 'hello-group') }]
    },
  ],
  decidedAfterMs: 75_000,
}
