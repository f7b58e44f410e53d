import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, consumer, made, producer, spreadTopic, whileRunning } from './parts.ts'

/** F14: a member that freezes longer than its session, and wakes up. */
export const zombieConsumer: FailureStory = {
  id: 'zombieConsumer',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 2)],
      producers: [producer('order-service', CAREFUL, { recordsPerSecond: 10 })],
      consumers: [1, 2].map((id) =>
        consumer(`consumer-${id}`, 'hello-group', {
          processingUs: 80_000,
          config: { 'session.timeout.ms': '10000', 'heartbeat.interval.ms': '3000' },
        }),
      ),
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    whileRunning('consumer-1', { type: 'PauseNode', node: 'consumer-1' }),
    (image) => {
      const frozen = image.nodes.get('consumer-1')?.status === 'paused'
      const out = image.groups.get('hello-group')?.members.length === 1
      return frozen && out ? [{ type: 'ResumeNode', node: 'consumer-1' }] : null
    },
  ],
  decidedAfterMs: 5_000,
}
