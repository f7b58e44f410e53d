import type { ClusterImage } from '../../kafka/observe/cluster-image.ts'
import type { FailureStory } from './failure-story.ts'
import { BEGINS_AT_MS, CAREFUL, made, producer, topic } from './parts.ts'

const PLAN = JSON.stringify({ version: 1, partitions: [{ topic: 'orders', partition: 0, replicas: [4, 3, 1] }] })

/** F24: a broker that is added has nothing to do until somebody moves something there. */
export const newBrokerEmpty: FailureStory = {
  id: 'newBrokerEmpty',
  cluster: (empty) =>
    made(empty, {
      topics: [topic('orders', 1, { 'min.insync.replicas': '2' })],
      producers: [producer('order-service', CAREFUL)],
    }),
  before: [],
  beginsAtMs: BEGINS_AT_MS,
  steps: [
    (image) =>
      image.brokers.has('broker-4') ? null : [{ type: 'AddBroker', broker: { id: 4, rack: null, config: {} } }],
    (image) =>
      image.brokers.get('broker-4')?.status !== 'running' || image.partitions.get('orders-0')?.replicas.includes(4)
        ? null
        : `echo '${PLAN}' > plan.json && kafka-reassign-partitions.sh ${metadataOf(image)} --reassignment-json-file plan.json --execute`,
  ],
  decidedAfterMs: 12_000,
}

/** Whom the tool asks: where ZooKeeper keeps the cluster it writes its plan there. */
function metadataOf({ zookeepers }: ClusterImage): string {
  return zookeepers.size > 0 ? '--zookeeper localhost:2181' : '--bootstrap-server localhost:9092'
}
