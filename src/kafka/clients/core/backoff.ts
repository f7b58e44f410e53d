/** Counterpart in Kafka: org.apache.kafka.common.utils.ExponentialBackoff (KIP-580): factor 2, jitter 20 %. */
import type { NodeContext } from '../../../engine/node-context.ts'

export interface BackoffConfig {
  readonly initialMs: number
  readonly maxMs: number
}

/** Microseconds to wait after `attempts` earlier failures (0 is the first). Draws once on `stream`. */
export function backoffUs(config: BackoffConfig, attempts: number, stream: string, node: NodeContext): number {
  let term = config.initialMs
  for (let i = 0; i < attempts && term < config.maxMs; i++) term *= 2
  const jittered = term * (800 + node.randomInt(stream, 401))
  return Math.min(jittered, config.maxMs * 1000)
}
