/** What must never happen in a log that transactions have written to. */

import { broken, type InvariantChecker, memoryOf, type Violation } from '../../../invariants/invariant-checker.ts'
import { lastStableOffset, type ReplicaLog } from '../../../log/replica-log.ts'

/** The largest epoch of each producer that a replica has had, by the life of its broker. */
type Epochs = Map<string, number>

/** `id` names the replica and the life of its broker. */
export function checkTransactions(
  checker: InvariantChecker,
  log: ReplicaLog,
  id: string,
  where: () => string,
): Violation | null {
  const { transactions, highWatermark, producers } = log
  if (transactions === null) return null
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
  // What is cut off takes its producers' epochs along.
  const epochs = memoryOf(checker, 'transactions', (): Epochs => new Map())
  for (const { producerId, producerEpoch } of producers.values()) {
    const key = `${id} ${producerId} ${log.leaderEpochs.length === 0 ? -1 : log.leaderEpochs.at(-1)?.epoch}`
    const before = epochs.get(key) ?? -1
    if (producerEpoch < before)
      return broken('T2', `producer ${producerId} went from epoch ${before} back to ${producerEpoch} on ${where()}`)
    epochs.set(key, producerEpoch)
  }
  return null
}
