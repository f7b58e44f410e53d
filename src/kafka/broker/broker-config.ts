/**
 * Counterpart in Kafka: kafka.server.KafkaConfig. The settings the broker looks at while it runs, parsed once, with
 * the defaults of the profile. Frozen.
 */

import { MAX_LONG } from '../log/log-config.ts'
import type { Profile } from '../profile/profile.ts'
import { profileOf } from '../profile/registry.ts'
import { foldersIn } from './log-folders.ts'

type Properties = Readonly<Record<string, string>>

export interface BrokerConfig {
  /** Name of the Kafka version, for `rulesOf`. */
  readonly profile: string
  /** Everything that was given, dynamic broker configs over server.properties; `LogConfig` is made from it. */
  readonly properties: Properties
  readonly autoCreateTopicsEnable: boolean
  readonly numPartitions: number
  readonly defaultReplicationFactor: number
  readonly replicaLagTimeMaxMs: number
  readonly replicaFetchMinBytes: number
  readonly replicaFetchWaitMaxMs: number
  readonly replicaFetchMaxBytes: number
  readonly replicaFetchResponseMaxBytes: number
  readonly replicaFetchBackoffMs: number
  readonly replicaSocketTimeoutMs: number
  /** Bytes a second that a leader may send to, and a follower ask for, throttled replicas; null without a limit. */
  readonly leaderThrottledRate: number | null
  readonly followerThrottledRate: number | null
  /** Of what is copied from one folder to another. */
  readonly alterLogDirsRate: number | null
  readonly replicaHighWatermarkCheckpointIntervalMs: number
  readonly fetchMaxBytes: number
  /** Whether consumers are sent to the replica in their own rack: the RackAwareReplicaSelector (KIP-392). */
  readonly sendsReadersToTheirRack: boolean
  readonly logRetentionCheckIntervalMs: number
  readonly logInitialTaskDelayMs: number
  readonly logFlushOffsetCheckpointIntervalMs: number
  readonly logFlushStartOffsetCheckpointIntervalMs: number
  readonly logCleanerEnable: boolean
  readonly logCleanerBackoffMs: number
  readonly producerIdExpirationMs: number
  readonly producerIdExpirationCheckIntervalMs: number
  readonly brokerHeartbeatIntervalMs: number
  readonly brokerSessionTimeoutMs: number
  readonly initialRegistrationTimeoutMs: number
  readonly controllerSocketTimeoutMs: number
  readonly maxIncrementalFetchSessionCacheSlots: number
  /** Absolute; replicas lie in any of them. */
  readonly logDirs: readonly string[]
  // Group coordinator.
  readonly groupInitialRebalanceDelayMs: number
  readonly groupMinSessionTimeoutMs: number
  readonly groupMaxSessionTimeoutMs: number
  readonly groupMaxSize: number
  readonly offsetsTopicNumPartitions: number
  readonly offsetsTopicReplicationFactor: number
  readonly offsetsTopicSegmentBytes: number
  readonly offsetsRetentionMinutes: number
  readonly offsetsRetentionCheckIntervalMs: number
  readonly offsetsCommitTimeoutMs: number
  readonly offsetMetadataMaxBytes: number
  // Transaction coordinator, and leaders that ask it.
  readonly transactionStateLogNumPartitions: number
  readonly transactionStateLogReplicationFactor: number
  readonly transactionStateLogMinIsr: number
  readonly transactionStateLogSegmentBytes: number
  readonly transactionMaxTimeoutMs: number
  readonly transactionalIdExpirationMs: number
  readonly transactionAbortTimedOutCleanupIntervalMs: number
  readonly transactionRemoveExpiredCleanupIntervalMs: number
  readonly transactionPartitionVerificationEnable: boolean
  readonly addPartitionsToTxnRetryBackoffMs: number
  readonly addPartitionsToTxnRetryBackoffMaxMs: number
}

const RACK_AWARE_SELECTOR = 'org.apache.kafka.common.replica.RackAwareReplicaSelector'

