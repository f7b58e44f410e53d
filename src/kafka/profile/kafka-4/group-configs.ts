/** Counterpart in Kafka: org.apache.kafka.coordinator.group.GroupConfig, 4.3.1. */
import { atLeast, type ConfigKey, type ConfigRow, defineConfigs, oneOf } from '../config-def.ts'
import type { GroupConfigBound, GroupConfigKey } from '../profile.ts'

const ROWS: readonly (readonly [ConfigRow, string | null])[] = [
  [['consumer.session.timeout.ms', 'INT', '45000', atLeast(1)], 'group.consumer.session.timeout.ms'],
  [['consumer.heartbeat.interval.ms', 'INT', '5000', atLeast(1)], 'group.consumer.heartbeat.interval.ms'],
  [['consumer.assignment.interval.ms', 'INT', '1000', atLeast(0)], 'group.consumer.assignment.interval.ms'],
  [['share.session.timeout.ms', 'INT', '45000', atLeast(1)], 'group.share.session.timeout.ms'],
  [['share.heartbeat.interval.ms', 'INT', '5000', atLeast(1)], 'group.share.heartbeat.interval.ms'],
  [['share.record.lock.duration.ms', 'INT', '30000', atLeast(1000)], 'group.share.record.lock.duration.ms'],
  [['share.delivery.count.limit', 'INT', '5', atLeast(2)], 'group.share.delivery.count.limit'],
  [['share.partition.max.record.locks', 'INT', '2000', atLeast(100)], 'group.share.partition.max.record.locks'],
  [['share.auto.offset.reset', 'STRING', 'latest', { kind: 'shareOffsetReset' }], null],
  [['share.isolation.level', 'STRING', 'read_uncommitted', oneOf('read_committed', 'read_uncommitted')], null],
  [['share.renew.acknowledge.enable', 'BOOLEAN', 'true'], null],
  [['share.assignment.interval.ms', 'INT', '1000', atLeast(0)], 'group.share.assignment.interval.ms'],
  [['streams.session.timeout.ms', 'INT', '45000', atLeast(1)], 'group.streams.session.timeout.ms'],
  [['streams.heartbeat.interval.ms', 'INT', '5000', atLeast(1)], 'group.streams.heartbeat.interval.ms'],
  [['streams.num.standby.replicas', 'INT', '0', atLeast(0)], 'group.streams.num.standby.replicas'],
  [['streams.initial.rebalance.delay.ms', 'INT', '3000', atLeast(0)], 'group.streams.initial.rebalance.delay.ms'],
  [['streams.assignment.interval.ms', 'INT', '1000', atLeast(0)], 'group.streams.assignment.interval.ms'],
]

const KEYS = defineConfigs(
  'group',
  ROWS.map(([row]) => row),
)

export const GROUP_CONFIGS: ReadonlyMap<string, GroupConfigKey> = new Map(
  ROWS.map(([[name], brokerConfig]) => [name, { ...(KEYS.get(name) as ConfigKey), brokerConfig }]),
)

/** In the order in which GroupConfig.validateValues looks at them. */
export const GROUP_CONFIG_BOUNDS: readonly GroupConfigBound[] = [
  ...boundsOf('consumer', 'heartbeat.interval.ms', 'session.timeout.ms', 'assignment.interval.ms'),
  ...boundsOf('share', 'heartbeat.interval.ms', 'session.timeout.ms', 'record.lock.duration.ms'),
  ...boundsOf('share', 'delivery.count.limit', 'partition.max.record.locks', 'assignment.interval.ms'),
  ...boundsOf('streams', 'heartbeat.interval.ms', 'session.timeout.ms'),
  ['streams.num.standby.replicas', null, 'group.streams.max.standby.replicas'],
  ...boundsOf('streams', 'assignment.interval.ms'),
]

function boundsOf(protocol: string, ...names: readonly string[]): GroupConfigBound[] {
  return names.map((name) => [`${protocol}.${name}`, `group.${protocol}.min.${name}`, `group.${protocol}.max.${name}`])
}

/** GroupCoordinatorConfig: by its short name or its class. */
export const GROUP_ASSIGNORS: ReadonlySet<string> = new Set([
  ...['uniform', 'range'],
  ...['UniformAssignor', 'RangeAssignor'].map((name) => `org.apache.kafka.coordinator.group.assignor.${name}`),
])
