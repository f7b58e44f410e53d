/**
 * Counterpart in Kafka: DelayedOperationPurgatory, for answers that wait until a broker's own metadata shows what was done
 * in ZooKeeper.
 */

/** What admin clients say that they will wait: request.timeout.ms. */
export const CLIENT_TIMEOUT_US = 30_000_000

/** Takes those that are over off the list, in their order. */
export function takeOver<T>(delayed: T[], isOver: (each: T) => boolean): readonly T[] {
  const over = delayed.filter(isOver)
  if (over.length > 0) delayed.splice(0, Number.POSITIVE_INFINITY, ...delayed.filter((each) => !over.includes(each)))
  return over
}
