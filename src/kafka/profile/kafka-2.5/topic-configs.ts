/**
 * Counterpart in Kafka: kafka.log.LogConfig, 2.5.0: every topic config, what values it takes, and which broker config
 * stands behind it.
 */
import { atLeast, between, defineConfigs, eachOf, oneOf } from '../config-def.ts'
import type { ConfigSynonym } from '../profile.ts'
import { API_VERSION } from './inter-broker-versions.ts'

export const TOPIC_CONFIGS = defineConfigs('topic', [
  ['segment.bytes', 'INT', '1073741824', atLeast(14)],
  ['segment.ms', 'LONG', '604800000', atLeast(1)],
  ['segment.jitter.ms', 'LONG', '0', atLeast(0)],
  ['segment.index.bytes', 'INT', '10485760', atLeast(0)],
  ['flush.messages', 'LONG', '9223372036854775807', atLeast(0)],
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
  ['cleanup.policy', 'LIST', 'delete', eachOf('compact', 'delete')],
  ['unclean.leader.election.enable', 'BOOLEAN', 'false'],
  ['min.insync.replicas', 'INT', '1', atLeast(1)],
  ['compression.type', 'STRING', 'producer', oneOf('uncompressed', 'zstd', 'lz4', 'snappy', 'gzip', 'producer')],
  ['preallocate', 'BOOLEAN', 'false'],
  ['message.format.version', 'STRING', '2.5-IV0', API_VERSION],
  ['message.timestamp.type', 'STRING', 'CreateTime', oneOf('CreateTime', 'LogAppendTime')],
  ['message.timestamp.difference.max.ms', 'LONG', '9223372036854775807', atLeast(0)],
  ['leader.replication.throttled.replicas', 'LIST', '', { kind: 'throttledReplicas', starMayHaveCompany: true }],
  ['follower.replication.throttled.replicas', 'LIST', '', { kind: 'throttledReplicas', starMayHaveCompany: true }],
  ['message.downconversion.enable', 'BOOLEAN', 'true'],
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
  ['preallocate', same('log.preallocate')],
  ['message.format.version', same('log.message.format.version')],
  ['message.timestamp.type', same('log.message.timestamp.type')],
  ['message.timestamp.difference.max.ms', same('log.message.timestamp.difference.max.ms')],
  ['message.downconversion.enable', same('log.message.downconversion.enable')],
])
