import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, CAREFUL, LEADER, made, producer, topic, whileDown, whileRunning } from './parts.ts'

/** F2: who is alone in the ISR acknowledges alone, and nobody else may lead after it. */
export const aloneInTheIsr: FailureStory = {
  id: 'aloneInTheIsr',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'min.insync.replicas': '1' })],
      producers: [producer('order-service', CAREFUL)],
    }),
  before: [
    ...at(BEGINS_AT_MS, { type: 'StopNode', node: 'broker-3' }),
    ...at(BEGINS_AT_MS + 1_000, { type: 'StopNode', node: 'broker-1' }),
  ],
  beginsAtMs: BEGINS_AT_MS + 4_000,
  steps: [
    whileRunning(LEADER, { type: 'KillNode', node: LEADER }),
    whileDown('broker-3', { type: 'StartNode', node: 'broker-3' }),
  ],
  decidedAfterMs: 10_000,
}
