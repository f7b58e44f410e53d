/** Counterpart in Kafka: org.apache.kafka.common.utils.ExponentialBackoff (KIP-580), or what a version has in its place. */

import type { NodeContext } from '../../../engine/node-context.ts'
import { rulesOf } from '../../profile/registry.ts'

export interface BackoffConfig {
  /** Name of the Kafka version, for `rulesOf`. */
  readonly profile: string
  readonly initialMs: number
  readonly maxMs: number
}

/** Microseconds to wait after `attempts` earlier failures (0 is the first). Draws once on `stream` where there is jitter. */
export function backoffUs(config: BackoffConfig, attempts: number, stream: string, node: NodeContext): number {
  const { backoffMs, backoffJitterPermille: jitter } = rulesOf(config).client
  const drawn = jitter === 0 ? 0 : node.randomInt(stream, 2 * jitter + 1)
  const jittered = backoffMs(config.initialMs, config.maxMs, attempts) * (1000 - jitter + drawn)
  return Math.min(jittered, config.maxMs * 1000)
}
