/** Counterpart in Kafka: org.apache.kafka.clients.producer.ProducerConfig, its checks across settings. */

import type { ConfigEntries } from '../../cluster/commands.ts'
import { type Compression, compressionOf } from '../../log/compression.ts'
import type { Profile } from '../../profile/profile.ts'
import type { PartitionerKind } from '../../profile/rules.ts'
import { NOT_SIMULATED, refuseNotSimulated } from '../../profile/without-effect.ts'
import { booleanOf, isConfigError, numberOf, parseClientConfig, textOf } from '../core/client-config.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { notAnInstance, refuseConfiguredClasses, refuseProviders } from '../core/configured-classes.ts'

/** Frozen. Times in milliseconds, sizes in bytes. */
export interface ProducerConfig {
  /** Name of the Kafka version, for `rulesOf`. */
  readonly profile: string
  readonly texts: Readonly<Record<string, string>>
  readonly acks: 0 | 1 | -1
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
  readonly metadataMaxIdleMs: number
  readonly compression: Compression
  readonly partitioner: PartitionerKind
  readonly ignoreKeys: boolean
  readonly adaptivePartitioning: boolean
  readonly availabilityTimeoutMs: number
}

const PARTITIONER = 'org.apache.kafka.clients.producer.Partitioner'
const TOO_SHORT = clientError(
  'ConfigException',
  'delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms',
)
const MOST_IN_FLIGHT_FOR_IDEMPOTENCE = 5

/** The settings, or what the constructor of KafkaProducer throws. */
export function parseProducerConfig(
  entries: ConfigEntries,
  profile: Profile,
): ProducerConfig | { readonly error: ClientError } {
  const unread = refuseProviders(entries)
  if (unread !== null) return { error: unread }
  const parsed = parseClientConfig('producer', entries, profile)
  if (isConfigError(parsed)) return parsed
  const unusable = refuseConfiguredClasses(profile, parsed)
  if (unusable !== null) return refuseToConstruct(unusable)
  const partitionerClass = textOf(parsed, 'partitioner.class')
  const partitioner = profile.rules.client.partitioners[partitionerClass]
  if (partitioner === undefined) return refuseToConstruct(notAnInstance(partitionerClass, PARTITIONER))
  const acksText = textOf(parsed, 'acks')
  const acks = acksText === 'all' || acksText === '-1' ? -1 : acksText === '0' ? 0 : 1
  const conflict = idempotenceConflict(acks, numberOf(parsed, 'retries'))
  const maxInFlight = numberOf(parsed, 'max.in.flight.requests.per.connection')
  const tooMany = maxInFlight > MOST_IN_FLIGHT_FOR_IDEMPOTENCE
  if (booleanOf(parsed, 'enable.idempotence')) {
    if (conflict !== null && entries['enable.idempotence'] !== undefined) return refuse(conflict)
    const asked = entries['enable.idempotence'] !== undefined || profile.rules.client.refusesTooManyInFlight
    if (tooMany && asked) return refuse(tooManyInFlight(maxInFlight))
  }
  const enableIdempotence = booleanOf(parsed, 'enable.idempotence') && conflict === null && !tooMany
  if (!enableIdempotence && entries['transactional.id'] !== undefined) {
    return refuse('Cannot set a transactional.id without also enabling idempotence.')
  }
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
      'enable.idempotence': String(enableIdempotence),
      'delivery.timeout.ms': String(deliveryTimeoutMs),
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
    metadataMaxIdleMs: numberOf(parsed, 'metadata.max.idle.ms'),
    compression: compressionOf(textOf(parsed, 'compression.type'), numberOf(parsed, 'compression.gzip.level')),
    partitioner,
    ignoreKeys: booleanOf(parsed, 'partitioner.ignore.keys'),
    adaptivePartitioning: booleanOf(parsed, 'partitioner.adaptive.partitioning.enable'),
    availabilityTimeoutMs: numberOf(parsed, 'partitioner.availability.timeout.ms'),
  })
}

/** Idempotence that was only the default gives way; idempotence that was asked for does not. */
function idempotenceConflict(acks: number, retries: number): string | null {
  if (retries === 0) return 'Must set retries to non-zero when using the idempotent producer.'
  if (acks !== -1)
    return 'Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence.'
  return null
}

function tooManyInFlight(maxInFlight: number): string {
  return `To use the idempotent producer, max.in.flight.requests.per.connection must be set to at most ${MOST_IN_FLIGHT_FOR_IDEMPOTENCE}. Current value is ${maxInFlight}.`
}

function refuseToConstruct(cause: ClientError): { readonly error: ClientError } {
  return { error: clientError('KafkaException', 'Failed to construct kafka producer', cause) }
}

function refuse(message: string): { readonly error: ClientError } {
  return { error: clientError('ConfigException', message) }
}
