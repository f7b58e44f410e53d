/** Producers, the cluster, consumer groups: the stage of a Kafka cluster at work. */
import type { Scene } from '../scene.ts'
import { clusterRegion } from './cluster-region.ts'
import { kafkaEdges } from './edges.ts'
import { groupsRegion } from './groups-region.ts'
import { producersRegion } from './producers-region.ts'

export const kafkaScene: Scene = {
  regions: [producersRegion, clusterRegion, groupsRegion],
  edges: kafkaEdges,
}
