/** What must never happen in a log that transactions have written to. */

import { broken, type InvariantChecker, memoryOf, type Violation } from '../../../invariants/invariant-checker.ts'
import { lastStableOffset, type ReplicaLog } from '../../../log/replica-log.ts'

/** A replica as it was seen last: where its log ended, and the epoch of each producer it has had since it was cut off. */
interface SeenProducers {
  logEndOffset: number
  readonly epochs: Map<number, number>
}

const createMemory = (): Map<string, SeenProducers> => new Map()

/** `id` names the replica and the life of its broker. */
export function checkTransactions(
  checker: InvariantChecker,
  log: ReplicaLog,
  id: string,
  where: () => string,
): Violation | null {
  const { transactions, highWatermark, producers } = log
  if (transactions === null) {
    // Nothing was ever written here, or all of it was cut off.
    memoryOf(checker, 'transactions', createMemory).delete(id)
    return null
  }
  checker.checked += 2
  if (lastStableOffset(log) > highWatermark)
    return broken('T1', `the last stable offset ${lastStableOffset(log)} is above ${highWatermark} on ${where()}`)
  for (const { producerId, firstOffset } of transactions.open) {
    const known = producers.get(producerId)?.currentTransactionFirstOffset
    if (known !== firstOffset)
      return broken(
        'T1',
        `the transaction of producer ${producerId} begins at ${firstOffset} and ${known} on ${where()}`,
      )
  }
  return checkProducerEpochs(checker, log, id, where)
}

/** What is cut off takes its producers along: those it leaves an older batch of, and those it leaves nothing of. */
function checkProducerEpochs(
  checker: InvariantChecker,
  { producers, logEndOffset }: ReplicaLog,
  id: string,
  where: () => string,
): Violation | null {
  const replicas = memoryOf(checker, 'transactions', createMemory)
  let seen = replicas.get(id)
  if (seen === undefined || logEndOffset < seen.logEndOffset) {
    seen = { logEndOffset, epochs: new Map() }
    replicas.set(id, seen)
  }
  seen.logEndOffset = logEndOffset
  for (const { producerId, producerEpoch } of producers.values()) {
    const before = seen.epochs.get(producerId) ?? -1
    if (producerEpoch < before)
      return broken('T2', `producer ${producerId} went from epoch ${before} back to ${producerEpoch} on ${where()}`)
    seen.epochs.set(producerId, producerEpoch)
  }
  return null
}
