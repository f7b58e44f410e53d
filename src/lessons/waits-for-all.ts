/** A producer that waits for every in-sync replica, where it did not. */
import type { ConfigEntries } from '../kafka/cluster/commands.ts'

/** `all` where that is what it waits for, by whichever of its names; empty where it is not known. */
export function acksOf({ acks = '' }: ConfigEntries): string {
  return acks === '-1' ? 'all' : acks
}

/** What a producer cannot be idempotent with, or says that it is not. */
const AGAINST_IDEMPOTENCE = ['enable.idempotence', 'max.in.flight.requests.per.connection', 'retries']

/**
 * As Kafka ships it: who waits for all is idempotent too. With `acks=all` alone the batches that are sent again after a
 * leader's death would be written twice, as if that were what `acks=all` costs.
 */
export function waitsForAll(config: ConfigEntries): Record<string, string> {
  const kept = Object.entries(config).filter(([name]) => !AGAINST_IDEMPOTENCE.includes(name))
  return { ...Object.fromEntries(kept), acks: 'all' }
}
