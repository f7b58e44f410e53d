/**
 * Counterpart in Kafka: the `replay` methods of MetadataDelta, TopicDelta and PartitionRegistration.merge. Controllers
 * and brokers feed their images through the same function, so a failover or a restart is a real replay of the log.
 */
import { assert, unreachable } from '../../engine/assert.ts'
import { quotaEntityKey } from '../common/client-quotas.ts'
import { topicPartition } from '../common/topic-partition.ts'
import type { MetadataDelta } from './metadata-delta.ts'
import type { BrokerRegistration, MetadataImage, PartitionRegistration, TopicMetadata } from './metadata-image.ts'
import type { MetadataLogEntry, MetadataRecord } from './metadata-records.ts'

type RecordOf<Type extends MetadataRecord['type']> = Extract<MetadataRecord, { readonly type: Type }>

const NO_PARTITIONS: readonly PartitionRegistration[] = Object.freeze([])

/**
 * Applies one entry of the metadata log to the image and notes in `delta`, where one is given, what it touched. Rows
 * are replaced by new frozen ones. Entries come in the order of the log, each exactly once.
 */
export function applyRecord(image: MetadataImage, entry: MetadataLogEntry, delta: MetadataDelta | null = null): void {
  assert(entry.offset > image.offset, 'metadata records are applied in order')
  image.offset = entry.offset
  image.epoch = entry.epoch
  replay(image, entry.record, delta)
}

function replay(image: MetadataImage, record: MetadataRecord, delta: MetadataDelta | null): void {
  switch (record.type) {
    case 'RegisterBrokerRecord':
      return replayRegisterBroker(image, record, delta)
    case 'UnregisterBrokerRecord':
      image.brokers.delete(record.brokerId)
      delta?.changedBrokers.add(record.brokerId)
      return
    case 'BrokerRegistrationChangeRecord':
      return replayBrokerRegistrationChange(image, record, delta)
    case 'RegisterControllerRecord': {
      const { type: _, ...controller } = record
      image.controllers.set(record.controllerId, Object.freeze(controller))
      return
    }
    case 'TopicRecord':
      image.topics.set(record.name, freezeTopic(record.name, record.topicId, NO_PARTITIONS))
      image.topicNames.set(record.topicId, record.name)
      delta?.createdTopics.add(record.name)
      return
    case 'PartitionRecord':
      return replayPartition(image, record, delta)
    case 'PartitionChangeRecord':
      return replayPartitionChange(image, record, delta)
    case 'RemoveTopicRecord':
      return replayRemoveTopic(image, record, delta)
    case 'ConfigRecord':
      return replayConfig(image, record, delta)
    case 'ClearElrRecord':
      return replayClearElr(image, record, delta)
    case 'FeatureLevelRecord':
      // Level 0 means "not finalised": such a feature is not listed at all.
      if (record.featureLevel === 0) image.features.delete(record.name)
      else image.features.set(record.name, record.featureLevel)
      delta?.changedFeatures.add(record.name)
      return
    case 'KRaftVersionRecord':
      image.features.set('kraft.version', record.kRaftVersion)
      delta?.changedFeatures.add('kraft.version')
      return
    case 'ProducerIdsRecord':
      image.nextProducerId = record.nextProducerId
      return
    case 'ClientQuotaRecord':
      return replayClientQuota(image, record)
    case 'NoOpRecord':
    case 'BeginTransactionRecord':
    case 'EndTransactionRecord':
    case 'LeaderChangeMessage':
    case 'VotersRecord':
      return
    default:
      return unreachable(record)
  }
}

function replayRegisterBroker(
  image: MetadataImage,
  record: RecordOf<'RegisterBrokerRecord'>,
  delta: MetadataDelta | null,
): void {
  const registration: BrokerRegistration = {
    brokerId: record.brokerId,
    brokerEpoch: record.brokerEpoch,
    incarnationId: record.incarnationId,
    host: record.host,
    port: record.port,
    rack: record.rack,
    fenced: record.fenced,
    inControlledShutdown: record.inControlledShutdown,
    features: record.features,
    cordonedLogDirs: record.cordonedLogDirs,
    ...(record.logDirs === undefined ? {} : { logDirs: record.logDirs }),
  }
  image.brokers.set(record.brokerId, Object.freeze(registration))
  delta?.changedBrokers.add(record.brokerId)
}

