/** Producers, the cluster, consumer groups: the stage of any Kafka cluster at work. */
import type { Scene } from '../scene.ts'
import { clusterRegion } from './cluster-region.ts'
import { kafkaEdgeKinds, kafkaEdges } from './edges.ts'
import { groupsRegion } from './groups-region.ts'
import { producersRegion } from './producers-region.ts'

export const kafkaScene: Scene = {
  suits: () => true,
  regions: [producersRegion, clusterRegion, groupsRegion],
  edgeKinds: kafkaEdgeKinds,
  edges: kafkaEdges,
}
