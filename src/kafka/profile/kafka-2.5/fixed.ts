/** Numbers of 2.5.0's code that later versions let be set, and what it does where they have a choice. */
import type { ProfileConfigs } from '../profile.ts'

/** Every pause is retry.backoff.ms. */
const NO_BOUND = String(Number.MAX_SAFE_INTEGER)

export const FIXED: ProfileConfigs['fixed'] = Object.freeze({
  broker: Object.freeze({
    // LogManager.InitialTaskDelayMs and ProducerIdExpirationCheckIntervalMs.
    'log.initial.task.delay.ms': '30000',
    'producer.id.expiration.check.interval.ms': '600000',
  }),
  topic: Object.freeze({ 'compression.gzip.level': '-1' }),
  producer: Object.freeze({
    'compression.gzip.level': '-1',
    'partitioner.ignore.keys': 'false',
    'partitioner.adaptive.partitioning.enable': 'false',
    'partitioner.availability.timeout.ms': '0',
    'retry.backoff.max.ms': NO_BOUND,
  }),
  consumer: Object.freeze({ 'group.protocol': 'classic', 'retry.backoff.max.ms': NO_BOUND }),
  admin: Object.freeze({ 'retry.backoff.max.ms': NO_BOUND }),
  group: Object.freeze({}),
})
