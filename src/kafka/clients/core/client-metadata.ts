/**
 * Counterpart in Kafka: org.apache.kafka.clients.Metadata and MetadataSnapshot. What a client knows of the cluster, and
 * when it will ask again.
 */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import { brokerNode, endpointNode } from '../../common/addresses.ts'
import { type ErrorCode, needsMetadataRefresh } from '../../common/errors.ts'
import { inClientOrder } from '../../common/java-hash.ts'
import { type TopicPartition, topicPartition } from '../../common/topic-partition.ts'
import type { MetadataBroker, MetadataPartition, MetadataResponse, MetadataTopic } from '../../protocol/metadata.ts'
import { type BackoffConfig, backoffUs } from './backoff.ts'

export interface LeaderAndEpoch {
  /** -1: none known. */
  readonly leaderId: number
  /** -1: unknown. */
  readonly leaderEpoch: number
}

/** With the topic that it was told of: one made again under the same name is another. */
export interface PartitionLeader extends LeaderAndEpoch {
  readonly topicId: string
}

/**
 * Whoever asks with every record who leads a partition keeps the answer, and which state of the metadata gave it: a look
 * up by name is a call and several distant reads.
 */
export interface LedPartition {
  readonly topicPartition: TopicPartition
  leader: PartitionLeader
  /** `ClientMetadata.leadersVersion` as it was then; -1 before it was asked. */
  leaderOf: number
}

/** Frozen; a new one is made whenever anything in it changes. */
export interface TopicMetadata {
  readonly name: string
  readonly topicId: string
  readonly partitionNames: readonly TopicPartition[]
  readonly partitions: readonly MetadataPartition[]
  /** Partitions with a leader, in the order in which a Java client lists them. */
  readonly available: readonly number[]
}

export interface ClientMetadata {
  readonly backoff: BackoffConfig
  readonly maxAgeUs: number
  readonly stream: string
  brokers: readonly MetadataBroker[]
  /** By broker id: whom host and port of that broker lead to. Not a record: V8 reads numbers off a frozen one slowly. */
  readonly peers: Map<number, NodeId>
  clusterId: string
  readonly topics: Map<string, TopicMetadata>
  /** Of every partition of `topics`. */
  readonly leaders: Map<TopicPartition, PartitionLeader>
  /** Counts changes of `leaders`. */
  leadersVersion: number
  /** Partitions by the broker that leads them, topic by topic. */
  readonly ledBy: Map<number, TopicPartition[]>
  /** Topics the last response that spoke of them could not give. */
  readonly errors: Map<string, ErrorCode>
  /** Counts responses that were applied. */
  version: number
  fullUpdateNeeded: boolean
  partialUpdateNeeded: boolean
  /** A request is under way. */
  asking: boolean
  /** -1: never. */
  lastSuccessUs: number
  lastRefreshUs: number
  notBeforeUs: number
  failures: number
  /** Responses since one last told of a newer leader epoch; they slow the asking down. */
  equivalentResponses: number
}

export function createClientMetadata(backoff: BackoffConfig, maxAgeMs: number, stream: string): ClientMetadata {
  return {
    backoff,
    maxAgeUs: maxAgeMs * 1000,
    stream,
    brokers: [],
    peers: new Map(),
    clusterId: '',
    topics: new Map(),
    leaders: new Map(),
    leadersVersion: 0,
    ledBy: new Map(),
    errors: new Map(),
    version: 0,
    fullUpdateNeeded: false,
    partialUpdateNeeded: false,
    asking: false,
    lastSuccessUs: -1,
    lastRefreshUs: 0,
    notBeforeUs: 0,
    failures: 0,
    equivalentResponses: 0,
  }
}

/**
 * Whom a client connects to for a broker: whoever is at the host and port that metadata tells, which need not be that
 * broker. One that metadata does not tell of is no longer there; what was meant for it goes to where it was.
 */
export function peerOf({ peers }: ClientMetadata, brokerId: number): NodeId {
  return peers.get(brokerId) ?? brokerNode(brokerId)
}

/** Of a partition that nobody leads, or of which nothing is known. */
export const NO_LEADER: PartitionLeader = Object.freeze({ leaderId: -1, leaderEpoch: -1, topicId: '' })

export function leaderOf(metadata: ClientMetadata, name: TopicPartition): PartitionLeader {
  return metadata.leaders.get(name) ?? NO_LEADER
}

/** The same for one that keeps the answer. */
export function leaderKnownTo(metadata: ClientMetadata, partition: LedPartition): PartitionLeader {
  if (partition.leaderOf !== metadata.leadersVersion) {
    partition.leader = leaderOf(metadata, partition.topicPartition)
    partition.leaderOf = metadata.leadersVersion
  }
  return partition.leader
}