/** Unknown keys are kept in `properties` and otherwise ignored. */
export function createBrokerConfig(properties: Properties, profile: Profile): BrokerConfig {
  const { fixed } = profile.configs
  const byDefault = (key: string): string | undefined => profile.configs.broker.get(key)?.defaultValue ?? undefined
  const number = (key: string): number => numberOf(fixed.broker[key] ?? properties[key], numberOf(byDefault(key), 0))
  const boolean = (key: string): boolean => (properties[key] ?? byDefault(key))?.trim().toLowerCase() !== 'false'
  // A task that comes again at the same instant would let no time pass at all.
  const interval = (key: string): number => Math.max(1, number(key))
  const rate = (key: string): number | null => (properties[key] === undefined ? null : Number(properties[key]))
  return Object.freeze({
    profile: profile.name,
    properties,
    autoCreateTopicsEnable: boolean('auto.create.topics.enable'),
    numPartitions: number('num.partitions'),
    defaultReplicationFactor: number('default.replication.factor'),
    replicaLagTimeMaxMs: interval('replica.lag.time.max.ms'),
    replicaFetchMinBytes: number('replica.fetch.min.bytes'),
    replicaFetchWaitMaxMs: number('replica.fetch.wait.max.ms'),
    replicaFetchMaxBytes: number('replica.fetch.max.bytes'),
    replicaFetchResponseMaxBytes: number('replica.fetch.response.max.bytes'),
    replicaFetchBackoffMs: interval('replica.fetch.backoff.ms'),
    replicaSocketTimeoutMs: number('replica.socket.timeout.ms'),
    leaderThrottledRate: rate('leader.replication.throttled.rate'),
    followerThrottledRate: rate('follower.replication.throttled.rate'),
    replicaHighWatermarkCheckpointIntervalMs: interval('replica.high.watermark.checkpoint.interval.ms'),
    fetchMaxBytes: number('fetch.max.bytes'),
    sendsReadersToTheirRack: properties['replica.selector.class']?.trim() === RACK_AWARE_SELECTOR,
    logRetentionCheckIntervalMs: interval('log.retention.check.interval.ms'),
    logInitialTaskDelayMs: Math.max(0, number('log.initial.task.delay.ms')),
    logFlushOffsetCheckpointIntervalMs: interval('log.flush.offset.checkpoint.interval.ms'),
    logFlushStartOffsetCheckpointIntervalMs: interval('log.flush.start.offset.checkpoint.interval.ms'),
    logCleanerEnable: boolean('log.cleaner.enable'),
    logCleanerBackoffMs: interval('log.cleaner.backoff.ms'),
    producerIdExpirationMs: number(profile.rules.log.producerExpirationConfig),
    producerIdExpirationCheckIntervalMs: interval('producer.id.expiration.check.interval.ms'),
    brokerHeartbeatIntervalMs: interval('broker.heartbeat.interval.ms'),
    brokerSessionTimeoutMs: number('broker.session.timeout.ms'),
    initialRegistrationTimeoutMs: Math.max(0, number('initial.broker.registration.timeout.ms')),
    controllerSocketTimeoutMs: interval('controller.socket.timeout.ms'),
    maxIncrementalFetchSessionCacheSlots: number('max.incremental.fetch.session.cache.slots'),
    logDirs: foldersIn(properties['log.dirs'] ?? properties['log.dir'] ?? byDefault('log.dir') ?? ''),
    alterLogDirsRate: rate('replica.alter.log.dirs.io.max.bytes.per.second'),
    groupInitialRebalanceDelayMs: Math.max(0, number('group.initial.rebalance.delay.ms')),
    groupMinSessionTimeoutMs: number('group.min.session.timeout.ms'),
    groupMaxSessionTimeoutMs: number('group.max.session.timeout.ms'),
    groupMaxSize: number('group.max.size'),
    offsetsTopicNumPartitions: number('offsets.topic.num.partitions'),
    offsetsTopicReplicationFactor: number('offsets.topic.replication.factor'),
    offsetsTopicSegmentBytes: number('offsets.topic.segment.bytes'),
    offsetsRetentionMinutes: number('offsets.retention.minutes'),
    offsetsRetentionCheckIntervalMs: interval('offsets.retention.check.interval.ms'),
    offsetsCommitTimeoutMs: number('offsets.commit.timeout.ms'),
    offsetMetadataMaxBytes: number('offset.metadata.max.bytes'),
    transactionStateLogNumPartitions: number('transaction.state.log.num.partitions'),
    transactionStateLogReplicationFactor: number('transaction.state.log.replication.factor'),
    transactionStateLogMinIsr: number('transaction.state.log.min.isr'),
    transactionStateLogSegmentBytes: number('transaction.state.log.segment.bytes'),
    transactionMaxTimeoutMs: number('transaction.max.timeout.ms'),
    transactionalIdExpirationMs: number('transactional.id.expiration.ms'),
    transactionAbortTimedOutCleanupIntervalMs: interval('transaction.abort.timed.out.transaction.cleanup.interval.ms'),
    transactionRemoveExpiredCleanupIntervalMs: interval('transaction.remove.expired.transaction.cleanup.interval.ms'),
    transactionPartitionVerificationEnable: boolean('transaction.partition.verification.enable'),
    addPartitionsToTxnRetryBackoffMs: interval('add.partitions.to.txn.retry.backoff.ms'),
    addPartitionsToTxnRetryBackoffMaxMs: number('add.partitions.to.txn.retry.backoff.max.ms'),
  })
}

/** A number that the version knows and that has no field of its own: few ask for it. */
export function settingNumber(
  { profile, properties }: Pick<BrokerConfig, 'profile' | 'properties'>,
  key: string,
): number {
  return Number(properties[key] ?? profileOf(profile).configs.broker.get(key)?.defaultValue)
}

function numberOf(text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault
  const value = Number(text)
  if (!Number.isInteger(value) || text.trim() === '') return byDefault
  return value > MAX_LONG ? MAX_LONG : value
}
