/** Reads the picture of a cluster out of its nodes' own states. The engine's outcome never depends on it. */
import type { World } from '../../../engine/world.ts'
import { brokerStates } from '../../cluster/world-queries.ts'
import {
  emptyMetadataImage,
  type MetadataImage,
  type PartitionRegistration,
  type TopicMetadata,
} from '../../metadata/metadata-image.ts'
import { type ClusterImage, emptyImage, type PartitionImage, type TopicImage } from '../cluster-image.ts'
import { countersRow } from './counters.ts'
import { addGroupRows, coordinatorsOf } from './group-rows.ts'
import { addMemberRows } from './member-rows.ts'
import { activeController, addBrokerRows, addControllerRows, addLinkRows } from './node-rows.ts'
import { addProducerRows } from './producer-rows.ts'
import { addReplicaRows } from './replica-rows.ts'

type Mutable<Table> = Table extends ReadonlyMap<infer Key, infer Row> ? Map<Key, Row> : never
type Tables = { -readonly [Name in keyof ClusterImage]: Mutable<ClusterImage[Name]> }

/** The image of this instant; terminals are added by the terminal layer, which knows them. */
export function buildImage(world: World): ClusterImage {
  const tables = emptyImage() as Tables
  const active = activeController(world)
  const metadata = newestMetadata(world)
  addBrokerRows(tables.brokers, world, metadata, active, coordinatorsOf(world))
  addControllerRows(tables.controllers, world)
  for (const topic of metadata.topics.values()) addTopic(tables, topic, metadata)
  for (const node of world.nodes.values()) {
    if (node.kind === 'broker')
      addReplicaRows(tables.replicas, node, (node.spec as { readonly brokerId: number }).brokerId)
  }
  addProducerRows(tables.producers, world)
  addGroupRows(tables.groups, world, tables.partitions, tables.replicas)
  addMemberRows(tables.members, world, tables)
  addLinkRows(tables.links, world)
  tables.counters.set('counters', countersRow(world, tables))
  return tables
}

/** What the controllers have decided; where none runs, what the broker that knows most has heard. */
export function newestMetadata(world: World): MetadataImage {
  const active = activeController(world)
  if (active !== null) return active.image
  let newest: MetadataImage = emptyMetadataImage()
  for (const broker of brokerStates(world)) if (broker.metadata.offset > newest.offset) newest = broker.metadata
  return newest
}

const INTERNAL_TOPICS = ['__consumer_offsets', '__transaction_state', '__share_group_state']

const topicRows = new WeakMap<TopicMetadata, TopicImage>()
const partitionRows = new WeakMap<PartitionRegistration, PartitionImage>()

function addTopic(tables: Tables, topic: TopicMetadata, metadata: MetadataImage): void {
  const config = metadata.configs.get(`topic:${topic.name}`) ?? EMPTY_CONFIG
  let row = topicRows.get(topic)
  if (row === undefined || row.config !== config) {
    row = {
      name: topic.name,
      topicId: topic.topicId,
      internal: INTERNAL_TOPICS.includes(topic.name),
      partitions: topic.partitions.length,
      replicationFactor: topic.partitions[0]?.replicas.length ?? 0,
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
    minInsyncReplicas,
  }
  partitionRows.set(partition, row)
  return row
}
