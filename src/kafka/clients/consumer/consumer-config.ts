/** Counterpart in Kafka: org.apache.kafka.clients.consumer.ConsumerConfig, its checks across settings. */

import type { ConfigEntries } from '../../cluster/commands.ts'
import { classExists } from '../../common/java-classes.ts'
import { durationMs } from '../../common/java-duration.ts'
import { invalidName } from '../../common/topic-names.ts'
import type { AssignorName } from '../../group/assignors/index.ts'
import { invalidValue } from '../../profile/config-def.ts'
import type { Profile } from '../../profile/profile.ts'
import { NOT_SIMULATED, refuseNotSimulated } from '../../profile/without-effect.ts'
import {
  booleanOf,
  type ClientConfigValues,
  isConfigError,
  listOfConfig,
  numberOf,
  parseClientConfig,
  rebootstraps,
  textOf,
} from '../core/client-config.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { notAnInstance, refuseConfiguredClasses, refuseProviders } from '../core/configured-classes.ts'
import { refuseSecurity } from '../core/security.ts'

/** Where to begin without a position: `byDuration` is so many milliseconds ago (KIP-1106). */
export type OffsetReset =
  | { readonly kind: 'earliest' | 'latest' | 'none' }
  | { readonly kind: 'byDuration'; readonly durationMs: number }

/** Frozen. Times in milliseconds, sizes in bytes. */
export interface ConsumerConfig {
  /** Name of the Kafka version, for `rulesOf`. */
  readonly profile: string
  readonly texts: Readonly<Record<string, string>>
  /** Null: no group. */
  readonly groupId: string | null
  readonly groupInstanceId: string | null
  readonly assignors: readonly AssignorName[]
  readonly sessionTimeoutMs: number
  readonly heartbeatIntervalMs: number
  readonly maxPollIntervalMs: number
  readonly maxPollRecords: number
  readonly enableAutoCommit: boolean
  readonly autoCommitIntervalMs: number
  readonly autoOffsetReset: OffsetReset
  readonly isolationLevel: 'read_uncommitted' | 'read_committed'
  readonly fetchMinBytes: number
  readonly fetchMaxBytes: number
  readonly fetchMaxWaitMs: number
  readonly maxPartitionFetchBytes: number
  readonly requestTimeoutMs: number
  readonly defaultApiTimeoutMs: number
  readonly retryBackoffMs: number
  readonly retryBackoffMaxMs: number
  readonly metadataMaxAgeMs: number
  readonly rebootstraps: boolean
  readonly allowAutoCreateTopics: boolean
  readonly clientRack: string
}

const ONLY_CLASSIC: readonly string[] = ['heartbeat.interval.ms', 'session.timeout.ms', 'partition.assignment.strategy']

/** The settings, or what the constructor of KafkaConsumer throws. */
export function parseConsumerConfig(
  entries: ConfigEntries,
  profile: Profile,
): ConsumerConfig | { readonly error: ClientError } {
  const unread = refuseProviders(entries)
  if (unread !== null) return { error: unread }
  const parsed = parseClientConfig('consumer', entries, profile)
  if (isConfigError(parsed)) return parsed
  const wrong = checkAcross(profile, entries, parsed)
  if (wrong !== null) return { error: wrong }
  const { assignors: classes, autoCommitWithoutGroup } = profile.rules.client
  const groupId = entries['group.id'] ?? null
  if (groupId === null && entries['enable.auto.commit'] !== undefined && booleanOf(parsed, 'enable.auto.commit')) {
    return refuse(autoCommitWithoutGroup.class, autoCommitWithoutGroup.message)
  }
  const assignors = listOfConfig(parsed, 'partition.assignment.strategy').map((name) => classes[name] ?? null)
  const sessionTimeoutMs = numberOf(parsed, 'session.timeout.ms')
  const heartbeatIntervalMs = numberOf(parsed, 'heartbeat.interval.ms')
  const cause =
    refuseNames(profile, groupId, entries['group.instance.id'] ?? null) ??
    refuseConfiguredClasses(profile, parsed) ??
    causeOfFailure(profile, listOfConfig(parsed, 'partition.assignment.strategy'), {
      heartbeatIntervalMs,
      sessionTimeoutMs: groupId === null ? Infinity : sessionTimeoutMs,
    }) ??
    refuseSecurity(entries, profile)
  // Thrown inside the constructor, which wraps what it catches.
  if (cause !== null) return refuse('KafkaException', 'Failed to construct kafka consumer', cause)
  const notSimulated = refuseNotSimulated(profile.configs.consumer, entries)
  if (notSimulated !== null) return { error: clientError(NOT_SIMULATED, notSimulated) }
  return Object.freeze({
    profile: profile.name,
    texts: Object.freeze({
      ...parsed.texts,
      'enable.auto.commit': String(groupId !== null && booleanOf(parsed, 'enable.auto.commit')),
    }),
    groupId,
    groupInstanceId: entries['group.instance.id'] ?? null,
    assignors: Object.freeze(assignors.filter((name) => name !== null)),
    sessionTimeoutMs,
    heartbeatIntervalMs,
    maxPollIntervalMs: numberOf(parsed, 'max.poll.interval.ms'),
    maxPollRecords: numberOf(parsed, 'max.poll.records'),
    enableAutoCommit: groupId !== null && booleanOf(parsed, 'enable.auto.commit'),
    autoCommitIntervalMs: numberOf(parsed, 'auto.commit.interval.ms'),
    autoOffsetReset: Object.freeze(
      parseOffsetReset(textOf(parsed, 'auto.offset.reset')) ?? { kind: 'latest' as const },
    ),
    isolationLevel: textOf(parsed, 'isolation.level') === 'read_committed' ? 'read_committed' : 'read_uncommitted',
    fetchMinBytes: numberOf(parsed, 'fetch.min.bytes'),
    fetchMaxBytes: numberOf(parsed, 'fetch.max.bytes'),
    fetchMaxWaitMs: numberOf(parsed, 'fetch.max.wait.ms'),
    maxPartitionFetchBytes: numberOf(parsed, 'max.partition.fetch.bytes'),
    requestTimeoutMs: numberOf(parsed, 'request.timeout.ms'),
    defaultApiTimeoutMs: numberOf(parsed, 'default.api.timeout.ms'),
    retryBackoffMs: numberOf(parsed, 'retry.backoff.ms'),
    retryBackoffMaxMs: Math.max(numberOf(parsed, 'retry.backoff.ms'), numberOf(parsed, 'retry.backoff.max.ms')),
    metadataMaxAgeMs: numberOf(parsed, 'metadata.max.age.ms'),
    rebootstraps: rebootstraps(parsed),
    allowAutoCreateTopics: booleanOf(parsed, 'allow.auto.create.topics'),
    clientRack: textOf(parsed, 'client.rack'),
  })
}