/** Asks for everything again as soon as the backoff allows. */
export function requestMetadataUpdate(metadata: ClientMetadata, resetBackoff = false): void {
  metadata.fullUpdateNeeded = true
  if (!resetBackoff) return
  metadata.equivalentResponses = 0
  // What is left is the pause after any response.
  if (metadata.failures === 0)
    metadata.notBeforeUs = Math.min(metadata.notBeforeUs, metadata.lastRefreshUs + metadata.backoff.initialMs * 1000)
}

/** A topic nobody has asked for yet does not wait for a backoff. */
export function requestUpdateForNewTopics(metadata: ClientMetadata): void {
  metadata.partialUpdateNeeded = true
  metadata.equivalentResponses = 0
  metadata.notBeforeUs = 0
}

/** Instant at which a metadata request is due, Infinity while one is under way. */
export function metadataDueAtUs(metadata: ClientMetadata): number {
  if (metadata.asking) return Infinity
  const wanted = metadata.fullUpdateNeeded || metadata.partialUpdateNeeded || metadata.lastSuccessUs === -1
  return wanted ? metadata.notBeforeUs : Math.max(metadata.notBeforeUs, metadata.lastSuccessUs + metadata.maxAgeUs)
}

export function metadataRequestFailed(metadata: ClientMetadata, node: NodeContext): void {
  metadata.asking = false
  metadata.fullUpdateNeeded = true
  metadata.notBeforeUs = node.nowUs + backoffUs(metadata.backoff, metadata.failures, metadata.stream, node)
  metadata.lastRefreshUs = node.nowUs
  metadata.failures++
  metadata.equivalentResponses = 0
}

/** Metadata.rebootstrap: all that was known of the cluster is forgotten, but for where to ask. */
export function forgetCluster(metadata: ClientMetadata): void {
  metadata.brokers = Object.freeze([])
  metadata.peers.clear()
  metadata.topics.clear()
  metadata.leaders.clear()
  metadata.ledBy.clear()
  metadata.errors.clear()
  metadata.leadersVersion++
  metadata.fullUpdateNeeded = true
}

/**
 * Takes over a response. A partial one (only new topics were asked for) leaves the other topics as they are; a full one
 * forgets what is no longer wanted. Returns the topics that are refused for good.
 */
export function applyMetadata(
  metadata: ClientMetadata,
  response: MetadataResponse,
  partial: boolean,
  isWanted: (topic: string) => boolean,
  node: NodeContext,
): { readonly invalid: readonly string[]; readonly changed: boolean } {
  metadata.asking = false
  metadata.failures = 0
  metadata.lastRefreshUs = node.nowUs
  metadata.version++
  metadata.partialUpdateNeeded = false
  if (!partial) {
    metadata.fullUpdateNeeded = false
    metadata.lastSuccessUs = node.nowUs
  }
  metadata.equivalentResponses++
  let changed = applyBrokers(metadata, response)
  if (!partial) {
    for (const name of [...metadata.topics.keys()]) if (!isWanted(name)) changed = forgetTopic(metadata, name)
    for (const name of [...metadata.errors.keys()]) if (!isWanted(name)) metadata.errors.delete(name)
  }
  for (const topic of response.topics) {
    if (!isWanted(topic.name) || !applyTopic(metadata, topic)) continue
    changed = true
    // Only newer epochs of leaders count as progress, not brokers, and not a topic that is no longer there.
    if (topic.errorCode === 'NONE') metadata.equivalentResponses = 0
  }
  if (changed) orderTopics(metadata)
  const earlier = Math.max(0, metadata.equivalentResponses - 1)
  metadata.notBeforeUs = node.nowUs + backoffUs(metadata.backoff, earlier, metadata.stream, node)
  const invalid = [...metadata.errors].filter(([, code]) => code === 'INVALID_TOPIC_EXCEPTION').map(([name]) => name)
  return { invalid, changed }
}

function applyBrokers(metadata: ClientMetadata, response: MetadataResponse): boolean {
  metadata.clusterId = response.clusterId
  const before = metadata.brokers
  // Frozen as they came, for nobody else has them: each copy by a spread gets a hidden class of its own from V8.
  metadata.brokers = Object.freeze(response.brokers.map((broker) => Object.freeze(broker)))
  const changed =
    before.length !== response.brokers.length ||
    before.some((broker, index) => !isSame(broker, response.brokers[index]))
  if (changed) {
    metadata.peers.clear()
    for (const { id, host, port } of metadata.brokers) metadata.peers.set(id, endpointNode(host, port))
  }
  return changed
}

