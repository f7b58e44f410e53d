/**
 * Counterparts in Kafka: org.apache.kafka.metadata.KafkaConfigSchema and kafka.server.KafkaConfig. Which of the layers a
 * setting has (topic, this broker, all brokers, server.properties, built in) is the one that counts.
 */
import type { MetadataImage } from '../metadata/metadata-image.ts'
import { parseConfigValue } from './config-def.ts'
import type { ConfigSynonym, Profile } from './profile.ts'

export type ConfigEntries = Readonly<Record<string, string>>

const NOTHING: ConfigEntries = Object.freeze({})

/** Where a broker's (or a controller's) settings come from, the layer that counts most first. */
export interface BrokerLayers {
  readonly dynamicBroker: ConfigEntries
  readonly dynamicDefault: ConfigEntries
  /** server.properties. */
  readonly static: ConfigEntries
  /** The built-in defaults behind all of them. Borrowed for a look at the settings: a profile is never part of a state. */
  readonly profile: Profile
}

export function brokerLayers(
  image: MetadataImage,
  staticConfig: ConfigEntries,
  nodeId: number,
  profile: Profile,
): BrokerLayers {
  return {
    dynamicBroker: heeded(image.configs.get(`broker:${nodeId}`) ?? NOTHING, profile),
    dynamicDefault: heeded(image.configs.get('broker:') ?? NOTHING, profile),
    static: staticConfig,
    profile,
  }
}

/**
 * DynamicBrokerConfig.removeInvalidProps: what a controller was told directly may be no dynamic setting, or have a value
 * that is none; a broker that reads it logs so, and goes by what it had.
 */
function heeded(given: ConfigEntries, profile: Profile): ConfigEntries {
  const { broker, dynamicBroker } = profile.configs
  const ignored = (name: string) => {
    const key = broker.get(name)
    return key !== undefined && (!dynamicBroker.has(name) || parseConfigValue(key, given[name] ?? '').error !== null)
  }
  const names = Object.keys(given)
  if (!names.some(ignored)) return given
  return Object.fromEntries(Object.entries(given).filter(([name]) => !ignored(name)))
}

export function topicOverrides(image: MetadataImage, topic: string): ConfigEntries {
  return image.configs.get(`topic:${topic}`) ?? NOTHING
}

/** The value of `key` on this broker as text; null where it has none. Coarser synonyms (hours) are not looked at. */
export function brokerConfigValue(layers: BrokerLayers, key: string): string | null {
  return (
    layers.dynamicBroker[key] ??
    layers.dynamicDefault[key] ??
    layers.static[key] ??
    layers.profile.configs.broker.get(key)?.defaultValue ??
    null
  )
}

export function brokerConfigNumber(layers: BrokerLayers, key: string): number {
  return Number(brokerConfigValue(layers, key))
}

/** The value that a topic with these overrides has for `key` on this broker; keys are those of `Profile.configs.topic`. */
export function topicConfigValue(layers: BrokerLayers, overrides: ConfigEntries, key: string): string {
  return overrides[key] ?? topicDefault(layers, key)
}

export function topicConfigNumber(layers: BrokerLayers, overrides: ConfigEntries, key: string): number {
  return Number(topicConfigValue(layers, overrides, key))
}

export function topicConfigBoolean(layers: BrokerLayers, overrides: ConfigEntries, key: string): boolean {
  return topicConfigValue(layers, overrides, key).trim().toLowerCase() === 'true'
}

/** What a topic without an override of `key` has on this broker. */
export function topicDefault(layers: BrokerLayers, key: string): string {
  const synonyms = layers.profile.configs.topicSynonyms.get(key) ?? []
  for (const layer of [layers.dynamicBroker, layers.dynamicDefault, layers.static]) {
    for (const synonym of synonyms) {
      const value = layer[synonym.name]
      if (value !== undefined) return inUnitsOfTopic(value, synonym)
    }
  }
  return layers.profile.configs.topic.get(key)?.defaultValue ?? ''
}

function inUnitsOfTopic(value: string, synonym: ConfigSynonym): string {
  if (synonym.unitMs === 1) return value
  // Negative hours mean "for ever", which in milliseconds is -1 whatever the unit.
  return Number(value) < 0 ? '-1' : String(Number(value) * synonym.unitMs)
}
