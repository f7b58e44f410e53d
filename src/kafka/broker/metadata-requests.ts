/** Counterpart in Kafka: KafkaApis and KRaftMetadataCache: what any broker tells of the cluster from its own image. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { type CoordinatorKeyType, isInternalTopic } from '../common/internal-topics.ts'
import { hasOnlineDirectory } from '../metadata/directories.ts'
import type { PartitionRegistration, TopicMetadata } from '../metadata/metadata-image.ts'
import { apiVersionsOf } from '../profile/answered-apis.ts'
import { profileOf, rulesOf } from '../profile/registry.ts'
import type { ApiVersionsRequest } from '../protocol/api-versions.ts'
import {
  type DescribeClusterRequest,
  type DescribeClusterResponse,
  mismatchedEndpoint,
} from '../protocol/describe-cluster.ts'
import type {
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse,
} from '../protocol/describe-topic-partitions.ts'
import type { FindCoordinatorRequest, FindCoordinatorResponse } from '../protocol/find-coordinator.ts'
import type {
  MetadataBroker,
  MetadataPartition,
  MetadataRequest,
  MetadataResponse,
  MetadataTopic,
} from '../protocol/metadata.ts'
import { sendMessage } from '../protocol/send-message.ts'
import { createTopicAutomatically, isValidTopicName, type Occasion } from './auto-topic-creation.ts'
import type { BrokerState } from './broker-state.ts'
import { coordinatorOfKeyType } from './coordinators.ts'
import { linkOf } from './link/broker-link.ts'

/**
 * Names only unfenced brokers. A topic that does not exist is asked of the controller where that is allowed, and
 * answered with an error all the same: the client asks again.
 */
export function handleMetadata(state: BrokerState, request: MetadataRequest, from: NodeId, node: NodeContext): void {
  const names = request.topics ?? [...state.metadata.topics.keys()]
  const mayCreate = request.allowAutoTopicCreation && state.config.autoCreateTopicsEnable
  const topics = names.map(
    (name) => describeTopic(state, name) ?? missingTopic(state, name, mayCreate ? request : null, node),
  )
  const response: MetadataResponse = {
    type: 'MetadataResponse',
    correlationId: request.correlationId,
    clusterId: state.clusterId,
    brokers: aliveBrokers(state),
    controllerId: controllerFor(state),
    topics,
  }
  sendMessage(node, from, response)
}

function describeTopic(state: BrokerState, name: string): MetadataTopic | null {
  const topic = state.metadata.topics.get(name)
  if (topic === undefined) return null
  return {
    errorCode: 'NONE',
    name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(name),
    partitions: topic.partitions.map((partition) => describePartition(state, partition)),
  }
}

/** It is made where there is an occasion to. */
function missingTopic(state: BrokerState, name: string, occasion: Occasion | null, node: NodeContext): MetadataTopic {
  const valid = isValidTopicName(name)
  if (valid && occasion !== null) createTopicAutomatically(state, name, occasion, node)
  const { answerForTopicBeingCreated, refusesNamesInMetadata } = rulesOf(state.config).controller
  const whileMade = occasion !== null ? answerForTopicBeingCreated : 'UNKNOWN_TOPIC_OR_PARTITION'
  return {
    errorCode: valid || (occasion === null && !refusesNamesInMetadata) ? whileMade : 'INVALID_TOPIC_EXCEPTION',
    name,
    topicId: '',
    isInternal: isInternalTopic(name),
    partitions: [],
  }
}

function describePartition(state: BrokerState, partition: PartitionRegistration): MetadataPartition {
  const leader = isAlive(state, partition.leader) ? partition.leader : -1
  return {
    errorCode: leader === -1 ? 'LEADER_NOT_AVAILABLE' : 'NONE',
    partition: partition.partition,
    leaderId: leader,
    leaderEpoch: partition.leaderEpoch,
    replicas: partition.replicas,
    isr: partition.isr,
    offlineReplicas: partition.replicas.filter((brokerId) => isReplicaOffline(state, partition, brokerId)),
  }
}

/** Its broker is not there, or the directory it lies in. */
function isReplicaOffline(state: BrokerState, partition: PartitionRegistration, brokerId: number): boolean {
  return !isAlive(state, brokerId) || !hasOnlineDirectory(state.metadata, partition, brokerId)
}

export function isAlive(state: BrokerState, brokerId: number): boolean {
  const broker = state.metadata.brokers.get(brokerId)
  return broker !== undefined && !broker.fenced
}

