import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, made, producer, topic } from './parts.ts'

const YEAR_MS = 365 * 24 * 3_600_000

/** F25: a machine whose clock is a year ahead sends one record. */
export const clockAhead: FailureStory = {
  id: 'clockAhead',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1)],
      producers: [producer('order-service', CAREFUL)],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    () => [
      {
        type: 'SendRecords',
        producer: 'order-service',
        records: [
          {
            topic: 'orders',
            partition: null,
            key: 'from the future',
            value: 'sent next year',
            // The cluster's clock began in March 2026.
            timestamp: 1_772_409_600_000 + YEAR_MS,
            headers: [],
          },
        ],
      },
    ],
  ],
  decidedAfterMs: 2_000,
}
