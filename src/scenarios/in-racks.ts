import type { ClusterSpec } from '../kafka/cluster/commands.ts'

const RACKS = ['rack-a', 'rack-b', 'rack-c'] as const
const RACK_AWARE_SELECTOR = 'org.apache.kafka.common.replica.RackAwareReplicaSelector'

/** The same cluster over three racks: brokers in turn, and consumers in turn as well, who read in theirs (KIP-392). */
export function inRacks(spec: ClusterSpec): ClusterSpec {
  const rackOf = (index: number) => RACKS[index % RACKS.length] ?? RACKS[0]
  return {
    ...spec,
    config: { ...spec.config, 'replica.selector.class': RACK_AWARE_SELECTOR },
    brokers: spec.brokers.map((broker, index) => ({ ...broker, rack: rackOf(index) })),
    consumers: spec.consumers.map((consumer, index) => ({
      ...consumer,
      config: { ...consumer.config, 'client.rack': rackOf(index) },
    })),
  }
}
