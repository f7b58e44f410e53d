/** Counterpart in Kafka: org.apache.kafka.image.MetadataImage.write (KIP-630). */
import type { MetadataImage, PartitionRegistration } from './metadata-image.ts'
import type { MetadataRecord } from './metadata-records.ts'

/** Records that make `image` out of an empty one: a snapshot. There are never more than made it in the first place. */
export function recordsOfImage(image: MetadataImage): MetadataRecord[] {
  const records: MetadataRecord[] = []
  for (const [name, featureLevel] of image.features) records.push({ type: 'FeatureLevelRecord', name, featureLevel })
  for (const broker of image.brokers.values()) records.push({ type: 'RegisterBrokerRecord', ...broker })
  for (const controller of image.controllers.values()) records.push({ type: 'RegisterControllerRecord', ...controller })
  for (const topic of image.topics.values()) {
    records.push({ type: 'TopicRecord', name: topic.name, topicId: topic.topicId })
    for (const partition of topic.partitions) records.push(partitionRecord(partition))
  }
  for (const [resource, overrides] of image.configs) {
    const colon = resource.indexOf(':')
    const [resourceType, resourceName] = [resource.slice(0, colon), resource.slice(colon + 1)]
    for (const [name, value] of Object.entries(overrides)) {
      records.push({ type: 'ConfigRecord', resourceType, resourceName, name, value })
    }
  }
  const { nextProducerId } = image
  if (nextProducerId > 0) records.push({ type: 'ProducerIdsRecord', brokerId: -1, brokerEpoch: -1, nextProducerId })
  for (const { entity, quotas } of image.clientQuotas?.values() ?? []) {
    for (const [key, value] of Object.entries(quotas))
      records.push({ type: 'ClientQuotaRecord', entity, key, value, remove: false })
  }
  return records
}

function partitionRecord(partition: PartitionRegistration): MetadataRecord {
  const { topicPartition: _name, topic: _topic, ...fields } = partition
  return { type: 'PartitionRecord', ...fields }
}

/** Back to nothing, in place: a snapshot is about to be applied. */
export function clearImage(image: MetadataImage): void {
  image.offset = -1
  image.epoch = -1
  image.brokers.clear()
  image.controllers.clear()
  image.topics.clear()
  image.topicNames.clear()
  image.configs.clear()
  image.features.clear()
  image.nextProducerId = 0
  delete image.clientQuotas
}
