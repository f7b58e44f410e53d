/**
 * Counterpart in Kafka: org.apache.kafka.storage.internals.log.LogConfig. What a topic's log obeys: its own overrides
 * over the broker's `log.…` settings. Frozen, so that logs and checkpoints share it.
 */
import {
  type BrokerLayers,
  type ConfigEntries,
  topicConfigNumber,
  topicConfigValue,
} from '../profile/effective-config.ts'
import { type Compression, compressionOf } from './compression.ts'

export interface LogConfig {
  /** Name of the Kafka version, for `rulesOf`. */
  readonly profile: string
  readonly segmentBytes: number
  /** A compacted log rolls after `max.compaction.lag.ms` at the latest, or its newest part could not be cleaned in time. */
  readonly segmentMs: number
  readonly retentionMs: number
  readonly retentionBytes: number
  readonly maxMessageBytes: number
  readonly minInsyncReplicas: number
  readonly compact: boolean
  readonly delete: boolean
  readonly logAppendTime: boolean
  readonly timestampBeforeMaxMs: number
  readonly timestampAfterMaxMs: number
  readonly indexIntervalBytes: number
  /** `segment.index.bytes`. */
  readonly maxIndexSize: number
  readonly flushMessages: number
  readonly fileDeleteDelayMs: number
  /** What batches are written with; null keeps what came (`compression.type=producer`). */
  readonly compression: Compression | null
  readonly minCleanableDirtyRatio: number
  readonly deleteRetentionMs: number
  readonly minCompactionLagMs: number
  readonly maxCompactionLagMs: number
}

export const MAX_LONG = Number.MAX_SAFE_INTEGER

/** `overrides` are the topic's own; what they leave open the broker's layers decide. */
export function createLogConfig(overrides: ConfigEntries, layers: BrokerLayers): LogConfig {
  const { fixed } = layers.profile.configs
  const { timestampConfigs } = layers.profile.rules.log
  const number = (key: string): number => {
    const given = fixed.topic[key]
    if (given !== undefined) return Number(given)
    // A setting that the version has not got sets no limit.
    if (!layers.profile.configs.topic.has(key)) return MAX_LONG
    const value = topicConfigNumber(layers, overrides, key)
    // Java longs above 2^53 are all "never" here.
    return value > MAX_LONG ? MAX_LONG : value
  }
  const policies = topicConfigValue(layers, overrides, 'cleanup.policy')
    .split(',')
    .map((policy) => policy.trim())
  const type = topicConfigValue(layers, overrides, 'compression.type')
  const compact = policies.includes('compact')
  const maxCompactionLagMs = number('max.compaction.lag.ms')
  return Object.freeze({
    profile: layers.profile.name,
    segmentBytes: number('segment.bytes'),
    segmentMs:
      compact && maxCompactionLagMs > 0 ? Math.min(maxCompactionLagMs, number('segment.ms')) : number('segment.ms'),
    retentionMs: number('retention.ms'),
    retentionBytes: number('retention.bytes'),
    maxMessageBytes: number('max.message.bytes'),
    minInsyncReplicas: number('min.insync.replicas'),
    compact,
    delete: policies.includes('delete'),
    logAppendTime: topicConfigValue(layers, overrides, 'message.timestamp.type') === 'LogAppendTime',
    timestampBeforeMaxMs: number(timestampConfigs.before),
    timestampAfterMaxMs: number(timestampConfigs.after),
    indexIntervalBytes: number('index.interval.bytes'),
    maxIndexSize: number('segment.index.bytes'),
    flushMessages: number('flush.messages'),
    fileDeleteDelayMs: number('file.delete.delay.ms'),
    compression:
      type === 'producer' ? null : compressionOf(type, number('compression.gzip.level'), layers.profile.rules.log),
    minCleanableDirtyRatio: number('min.cleanable.dirty.ratio'),
    deleteRetentionMs: number('delete.retention.ms'),
    minCompactionLagMs: number('min.compaction.lag.ms'),
    maxCompactionLagMs,
  })
}
