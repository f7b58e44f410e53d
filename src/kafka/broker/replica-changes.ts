/** Counterpart in Kafka: ReplicaManager.applyDelta. Makes the replicas on this broker what the metadata says. */
import type { NodeContext } from '../../engine/node-context.ts'
import { putRow, removeRow, rowNamed, rowsOf } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { createLogConfig, type LogConfig } from '../log/log-config.ts'
import { createLog, type ReplicaLog } from '../log/replica-log.ts'
import type { PartitionRegistration, TopicMetadata } from '../metadata/metadata-image.ts'
import { brokerLayers, topicOverrides } from '../profile/effective-config.ts'
import { profileOf } from '../profile/registry.ts'
import { dropFutureLog, resumeMove } from './alter-replica-log-dirs.ts'
import { createBrokerConfig } from './broker-config.ts'
import type { BrokerState, Partition } from './broker-state.ts'
import { checkpointLogStartOffsets, checkpointRecoveryPoints } from './checkpoint-files.ts'
import { electCoordinator, resignCoordinator } from './coordinator-host.ts'
import { completeAfterHighWatermark, completeAfterLeaderChange } from './delayed-operations.ts'
import { watchFromSessions } from './fetch-session.ts'
import { lookForReturningFollowers } from './isr.ts'
import { folderForNew, isOffline } from './log-folders.ts'
import { createPartition, makeFollower, makeLeader, updateReplicas } from './partition.ts'
import { addFetcher, removeFetcher } from './replica-fetcher.ts'
import { tellLosses } from './tell-losses.ts'

/** The partition was created or changed; it may or may not have a replica here. */
export function applyPartition(state: BrokerState, to: PartitionRegistration, node: NodeContext): void {
  if (isOffline(state, to.topicPartition) && isOfSameTopic(state, to)) return stayOffline(state, to, node)
  const known = rowNamed(state.partitions, to.topicPartition)
  if (!to.replicas.includes(state.brokerId)) {
    if (known !== undefined) removePartition(state, known, node)
    return
  }
  const partition = known !== undefined && known.topicId === to.topicId ? known : addPartition(state, to, node)
  if (partition.role !== 'none' && to.partitionEpoch < partition.partitionEpoch) return
  // Known already from the answer to an AlterPartition, which names the ISR but not the replicas.
  if (partition.role === 'leader' && to.leader === state.brokerId && to.partitionEpoch === partition.partitionEpoch) {
    return updateReplicas(partition, to, state.brokerId)
  }
  if (to.leader === state.brokerId) becomeLeader(state, partition, to, node)
  else becomeFollower(state, partition, to, node)
}

function isOfSameTopic({ folderFailures }: BrokerState, { topicPartition, topicId }: PartitionRegistration): boolean {
  return folderFailures?.logs.get(topicPartition)?.topicId === topicId
}

/** Its directory has failed: nothing can be made of it, except that what this broker coordinated by it is others' now. */
function stayOffline(state: BrokerState, to: PartitionRegistration, node: NodeContext): void {
  if (!to.replicas.includes(state.brokerId)) state.folderFailures?.logs.delete(to.topicPartition)
  if (to.leader !== state.brokerId) resignCoordinator(state, to, node)
}

function becomeLeader(state: BrokerState, partition: Partition, to: PartitionRegistration, node: NodeContext): void {
  const newEpoch = to.leaderEpoch > partition.leaderEpoch
  const highWatermark = partition.log.highWatermark
  const previousLeader = partition.leaderId
  if (partition.role !== 'leader') removeFetcher(state, partition.topicPartition)
  const moved = makeLeader(state, partition, to, node.nowMs)
  lookForReturningFollowers(state, partition)
  if (newEpoch) {
    tellLosses(state, partition, node)
    completeAfterLeaderChange(state, partition, node)
    if (partition.coordinated) electCoordinator(state, partition, previousLeader, node)
  }
  if (moved) completeAfterHighWatermark(state, partition, highWatermark, node)
}

function becomeFollower(state: BrokerState, partition: Partition, to: PartitionRegistration, node: NodeContext): void {
  if (stopLeading(state, partition, to, node)) addFetcher(state, partition, node)
}

/** False where nothing is new. */
function stopLeading(state: BrokerState, partition: Partition, to: PartitionRegistration, node: NodeContext): boolean {
  const wasLeader = partition.role === 'leader'
  const changed = makeFollower(partition, to)
  if (!changed) return false
  completeAfterLeaderChange(state, partition, node)
  if (wasLeader && partition.coordinated) resignCoordinator(state, partition, node)
  return true
}

/** As `applyPartition`, of a follower that fetches no more: its process is about to end (ReplicaManager.makeFollowers). */
export function followNobody(state: BrokerState, to: PartitionRegistration, node: NodeContext): void {
  const partition = rowNamed(state.partitions, to.topicPartition)
  if (partition === undefined) return hostReplica(state, to, node)
  removeFetcher(state, to.topicPartition)
  stopLeading(state, partition, to, node)
}

/** It has a replica here, which neither leads nor follows yet unless it did before. */
export function hostReplica(state: BrokerState, to: PartitionRegistration, node: NodeContext): void {
  if (rowNamed(state.partitions, to.topicPartition) === undefined) addPartition(state, to, node)
}