function checkAcross({ configs }: Profile, entries: ConfigEntries, parsed: ClientConfigValues): ClientError | null {
  const choosesProtocol = configs.consumer.has('group.protocol')
  const groupProtocol = choosesProtocol ? textOf(parsed, 'group.protocol') : 'classic'
  const reset = textOf(parsed, 'auto.offset.reset')
  const protocol = groupProtocol.toUpperCase()
  if (protocol !== 'CONSUMER' && protocol !== 'CLASSIC') {
    return clientError(
      'ConfigException',
      invalidValue('group.protocol', groupProtocol, 'String must be one of (case insensitive): CONSUMER, CLASSIC'),
    )
  }
  if (parseOffsetReset(reset) === null) {
    const why = `Invalid value \`${reset}\` for configuration auto.offset.reset. The value must be either 'earliest', 'latest', 'none' or of the format 'by_duration:<PnDTnHnMn.nS.>'.`
    return clientError('ConfigException', invalidValue('auto.offset.reset', reset, why))
  }
  if (!choosesProtocol) return null
  for (const name of protocol === 'CONSUMER' ? ONLY_CLASSIC : ['group.remote.assignor']) {
    if (entries[name] !== undefined)
      return clientError('ConfigException', `${name} cannot be set when group.protocol=${protocol}`)
  }
  return null
}

/** `earliest`, `latest`, `none` or `by_duration:PnDTnHnMn.nS`; null when it is none of them. Only a duration may be in capitals. */
export function parseOffsetReset(text: string): OffsetReset | null {
  if (text === 'earliest' || text === 'latest' || text === 'none') return { kind: text }
  if (!text.startsWith('by_duration:')) return null
  const ms = durationMs(text.slice('by_duration:'.length))
  return ms === null ? null : { kind: 'byDuration', durationMs: ms }
}

/** Counterparts in Kafka: ConsumerPartitionAssignor.getAssignorInstances, GroupRebalanceConfig.validateSessionAndHeartbeat. */
function causeOfFailure(
  { rules, clientClasses }: Profile,
  assignorClasses: readonly string[],
  times: { readonly heartbeatIntervalMs: number; readonly sessionTimeoutMs: number },
): ClientError | null {
  const unknown = assignorClasses.find((name) => !Object.hasOwn(rules.client.assignors, name))
  if (unknown !== undefined && classExists(clientClasses, unknown))
    return notAnInstance(unknown, rules.client.assignorTypes)
  if (unknown !== undefined)
    return clientError(
      'KafkaException',
      `${unknown} ClassNotFoundException exception occurred`,
      clientError('ClassNotFoundException', unknown),
    )
  return times.heartbeatIntervalMs >= times.sessionTimeoutMs
    ? clientError('IllegalArgumentException', 'Heartbeat must be set lower than the session timeout')
    : null
}

/** Counterparts in Kafka: the constructors of ClassicKafkaConsumer and GroupRebalanceConfig. */
function refuseNames({ rules }: Profile, groupId: string | null, groupInstanceId: string | null): ClientError | null {
  if (groupId !== null && groupId.trim() === '' && !rules.client.takesEmptyGroupIds) {
    const message = 'The configured group.id should not be an empty string or whitespace.'
    return clientError('InvalidGroupIdException', message)
  }
  const invalid = groupInstanceId === null ? null : invalidName(groupInstanceId, 'Group instance id')
  return invalid === null ? null : clientError('InvalidConfigurationException', invalid)
}

function refuse(className: string, message: string, cause?: ClientError): { readonly error: ClientError } {
  return { error: clientError(className, message, cause) }
}

/** KafkaConsumer.buildClientId, of one that is given no name; `last` is the static member, or how many there were. */
export function madeClientId(groupId: string, last: string): string {
  return groupId === '' ? 'consumer-1' : `consumer-${groupId}-${last}`
}
