/**
 * Counterpart in Kafka: org.apache.kafka.storage.internals.log.LogConfig. What a topic's log obeys: its own overrides
 * over the broker's `log.…` settings. Frozen, so that logs and checkpoints share it.
 */

export interface LogConfig {
  readonly segmentBytes: number
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
  readonly flushMessages: number
  readonly flushMs: number
  readonly fileDeleteDelayMs: number
  /** `producer` keeps what came. */
  readonly compressionType: string
  readonly minCleanableDirtyRatio: number
  readonly deleteRetentionMs: number
  readonly minCompactionLagMs: number
  readonly maxCompactionLagMs: number
}

type Properties = Readonly<Record<string, string>>

export const MAX_LONG = Number.MAX_SAFE_INTEGER

/** Topic config to the broker config it falls back on (ServerTopicConfigSynonyms) and its default. */
const SYNONYMS: Readonly<Record<string, readonly [brokerKey: string, byDefault: string]>> = {
  'segment.bytes': ['log.segment.bytes', '1073741824'],
  'segment.ms': ['log.roll.ms', '604800000'],
  'retention.ms': ['log.retention.ms', '604800000'],
  'retention.bytes': ['log.retention.bytes', '-1'],
  'max.message.bytes': ['message.max.bytes', '1048588'],
  'min.insync.replicas': ['min.insync.replicas', '1'],
  'cleanup.policy': ['log.cleanup.policy', 'delete'],
  'message.timestamp.type': ['log.message.timestamp.type', 'CreateTime'],
  'message.timestamp.before.max.ms': ['log.message.timestamp.before.max.ms', '9223372036854775807'],
  'message.timestamp.after.max.ms': ['log.message.timestamp.after.max.ms', '3600000'],
  'index.interval.bytes': ['log.index.interval.bytes', '4096'],
  'flush.messages': ['log.flush.interval.messages', '9223372036854775807'],
  'flush.ms': ['log.flush.interval.ms', '9223372036854775807'],
  'file.delete.delay.ms': ['log.segment.delete.delay.ms', '60000'],
  'compression.type': ['compression.type', 'producer'],
  'min.cleanable.dirty.ratio': ['log.cleaner.min.cleanable.ratio', '0.5'],
  'delete.retention.ms': ['log.cleaner.delete.retention.ms', '86400000'],
  'min.compaction.lag.ms': ['log.cleaner.min.compaction.lag.ms', '0'],
  'max.compaction.lag.ms': ['log.cleaner.max.compaction.lag.ms', '9223372036854775807'],
}

/** `broker` is what server.properties and the dynamic broker configs say together. */
export function createLogConfig(topic: Properties, broker: Properties): LogConfig {
  const number = (key: string): number => longOf(valueOf(key, topic, broker))
  const policies = valueOf('cleanup.policy', topic, broker)
    .split(',')
    .map((policy) => policy.trim())
  return Object.freeze({
    segmentBytes: number('segment.bytes'),
    segmentMs: number('segment.ms'),
    retentionMs: number('retention.ms'),
    retentionBytes: number('retention.bytes'),
    maxMessageBytes: number('max.message.bytes'),
    minInsyncReplicas: number('min.insync.replicas'),
    compact: policies.includes('compact'),
    delete: policies.includes('delete'),
    logAppendTime: valueOf('message.timestamp.type', topic, broker) === 'LogAppendTime',
    timestampBeforeMaxMs: number('message.timestamp.before.max.ms'),
    timestampAfterMaxMs: number('message.timestamp.after.max.ms'),
    indexIntervalBytes: number('index.interval.bytes'),
    flushMessages: number('flush.messages'),
    flushMs: number('flush.ms'),
    fileDeleteDelayMs: number('file.delete.delay.ms'),
    compressionType: valueOf('compression.type', topic, broker),
    minCleanableDirtyRatio: number('min.cleanable.dirty.ratio'),
    deleteRetentionMs: number('delete.retention.ms'),
    minCompactionLagMs: number('min.compaction.lag.ms'),
    maxCompactionLagMs: number('max.compaction.lag.ms'),
  })
}

function valueOf(key: string, topic: Properties, broker: Properties): string {
  const own = topic[key]
  if (own !== undefined) return own
  const synonym = SYNONYMS[key]
  if (synonym === undefined) return ''
  return broker[synonym[0]] ?? inCoarserUnits(key, broker) ?? synonym[1]
}

/** `log.retention.minutes`, `log.retention.hours` and `log.roll.hours` count only where the `.ms` key is not set. */
function inCoarserUnits(key: string, broker: Properties): string | undefined {
  if (key === 'segment.ms') return hours(broker['log.roll.hours'])
  if (key !== 'retention.ms') return undefined
  const minutes = broker['log.retention.minutes']
  if (minutes === undefined) return hours(broker['log.retention.hours'])
  return Number(minutes) < 0 ? '-1' : String(Number(minutes) * 60_000)
}

function hours(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  return Number(value) < 0 ? '-1' : String(Number(value) * 3_600_000)
}

/** Java longs above 2^53 are all "never" here. */
function longOf(text: string): number {
  const value = Number(text)
  return value > MAX_LONG ? MAX_LONG : value
}
