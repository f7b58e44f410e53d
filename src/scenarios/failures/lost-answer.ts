import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, LEADER, made, producer, topic, whileDown, whileRunning } from './parts.ts'

const WITHOUT_IDEMPOTENCE: ConfigEntries = { acks: 'all', 'enable.idempotence': 'false' }

/** F18: the records are safe on three brokers, and the word of it dies with the leader. */
export const lostAnswer: FailureStory = {
  id: 'lostAnswer',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'min.insync.replicas': '2' })],
      producers: [producer('order-service', WITHOUT_IDEMPOTENCE)],
    }),
  before: at(BEGINS_AT_MS - 1_500, { type: 'HoldLink', from: LEADER, to: 'order-service', api: 'ProduceResponse' }),
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    whileRunning(LEADER, { type: 'KillNode', node: LEADER }),
    whileDown(LEADER, { type: 'StartNode', node: LEADER }, { type: 'ReleaseLink', from: LEADER, to: 'order-service' }),
  ],
  // Behind the answers nothing comes through either, not even that the connection is broken: request.timeout.ms ends it.
  decidedAfterMs: 34_000,
}
