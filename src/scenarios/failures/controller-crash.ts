import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { FailureStory } from './failure-story.ts'
import {
  BEGINS_AT_MS,
  CAREFUL,
  FOLLOWERS,
  HASTY,
  isRunning,
  LEADER,
  made,
  producer,
  SPREAD_KEYS,
  spreadTopic,
} from './parts.ts'

/** F7: who decides is gone, and then nobody can be found who could. */
export const controllerCrash: FailureStory = {
  id: 'controllerCrash',
  cluster: (empty) =>
    made(empty, {
      topics: [spreadTopic('orders', 3)],
      // One that waits for no follower: what a leader serves on its own shows in it.
      producers: [
        producer('order-service', CAREFUL, { keys: SPREAD_KEYS }),
        producer('payment-service', HASTY, { keys: SPREAD_KEYS }),
      ],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [killActive, killLeader],
  decidedAfterMs: 20_000,
}

function killActive(image: ClusterImage) {
  const active = [
    ...[...image.controllers.values()].filter(({ role }) => role === 'leader'),
    ...brokersThatDecide(image),
  ].find(({ node }) => isRunning(image, node))
  return active === undefined ? null : [{ type: 'KillNode', node: active.node } as const]
}

/** One that only leads: whoever decides as well is killed by the other button. */
function killLeader(image: ClusterImage) {
  const deciding = brokersThatDecide(image).map(({ node }) => node)
  const leads = image.controllers.size > 0 || deciding.includes(FOLLOWERS[0]) ? LEADER : FOLLOWERS[0]
  return isRunning(image, leads) ? [{ type: 'KillNode', node: leads } as const] : null
}

/** A broker is the controller where ZooKeeper keeps the cluster. */
function brokersThatDecide(image: ClusterImage) {
  return [...image.brokers.values()].filter(({ controllerEpoch }) => controllerEpoch !== undefined)
}
