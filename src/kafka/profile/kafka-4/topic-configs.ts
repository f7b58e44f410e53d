/**
 * Counterparts in Kafka: org.apache.kafka.storage.internals.log.LogConfig and ServerTopicConfigSynonyms, 4.3.1: every
 * topic config, what values it takes, and which broker config stands behind it.
 */
import { atLeast, between, defineConfigs, listOf, oneOf } from '../config-def.ts'
import type { ConfigSynonym } from '../profile.ts'

export const TOPIC_CONFIGS = defineConfigs('topic', [
  ['segment.bytes', 'INT', '1073741824', atLeast(1_048_576)],
  ['segment.ms', 'LONG', '604800000', atLeast(1)],
  ['segment.jitter.ms', 'LONG', '0', atLeast(0)],
  ['segment.index.bytes', 'INT', '10485760', atLeast(4)],
  ['flush.messages', 'LONG', '9223372036854775807', atLeast(1)],
  ['flush.ms', 'LONG', '9223372036854775807', atLeast(0)],
  ['retention.bytes', 'LONG', '-1'],
  ['retention.ms', 'LONG', '604800000', atLeast(-1)],
  ['max.message.bytes', 'INT', '1048588', atLeast(0)],
  ['index.interval.bytes', 'INT', '4096', atLeast(0)],
  ['delete.retention.ms', 'LONG', '86400000', atLeast(0)],
  ['min.compaction.lag.ms', 'LONG', '0', atLeast(0)],
  ['max.compaction.lag.ms', 'LONG', '9223372036854775807', atLeast(1)],
  ['file.delete.delay.ms', 'LONG', '60000', atLeast(0)],
  ['min.cleanable.dirty.ratio', 'DOUBLE', '0.5', between(0, 1)],
  ['cleanup.policy', 'LIST', 'delete', listOf('compact', 'delete')],
  ['unclean.leader.election.enable', 'BOOLEAN', 'false'],
  ['min.insync.replicas', 'INT', '1', atLeast(1)],
  ['compression.type', 'STRING', 'producer', oneOf('uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer')],
  ['compression.gzip.level', 'INT', '-1', { kind: 'gzipLevel' }],
  ['compression.lz4.level', 'INT', '9', between(1, 17)],
  ['compression.zstd.level', 'INT', '3', between(-131_072, 22)],
  ['preallocate', 'BOOLEAN', 'false'],
  ['message.timestamp.type', 'STRING', 'CreateTime', oneOf('CreateTime', 'LogAppendTime')],
  ['message.timestamp.before.max.ms', 'LONG', '9223372036854775807', atLeast(0)],
  ['message.timestamp.after.max.ms', 'LONG', '3600000', atLeast(0)],
  ['leader.replication.throttled.replicas', 'LIST', '', { kind: 'throttledReplicas' }],
  ['follower.replication.throttled.replicas', 'LIST', '', { kind: 'throttledReplicas' }],
  ['remote.storage.enable', 'BOOLEAN', 'false'],
  ['local.retention.ms', 'LONG', '-2', atLeast(-2)],
  ['local.retention.bytes', 'LONG', '-2', atLeast(-2)],
  ['remote.log.copy.disable', 'BOOLEAN', 'false'],
  ['remote.log.delete.on.disable', 'BOOLEAN', 'false'],
  ['internal.segment.bytes', 'INT', null, null, 'internal'],
])

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

function same(name: string): readonly ConfigSynonym[] {
  return [{ name, unitMs: 1 }]
}

/** Topic config to the broker configs behind it, the one that counts most first. Those absent here have none. */
export const TOPIC_CONFIG_SYNONYMS: ReadonlyMap<string, readonly ConfigSynonym[]> = new Map([
  ['segment.bytes', same('log.segment.bytes')],
  ['segment.ms', [...same('log.roll.ms'), { name: 'log.roll.hours', unitMs: HOUR_MS }]],
  ['segment.jitter.ms', [...same('log.roll.jitter.ms'), { name: 'log.roll.jitter.hours', unitMs: HOUR_MS }]],
  ['segment.index.bytes', same('log.index.size.max.bytes')],
  ['flush.messages', same('log.flush.interval.messages')],
  ['flush.ms', [...same('log.flush.interval.ms'), ...same('log.flush.scheduler.interval.ms')]],
  ['retention.bytes', same('log.retention.bytes')],
  [
    'retention.ms',
    [
      ...same('log.retention.ms'),
      { name: 'log.retention.minutes', unitMs: MINUTE_MS },
      { name: 'log.retention.hours', unitMs: HOUR_MS },
    ],
  ],
  ['max.message.bytes', same('message.max.bytes')],
  ['index.interval.bytes', same('log.index.interval.bytes')],
  ['delete.retention.ms', same('log.cleaner.delete.retention.ms')],
  ['min.compaction.lag.ms', same('log.cleaner.min.compaction.lag.ms')],
  ['max.compaction.lag.ms', same('log.cleaner.max.compaction.lag.ms')],
  ['file.delete.delay.ms', same('log.segment.delete.delay.ms')],
  ['min.cleanable.dirty.ratio', same('log.cleaner.min.cleanable.ratio')],
  ['cleanup.policy', same('log.cleanup.policy')],
  ['unclean.leader.election.enable', same('unclean.leader.election.enable')],
  ['min.insync.replicas', same('min.insync.replicas')],
  ['compression.type', same('compression.type')],
  ['compression.gzip.level', same('compression.gzip.level')],
  ['compression.lz4.level', same('compression.lz4.level')],
  ['compression.zstd.level', same('compression.zstd.level')],
  ['preallocate', same('log.preallocate')],
  ['message.timestamp.type', same('log.message.timestamp.type')],
  ['message.timestamp.before.max.ms', same('log.message.timestamp.before.max.ms')],
  ['message.timestamp.after.max.ms', same('log.message.timestamp.after.max.ms')],
  ['local.retention.ms', same('log.local.retention.ms')],
  ['local.retention.bytes', same('log.local.retention.bytes')],
])
