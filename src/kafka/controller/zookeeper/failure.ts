/**
 * What Kafka's controller throws. It catches much of that on the way, so here too: errors by the names of Kafka's
 * exceptions and ZooKeeper's codes, told apart from mistakes of ours, which nobody catches.
 */
import type { ZooKeeperError } from '../../protocol/zookeeper/zookeeper-error.ts'

export type FailureName =
  | Exclude<ZooKeeperError, 'OK'>
  | 'ControllerMovedException'
  | 'StateChangeFailedException'
  | 'IllegalStateException'
  | 'AdminOperationException'
  | 'StaleBrokerEpochException'
  | 'BrokerNotAvailableException'
  | 'NoSuchElementException'

export interface Failure extends Error {
  readonly failure: FailureName
}

export function failure(name: FailureName, message: string = name): Failure {
  return Object.assign(new Error(message), { failure: name })
}

export function isFailure(error: unknown): error is Failure {
  return error instanceof Error && 'failure' in error
}

/** Of what was caught; passes on whatever is no failure, the end of a turn above all. */
export function caught(error: unknown): Failure {
  if (!isFailure(error)) throw error
  return error
}

/** What fails is handed back, unless another broker is the controller: that ends the whole event. */
export function attempt<T>(deed: () => T): T | Failure {
  try {
    return deed()
  } catch (error) {
    const failed = caught(error)
    if (isMoved(failed)) throw failed
    return failed
  }
}

/** Whoever notices stops what it does: another broker is the controller. */
export function isMoved({ failure: name }: Failure): boolean {
  return name === 'ControllerMovedException'
}
