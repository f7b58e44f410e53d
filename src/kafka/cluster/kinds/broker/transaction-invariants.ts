/** What must never happen in a log that transactions have written to. */

import { broken, type InvariantChecker, memoryOf, type Violation } from '../../../invariants/invariant-checker.ts'
import { lastStableOffset, type ReplicaLog } from '../../../log/replica-log.ts'

/** The largest epoch of each producer that a replica has had, by the life of its broker. */
/** With the end that the log had when it was seen. */
type Epochs = Map<string, { readonly epoch: number; readonly logEndOffset: number }>

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
  const { logEndOffset } = log
  for (const { producerId, producerEpoch: epoch } of producers.values()) {
    const key = `${id} ${producerId}`
    const before = epochs.get(key)
    if (before !== undefined && epoch < before.epoch && logEndOffset >= before.logEndOffset)
      return broken('T2', `producer ${producerId} went from epoch ${before.epoch} back to ${epoch} on ${where()}`)
    epochs.set(key, { epoch, logEndOffset })
  }
  return null
}