function replayBrokerRegistrationChange(
  image: MetadataImage,
  record: RecordOf<'BrokerRegistrationChangeRecord'>,
  delta: MetadataDelta | null,
): void {
  const old = image.brokers.get(record.brokerId)
  assert(old !== undefined, 'a registration change names a registered broker')
  assert(old.brokerEpoch === record.brokerEpoch, 'a registration change names the current broker epoch')
  image.brokers.set(
    record.brokerId,
    Object.freeze({
      ...old,
      fenced: record.fenced ?? old.fenced,
      inControlledShutdown: record.inControlledShutdown ?? old.inControlledShutdown,
      cordonedLogDirs: record.cordonedLogDirs ?? old.cordonedLogDirs,
      ...(record.logDirs === undefined ? {} : { logDirs: record.logDirs }),
    }),
  )
  delta?.changedBrokers.add(record.brokerId)
}

function replayPartition(image: MetadataImage, record: RecordOf<'PartitionRecord'>, delta: MetadataDelta | null): void {
  const topic = topicById(image, record.topicId)
  const name = topicPartition(topic.name, record.partition)
  const registration: PartitionRegistration = {
    topicPartition: name,
    topic: topic.name,
    topicId: record.topicId,
    partition: record.partition,
    replicas: frozen(record.replicas),
    isr: frozen(record.isr),
    addingReplicas: frozen(record.addingReplicas),
    removingReplicas: frozen(record.removingReplicas),
    leader: record.leader,
    leaderEpoch: record.leaderEpoch,
    partitionEpoch: record.partitionEpoch,
    leaderRecoveryState: record.leaderRecoveryState ?? 'recovered',
    eligibleLeaderReplicas: frozen(record.eligibleLeaderReplicas),
    lastKnownElr: frozen(record.lastKnownElr),
    ...directoriesOf(record.directories),
  }
  setPartition(image, topic, Object.freeze(registration))
  delta?.changedPartitions.add(name)
}

function replayPartitionChange(
  image: MetadataImage,
  record: RecordOf<'PartitionChangeRecord'>,
  delta: MetadataDelta | null,
): void {
  const topic = topicById(image, record.topicId)
  const old = topic.partitions[record.partition]
  assert(old !== undefined, 'a partition change names an existing partition')
  const changed = mergePartitionChange(old, record)
  assert(changed.partitionEpoch > old.partitionEpoch, 'each change of a partition raises its epoch')
  setPartition(image, topic, changed)
  delta?.changedPartitions.add(changed.topicPartition)
}

/**
 * The partition as it stands after `record` (PartitionRegistration.merge). Naming a leader raises the leader epoch even
 * when it is the leader there already: that is how a reassignment makes the replicas that remain truncate to it.
 */
export function mergePartitionChange(
  old: PartitionRegistration,
  record: RecordOf<'PartitionChangeRecord'>,
): PartitionRegistration {
  return Object.freeze({
    topicPartition: old.topicPartition,
    topic: old.topic,
    topicId: old.topicId,
    partition: old.partition,
    replicas: record.replicas === null ? old.replicas : frozen(record.replicas),
    isr: record.isr === null ? old.isr : frozen(record.isr),
    addingReplicas: record.addingReplicas === null ? old.addingReplicas : frozen(record.addingReplicas),
    removingReplicas: record.removingReplicas === null ? old.removingReplicas : frozen(record.removingReplicas),
    leader: record.leader ?? old.leader,
    leaderEpoch: record.leader === null ? old.leaderEpoch : old.leaderEpoch + 1,
    partitionEpoch: old.partitionEpoch + 1,
    leaderRecoveryState: record.leaderRecoveryState ?? old.leaderRecoveryState,
    eligibleLeaderReplicas:
      record.eligibleLeaderReplicas === null ? old.eligibleLeaderReplicas : frozen(record.eligibleLeaderReplicas),
    lastKnownElr: record.lastKnownElr === null ? old.lastKnownElr : frozen(record.lastKnownElr),
    ...directoriesOf(record.directories ?? old.directories),
  })
}

