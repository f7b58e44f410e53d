/**
 * Counterpart in Kafka: the Raft client of a broker (an observer), MetadataLoader and BrokerMetadataPublisher. Fetches
 * the metadata log from the active controller and makes the replicas here what it says they are.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { controllerNode } from '../common/addresses.ts'
import { canSendTo, sendRequest } from '../common/network-client.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import { emptyMetadataDelta, type MetadataDelta } from '../metadata/metadata-delta.ts'
import { type PartitionRegistration, partitionOf } from '../metadata/metadata-image.ts'
import type { MetadataLogEntry } from '../metadata/metadata-records.ts'
import { applyRecord } from '../metadata/replay.ts'
import { applySnapshot } from '../metadata/snapshot.ts'
import type { FetchMetadataResponse } from '../protocol/fetch-metadata.ts'
import { register, tellReady } from './broker-lifecycle.ts'
import type { BrokerState } from './broker-state.ts'
import { tellCoordinatorsOfDeletedTopics } from './coordinator-host.ts'
import { applyConfigs, applyDeletedTopic, applyPartition, dropStrayLogs } from './replica-changes.ts'

const MAX_WAIT_MS = 500
const REQUEST_TIMEOUT_MS = 2_000
const RETRY_US = 20_000

/** Also the `MetadataFetchRetry` timer. */
export function fetchMetadata(state: BrokerState, node: NodeContext): void {
  const controllerId = nextController(state)
  const to = controllerNode(controllerId)
  if (!canSendTo(state.client, to, node.nowUs)) {
    forgetController(state, controllerId)
    return retryLater(node)
  }
  const { loader, metadata, brokerId } = state
  const last = loader.pending[loader.pending.length - 1]
  sendRequest(
    state.client,
    to,
    {
      type: 'FetchMetadataRequest',
      replicaId: brokerId,
      voter: false,
      currentLeaderEpoch: loader.leaderEpoch,
      fetchOffset: (last?.offset ?? metadata.offset) + 1,
      lastFetchedEpoch: last?.epoch ?? metadata.epoch,
      maxWaitMs: MAX_WAIT_MS,
    },
    { type: 'metadata', controllerId },
    MAX_WAIT_MS + REQUEST_TIMEOUT_MS,
    80,
    node,
  )
}

/** The one thought to lead, else one after the other. */
function nextController(state: BrokerState): number {
  const { lifecycle, controllers } = state
  if (lifecycle.controllerId !== -1) return lifecycle.controllerId
  lifecycle.controllerIndex = (lifecycle.controllerIndex + 1) % controllers.length
  return controllers[lifecycle.controllerIndex] as number
}

function forgetController(state: BrokerState, controllerId: number): void {
  if (state.lifecycle.controllerId === controllerId) state.lifecycle.controllerId = -1
}

function retryLater(node: NodeContext): void {
  node.setTimer(RETRY_US, { type: 'MetadataFetchRetry', periodic: true })
}

/** `response` is null when the connection broke or the time was over. */
export function onMetadataResponse(
  state: BrokerState,
  controllerId: number,
  response: FetchMetadataResponse | null,
  node: NodeContext,
): void {
  if (response === null) {
    forgetController(state, controllerId)
    return retryLater(node)
  }
  const { loader, lifecycle } = state
  if (response.leaderEpoch > loader.leaderEpoch) loader.leaderEpoch = response.leaderEpoch
  if (response.errorCode !== 'NONE') {
    // A standby names the leader, if it knows one; itself it cannot be.
    lifecycle.controllerId = response.leaderId === controllerId ? -1 : response.leaderId
    return retryLater(node)
  }
  lifecycle.controllerId = controllerId
  if (response.snapshot === true) loadSnapshot(state, response.entries, node)
  else if (response.divergingEpoch !== null) truncatePending(state, response.divergingEpoch.endOffset)
  else loader.pending.push(...response.entries)
  if (response.highWatermark > loader.highWatermark) loader.highWatermark = response.highWatermark
  publishCommitted(state, node)
  // The first answer of an active controller: now it is known where to register.
  if (lifecycle.state === 'recovered') register(state, node)
  fetchMetadata(state, node)
}

/** The controller's log begins later than this broker has read: the image is replaced whole (KIP-630). */
function loadSnapshot(state: BrokerState, entries: readonly MetadataLogEntry[], node: NodeContext): void {
  const delta = emptyMetadataDelta()
  state.loader.pending = []
  applySnapshot(state.metadata, entries, delta)
  if (state.loader.published) publish(state, delta, node)
}

/** Entries of a leadership that came to nothing. What was applied is committed and never goes. */
function truncatePending(state: BrokerState, endOffset: number): void {
  const { loader } = state
  const kept = loader.pending.filter((entry) => entry.offset < endOffset)
  // The leader does not know the epoch asked with: without an entry to drop, asking again would be asking for ever.
  loader.pending = kept.length < loader.pending.length ? kept : []
}

function publishCommitted(state: BrokerState, node: NodeContext): void {
  const { loader, metadata } = state
  const delta = emptyMetadataDelta()
  let count = 0
  while (count < loader.pending.length && (loader.pending[count] as MetadataLogEntry).offset < loader.highWatermark) {
    applyRecord(metadata, loader.pending[count] as MetadataLogEntry, delta)
    count++
  }
  if (count > 0) loader.pending.splice(0, count)
  if (loader.published) {
    if (count > 0) publish(state, delta, node)
  } else maybePublishFirst(state, node)
}

/**
 * Once the log has been read as far as this broker's own registration: what an image from before the restart says of
 * leaders must not be acted on, and nothing is fetched without the broker epoch that goes with it.
 */
export function maybePublishFirst(state: BrokerState, node: NodeContext): void {
  const { loader, metadata, lifecycle } = state
  if (loader.published || lifecycle.brokerEpoch === -1) return
  if (metadata.offset < lifecycle.brokerEpoch || metadata.offset + 1 < loader.highWatermark) return
  loader.published = true
  applyConfigs(state, null)
  for (const topic of state.metadata.topics.values()) {
    for (const registration of topic.partitions) applyPartition(state, registration, node)
  }
  dropStrayLogs(state, node)
  tellReady(state, node)
}

function publish(state: BrokerState, delta: MetadataDelta, node: NodeContext): void {
  for (const topic of delta.deletedTopics.values()) applyDeletedTopic(state, topic, node)
  if (delta.deletedTopics.size > 0) tellCoordinatorsOfDeletedTopics(state, new Set(delta.deletedTopics.keys()), node)
  if (delta.changedConfigs.size > 0) applyConfigs(state, delta.changedConfigs)
  for (const topicPartition of delta.changedPartitions) {
    const registration = registrationOf(state, topicPartition)
    if (registration !== undefined) applyPartition(state, registration, node)
  }
}

function registrationOf(state: BrokerState, topicPartition: string): PartitionRegistration | undefined {
  const { topic, partition } = splitTopicPartition(topicPartition)
  return partitionOf(state.metadata, topic, partition)
}
