/** Counterpart in Kafka: the snapshot handling of org.apache.kafka.image.loader.MetadataLoader (KIP-630). */

import { clearImage } from './image-records.ts'
import type { MetadataDelta } from './metadata-delta.ts'
import type { MetadataImage } from './metadata-image.ts'
import type { MetadataLogEntry } from './metadata-records.ts'
import { applyRecord } from './replay.ts'

/**
 * Makes the image what the snapshot says, in place. `delta` then names everything there is now as changed, and every
 * topic that is no more as deleted: a publisher need not know that the log was skipped.
 */
export function applySnapshot(
  image: MetadataImage,
  entries: readonly MetadataLogEntry[],
  delta: MetadataDelta | null = null,
): void {
  const topicsBefore = [...image.topics.values()]
  const brokersBefore = [...image.brokers.keys()]
  const configsBefore = [...image.configs.keys()]
  clearImage(image)
  for (const entry of entries) applyRecord(image, entry, delta)
  if (delta === null) return
  for (const topic of topicsBefore) {
    if (image.topicNames.has(topic.topicId)) delta.createdTopics.delete(topic.name)
    else delta.deletedTopics.set(topic.name, topic)
  }
  for (const brokerId of brokersBefore) delta.changedBrokers.add(brokerId)
  for (const resource of configsBefore) delta.changedConfigs.add(resource)
}
