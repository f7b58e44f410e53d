/**
 * Counterpart in Kafka: MetadataCache.updateMetadata. What a broker knows of its cluster is as old as the last push of a
 * controller that got through to it.
 */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { splitTopicPartition, topicPartition } from '../../../common/topic-partition.ts'
import { LOST_DIRECTORY } from '../../../metadata/directories.ts'
import { emptyMetadataDelta, type MetadataDelta } from '../../../metadata/metadata-delta.ts'
import type { BrokerRegistration, MetadataImage, PartitionRegistration } from '../../../metadata/metadata-image.ts'
import type { LeaderAndIsrRequest, PartitionDecision } from '../../../protocol/leader-and-isr.ts'
import type { UpdateMetadataRequest } from '../../../protocol/update-metadata.ts'
import type { BrokerState } from '../../broker-state.ts'
import { tellCoordinatorsOfMetadata } from '../../coordinator-host.ts'
import { zookeeperLinkOf } from './zookeeper-link-state.ts'

/** LeaderAndIsr.LeaderDuringDelete */
const DURING_DELETE = -2

export function updateMetadata(state: BrokerState, update: UpdateMetadataRequest, node: NodeContext): void {
  const { metadata } = state
  zookeeperLinkOf(state).controllerId = update.controllerId
  // There is no log whose offset could tell who knows more: whoever was told last does.
  metadata.epoch = update.controllerEpoch
  metadata.offset = node.nowMs
  const delta = emptyMetadataDelta()
  updateBrokers(metadata, update.liveBrokers, delta)
  for (const [topic, decisions] of byTopic(update.partitionStates)) updateTopic(metadata, topic, decisions, delta)
  tellCoordinatorsOfMetadata(state, delta, node)
}

function updateBrokers(image: MetadataImage, live: UpdateMetadataRequest['liveBrokers'], delta: MetadataDelta): void {
  const before = new Map(image.brokers)
  image.brokers.clear()
  for (const { brokerId, host, port, rack } of live) {
    const old = before.get(brokerId)
    const isSame = old !== undefined && old.host === host && old.port === port && old.rack === rack
    image.brokers.set(brokerId, isSame ? old : registrationOf(brokerId, host, port, rack))
    if (!isSame) delta.changedBrokers.add(brokerId)
  }
  for (const brokerId of before.keys()) if (!image.brokers.has(brokerId)) delta.changedBrokers.add(brokerId)
}

/** Whoever is alive is whole: nobody is fenced, and broker epochs are the controller's alone. */
function registrationOf(brokerId: number, host: string, port: number, rack: string | null): BrokerRegistration {
  return Object.freeze({
    ...{ brokerId, brokerEpoch: -1, incarnationId: '', host, port, rack },
    ...{ fenced: false, inControlledShutdown: false, features: [], cordonedLogDirs: null },
  })
}

function byTopic(
  decisions: UpdateMetadataRequest['partitionStates'],
): Map<string, UpdateMetadataRequest['partitionStates'][number][]> {
  const topics = new Map<string, UpdateMetadataRequest['partitionStates'][number][]>()
  for (const decision of decisions) {
    const { topic } = splitTopicPartition(decision.topicPartition)
    topics.set(topic, [...(topics.get(topic) ?? []), decision])
  }
  return topics
}

function updateTopic(
  image: MetadataImage,
  name: string,
  decisions: UpdateMetadataRequest['partitionStates'],
  delta: MetadataDelta,
): void {
  const before = image.topics.get(name)
  const partitions = [...(before?.partitions ?? [])]
  let gone = 0
  for (const decision of decisions) {
    const { partition } = splitTopicPartition(decision.topicPartition)
    if (decision.leader === DURING_DELETE) gone++
    else {
      while (partitions.length < partition) partitions.push(unknownPartition(name, partitions.length))
      partitions[partition] = withLostDirectories(image, decision)
      delta.changedPartitions.add(decision.topicPartition)
    }
  }
  // A topic goes as a whole.
  if (gone > 0) {
    image.topics.delete(name)
    if (before !== undefined) delta.deletedTopics.set(name, before)
    return
  }
  if (before === undefined) delta.createdTopics.add(name)
  image.topics.set(name, Object.freeze({ name, topicId: '', partitions: Object.freeze(partitions) }))
}

/** Of which nothing was told yet, while something was of one behind it. */
function unknownPartition(topic: string, partition: number): PartitionRegistration {
  return registrationOfPartition({
    ...{ topicPartition: topicPartition(topic, partition), controllerEpoch: 0 },
    ...{ leader: -1, leaderEpoch: -1, isr: [], zkVersion: -1, replicas: [] },
  })
}

/** The controller does not say why a replica is offline; of a broker that lives, it is that its directory failed. */
function withLostDirectories(
  image: MetadataImage,
  decision: UpdateMetadataRequest['partitionStates'][number],
): PartitionRegistration {
  const registration = registrationOfPartition(decision)
  const lost = decision.offlineReplicas.filter((brokerId) => image.brokers.has(brokerId))
  if (lost.length === 0) return registration
  const directories = Object.freeze(Object.fromEntries(lost.map((brokerId) => [brokerId, LOST_DIRECTORY])))
  return Object.freeze({ ...registration, directories })
}

/** Topics have no ids. */
export function registrationOfPartition(
  decision: PartitionDecision & Partial<LeaderAndIsrRequest['partitionStates'][number]>,
): PartitionRegistration {
  const { topicPartition: name, replicas, isr, leader, leaderEpoch, zkVersion } = decision
  const { topic, partition } = splitTopicPartition(name)
  return Object.freeze({
    ...{ topicPartition: name, topic, topicId: '', partition, replicas, isr, leader, leaderEpoch },
    partitionEpoch: zkVersion,
    addingReplicas: decision.addingReplicas ?? [],
    removingReplicas: decision.removingReplicas ?? [],
    ...{ leaderRecoveryState: 'recovered', eligibleLeaderReplicas: [], lastKnownElr: [] },
  })
}
