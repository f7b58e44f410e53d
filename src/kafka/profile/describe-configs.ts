/**
 * Counterpart in Kafka: kafka.server.ConfigHelper. What DescribeConfigs answers: every setting with its value, the layer
 * the value comes from, and the other layers behind it, in the order in which they would take over.
 */
import type { ConfigSource, DescribedConfig } from '../protocol/describe-configs.ts'
import { type ConfigKey, textOfValue } from './config-def.ts'
import { type BrokerLayers, brokerConfigValue, type ConfigEntries, topicDefault } from './effective-config.ts'
import type { Profile } from './profile.ts'

type Synonym = DescribedConfig['synonyms'][number]

/** Every config of a topic, sorted by name; `keys` picks some. Synonyms are left empty unless asked for. */
export function describeTopicConfigs(
  layers: BrokerLayers,
  overrides: ConfigEntries,
  keys: readonly string[] | null,
  includeSynonyms: boolean,
): DescribedConfig[] {
  const shown = [...layers.profile.configs.topic.values()].filter((key) => !key.isInternal || key.name in overrides)
  return pick(shown, keys).map(({ name }) => {
    const brokerName = layers.profile.configs.topicSynonyms.get(name)?.[0]?.name
    const behind = brokerName === undefined ? [] : brokerSynonyms(layers, brokerName)
    const given = overrides[name]
    const own = given === undefined ? undefined : textOfValue(layers.profile.configs.topic.get(name), given)
    const synonyms: Synonym[] =
      own === undefined ? behind : [{ name, value: own, source: 'DYNAMIC_TOPIC_CONFIG' }, ...behind]
    return described(name, own ?? topicDefault(layers, name), synonyms, includeSynonyms, false)
  })
}

/** A broker's loggers. Nothing here writes a log file, so that none has another level than it begins with. */
export function describeBrokerLoggers({ brokerLoggers }: Profile, keys: readonly string[] | null): DescribedConfig[] {
  return pick(
    brokerLoggers.map((name) => ({ name })),
    keys,
  ).map(({ name }) => ({
    name,
    value: 'INFO',
    source: 'DYNAMIC_BROKER_LOGGER_CONFIG',
    isSensitive: false,
    isReadOnly: false,
    synonyms: [],
  }))
}

/** Every config of one broker that it knows or was given, sorted by name. */
export function describeBrokerConfigs(
  layers: BrokerLayers,
  keys: readonly string[] | null,
  includeSynonyms: boolean,
): DescribedConfig[] {
  const given = [layers.static, layers.dynamicDefault, layers.dynamicBroker].flatMap((layer) => Object.keys(layer))
  const { broker } = layers.profile.configs
  const shown = [...broker.values()].filter((key) => !key.isInternal).map((key) => key.name)
  const names = new Set([...shown, ...given])
  return pick(
    [...names].map((name) => ({ name })),
    keys,
  ).map(({ name }) => {
    const row = described(
      name,
      brokerConfigValue(layers, name),
      brokerSynonyms(layers, name),
      includeSynonyms,
      !layers.profile.configs.dynamicBroker.has(name),
    )
    return isSensitive(name, layers.profile) ? hidden(row) : row
  })
}

/** The cluster-wide defaults alone (`--entity-default`). */
export function describeDefaultBrokerConfigs(
  layers: BrokerLayers,
  keys: readonly string[] | null,
  includeSynonyms: boolean,
): DescribedConfig[] {
  const names = Object.keys(layers.dynamicDefault).map((name) => ({ name }))
  return pick(names, keys).map(({ name }) => {
    const synonyms = brokerSynonyms(layers, name).filter(
      (synonym) => synonym.source === 'DYNAMIC_DEFAULT_BROKER_CONFIG',
    )
    return described(
      name,
      layers.dynamicDefault[name] ?? null,
      synonyms,
      includeSynonyms,
      !layers.profile.configs.dynamicBroker.has(name),
    )
  })
}

