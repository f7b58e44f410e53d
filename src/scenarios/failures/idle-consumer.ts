import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, consumer, made, producer, spreadTopic, whileRunning } from './parts.ts'

/** F10: more members than partitions. */
export const idleConsumer: FailureStory = {
  id: 'idleConsumer',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 3)],
      producers: [producer('order-service', CAREFUL, { keys: ['alice', 'bob', 'carol', 'dave'] })],
      consumers: [1, 2, 3].map((id) => consumer(`consumer-${id}`, 'hello-group')),
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.members.has('consumer-4')
        ? null
        : [{ type: 'AddConsumer', consumer: consumer('consumer-4', 'hello-group') }],
    whileRunning('consumer-1', { type: 'KillNode', node: 'consumer-1' }),
  ],
  decidedAfterMs: 50_000,
}
