/** Consumers that read from the replica in their own rack (KIP-392), beside some that have none or one without brokers. */
import type { BrokerSpec, ClusterSpec, ConsumerSpec } from '../../kafka/cluster/commands.ts'
import { inRacks } from '../../scenarios/in-racks.ts'
import type { Draw } from './random-settings.ts'

/** Everybody in racks in turn; who came with none has none. */
export function readingInRacks(spec: ClusterSpec, draw: Draw): ClusterSpec {
  const { config, brokers } = inRacks(spec)
  const racked = { ...spec, config, brokers }
  return { ...racked, consumers: spec.consumers.map((consumer) => withRack(consumer, racked, draw)) }
}

export function withRack(consumer: ConsumerSpec, { brokers }: Pick<ClusterSpec, 'brokers'>, draw: Draw): ConsumerSpec {
  const racks = [...new Set(brokers.map(({ rack }) => rack)), 'elsewhere', null]
  const rack = racks[draw(racks.length)] ?? null
  return rack === null ? consumer : { ...consumer, config: { ...consumer.config, 'client.rack': rack } }
}

/** One that is added later stands in one of the racks that there are, or in none. */
export function inSomeRack(broker: BrokerSpec, { brokers }: Pick<ClusterSpec, 'brokers'>, draw: Draw): BrokerSpec {
  return { ...broker, rack: brokers[draw(brokers.length + 1)]?.rack ?? null }
}
