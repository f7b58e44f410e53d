/** Counterpart in Kafka: org.apache.kafka.coordinator.group.GroupConfig and ClientMetricsConfigs, 4.3.1. */
import { atLeast, type ConfigKey, type ConfigRow, defineConfigs, oneOf, parseConfigValue } from './config-def.ts'
import { type BrokerLayers, brokerConfigNumber, type ConfigEntries } from './effective-config.ts'

export interface GroupConfigKey extends ConfigKey {
  /** The broker config that gives the default, where there is one. */
  readonly brokerConfig: string | null
}

const ROWS: readonly (readonly [ConfigRow, string | null])[] = [
  [['consumer.session.timeout.ms', 'INT', '45000', atLeast(1)], 'group.consumer.session.timeout.ms'],
  [['consumer.heartbeat.interval.ms', 'INT', '5000', atLeast(1)], 'group.consumer.heartbeat.interval.ms'],
  [['share.session.timeout.ms', 'INT', '45000', atLeast(1)], 'group.share.session.timeout.ms'],
  [['share.heartbeat.interval.ms', 'INT', '5000', atLeast(1)], 'group.share.heartbeat.interval.ms'],
  [['share.record.lock.duration.ms', 'INT', '30000', atLeast(1000)], 'group.share.record.lock.duration.ms'],
  [['share.auto.offset.reset', 'STRING', 'latest'], null],
  [['share.isolation.level', 'STRING', 'read_uncommitted', oneOf('read_committed', 'read_uncommitted')], null],
  [['streams.session.timeout.ms', 'INT', '45000', atLeast(1)], null],
  [['streams.heartbeat.interval.ms', 'INT', '5000', atLeast(1)], null],
  [['streams.num.standby.replicas', 'INT', '0', atLeast(0)], null],
]

const KEYS = defineConfigs(ROWS.map(([row]) => row))

export const GROUP_CONFIGS: ReadonlyMap<string, GroupConfigKey> = new Map(
  ROWS.map(([[name], brokerConfig]) => [name, { ...(KEYS.get(name) as ConfigKey), brokerConfig }]),
)

/** Group config to the broker configs that bound it. */
const BOUNDS: readonly (readonly [key: string, min: string, max: string])[] = [
  [
    'consumer.heartbeat.interval.ms',
    'group.consumer.min.heartbeat.interval.ms',
    'group.consumer.max.heartbeat.interval.ms',
  ],
  ['consumer.session.timeout.ms', 'group.consumer.min.session.timeout.ms', 'group.consumer.max.session.timeout.ms'],
  ['share.heartbeat.interval.ms', 'group.share.min.heartbeat.interval.ms', 'group.share.max.heartbeat.interval.ms'],
  ['share.session.timeout.ms', 'group.share.min.session.timeout.ms', 'group.share.max.session.timeout.ms'],
  [
    'share.record.lock.duration.ms',
    'group.share.min.record.lock.duration.ms',
    'group.share.max.record.lock.duration.ms',
  ],
]

/** What is wrong with a group's overrides, in Kafka's words; null when nothing is (GroupConfigManager.validate). */
export function validateGroupConfigs(entries: ConfigEntries, layers: BrokerLayers): string | null {
  for (const name of Object.keys(entries)) if (!GROUP_CONFIGS.has(name)) return `Unknown group config name: ${name}`
  for (const [name, value] of Object.entries(entries)) {
    const { error } = parseConfigValue(GROUP_CONFIGS.get(name) as ConfigKey, value)
    if (error !== null) return error
  }
  for (const [key, min, max] of BOUNDS) {
    const value = entries[key]
    if (value === undefined) continue
    if (Number(value) < brokerConfigNumber(layers, min)) return `${key} must be greater than or equal to ${min}`
    if (Number(value) > brokerConfigNumber(layers, max)) return `${key} must be less than or equal to ${max}`
  }
  const session = entries['consumer.session.timeout.ms']
  const heartbeat = entries['consumer.heartbeat.interval.ms']
  if (session !== undefined && heartbeat !== undefined && Number(session) <= Number(heartbeat)) {
    return 'consumer.session.timeout.ms must be greater than consumer.heartbeat.interval.ms'
  }
  return null
}

/** The same for a client-metrics subscription; Kafka answers these with INVALID_REQUEST. */
export function validateClientMetricsConfigs(entries: ConfigEntries): string | null {
  for (const [name, value] of Object.entries(entries)) {
    if (name === 'interval.ms') {
      const interval = Number(value)
      if (!Number.isInteger(interval) || interval < 100 || interval > 3_600_000) {
        return `Invalid value ${value} for interval.ms, interval must be between 100 and 3600000 (1 hour)`
      }
    } else if (name === 'match') {
      if (value.split(',').some((pattern) => !pattern.includes('='))) return `Illegal client matching pattern: ${value}`
    } else if (name !== 'metrics') return `Unknown client metrics configuration: ${name}`
  }
  return null
}
