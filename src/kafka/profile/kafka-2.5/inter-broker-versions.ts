/** Counterpart in Kafka: kafka.api.ApiVersion, 2.5.0: what brokers may say to one another, and in which format logs are written. */

import type { Validator } from '../config-def.ts'

export const INTER_BROKER_VERSIONS: readonly string[] = (
  '0.8.0 0.8.1 0.8.2 0.9.0 0.10.0-IV0 0.10.0-IV1 0.10.1-IV0 0.10.1-IV1 0.10.1-IV2 0.10.2-IV0 0.11.0-IV0 ' +
  '0.11.0-IV1 0.11.0-IV2 1.0-IV0 1.1-IV0 2.0-IV0 2.0-IV1 2.1-IV0 2.1-IV1 2.1-IV2 2.2-IV0 2.2-IV1 ' +
  '2.3-IV0 2.3-IV1 2.4-IV0 2.4-IV1 2.5-IV0'
).split(' ')

/** ApiVersionValidator: one of them, or the beginning of one, `2.5`. */
export const API_VERSION: Validator = Object.freeze({ kind: 'apiVersion', values: INTER_BROKER_VERSIONS })