/** Most clusters have a single log directory a broker, and then rows say nothing of it. */
function directoriesOf(directories: PartitionRegistration['directories']): Pick<PartitionRegistration, 'directories'> {
  return directories === undefined ? {} : { directories: Object.freeze(directories) }
}

function replayRemoveTopic(
  image: MetadataImage,
  record: RecordOf<'RemoveTopicRecord'>,
  delta: MetadataDelta | null,
): void {
  const topic = topicById(image, record.topicId)
  image.topics.delete(topic.name)
  image.topicNames.delete(record.topicId)
  image.configs.delete(`topic:${topic.name}`)
  if (delta === null) return
  for (const partition of topic.partitions) delta.changedPartitions.delete(partition.topicPartition)
  // A topic made and removed within the same stretch was never seen by whoever reads this delta.
  if (!delta.createdTopics.delete(topic.name)) delta.deletedTopics.set(topic.name, topic)
}

function replayConfig(image: MetadataImage, record: RecordOf<'ConfigRecord'>, delta: MetadataDelta | null): void {
  const key = `${record.resourceType}:${record.resourceName}`
  const overrides: Record<string, string> = { ...image.configs.get(key) }
  // Deleted first, so that a value set again moves to the end, as in a Java LinkedHashMap after remove and put.
  delete overrides[record.name]
  if (record.value !== null) overrides[record.name] = record.value
  if (Object.keys(overrides).length === 0) image.configs.delete(key)
  else image.configs.set(key, Object.freeze(overrides))
  delta?.changedConfigs.add(key)
}

function replayClearElr(image: MetadataImage, record: RecordOf<'ClearElrRecord'>, delta: MetadataDelta | null): void {
  for (const topic of [...image.topics.values()]) {
    if (record.topicName !== null && record.topicName !== topic.name) continue
    for (const partition of topic.partitions) {
      if (partition.eligibleLeaderReplicas.length === 0 && partition.lastKnownElr.length === 0) continue
      const cleared = { ...partition, eligibleLeaderReplicas: frozen([]), lastKnownElr: frozen([]) }
      setPartition(image, topicById(image, topic.topicId), Object.freeze(cleared))
      delta?.changedPartitions.add(partition.topicPartition)
    }
  }
}

function replayClientQuota(image: MetadataImage, record: RecordOf<'ClientQuotaRecord'>): void {
  const { entity, key, value, remove } = record
  image.clientQuotas ??= new Map()
  const entityKey = quotaEntityKey(entity)
  const quotas: Record<string, number> = { ...image.clientQuotas.get(entityKey)?.quotas }
  if (remove) delete quotas[key]
  else quotas[key] = value
  if (Object.keys(quotas).length === 0) image.clientQuotas.delete(entityKey)
  else image.clientQuotas.set(entityKey, Object.freeze({ entity, quotas: Object.freeze(quotas) }))
}

function topicById(image: MetadataImage, topicId: string): TopicMetadata {
  const topic = image.topics.get(image.topicNames.get(topicId) ?? '')
  assert(topic !== undefined, 'a record names an existing topic')
  return topic
}

function setPartition(image: MetadataImage, topic: TopicMetadata, partition: PartitionRegistration): void {
  const { leader, isr, replicas } = partition
  assert(leader === -1 || isr.includes(leader), 'a leader is in its ISR')
  for (const id of isr) assert(replicas.includes(id), 'who is in the ISR is a replica')
  const partitions = topic.partitions.slice()
  partitions[partition.partition] = partition
  image.topics.set(topic.name, freezeTopic(topic.name, topic.topicId, Object.freeze(partitions)))
}

function freezeTopic(name: string, topicId: string, partitions: readonly PartitionRegistration[]): TopicMetadata {
  return Object.freeze({ name, topicId, partitions })
}

/** Records are frozen at append, so their lists are shared; a list of a caller's own is copied first. */
function frozen(ids: readonly number[]): readonly number[] {
  return Object.isFrozen(ids) ? ids : Object.freeze(ids.slice())
}
