/** Counterpart in Kafka: org.apache.kafka.common.internals.Topic. */
import { splitTopicPartition, type TopicPartition } from './topic-partition.ts'

/**
 * What FindCoordinator calls each kind of coordinator (FindCoordinatorRequest.CoordinatorType), and the topic on which it
 * keeps what it knows: all that may be asked for, and all that is internal, whether its coordinator is here or not.
 */
export const COORDINATOR_TOPICS = {
  group: '__consumer_offsets',
  transaction: '__transaction_state',
  share: '__share_group_state',
} as const

export type CoordinatorKeyType = keyof typeof COORDINATOR_TOPICS

/** Where coordinators keep their groups. */
export const GROUP_METADATA_TOPIC = COORDINATOR_TOPICS.group

const INTERNAL_TOPICS: ReadonlySet<string> = new Set(Object.values(COORDINATOR_TOPICS))

/** The controllers' own log: no topic that metadata lists, but one that replicas fetch. */
export const METADATA_PARTITION: TopicPartition = '__cluster_metadata-0'

/** Whether Kafka keeps it for itself. Two underscores in front make no topic internal; the name itself does. */
export function isInternalTopic(topic: string): boolean {
  return INTERNAL_TOPICS.has(topic)
}

export function isInternalPartition(topicPartition: TopicPartition): boolean {
  return topicPartition === METADATA_PARTITION || isInternalTopic(splitTopicPartition(topicPartition).topic)
}
