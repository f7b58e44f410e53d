/**
 * Counterparts in Kafka: GroupConfig.validate and ClientMetricsConfigs.validate, as the controller runs them over
 * a group's overrides and over a subscription for client metrics.
 */
import { parseConfigValue } from './config-def.ts'
import { type BrokerLayers, brokerConfigNumber, type ConfigEntries } from './effective-config.ts'

/** What is wrong with a group's overrides, in Kafka's words; null when nothing is (GroupConfig.validate). */
export function validateGroupConfigs(entries: ConfigEntries, layers: BrokerLayers): string | null {
  const { group: keys, groupBounds: bounds } = layers.profile.configs
  for (const name of Object.keys(entries)) if (!keys.has(name)) return `Unknown group config name: ${name}`
  for (const [name, key] of keys) {
    const value = entries[name]
    const error = value === undefined ? null : parseConfigValue(key, value).error
    if (error !== null) return error
  }
  for (const [key, min, max] of bounds) {
    const value = entries[key]
    if (value === undefined) continue
    if (min !== null && Number(value) < brokerConfigNumber(layers, min))
      return `${key} must be greater than or equal to ${min}`
    if (Number(value) > brokerConfigNumber(layers, max)) return `${key} must be less than or equal to ${max}`
  }
  return refuseHeartbeats(entries, layers)
}

/** Whatever a group does not say counts as its broker has it. */
function refuseHeartbeats(entries: ConfigEntries, layers: BrokerLayers): string | null {
  const { group: keys } = layers.profile.configs
  const effective = (name: string) =>
    Number(entries[name] ?? brokerConfigNumber(layers, keys.get(name)?.brokerConfig ?? ''))
  for (const protocol of ['consumer', 'share', 'streams']) {
    const session = `${protocol}.session.timeout.ms`
    const heartbeat = `${protocol}.heartbeat.interval.ms`
    if (keys.has(session) && keys.has(heartbeat) && effective(session) <= effective(heartbeat))
      return `${session} must be greater than ${heartbeat}`
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
    } else if (name !== 'match' && name !== 'metrics') return `Unknown client metrics configuration: ${name}`
  }
  return null
}

/** What is wrong with the patterns of a client-metrics subscription; Kafka answers these with INVALID_CONFIG. */
export function validateClientPatterns(entries: ConfigEntries): string | null {
  const illegal = entries.match?.split(',').find((pattern) => !isClientPattern(pattern))
  return illegal === undefined ? null : `Illegal client matching pattern: ${illegal}`
}

const CLIENT_MATCHES = [
  'client_instance_id',
  'client_id',
  'client_software_name',
  'client_software_version',
  'client_source_address',
  'client_source_port',
]

/** `client_id=a.*`: one of the names that clients are matched by, and an expression. */
function isClientPattern(pattern: string): boolean {
  const [name = '', expression, ...more] = pattern.split('=')
  return expression !== undefined && more.length === 0 && CLIENT_MATCHES.includes(name.trim())
}
