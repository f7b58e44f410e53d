import type { FailureStory } from './failure-story.ts'
import {
  BEGINS_AT_MS,
  CAREFUL,
  holdFetches,
  LEADER,
  made,
  producer,
  releaseFetches,
  topic,
  whileRunning,
} from './parts.ts'

const SLOW = ['broker-3'] as const

/** F5: a follower that no longer fetches stays in the ISR for a while, and everybody waits for it. */
export const slowFollower: FailureStory = {
  id: 'slowFollower',
  cluster: (empty) => made(empty, { topics: [topic('orders', 1)], producers: [producer('order-service', CAREFUL)] }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.links.get('broker-2|broker-3')?.holding === true
        ? null
        : whileRunning('broker-3', ...holdFetches(SLOW, LEADER))(image),
    (image) => (image.partitions.get('orders-0')?.isr.includes(3) === false ? releaseFetches(SLOW, LEADER) : null),
  ],
  decidedAfterMs: 3_000,
}
