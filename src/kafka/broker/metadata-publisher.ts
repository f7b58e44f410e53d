/** Counterpart in Kafka: BrokerMetadataPublisher. Makes the replicas here what the cluster's metadata says they are. */
import type { NodeContext } from '../../engine/node-context.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import type { MetadataDelta } from '../metadata/metadata-delta.ts'
import { type PartitionRegistration, partitionOf } from '../metadata/metadata-image.ts'
import type { BrokerState } from './broker-state.ts'
import { tellCoordinatorsOfDeletedTopics } from './coordinator-host.ts'
import { applyConfigs, applyDeletedTopic, applyPartition, dropStrayLogs } from './replica-changes.ts'

/** The whole image, for a process that has acted on nothing of it yet. */
export function publishAll(state: BrokerState, node: NodeContext): void {
  applyConfigs(state, null)
  for (const topic of state.metadata.topics.values()) {
    for (const registration of topic.partitions) applyPartition(state, registration, node)
  }
  dropStrayLogs(state, node)
}

/** What has changed in the image since it was last published. */
export function publish(state: BrokerState, delta: MetadataDelta, node: NodeContext): void {
  for (const topic of delta.deletedTopics.values()) applyDeletedTopic(state, topic, node)
  if (delta.deletedTopics.size > 0) tellCoordinatorsOfDeletedTopics(state, new Set(delta.deletedTopics.keys()), node)
  if (delta.changedConfigs.size > 0) applyConfigs(state, delta.changedConfigs)
  for (const topicPartition of delta.changedPartitions) {
    const registration = registrationOf(state, topicPartition)
    if (registration !== undefined) applyPartition(state, registration, node)
  }
}

function registrationOf(state: BrokerState, topicPartition: string): PartitionRegistration | undefined {
  const { topic, partition } = splitTopicPartition(topicPartition)
  return partitionOf(state.metadata, topic, partition)
}
