/** Counterpart in Kafka: org.apache.kafka.clients.producer.ProducerConfig, its checks across settings. */

import type { ConfigEntries } from '../../cluster/commands.ts'
import { CODECS, type Compression, compressionOf } from '../../log/compression.ts'
import type { Profile } from '../../profile/profile.ts'
import type { Acks, ClientRules, PartitionerKind, RefusedIdempotence } from '../../profile/rules.ts'
import { NOT_SIMULATED, refuseNotSimulated } from '../../profile/without-effect.ts'
import {
  booleanOf,
  type ClientConfigValues,
  isConfigError,
  numberOf,
  parseClientConfig,
  rebootstraps,
  textOf,
} from '../core/client-config.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { notAnInstance, refuseConfiguredClasses, refuseProviders } from '../core/configured-classes.ts'
import { OLD_DEFAULT_PARTITIONER, PARTITIONER_RULE, RULE_PARTITIONER } from '../core/own-classes.ts'
import { refuseSecurity } from '../core/security.ts'
import { compileRule, isRuleError, ruleException } from './partition-rule.ts'

/** Classes of the application: up to KIP-480 records without keys went to every partition in turn; or a rule decides. */
export type OwnPartitioner = 'oldDefault' | { readonly rule: string }

/** Frozen. Times in milliseconds, sizes in bytes. */
export interface ProducerConfig {
  /** Name of the Kafka version, for `rulesOf`. */
  readonly profile: string
  readonly texts: Readonly<Record<string, string>>
  readonly acks: Acks
  readonly enableIdempotence: boolean
  readonly transactionalId: string | null
  readonly transactionTimeoutMs: number
  readonly lingerMs: number
  readonly batchSize: number
  readonly bufferMemory: number
  readonly maxRequestSize: number
  readonly retries: number
  readonly deliveryTimeoutMs: number
  readonly requestTimeoutMs: number
  readonly maxBlockMs: number
  readonly maxInFlight: number
  readonly retryBackoffMs: number
  readonly retryBackoffMaxMs: number
  readonly metadataMaxAgeMs: number
  readonly rebootstraps: boolean
  readonly metadataMaxIdleMs: number
  readonly compression: Compression
  readonly partitioner: PartitionerKind | OwnPartitioner
  readonly ignoreKeys: boolean
  readonly adaptivePartitioning: boolean
  readonly availabilityTimeoutMs: number
}

const PARTITIONER = 'org.apache.kafka.clients.producer.Partitioner'
const TOO_SHORT = clientError(
  'ConfigException',
  'delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms',
)

