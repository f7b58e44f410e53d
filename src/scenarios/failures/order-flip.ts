import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, LEADER, made, producer, topic, whileDown } from './parts.ts'

const WITHOUT_IDEMPOTENCE: ConfigEntries = { acks: 'all', 'enable.idempotence': 'false', 'linger.ms': '0' }

/**
 * F17: of several requests on their way one is refused and a later one is not. Every batch that comes before the second
 * replica is back is refused; on a slow line others are on their way by then.
 */
export const orderFlip: FailureStory = {
  id: 'orderFlip',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'min.insync.replicas': '2' })],
      producers: [producer('order-service', WITHOUT_IDEMPOTENCE, { recordsPerSecond: 40 })],
    }),
  before: [
    ...at(BEGINS_AT_MS - 2_000, { type: 'SlowLink', a: 'order-service', b: LEADER, extraUs: 100_000 }),
    ...at(BEGINS_AT_MS - 1_500, { type: 'StopNode', node: 'broker-3' }),
    ...at(BEGINS_AT_MS, { type: 'StopNode', node: 'broker-1' }),
  ],
  beginsAtMs: BEGINS_AT_MS + 3_000,
  steps: [whileDown('broker-3', { type: 'StartNode', node: 'broker-3' })],
  decidedAfterMs: 10_000,
}
