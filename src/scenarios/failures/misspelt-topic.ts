import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, leaderNode, made, producer, topic } from './parts.ts'

/** F23: a topic that nobody made is made by whoever names it. */
export const misspeltTopic: FailureStory = {
  id: 'misspeltTopic',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 3, { 'min.insync.replicas': '2' })],
      producers: [producer('order-service', CAREFUL)],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.producers.has('payment-service')
        ? null
        : [{ type: 'AddProducer', producer: producer('payment-service', CAREFUL, { topic: 'oders' }) }],
    (image) => {
      const leader = leaderNode(image, 'oders-0')
      return leader === null ? null : [{ type: 'KillNode', node: leader }]
    },
  ],
  decidedAfterMs: 12_000,
}