function addPartition(state: BrokerState, to: PartitionRegistration, node: NodeContext): Partition {
  const old = rowNamed(state.partitions, to.topicPartition)
  if (old !== undefined) removePartition(state, old, node)
  const partition = createPartition(to, logFor(state, to, node.wallClockMs))
  putRow(state.partitions, to.topicPartition, partition)
  watchFromSessions(state, partition)
  resumeMove(state, to.topicPartition, node)
  return partition
}

/** What an earlier process left on the disk, if it is of the same topic and not of an older one with its name. */
function logFor(state: BrokerState, to: PartitionRegistration, wallClockMs: number): ReplicaLog {
  const config = logConfigOf(state, to.topic)
  const stray = state.strayLogs.get(to.topicPartition)
  if (stray === undefined || stray.topicId !== to.topicId) return newLog(state, to, config, wallClockMs)
  state.strayLogs.delete(to.topicPartition)
  stray.config = config
  return stray
}

function newLog(
  state: BrokerState,
  { topicPartition, topicId }: PartitionRegistration,
  config: LogConfig,
  wallClockMs: number,
): ReplicaLog {
  const parentDir = folderForNew(state, topicPartition)
  const log = afterNewDisk(state, topicPartition, topicId) ?? createLog(topicPartition, topicId, config, wallClockMs)
  log.config = config
  return parentDir === undefined ? log : { ...log, parentDir }
}

/** It had a replica here before its disk was replaced: empty now, with what observers know of it. */
function afterNewDisk(
  { folderFailures }: BrokerState,
  topicPartition: TopicPartition,
  topicId: string,
): ReplicaLog | undefined {
  const log = folderFailures?.logs.get(topicPartition)
  if (log?.topicId !== topicId) return undefined
  folderFailures?.logs.delete(topicPartition)
  return log
}

/** The replica is left as it is, and nothing comes to it any more. */
export function stopFollowing(state: BrokerState, topicPartition: TopicPartition, node: NodeContext): void {
  removeFetcher(state, topicPartition)
  const partition = rowNamed(state.partitions, topicPartition)
  if (partition !== undefined) completeAfterLeaderChange(state, partition, node)
}

/** With its log, also one that an earlier process left. */
export function deleteReplica(state: BrokerState, topicPartition: TopicPartition, node: NodeContext): void {
  const partition = rowNamed(state.partitions, topicPartition)
  if (partition !== undefined) return removePartition(state, partition, node)
  const stray = state.strayLogs.get(topicPartition)
  if (stray === undefined) return
  state.strayLogs.delete(topicPartition)
  deleteLog(state, stray, node)
}

function removePartition(state: BrokerState, partition: Partition, node: NodeContext): void {
  const wasLeader = partition.role === 'leader'
  partition.role = 'none'
  removeFetcher(state, partition.topicPartition)
  removeRow(state.partitions, partition.topicPartition)
  completeAfterLeaderChange(state, partition, node)
  if (wasLeader && partition.coordinated) resignCoordinator(state, partition, node)
  dropFutureLog(state, partition.topicPartition, node)
  deleteLog(state, partition.log, node)
}

/** The directory is renamed at once and emptied after `file.delete.delay.ms`. */
function deleteLog(state: BrokerState, log: ReplicaLog, node: NodeContext): void {
  state.deletedLogs.push({ log, deleteAtMs: node.wallClockMs + log.config.fileDeleteDelayMs })
  checkpointRecoveryPoints(state)
  checkpointLogStartOffsets(state)
}

export function applyDeletedTopic(state: BrokerState, topic: TopicMetadata, node: NodeContext): void {
  state.logConfigs.delete(topic.name)
  for (const registration of topic.partitions) {
    if (isOfSameTopic(state, registration)) state.folderFailures?.logs.delete(registration.topicPartition)
    const partition = rowNamed(state.partitions, registration.topicPartition)
    if (partition !== undefined && partition.topicId === topic.topicId) removePartition(state, partition, node)
  }
}

/** Logs on the disk for which there is no replica any more: deleted or moved while this broker was down. */
export function dropStrayLogs(state: BrokerState, node: NodeContext): void {
  for (const log of state.strayLogs.values()) deleteLog(state, log, node)
  state.strayLogs.clear()
  state.folderFailures?.logs.clear()
}

/** `changed` are keys of the image's configs; null is all of them. */
export function applyConfigs(state: BrokerState, changed: ReadonlySet<string> | null): void {
  const { metadata, brokerId } = state
  if (changed === null || changed.has('broker:') || changed.has(`broker:${brokerId}`)) {
    const profile = profileOf(state.profile)
    const { dynamicDefault, dynamicBroker } = brokerLayers(metadata, state.staticConfig, brokerId, profile)
    const properties = Object.freeze({ ...state.staticConfig, ...dynamicDefault, ...dynamicBroker })
    state.config = createBrokerConfig(properties, profile)
    state.logConfigs.clear()
  } else {
    for (const key of changed) if (key.startsWith('topic:')) state.logConfigs.delete(key.slice('topic:'.length))
  }
  for (const partition of rowsOf(state.partitions)) {
    if (!state.logConfigs.has(partition.topic)) partition.log.config = logConfigOf(state, partition.topic)
    else partition.log.config = state.logConfigs.get(partition.topic) as LogConfig
  }
}

export function logConfigOf(state: BrokerState, topic: string): LogConfig {
  const known = state.logConfigs.get(topic)
  if (known !== undefined) return known
  const layers = brokerLayers(state.metadata, state.staticConfig, state.brokerId, profileOf(state.profile))
  const config = createLogConfig(topicOverrides(state.metadata, topic), layers)
  state.logConfigs.set(topic, config)
  return config
}