/** Every config of a group (KIP-848, KIP-932); what is not set is the broker's `group.…` default. */
export function describeGroupConfigs(
  layers: BrokerLayers,
  overrides: ConfigEntries,
  keys: readonly string[] | null,
  includeSynonyms: boolean,
): DescribedConfig[] {
  return pick(layers.profile.configs.group.values(), keys).map((key) => {
    const { name } = key
    const brokerName = key.brokerConfig
    const value = brokerName === null ? key.defaultValue : brokerConfigValue(layers, brokerName)
    const behind: Synonym[] = [{ name: brokerName ?? name, value, source: 'DEFAULT_CONFIG' }]
    const own = overrides[name]
    const synonyms: Synonym[] =
      own === undefined ? behind : [{ name, value: own, source: 'DYNAMIC_GROUP_CONFIG' }, ...behind]
    return described(name, own ?? value, synonyms, includeSynonyms, false)
  })
}

/** Client-metrics subscriptions have only what was set. */
export function describeClientMetricsConfigs(
  overrides: ConfigEntries,
  keys: readonly string[] | null,
  includeSynonyms: boolean,
): DescribedConfig[] {
  const names = Object.keys(overrides).map((name) => ({ name }))
  return pick(names, keys).map(({ name }) => {
    const value = overrides[name] ?? null
    return described(name, value, [{ name, value, source: 'DYNAMIC_CLIENT_METRICS_CONFIG' }], includeSynonyms, false)
  })
}

function pick<Key extends Pick<ConfigKey, 'name'>>(all: Iterable<Key>, keys: readonly string[] | null): Key[] {
  const picked = [...all].filter((key) => keys === null || keys.includes(key.name))
  return picked.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function described(
  name: string,
  value: string | null,
  synonyms: readonly Synonym[],
  includeSynonyms: boolean,
  isReadOnly: boolean,
): DescribedConfig {
  const source: ConfigSource = synonyms[0]?.source ?? 'DEFAULT_CONFIG'
  return { name, value, source, isSensitive: false, isReadOnly, synonyms: includeSynonyms ? synonyms : [] }
}

/** Passwords; and of a name it does not know a broker cannot tell, so it shows no value either. */
function isSensitive(name: string, { configs }: Profile): boolean {
  if (configs.untypedBroker.has(name)) return true
  const key = configs.broker.get(name)
  // Throttles of replication stand in no file, only in what a running broker is told.
  return key === undefined ? !configs.dynamicBroker.has(name) : key.type === 'PASSWORD'
}

function hidden(row: DescribedConfig): DescribedConfig {
  const synonyms = row.synonyms.map((synonym) => ({ ...synonym, value: null }))
  return { ...row, value: null, isSensitive: true, synonyms }
}

/**
 * What stands behind a broker setting, layer by layer. Coarser names (`log.retention.hours`) count only behind the name
 * itself: with `log.retention.ms` set nowhere the list is empty, which is why `retention.ms` shows no synonym by default.
 */
function brokerSynonyms(layers: BrokerLayers, name: string): Synonym[] {
  const names = layers.profile.configs.brokerSynonyms.get(name) ?? [name]
  const found: Synonym[] = []
  const add = (layer: ConfigEntries, source: ConfigSource): void => {
    for (const synonym of names) {
      const value = layer[synonym]
      if (value !== undefined) found.push({ name: synonym, value, source })
    }
  }
  add(layers.dynamicBroker, 'DYNAMIC_BROKER_CONFIG')
  add(layers.dynamicDefault, 'DYNAMIC_DEFAULT_BROKER_CONFIG')
  add(layers.static, 'STATIC_BROKER_CONFIG')
  for (const synonym of names) {
    const value = layers.profile.configs.broker.get(synonym)?.defaultValue
    if (value !== null && value !== undefined) found.push({ name: synonym, value, source: 'DEFAULT_CONFIG' })
  }
  const first = found.findIndex((synonym) => synonym.name === name)
  return first === -1 ? [] : found.slice(first)
}
