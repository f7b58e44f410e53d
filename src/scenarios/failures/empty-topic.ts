import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, CAREFUL, consumer, made, producer, topic, whileRunning } from './parts.ts'

/** F19: nothing new comes, and what was there is too old. A minute and ten seconds stand for days and five minutes. */
export const emptyTopic: FailureStory = {
  id: 'emptyTopic',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'retention.ms': '60000' })],
      producers: [producer('order-service', CAREFUL, { recordsPerSecond: 10 })],
      consumers: [consumer('consumer-1', 'hello-group', { processingUs: 200_000 })],
      config: { 'log.retention.check.interval.ms': '10000', 'log.initial.task.delay.ms': '10000' },
    }),
  before: [
    ...at(BEGINS_AT_MS, { type: 'RemoveProducer', name: 'order-service' }),
    ...at(BEGINS_AT_MS, { type: 'PauseNode', node: 'consumer-1' }),
  ],
  beginsAtMs: BEGINS_AT_MS + 2_000,
  steps: [
    (image) => {
      const leader = image.replicas.get('orders-0@2')
      const emptied = leader !== undefined && leader.logStartOffset === leader.logEndOffset
      return emptied ? whileRunning('broker-2', { type: 'ResumeNode', node: 'consumer-1' })(image) : null
    },
  ],
  decidedAfterMs: 60_000,
}
