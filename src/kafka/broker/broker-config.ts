/**
 * Counterpart in Kafka: kafka.server.KafkaConfig. The settings the broker looks at while it runs, parsed once, with
 * the defaults of 4.3.1. Frozen.
 */
import { MAX_LONG } from '../log/log-config.ts'

type Properties = Readonly<Record<string, string>>

export interface BrokerConfig {
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
  readonly replicaHighWatermarkCheckpointIntervalMs: number
  readonly fetchMaxBytes: number
  readonly logRetentionCheckIntervalMs: number
  readonly logInitialTaskDelayMs: number
  readonly logFlushSchedulerIntervalMs: number
  readonly logFlushOffsetCheckpointIntervalMs: number
  readonly logCleanerEnable: boolean
  readonly logCleanerBackoffMs: number
  readonly producerIdExpirationMs: number
  readonly producerIdExpirationCheckIntervalMs: number
  readonly brokerHeartbeatIntervalMs: number
  readonly controllerRequestTimeoutMs: number
  readonly maxIncrementalFetchSessionCacheSlots: number
  readonly logDir: string
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
}

/** Unknown keys are kept in `properties` and otherwise ignored. */
export function createBrokerConfig(properties: Properties): BrokerConfig {
  const number = (key: string, byDefault: number): number => numberOf(properties[key], byDefault)
  // A task that comes again at the same instant would let no time pass at all.
  const interval = (key: string, byDefault: number): number => Math.max(1, number(key, byDefault))
  return Object.freeze({
    properties,
    autoCreateTopicsEnable: properties['auto.create.topics.enable'] !== 'false',
    numPartitions: number('num.partitions', 1),
    defaultReplicationFactor: number('default.replication.factor', 1),
    replicaLagTimeMaxMs: interval('replica.lag.time.max.ms', 30_000),
    replicaFetchMinBytes: number('replica.fetch.min.bytes', 1),
    replicaFetchWaitMaxMs: number('replica.fetch.wait.max.ms', 500),
    replicaFetchMaxBytes: number('replica.fetch.max.bytes', 1_048_576),
    replicaFetchResponseMaxBytes: number('replica.fetch.response.max.bytes', 10_485_760),
    replicaFetchBackoffMs: interval('replica.fetch.backoff.ms', 1_000),
    replicaSocketTimeoutMs: number('replica.socket.timeout.ms', 30_000),
    replicaHighWatermarkCheckpointIntervalMs: interval('replica.high.watermark.checkpoint.interval.ms', 5_000),
    fetchMaxBytes: number('fetch.max.bytes', 57_671_680),
    logRetentionCheckIntervalMs: interval('log.retention.check.interval.ms', 300_000),
    logInitialTaskDelayMs: Math.max(0, number('log.initial.task.delay.ms', 30_000)),
    logFlushSchedulerIntervalMs: interval('log.flush.scheduler.interval.ms', MAX_LONG),
    logFlushOffsetCheckpointIntervalMs: interval('log.flush.offset.checkpoint.interval.ms', 60_000),
    logCleanerEnable: properties['log.cleaner.enable'] !== 'false',
    logCleanerBackoffMs: interval('log.cleaner.backoff.ms', 15_000),
    producerIdExpirationMs: number('producer.id.expiration.ms', 86_400_000),
    producerIdExpirationCheckIntervalMs: interval('producer.id.expiration.check.interval.ms', 600_000),
    brokerHeartbeatIntervalMs: interval('broker.heartbeat.interval.ms', 2_000),
    controllerRequestTimeoutMs: interval('controller.quorum.request.timeout.ms', 2_000),
    maxIncrementalFetchSessionCacheSlots: number('max.incremental.fetch.session.cache.slots', 1_000),
    logDir: properties['log.dirs'] ?? properties['log.dir'] ?? '/tmp/kafka-logs',
    groupInitialRebalanceDelayMs: Math.max(0, number('group.initial.rebalance.delay.ms', 3_000)),
    groupMinSessionTimeoutMs: number('group.min.session.timeout.ms', 6_000),
    groupMaxSessionTimeoutMs: number('group.max.session.timeout.ms', 1_800_000),
    groupMaxSize: number('group.max.size', 2_147_483_647),
    offsetsTopicNumPartitions: number('offsets.topic.num.partitions', 50),
    offsetsTopicReplicationFactor: number('offsets.topic.replication.factor', 3),
    offsetsTopicSegmentBytes: number('offsets.topic.segment.bytes', 104_857_600),
    offsetsRetentionMinutes: number('offsets.retention.minutes', 10_080),
    offsetsRetentionCheckIntervalMs: interval('offsets.retention.check.interval.ms', 600_000),
    offsetsCommitTimeoutMs: number('offsets.commit.timeout.ms', 5_000),
    offsetMetadataMaxBytes: number('offset.metadata.max.bytes', 4_096),
  })
}

function numberOf(text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault
  const value = Number(text)
  if (!Number.isInteger(value) || text.trim() === '') return byDefault
  return value > MAX_LONG ? MAX_LONG : value
}
