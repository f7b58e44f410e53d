import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, HASTY, LEADER, made, producer, topic } from './parts.ts'

/** F27: a leader that hears of no decision any more, and of its own end neither. */
export const zombieLeader: FailureStory = {
  id: 'zombieLeader',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1)],
      producers: [producer('payment-service', HASTY)],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) => (isCutOff(image) ? null : deciders(image).map((b) => ({ type: 'CutLink', a: LEADER, b }) as const)),
    (image) =>
      !isCutOff(image) || image.partitions.get('orders-0')?.leader === 2
        ? null
        : deciders(image).map((b) => ({ type: 'RepairLink', a: LEADER, b }) as const),
  ],
  decidedAfterMs: 12_000,
}

function isCutOff(image: ClusterImage): boolean {
  return image.links.get('broker-2|broker-3')?.cut === true
}

/** Whoever keeps the cluster, and the brokers that would tell. */
function deciders(image: ClusterImage): readonly string[] {
  const keepers = [...image.controllers.values(), ...image.zookeepers.values()].map(({ node }) => node)
  return [...keepers, ...[...image.brokers.keys()].filter((node) => node !== LEADER)]
}
