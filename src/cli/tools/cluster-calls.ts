/** Questions that several tools put to the cluster. */
import { type TopicPartition, topicPartition } from '../../kafka/common/topic-partition.ts'
import type { MetadataBroker, MetadataTopic } from '../../kafka/protocol/metadata.ts'
import type { ToolContext } from '../replayed-tool.ts'

export interface ClusterDescription {
  readonly clusterId: string
  readonly brokers: readonly (MetadataBroker & { readonly isFenced: boolean })[]
}

/** Brokers come in the order of their ids; `name` is what Kafka's client calls what the answer is wanted for. */
export function describeCluster(
  context: ToolContext,
  includeFencedBrokers = false,
  name = 'listNodes',
): ClusterDescription {
  const { clusterId, brokers } = context.call(
    { name, request: { type: 'DescribeClusterRequest', includeFencedBrokers } },
    'DescribeClusterResponse',
  )
  return { clusterId, brokers: [...brokers].sort((a, b) => a.id - b.id) }
}

export function listTopics(context: ToolContext): readonly MetadataTopic[] {
  return context.call(
    { name: 'listTopics', request: { type: 'MetadataRequest', topics: null, allowAutoTopicCreation: false } },
    'MetadataResponse',
  ).topics
}

export function partitionsOf(topic: MetadataTopic): TopicPartition[] {
  return topic.partitions.map(({ partition }) => topicPartition(topic.name, partition))
}
