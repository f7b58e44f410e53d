/** Counterpart in Kafka: org.apache.kafka.common.internals.Topic. */
import { splitTopicPartition, type TopicPartition } from './topic-partition.ts'

/** Where coordinators keep their groups. */
export const GROUP_METADATA_TOPIC = '__consumer_offsets'

const INTERNAL_TOPICS: ReadonlySet<string> = new Set([
  GROUP_METADATA_TOPIC,
  '__transaction_state',
  '__share_group_state',
])

/** The controllers' own log: no topic that metadata lists, but one that replicas fetch. */
export const METADATA_PARTITION: TopicPartition = '__cluster_metadata-0'

/** Whether Kafka keeps it for itself. Two underscores in front make no topic internal; the name itself does. */
export function isInternalTopic(topic: string): boolean {
  return INTERNAL_TOPICS.has(topic)
}

export function isInternalPartition(topicPartition: TopicPartition): boolean {
  return topicPartition === METADATA_PARTITION || isInternalTopic(splitTopicPartition(topicPartition).topic)
}
