import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, CAREFUL, consumer, HASTY, made, producer, topic, whileDown, whileRunning } from './parts.ts'

/** F3: too few replicas in sync for those who wait for all of them. */
export const belowMinIsr: FailureStory = {
  id: 'belowMinIsr',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'min.insync.replicas': '2' })],
      producers: [producer('order-service', CAREFUL), producer('payment-service', HASTY)],
      consumers: [consumer('consumer-1', 'hello-group')],
    }),
  before: at(BEGINS_AT_MS, { type: 'StopNode', node: 'broker-3' }),
  beginsAtMs: BEGINS_AT_MS + 3_000,
  steps: [
    whileRunning('broker-1', { type: 'StopNode', node: 'broker-1' }),
    whileDown('broker-3', { type: 'StartNode', node: 'broker-3' }),
  ],
  decidedAfterMs: 6_000,
}
