import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { FailureStory } from './failure-story.ts'
import {
  BEGINS_AT_MS,
  CAREFUL,
  isRunning,
  LEADER,
  made,
  producer,
  SPREAD_KEYS,
  spreadTopic,
  whileRunning,
} from './parts.ts'

/** F7: who decides is gone, and then nobody can be found who could. */
export const controllerCrash: FailureStory = {
  id: 'controllerCrash',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 3, { 'min.insync.replicas': '2' })],
      producers: [producer('order-service', CAREFUL, { keys: SPREAD_KEYS })],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [killActive, whileRunning(LEADER, { type: 'KillNode', node: LEADER })],
  decidedAfterMs: 20_000,
}

function killActive(image: ClusterImage) {
  const active = [
    ...[...image.controllers.values()].filter(({ role }) => role === 'leader'),
    // A broker can be it where ZooKeeper keeps the cluster.
    ...[...image.brokers.values()].filter(({ controllerEpoch }) => controllerEpoch !== undefined),
  ].find(({ node }) => isRunning(image, node))
  return active === undefined ? null : [{ type: 'KillNode', node: active.node } as const]
}
