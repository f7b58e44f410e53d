/** Counterpart in Kafka: BrokerMetadataPublisher. Makes the replicas here what the cluster's metadata says they are. */
import type { NodeContext } from '../../engine/node-context.ts'
import { inTopicPartitionMapOrder } from '../common/java-hash.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import { isEmptyDelta, type MetadataDelta } from '../metadata/metadata-delta.ts'
import { type PartitionRegistration, partitionOf } from '../metadata/metadata-image.ts'
import type { BrokerState } from './broker-state.ts'
import { tellCoordinatorsOfMetadata } from './coordinator-host.ts'
import { linkOf } from './link/broker-link.ts'
import { applyConfigs, applyDeletedTopic, applyPartition, dropStrayLogs } from './replica-changes.ts'

/** The whole image, for a process that has acted on nothing of it yet. */
export function publishAll(state: BrokerState, node: NodeContext): void {
  applyConfigs(state, null)
  applyPartitions(
    state,
    [...state.metadata.topics.values()].flatMap(({ partitions }) => partitions),
    node,
  )
  dropStrayLogs(state, node)
}

/** What has changed in the image since it was last published. */
export function publish(state: BrokerState, delta: MetadataDelta, node: NodeContext): void {
  for (const topic of delta.deletedTopics.values()) applyDeletedTopic(state, topic, node)
  if (!isEmptyDelta(delta)) tellCoordinatorsOfMetadata(state, delta, node)
  if (delta.changedConfigs.size > 0) applyConfigs(state, delta.changedConfigs)
  const changed = [...delta.changedPartitions].map((topicPartition) => registrationOf(state, topicPartition))
  applyPartitions(
    state,
    changed.filter((registration) => registration !== undefined),
    node,
  )
}

/** Where a broker has several folders it matters who comes first, and leaders do, each kind in the order of a HashMap. */
function applyPartitions(state: BrokerState, to: readonly PartitionRegistration[], node: NodeContext): void {
  const inOrder = state.config.logDirs.length > 1 ? leadersFirst(state, to) : to
  for (const registration of inOrder) applyPartition(state, registration, node)
  if (state.config.logDirs.length < 2) return
  const names = inOrder.map(({ topicPartition }) => topicPartition)
  linkOf(state).tellPlaces(state, names, node)
}

function leadersFirst({ brokerId }: BrokerState, to: readonly PartitionRegistration[]): PartitionRegistration[] {
  const byName = new Map(to.map((registration) => [registration.topicPartition, registration]))
  const mapped = inTopicPartitionMapOrder([...byName.keys()]).flatMap((name) => byName.get(name) ?? [])
  const isLed = ({ leader }: PartitionRegistration) => leader === brokerId
  return [...mapped.filter(isLed), ...mapped.filter((each) => !isLed(each))]
}

function registrationOf(state: BrokerState, topicPartition: string): PartitionRegistration | undefined {
  const { topic, partition } = splitTopicPartition(topicPartition)
  return partitionOf(state.metadata, topic, partition)
}
