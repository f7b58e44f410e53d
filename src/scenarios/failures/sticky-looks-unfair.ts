import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, made, producer, spreadTopic } from './parts.ts'

const RECORDS = Array.from({ length: 10 }, (_, index) => ({
  topic: 'orders',
  partition: null,
  key: null,
  value: `order ${index + 1}`,
  timestamp: null,
  headers: [],
}))
const ROUND_ROBIN = 'org.apache.kafka.clients.producer.RoundRobinPartitioner'

/** F28: records without a key do not take turns. */
export const stickyLooksUnfair: FailureStory = {
  id: 'stickyLooksUnfair',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 3)],
      producers: [
        producer('order-service', CAREFUL, { recordsPerSecond: 0, keys: [] }),
        producer('in-turns', { ...CAREFUL, 'partitioner.class': ROUND_ROBIN }, { recordsPerSecond: 0, keys: [] }),
      ],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    () => [{ type: 'SendRecords', producer: 'order-service', records: RECORDS }],
    () => [{ type: 'SendRecords', producer: 'in-turns', records: RECORDS }],
  ],
  decidedAfterMs: 2_000,
}
