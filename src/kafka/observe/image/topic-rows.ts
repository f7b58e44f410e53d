/** Topics and partitions as the cluster's metadata has them. */
import { isInternalTopic } from '../../common/internal-topics.ts'
import type { MetadataImage, PartitionRegistration, TopicMetadata } from '../../metadata/metadata-image.ts'
import type { ImageTables, PartitionImage, TopicImage } from '../cluster-image.ts'

export function addTopicRows(tables: Pick<ImageTables, 'topics' | 'partitions'>, metadata: MetadataImage): void {
  for (const topic of metadata.topics.values()) addTopic(tables, topic, metadata)
}

const topicRows = new WeakMap<TopicMetadata, TopicImage>()
const partitionRows = new WeakMap<PartitionRegistration, PartitionImage>()

function addTopic(
  tables: Pick<ImageTables, 'topics' | 'partitions'>,
  topic: TopicMetadata,
  metadata: MetadataImage,
): void {
  const config = metadata.configs.get(`topic:${topic.name}`) ?? EMPTY_CONFIG
  let row = topicRows.get(topic)
  if (row === undefined || row.config !== config) {
    row = {
      name: topic.name,
      topicId: topic.topicId,
      internal: isInternalTopic(topic.name),
      partitions: topic.partitions.length,
      replicationFactor: factorOf(topic.partitions[0]),
      config,
    }
    topicRows.set(topic, row)
  }
  tables.topics.set(topic.name, row)
  const minInsyncReplicas = Number(
    config['min.insync.replicas'] ?? metadata.configs.get('broker:')?.['min.insync.replicas'] ?? '1',
  )
  for (const partition of topic.partitions)
    tables.partitions.set(partition.topicPartition, partitionRow(partition, minInsyncReplicas))
}

/** As kafka-topics.sh tells it: whoever is only being added does not count yet. */
function factorOf(partition: PartitionRegistration | undefined): number {
  return partition === undefined ? 0 : partition.replicas.length - partition.addingReplicas.length
}

const EMPTY_CONFIG: Readonly<Record<string, string>> = {}

function partitionRow(partition: PartitionRegistration, minInsyncReplicas: number): PartitionImage {
  const cached = partitionRows.get(partition)
  if (cached !== undefined && cached.minInsyncReplicas === minInsyncReplicas) return cached
  const row: PartitionImage = {
    id: partition.topicPartition,
    topic: partition.topic,
    partition: partition.partition,
    leader: partition.leader,
    leaderEpoch: partition.leaderEpoch,
    partitionEpoch: partition.partitionEpoch,
    replicas: partition.replicas,
    isr: partition.isr,
    elr: partition.eligibleLeaderReplicas,
    adding: partition.addingReplicas,
    removing: partition.removingReplicas,
    minInsyncReplicas,
  }
  partitionRows.set(partition, row)
  return row
}
