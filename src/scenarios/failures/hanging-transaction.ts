import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, consumer, made, producer, topic, whileRunning } from './parts.ts'

/** F16: who has begun a transaction freezes. Twenty seconds stand for a minute. */
export const hangingTransaction: FailureStory = {
  id: 'hangingTransaction',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'min.insync.replicas': '2' })],
      producers: [
        producer(
          'order-service',
          {
            acks: 'all',
            'enable.idempotence': 'true',
            'transactional.id': 'order-writer',
            'transaction.timeout.ms': '20000',
          },
          { recordsPerTransaction: 0 },
        ),
        producer('payment-service', CAREFUL),
      ],
      consumers: [
        consumer('committed-only', 'committed', { config: { 'isolation.level': 'read_committed' } }),
        consumer('everything', 'uncommitted'),
      ],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [whileRunning('order-service', { type: 'PauseNode', node: 'order-service' })],
  decidedAfterMs: 34_000,
}
