import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, CAREFUL, consumer, made, producer, spreadTopic } from './parts.ts'

const joining = (name: string, reset: string) =>
  consumer(name, name, { config: { 'auto.offset.reset': reset, 'client.id': name } })

/** F20: a new group begins where the log ends. */
export const seesNothing: FailureStory = {
  id: 'seesNothing',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 3)],
      producers: [
        producer('order-service', CAREFUL, { recordsPerSecond: 10, keys: ['alice', 'bob', 'carol', 'dave'] }),
      ],
    }),
  before: at(BEGINS_AT_MS - 1_000, { type: 'RemoveProducer', name: 'order-service' }),
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.members.has('late-group') ? null : [{ type: 'AddConsumer', consumer: joining('late-group', 'latest') }],
    (image) =>
      image.members.has('early-group') ? null : [{ type: 'AddConsumer', consumer: joining('early-group', 'earliest') }],
  ],
  decidedAfterMs: 6_000,
}
