/** Counterpart in Kafka: LogConfig.validate, as the controller runs it over a topic's overrides. */
import { parseConfigValue } from './config-def.ts'
import { type BrokerLayers, type ConfigEntries, topicConfigNumber } from './effective-config.ts'

/** What is wrong with a topic's overrides taken together, in Kafka's words; null when nothing is. */
export function validateTopicConfigs(overrides: ConfigEntries, layers: BrokerLayers): string | null {
  const keys = layers.profile.configs.topic
  for (const name of Object.keys(overrides)) if (!keys.has(name)) return `Unknown topic config name: ${name}`
  for (const key of keys.values()) {
    const value = overrides[key.name]
    if (value === undefined) continue
    const { error } = parseConfigValue(key, value)
    if (error !== null) return error
  }
  const conflict = conflictOfLags((name) => topicConfigNumber(layers, overrides, name))
  if (conflict !== null) return conflict
  // No storage system is plugged in here, as none ships with Kafka.
  if (overrides['remote.storage.enable'] === 'true' && layers.static['remote.log.storage.system.enable'] !== 'true') {
    return 'Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.'
  }
  return null
}

/** Counterpart in Kafka: LogConfig.validateValues; `lookUp` knows defaults as well. */
export function conflictOfLags(lookUp: (name: string) => number): string | null {
  const [min, max] = [lookUp('min.compaction.lag.ms'), lookUp('max.compaction.lag.ms')]
  return min > max
    ? `conflict topic config setting min.compaction.lag.ms (${min}) > max.compaction.lag.ms (${max})`
    : null
}
