import type { Command } from '../../kafka/cluster/commands.ts'
import type { FailureStory } from './failure-story.ts'
import { at, BEGINS_AT_MS, CAREFUL, consumer, made, producer, topic } from './parts.ts'

const send = (...values: readonly (readonly [string, string | null])[]): Command => ({
  type: 'SendRecords',
  producer: 'cart-service',
  records: values.map(([key, value]) => ({
    topic: 'carts',
    partition: null,
    key,
    value,
    timestamp: null,
    headers: [],
  })),
})

/** F26: a compacted topic keeps the last of each key, later, and never that of the segment being written. */
export const compactionSurprises: FailureStory = {
  id: 'compactionSurprises',
  cluster: (empty) =>
    made(empty, {
      topics: [
        topic('carts', 1, { 'cleanup.policy': 'compact', 'segment.ms': '10000', 'min.cleanable.dirty.ratio': '0.01' }),
      ],
      producers: [producer('cart-service', CAREFUL, { topic: 'carts', recordsPerSecond: 0, keys: [] })],
    }),
  before: [
    ...at(BEGINS_AT_MS, send(['alice', 'apple'], ['bob', 'bread'])),
    ...at(BEGINS_AT_MS + 500, send(['alice', 'apple, pear'])),
    ...at(BEGINS_AT_MS + 1_000, send(['alice', 'pear'], ['bob', null])),
  ],
  beginsAtMs: BEGINS_AT_MS + 3_000,
  steps: [
    // Older than segment.ms by now: the next record begins another segment, and the one before it may be cleaned.
    () => [send(['carol', 'cake'])],
    (image) =>
      image.members.has('reader')
        ? null
        : [{ type: 'AddConsumer', consumer: consumer('reader', 'readers', { topics: ['carts'] }) }],
  ],
  decidedAfterMs: 20_000,
}
