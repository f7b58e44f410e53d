import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, consumer, made, producer, spreadTopic } from './parts.ts'

/** Fifty records of 300 ms are 15 s between two polls, and five minutes are ten seconds here, so that one need not wait. */
const slow = (id: number, maxPollRecords: string) =>
  consumer(`consumer-${id}`, 'hello-group', {
    processingUs: 300_000,
    config: { 'max.poll.interval.ms': '10000', 'max.poll.records': maxPollRecords },
  })

/** F12: who polls too seldom is out of the group, and its records come again. */
export const pollTooSlow: FailureStory = {
  id: 'pollTooSlow',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 2)],
      producers: [producer('order-service', CAREFUL, { recordsPerSecond: 20 })],
      consumers: [slow(1, '50'), slow(2, '50')],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.members.get('consumer-1')?.config['max.poll.records'] === '50'
        ? [1, 2].map((id) => ({ type: 'ConfigureConsumer', consumer: slow(id, '10') }) as const)
        : null,
  ],
  decidedAfterMs: 30_000,
}
