/** Counterpart in Kafka: org.apache.kafka.image.MetadataDelta. What a stretch of the metadata log has touched. */
import type { TopicPartition } from '../common/topic-partition.ts'
import type { TopicMetadata } from './metadata-image.ts'

/** Each set is in the order of first touch, so that publishers act in the order of the log. */
export interface MetadataDelta {
  /** Created or altered; those of a deleted topic are not in here. */
  readonly changedPartitions: Set<TopicPartition>
  /** Topics that a TopicRecord made. */
  readonly createdTopics: Set<string>
  /** By name, as they stood just before they went; a topic made anew under the same name is in `createdTopics` too. */
  readonly deletedTopics: Map<string, TopicMetadata>
  readonly changedBrokers: Set<number>
  /** Keys of `MetadataImage.configs`, such as `topic:orders`. */
  readonly changedConfigs: Set<string>
  readonly changedFeatures: Set<string>
}

export function emptyMetadataDelta(): MetadataDelta {
  return {
    changedPartitions: new Set(),
    createdTopics: new Set(),
    deletedTopics: new Map(),
    changedBrokers: new Set(),
    changedConfigs: new Set(),
    changedFeatures: new Set(),
  }
}

/** As when the log has only told that it goes on. */
export function isEmptyDelta(delta: MetadataDelta): boolean {
  const { changedPartitions, createdTopics, deletedTopics, changedBrokers, changedConfigs, changedFeatures } = delta
  const topics = changedPartitions.size + createdTopics.size + deletedTopics.size
  return topics + changedBrokers.size + changedConfigs.size + changedFeatures.size === 0
}
