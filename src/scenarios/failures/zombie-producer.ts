import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, consumer, made, producer, topic } from './parts.ts'

/** Both processes believe to be the one that writes the orders. It commits when it is told to. */
const worker = (name: string) =>
  producer(
    name,
    { acks: 'all', 'enable.idempotence': 'true', 'transactional.id': 'order-writer' },
    { recordsPerTransaction: 0 },
  )

/** F15: a second process with the same transactional.id. */
export const zombieProducer: FailureStory = {
  id: 'zombieProducer',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'min.insync.replicas': '2' })],
      producers: [worker('worker-1')],
      consumers: [consumer('consumer-1', 'hello-group', { config: { 'isolation.level': 'read_committed' } })],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) => (image.producers.has('worker-2') ? null : [{ type: 'AddProducer', producer: worker('worker-2') }]),
    (image) =>
      image.producers.has('worker-2') ? [{ type: 'EndTransaction', producer: 'worker-2', committed: true }] : null,
  ],
  decidedAfterMs: 4_000,
}
