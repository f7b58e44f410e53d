/** Counterpart in Kafka: the transactions of org.apache.kafka.tools.ProducerPerformance. */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { ClientError } from '../../../kafka/clients/core/client-error.ts'
import type { ProducerClient } from '../../../kafka/clients/producer/producer-client.ts'
import {
  beginTransaction,
  commitTransaction,
  initTransactions,
} from '../../../kafka/clients/producer/transaction-manager.ts'
import type { Called } from '../../../kafka/clients/producer/transactional-calls.ts'

export interface PerfTransactions {
  /** The call that the main thread stands in; null: none. */
  calling: number | null
  /** Records in the open transaction; 0: there is none. */
  size: number
  startedAtUs: number
  readonly durationUs: number
}

/** `--transaction-duration-ms` where only an id is given. */
export const DEFAULT_TRANSACTION_MS = 3_000

export function beginTransactions(producer: ProducerClient, durationMs: number, node: NodeContext): PerfTransactions {
  const calling = callId(initTransactions(producer, node))
  return { calling, size: 0, startedAtUs: 0, durationUs: durationMs * 1_000 }
}

function callId(called: Called): number | null {
  return typeof called === 'number' ? called : null
}

/** What beginTransaction throws; null: one is open. */
export function beginIfNone(
  transactions: PerfTransactions,
  producer: ProducerClient,
  { nowUs }: NodeContext,
): ClientError | null {
  if (transactions.size === 0) {
    const thrown = beginTransaction(producer)
    if (thrown !== null) return thrown
    transactions.startedAtUs = nowUs
  }
  transactions.size++
  return null
}

/** A record was sent: the transaction may have been open for long enough. What commitTransaction throws, or null. */
export function commitInTime(
  transactions: PerfTransactions,
  producer: ProducerClient,
  node: NodeContext,
): ClientError | null {
  if (node.nowUs - transactions.startedAtUs < transactions.durationUs) return null
  return commitWhatIsOpen(transactions, producer, node)
}

/** What commitTransaction throws, or null; the call that is to be waited for is then that of `transactions`. */
export function commitWhatIsOpen(
  transactions: PerfTransactions,
  producer: ProducerClient,
  node: NodeContext,
): ClientError | null {
  if (transactions.calling !== null || transactions.size === 0) return null
  transactions.size = 0
  const called = commitTransaction(producer, node)
  if (typeof called !== 'number') return called
  transactions.calling = called
  return null
}
