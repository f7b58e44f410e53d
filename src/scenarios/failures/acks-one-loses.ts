import type { FailureStory } from './failure-story.ts'
import {
  at,
  BEGINS_AT_MS,
  FOLLOWERS,
  HASTY,
  holdFetches,
  LEADER,
  made,
  producer,
  releaseFetches,
  topic,
  whileDown,
  whileRunning,
} from './parts.ts'

/** F1: the leader dies before anybody has copied what it acknowledged. */
export const acksOneLoses: FailureStory = {
  id: 'acksOneLoses',
  cluster: (empty) => made(empty, { topics: [topic('orders', 1)], producers: [producer('payment-service', HASTY)] }),
  before: at(BEGINS_AT_MS - 1_500, ...holdFetches(FOLLOWERS, LEADER)),
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    whileRunning(LEADER, { type: 'KillNode', node: LEADER }, ...releaseFetches(FOLLOWERS, LEADER)),
    whileDown(LEADER, { type: 'StartNode', node: LEADER }),
  ],
  decidedAfterMs: 12_000,
}
