import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, CAREFUL, consumer, LEADER, made, producer, topic, whileDown, whileRunning } from './parts.ts'

/** F4: whoever comes back first may lead, whatever it has. */
export const uncleanElection: FailureStory = {
  id: 'uncleanElection',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'min.insync.replicas': '1', 'unclean.leader.election.enable': 'true' })],
      producers: [producer('order-service', CAREFUL)],
      consumers: [consumer('consumer-1', 'hello-group')],
      // Its coordinator must outlive the two brokers that go first.
      config: { 'offsets.topic.replication.factor': '3', 'offsets.topic.num.partitions': '1' },
    }),
  before: [
    ...at(BEGINS_AT_MS, { type: 'StopNode', node: 'broker-3' }),
    ...at(BEGINS_AT_MS + 1_000, { type: 'StopNode', node: 'broker-1' }),
  ],
  beginsAtMs: BEGINS_AT_MS + 4_000,
  steps: [
    whileRunning(LEADER, { type: 'KillNode', node: LEADER }),
    whileDown('broker-3', { type: 'StartNode', node: 'broker-3' }),
    whileDown(LEADER, { type: 'StartNode', node: LEADER }),
  ],
  decidedAfterMs: 8_000,
}
