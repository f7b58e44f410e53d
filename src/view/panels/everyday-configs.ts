/**
 * The settings a learner changes, and what may stand in them. Their defaults and limits are the run's Kafka version's own,
 * which the engine tells. It checks again; this is so that a mistake is told where it is made.
 */
import type { MessageKey, MessageParams } from '../../i18n/index.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'
import type { KnownSettings } from '../../worker/port.ts'

export type SettingScope = keyof KnownSettings

/**
 * Key to the choices offered, where the page offers fewer than may stand there, or Kafka does not list them; or to what is
 * suggested, where a version takes more than a list of words.
 */
type Everyday = Readonly<Record<string, readonly string[] | { readonly suggested: readonly string[] } | null>>

const EVERYDAY: Readonly<Record<SettingScope, Everyday>> = {
  producer: {
    acks: ['all', '1', '0'],
    'linger.ms': null,
    'batch.size': null,
    'enable.idempotence': null,
    retries: null,
    'delivery.timeout.ms': null,
    'request.timeout.ms': null,
    'max.in.flight.requests.per.connection': null,
    'buffer.memory': null,
    'max.block.ms': null,
    'compression.type': ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
    'key.serializer': null,
    'value.serializer': null,
    'transactional.id': null,
    'transaction.timeout.ms': null,
  },
  consumer: {
    'auto.offset.reset': { suggested: ['latest', 'earliest', 'none', 'by_duration:PT1H'] },
    'enable.auto.commit': null,
    'auto.commit.interval.ms': null,
    'max.poll.records': null,
    'max.poll.interval.ms': null,
    'session.timeout.ms': null,
    'heartbeat.interval.ms': null,
    'partition.assignment.strategy': null,
    'group.instance.id': null,
    'key.deserializer': null,
    'value.deserializer': null,
    'isolation.level': null,
    'client.rack': null,
  },
  topic: {
    'min.insync.replicas': null,
    'unclean.leader.election.enable': null,
    'cleanup.policy': ['delete', 'compact', 'compact,delete'],
    'retention.ms': null,
    'retention.bytes': null,
    'segment.bytes': null,
    'segment.ms': null,
  },
  // Shown, not changed: a broker reads them when it starts.
  broker: {
    'replica.lag.time.max.ms': null,
    'broker.session.timeout.ms': null,
    'broker.heartbeat.interval.ms': null,
    'default.replication.factor': null,
    'num.partitions': null,
    'min.insync.replicas': null,
    'unclean.leader.election.enable': null,
    'auto.create.topics.enable': null,
  },
}

export interface ShownConfig {
  readonly key: string
  readonly defaultValue: string
  /** Kafka would act on it, and nothing here does. */
  readonly inVain: boolean
  /** Choices, or the range of a whole number; a text without either. */
  readonly choices?: readonly string[]
  /** Some of what a text may be. */
  readonly suggested?: readonly string[]
  readonly min?: number
  readonly max?: number
}

/**
 * The everyday settings that this version has, then whatever else was given to the thing and is not the default, and what
 * was `asked` for.
 */
export function shownConfigs(
  settings: KnownSettings,
  scope: SettingScope,
  given: ConfigEntries,
  asked: readonly string[] = [],
): ShownConfig[] {
  const known = settings[scope]
  const everyday = Object.keys(EVERYDAY[scope]).filter((key) => known[key] !== undefined)
  const others = Object.keys(given).filter((key) => !everyday.includes(key) && given[key] !== known[key]?.defaultValue)
  return [...new Set([...everyday, ...others, ...asked])].map((key) => {
    const setting = known[key]
    // Kafka itself does nothing with a name it does not know.
    if (setting === undefined) return { key, defaultValue: '', inVain: false }
    const { hasEffect, ...facts } = setting
    const offered = EVERYDAY[scope][key] ?? null
    const config = { key, inVain: !hasEffect, ...facts }
    if (offered === null) return config
    if (!('suggested' in offered)) return { ...config, choices: offered }
    return facts.choices === undefined ? { ...config, ...offered } : config
  })
}

/** Given by the thing itself: who it is, whom it asks first and which group it is in. */
const ITS_OWN: readonly string[] = ['bootstrap.servers', 'client.id', 'group.id', 'partitioner.class']

/** What else the version knows, by name: everything that can be asked for beside `shown`. */
export function otherConfigs(settings: KnownSettings, scope: SettingScope, shown: readonly ShownConfig[]): string[] {
  const taken = new Set([...ITS_OWN, ...shown.map(({ key }) => key)])
  return Object.keys(settings[scope])
    .filter((key) => !taken.has(key))
    .sort((a, b) => (a < b ? -1 : 1))
}

export interface ConfigProblem {
  readonly key: MessageKey
  readonly params: MessageParams
}

/** What is wrong with one value by itself; null when nothing is. */
export function valueProblem(config: ShownConfig, value: string): ConfigProblem | null {
  const { key, choices, min, max } = config
  if (choices !== undefined) {
    if (choices.includes(value)) return null
    return { key: 'inspector.config.error.choice', params: { key, choices: choices.join(', ') } }
  }
  if (min === undefined || max === undefined) return null
  if (!/^-?\d+$/.test(value)) return { key: 'inspector.config.error.number', params: { key } }
  if (Number(value) >= min && Number(value) <= max) return null
  return { key: 'inspector.config.error.range', params: { key, min, max } }
}

/** What is wrong with the values together, as Kafka's own clients would refuse them; null when nothing is. */
export function combinationProblem(
  settings: KnownSettings,
  scope: SettingScope,
  entries: ConfigEntries,
): ConfigProblem | null {
  const value = (key: string) => entries[key] ?? settings[scope][key]?.defaultValue ?? ''
  if (scope === 'producer') {
    const least = Number(value('linger.ms')) + Number(value('request.timeout.ms'))
    if (entries['delivery.timeout.ms'] !== undefined && Number(value('delivery.timeout.ms')) < least) {
      return { key: 'inspector.config.error.delivery', params: { least } }
    }
    const willing = value('acks') === 'all' && Number(value('retries')) > 0
    const tooMany = Number(value('max.in.flight.requests.per.connection')) > 5
    // Left at its default, idempotence gives way silently to acks and retries; asked for, it insists.
    if (value('enable.idempotence') === 'true' && (tooMany || (!willing && entries['enable.idempotence'] === 'true'))) {
      return { key: 'inspector.config.error.idempotence', params: {} }
    }
  }
  if (scope === 'consumer' && Number(value('heartbeat.interval.ms')) >= Number(value('session.timeout.ms'))) {
    return { key: 'inspector.config.error.heartbeat', params: {} }
  }
  return null
}

/** A long class name by its last part; the whole one stays in the tooltip. */
export function shortValue(value: string): string {
  return value.replaceAll(/\b(?:[a-z]\w*\.)+(?=[A-Z])/g, '').replaceAll(',', ', ')
}
