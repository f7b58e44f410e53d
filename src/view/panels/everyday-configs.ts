/**
 * The settings a learner changes, with the defaults of Apache Kafka 4.x beside them, and what may stand in them. The
 * engine checks again; this is so that a mistake is told where it is made.
 */
import type { MessageKey, MessageParams } from '../../i18n/index.ts'
import type { ConfigEntries } from '../../kafka/cluster/commands.ts'

export interface EverydayConfig {
  readonly key: string
  readonly defaultValue: string
  /** Choices, or the range of a whole number. */
  readonly choices?: readonly string[]
  readonly min?: number
  readonly max?: number
}

const INT_MAX = 2_147_483_647
const LONG_MAX = Number.MAX_SAFE_INTEGER
const booleans = ['true', 'false']

export const producerConfigs: readonly EverydayConfig[] = [
  { key: 'acks', defaultValue: 'all', choices: ['all', '1', '0'] },
  { key: 'linger.ms', defaultValue: '5', min: 0, max: LONG_MAX },
  { key: 'batch.size', defaultValue: '16384', min: 0, max: INT_MAX },
  { key: 'enable.idempotence', defaultValue: 'true', choices: booleans },
  { key: 'retries', defaultValue: '2147483647', min: 0, max: INT_MAX },
  { key: 'delivery.timeout.ms', defaultValue: '120000', min: 0, max: INT_MAX },
  { key: 'request.timeout.ms', defaultValue: '30000', min: 0, max: INT_MAX },
  { key: 'max.in.flight.requests.per.connection', defaultValue: '5', min: 1, max: INT_MAX },
  { key: 'buffer.memory', defaultValue: '33554432', min: 0, max: LONG_MAX },
]

const assignors = 'org.apache.kafka.clients.consumer.'
export const rangeAssignor = `${assignors}RangeAssignor`
export const cooperativeStickyAssignor = `${assignors}CooperativeStickyAssignor`

export const consumerConfigs: readonly EverydayConfig[] = [
  { key: 'auto.offset.reset', defaultValue: 'latest', choices: ['latest', 'earliest', 'none'] },
  { key: 'enable.auto.commit', defaultValue: 'true', choices: booleans },
  { key: 'auto.commit.interval.ms', defaultValue: '5000', min: 0, max: INT_MAX },
  { key: 'max.poll.records', defaultValue: '500', min: 1, max: INT_MAX },
  { key: 'max.poll.interval.ms', defaultValue: '300000', min: 1, max: INT_MAX },
  { key: 'session.timeout.ms', defaultValue: '45000', min: 1, max: INT_MAX },
  { key: 'heartbeat.interval.ms', defaultValue: '3000', min: 1, max: INT_MAX },
  {
    key: 'partition.assignment.strategy',
    defaultValue: `${rangeAssignor},${cooperativeStickyAssignor}`,
    choices: [`${rangeAssignor},${cooperativeStickyAssignor}`, rangeAssignor, cooperativeStickyAssignor],
  },
]

export const topicConfigs: readonly EverydayConfig[] = [
  { key: 'min.insync.replicas', defaultValue: '1', min: 1, max: INT_MAX },
  { key: 'unclean.leader.election.enable', defaultValue: 'false', choices: booleans },
  { key: 'retention.ms', defaultValue: '604800000', min: -1, max: LONG_MAX },
  { key: 'retention.bytes', defaultValue: '-1', min: -1, max: LONG_MAX },
  { key: 'segment.bytes', defaultValue: '1073741824', min: 1_048_576, max: INT_MAX },
  { key: 'segment.ms', defaultValue: '604800000', min: 1, max: LONG_MAX },
]

/** Shown, not changed: a broker reads them when it starts. */
export const brokerConfigs: readonly EverydayConfig[] = [
  { key: 'replica.lag.time.max.ms', defaultValue: '30000' },
  { key: 'broker.session.timeout.ms', defaultValue: '9000' },
  { key: 'broker.heartbeat.interval.ms', defaultValue: '2000' },
  { key: 'default.replication.factor', defaultValue: '1' },
  { key: 'num.partitions', defaultValue: '1' },
  { key: 'min.insync.replicas', defaultValue: '1' },
  { key: 'unclean.leader.election.enable', defaultValue: 'false' },
  { key: 'auto.create.topics.enable', defaultValue: 'true' },
]

export interface ConfigProblem {
  readonly key: MessageKey
  readonly params: MessageParams
}

/** What is wrong with one value by itself; null when nothing is. */
export function valueProblem(config: EverydayConfig, value: string): ConfigProblem | null {
  if (config.choices !== undefined) {
    if (config.choices.includes(value)) return null
    return { key: 'inspector.config.error.choice', params: { key: config.key, choices: config.choices.join(', ') } }
  }
  if (!/^-?\d+$/.test(value)) return { key: 'inspector.config.error.number', params: { key: config.key } }
  const { min = 0, max = INT_MAX } = config
  if (Number(value) >= min && Number(value) <= max) return null
  return { key: 'inspector.config.error.range', params: { key: config.key, min, max } }
}

/** What is wrong with the values together, as Kafka's own clients would refuse them; null when nothing is. */
export function combinationProblem(configs: readonly EverydayConfig[], entries: ConfigEntries): ConfigProblem | null {
  const value = (key: string) => entries[key] ?? configs.find((config) => config.key === key)?.defaultValue ?? ''
  if (configs === producerConfigs) {
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
  if (configs === consumerConfigs && Number(value('heartbeat.interval.ms')) >= Number(value('session.timeout.ms'))) {
    return { key: 'inspector.config.error.heartbeat', params: {} }
  }
  return null
}

/** A long class name by its last part; the whole one stays in the tooltip. */
export function shortValue(value: string): string {
  return value.replaceAll(assignors, '').replaceAll(',', ', ')
}