function aliveBrokers(state: BrokerState): MetadataBroker[] {
  const alive: MetadataBroker[] = []
  for (const broker of state.metadata.brokers.values()) {
    if (!broker.fenced) alive.push({ id: broker.brokerId, host: broker.host, port: broker.port, rack: broker.rack })
  }
  return alive.sort((a, b) => a.id - b.id)
}

/** Where no broker is it, they are told of a live one, which forwards. Kafka draws one. */
function controllerFor(state: BrokerState): number {
  return linkOf(state).controllerOf(state) ?? aliveBrokers(state)[0]?.id ?? -1
}

export function handleDescribeCluster(
  state: BrokerState,
  request: DescribeClusterRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const { correlationId, includeFencedBrokers } = request
  const mismatch = mismatchedEndpoint(request, 'broker')
  if (mismatch !== null) return sendMessage(node, from, mismatch)
  const brokers = [...state.metadata.brokers.values()]
    .filter((broker) => includeFencedBrokers || !broker.fenced)
    .map(({ brokerId, host, port, rack, fenced }) => ({ id: brokerId, host, port, rack, isFenced: fenced }))
    .sort((a, b) => a.id - b.id)
  const response: DescribeClusterResponse = {
    type: 'DescribeClusterResponse',
    correlationId,
    errorCode: 'NONE',
    errorMessage: null,
    clusterId: state.clusterId,
    controllerId: controllerFor(state),
    brokers,
  }
  sendMessage(node, from, response)
}

/** In the order of names, as Kafka answers whatever the order asked. */
export function handleDescribeTopicPartitions(
  state: BrokerState,
  request: DescribeTopicPartitionsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const names = (request.topics.length === 0 ? [...state.metadata.topics.keys()] : [...new Set(request.topics)]).sort(
    byText,
  )
  const topics = names.map((name) => {
    const topic = state.metadata.topics.get(name)
    return topic === undefined
      ? { ...missingTopic(state, name, null, node), partitions: [] }
      : describeFully(state, topic)
  })
  const response: DescribeTopicPartitionsResponse = {
    type: 'DescribeTopicPartitionsResponse',
    correlationId: request.correlationId,
    topics,
  }
  sendMessage(node, from, response)
}

function describeFully(state: BrokerState, topic: TopicMetadata): DescribeTopicPartitionsResponse['topics'][number] {
  return {
    errorCode: 'NONE',
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.map((partition) => ({
      ...describePartition(state, partition),
      eligibleLeaderReplicas: partition.eligibleLeaderReplicas,
      lastKnownElr: partition.lastKnownElr,
    })),
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A coordinator leads a partition of its topic, which the first asker makes; which of them, its kind says. */
export function handleFindCoordinator(
  state: BrokerState,
  request: FindCoordinatorRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const coordinators = request.keys.map((key) => ({ key, ...findCoordinator(state, request.keyType, key, node) }))
  const response: FindCoordinatorResponse = {
    type: 'FindCoordinatorResponse',
    correlationId: request.correlationId,
    coordinators,
  }
  sendMessage(node, from, response)
}

type Found = Omit<FindCoordinatorResponse['coordinators'][number], 'key'>

function findCoordinator(state: BrokerState, keyType: CoordinatorKeyType, key: string, node: NodeContext): Found {
  const kind = coordinatorOfKeyType(keyType)
  // Share groups are not here yet.
  if (kind === undefined || kind.keys === null) return nowhere('COORDINATOR_NOT_AVAILABLE')
  const topic = state.metadata.topics.get(kind.topic)
  if (topic === undefined) {
    createTopicAutomatically(state, kind.topic, null, node)
    return nowhere('COORDINATOR_NOT_AVAILABLE')
  }
  const partition = kind.keys.partitionOf(key, topic.partitions.length)
  if (typeof partition !== 'number') return nowhere(partition)
  const leader = topic.partitions[partition]?.leader ?? -1
  const broker = state.metadata.brokers.get(leader)
  if (broker === undefined || broker.fenced) return nowhere('COORDINATOR_NOT_AVAILABLE')
  return { errorCode: 'NONE', errorMessage: null, nodeId: leader, host: broker.host, port: broker.port }
}

function nowhere(errorCode: ErrorCode): Found {
  return { errorCode, errorMessage: null, nodeId: -1, host: '', port: -1 }
}

export function handleApiVersions(
  state: BrokerState,
  request: ApiVersionsRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const { profile, metadata } = state
  sendMessage(
    node,
    from,
    apiVersionsOf('broker', profileOf(profile), metadata.features, metadata.offset, request.correlationId),
  )
}
