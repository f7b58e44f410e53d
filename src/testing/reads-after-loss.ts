/** A consumer that loses the follower it reads from, for rules of clients. */
import type { ConsumerNodeState } from '../kafka/clients/consumer/consumer-node.ts'
import { createCluster } from '../kafka/cluster/create-cluster.ts'
import { TestCluster } from './cluster-of.ts'

const RACK_AWARE = { 'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector' }

/** Whom a consumer reads from after the follower in its rack has died, and before it has new metadata. */
export function readsAfterLoss(profile: string): number | undefined {
  const brokers = ['a', 'b'].map((rack, index) => ({ id: index + 1, rack, config: {} }))
  const config = { 'group.initial.rebalance.delay.ms': '0', 'offsets.topic.replication.factor': '2', ...RACK_AWARE }
  const nobody = { topics: [], producers: [], consumers: [] }
  const instant = { startWallClockMs: 1_700_000_000_000, networkLatencyUs: 500 }
  const t = new TestCluster(createCluster({ profile, brokers, controllers: [101], config, ...nobody, ...instant }, 1))
  const orders = t.topic('orders', { replicationFactor: 2 })
  const [near = -1] = orders.followers
  t.consumer('reader', { topics: ['orders'], config: { 'client.rack': near === 1 ? 'a' : 'b' } })
  const reads = () => {
    const state = t.world.nodes.get('reader')?.state as ConsumerNodeState | null | undefined
    return state?.client?.partitions.get('orders-0')?.readReplica?.brokerId
  }
  t.runUntil('it is sent to the follower', () => reads() === near)
  t.kill(near)
  t.runFor({ ms: 2 })
  return reads()
}