/** The settings, or what the constructor of KafkaProducer throws. */
export function parseProducerConfig(
  entries: ConfigEntries,
  profile: Profile,
): ProducerConfig | { readonly error: ClientError } {
  const unread = refuseProviders(entries)
  if (unread !== null) return { error: unread }
  const parsed = parseClientConfig('producer', entries, profile)
  if (isConfigError(parsed)) return parsed
  const unusable = refuseConfiguredClasses(profile, parsed) ?? refuseSecurity(entries, profile)
  if (unusable !== null) return refuseToConstruct(unusable)
  const partitioner = partitionerOf(profile, textOf(parsed, 'partitioner.class'), entries[PARTITIONER_RULE])
  if (typeof partitioner === 'object' && 'class' in partitioner) return refuseToConstruct(partitioner)
  const compression = textOf(parsed, 'compression.type')
  if (!CODECS.includes(compression))
    return refuseToConstruct(clientError('IllegalArgumentException', `Unknown compression name: ${compression}`))
  const acksText = textOf(parsed, 'acks')
  const givenAcks = acksText === 'all' || acksText === '-1' ? -1 : acksText === '0' ? 0 : 1
  const idempotence = idempotenceOf(profile, parsed, entries, givenAcks)
  if ('refused' in idempotence) return refuse(idempotence)
  const { enabled: enableIdempotence, acks } = idempotence
  const lingerMs = numberOf(parsed, 'linger.ms')
  const requestTimeoutMs = numberOf(parsed, 'request.timeout.ms')
  let deliveryTimeoutMs = numberOf(parsed, 'delivery.timeout.ms')
  const leastTimeoutMs = Math.min(lingerMs + requestTimeoutMs, 2_147_483_647)
  if (deliveryTimeoutMs < leastTimeoutMs) {
    // Java throws a ConfigException here, and the constructor wraps it.
    if (entries['delivery.timeout.ms'] !== undefined) return refuseToConstruct(TOO_SHORT)
    deliveryTimeoutMs = leastTimeoutMs
  }
  const notSimulated = refuseNotSimulated(profile.configs.producer, entries)
  if (notSimulated !== null) return { error: clientError(NOT_SIMULATED, notSimulated) }
  return Object.freeze({
    profile: profile.name,
    texts: Object.freeze({
      ...parsed.texts,
      ...(acks === givenAcks ? {} : { acks: String(acks) }),
      'enable.idempotence': String(enableIdempotence),
      'delivery.timeout.ms': String(deliveryTimeoutMs),
      ...(typeof partitioner === 'object' ? { [PARTITIONER_RULE]: partitioner.rule } : {}),
    }),
    acks,
    enableIdempotence,
    transactionalId: entries['transactional.id'] ?? null,
    transactionTimeoutMs: numberOf(parsed, 'transaction.timeout.ms'),
    lingerMs,
    batchSize: numberOf(parsed, 'batch.size'),
    bufferMemory: numberOf(parsed, 'buffer.memory'),
    maxRequestSize: numberOf(parsed, 'max.request.size'),
    retries: numberOf(parsed, 'retries'),
    deliveryTimeoutMs,
    requestTimeoutMs,
    maxBlockMs: numberOf(parsed, 'max.block.ms'),
    maxInFlight: numberOf(parsed, 'max.in.flight.requests.per.connection'),
    retryBackoffMs: numberOf(parsed, 'retry.backoff.ms'),
    retryBackoffMaxMs: Math.max(numberOf(parsed, 'retry.backoff.ms'), numberOf(parsed, 'retry.backoff.max.ms')),
    metadataMaxAgeMs: numberOf(parsed, 'metadata.max.age.ms'),
    rebootstraps: rebootstraps(parsed),
    metadataMaxIdleMs: numberOf(parsed, 'metadata.max.idle.ms'),
    compression: compressionOf(compression, numberOf(parsed, 'compression.gzip.level'), profile.rules.log),
    partitioner,
    ignoreKeys: booleanOf(parsed, 'partitioner.ignore.keys'),
    adaptivePartitioning: booleanOf(parsed, 'partitioner.adaptive.partitioning.enable'),
    availabilityTimeoutMs: numberOf(parsed, 'partitioner.availability.timeout.ms'),
  })
}

/** An object of the class, configured; or what its constructor or `configure` throws. */
function partitionerOf(
  profile: Profile,
  className: string,
  rule: string | undefined,
): PartitionerKind | OwnPartitioner | ClientError {
  if (className === OLD_DEFAULT_PARTITIONER) return 'oldDefault'
  if (className !== RULE_PARTITIONER)
    return profile.rules.client.partitioners[className] ?? notAnInstance(className, PARTITIONER)
  if (rule === undefined)
    return clientError(
      'ConfigException',
      `Missing required configuration "${PARTITIONER_RULE}" which has no default value.`,
    )
  const compiled = compileRule(rule)
  return isRuleError(compiled) ? ruleException(rule, compiled, 'configure') : Object.freeze({ rule })
}

function idempotenceOf(
  { rules }: Profile,
  parsed: ClientConfigValues,
  entries: ConfigEntries,
  acks: Acks,
): ReturnType<ClientRules['idempotence']> {
  const byDefault = booleanOf(parsed, 'enable.idempotence')
  return rules.client.idempotence({
    given: entries['enable.idempotence'] === undefined ? null : byDefault,
    byDefault,
    isTransactional: entries['transactional.id'] !== undefined,
    acks,
    acksGiven: entries.acks !== undefined,
    retries: numberOf(parsed, 'retries'),
    maxInFlight: numberOf(parsed, 'max.in.flight.requests.per.connection'),
  })
}

function refuseToConstruct(cause: ClientError): { readonly error: ClientError } {
  return { error: clientError('KafkaException', 'Failed to construct kafka producer', cause) }
}

function refuse({ refused, inConstructor = false }: RefusedIdempotence): { readonly error: ClientError } {
  const error = clientError('ConfigException', refused)
  return inConstructor ? refuseToConstruct(error) : { error }
}