function isSame(broker: MetadataBroker, other: MetadataBroker | undefined): boolean {
  return broker.id === other?.id && broker.host === other.host && broker.port === other.port
}

function forgetTopic(metadata: ClientMetadata, name: string): boolean {
  const topic = metadata.topics.get(name)
  if (topic === undefined) return false
  for (const partition of topic.partitionNames) metadata.leaders.delete(partition)
  metadata.leadersVersion++
  return metadata.topics.delete(name)
}

function applyTopic(metadata: ClientMetadata, topic: MetadataTopic): boolean {
  if (topic.errorCode !== 'NONE') {
    metadata.errors.set(topic.name, topic.errorCode)
    if (needsMetadataRefresh(topic.errorCode)) requestMetadataUpdate(metadata)
    return forgetTopic(metadata, topic.name)
  }
  metadata.errors.delete(topic.name)
  const known = metadata.topics.get(topic.name)
  const sameTopic = known !== undefined && known.topicId === topic.topicId
  let changed = !sameTopic || known.partitions.length !== topic.partitions.length
  const partitions = [...topic.partitions]
    .sort((a, b) => a.partition - b.partition)
    .map((partition) => {
      if (needsMetadataRefresh(partition.errorCode)) requestMetadataUpdate(metadata)
      const before = sameTopic ? known.partitions[partition.partition] : undefined
      // A broker that lags behind may still tell of an older leader epoch; what is known already is newer.
      const newest = before !== undefined && before.leaderEpoch > partition.leaderEpoch ? before : partition
      if (before === undefined || before.leaderId !== newest.leaderId || before.leaderEpoch !== newest.leaderEpoch)
        changed = true
      return Object.freeze(newest)
    })
  if (!changed) return false
  setTopic(metadata, topic.name, topic.topicId, partitions)
  return true
}

function setTopic(
  metadata: ClientMetadata,
  name: string,
  topicId: string,
  partitions: readonly MetadataPartition[],
): void {
  forgetTopic(metadata, name)
  const partitionNames = partitions.map((partition) => topicPartition(name, partition.partition))
  metadata.topics.set(
    name,
    Object.freeze({
      name,
      topicId,
      partitionNames,
      partitions,
      available: [],
    }),
  )
  for (const partition of partitions) {
    const leader = Object.freeze({ leaderId: partition.leaderId, leaderEpoch: partition.leaderEpoch, topicId })
    metadata.leaders.set(topicPartition(name, partition.partition), leader)
  }
  metadata.leadersVersion++
}

/** The order depends on how many partitions of all topics the client knows, so every topic is looked at. */
function orderTopics(metadata: ClientMetadata): void {
  metadata.ledBy.clear()
  for (const [name, topic] of metadata.topics) {
    const led = topic.partitions
      .filter((partition) => partition.leaderId !== -1)
      .map((partition) => partition.partition)
    const available = Object.freeze(inClientOrder(name, led, metadata.leaders.size))
    metadata.topics.set(name, Object.freeze({ ...topic, available }))
    for (const partition of available) addLed(metadata, topic, partition)
  }
}

/**
 * A topic that was deleted and made again may have fewer partitions than the one that unkeyed records stick to. Kafka's
 * producer keeps filling that one, and its batches wait for a leader until they expire.
 */
export function nameOfPartition(topic: TopicMetadata, partition: number): TopicPartition {
  return topic.partitionNames[partition] ?? topicPartition(topic.name, partition)
}

function addLed(metadata: ClientMetadata, topic: TopicMetadata, partition: number): void {
  const leaderId = topic.partitions[partition]?.leaderId ?? -1
  const led = metadata.ledBy.get(leaderId)
  const name = topic.partitionNames[partition] as TopicPartition
  if (led === undefined) metadata.ledBy.set(leaderId, [name])
  else led.push(name)
}

/** KIP-951: a produce or fetch answer names the new leader. True when that is news. */
export function updateLeader(
  metadata: ClientMetadata,
  name: TopicPartition,
  topicName: string,
  partition: number,
  leader: LeaderAndEpoch,
): boolean {
  const topic = metadata.topics.get(topicName)
  const known = leaderOf(metadata, name)
  if (topic === undefined || leader.leaderId === -1 || known.leaderEpoch >= leader.leaderEpoch) return false
  const partitions = topic.partitions.map((each) =>
    each.partition === partition
      ? Object.freeze({ ...each, leaderId: leader.leaderId, leaderEpoch: leader.leaderEpoch })
      : each,
  )
  setTopic(metadata, topicName, topic.topicId, partitions)
  orderTopics(metadata)
  return true
}
