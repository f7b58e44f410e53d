/** Counterpart in Kafka: the transactions of org.apache.kafka.tools.ProducerPerformance. */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { ProducerClient } from '../../../kafka/clients/producer/producer-client.ts'
import {
  beginTransaction,
  type Called,
  commitTransaction,
  initTransactions,
} from '../../../kafka/clients/producer/transaction-manager.ts'

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

export function beginIfNone(transactions: PerfTransactions, producer: ProducerClient, { nowUs }: NodeContext): void {
  if (transactions.size === 0) {
    beginTransaction(producer)
    transactions.startedAtUs = nowUs
  }
  transactions.size++
}

/** A record was sent: the transaction may have been open for long enough. */
export function commitInTime(transactions: PerfTransactions, producer: ProducerClient, node: NodeContext): void {
  if (node.nowUs - transactions.startedAtUs >= transactions.durationUs) commitWhatIsOpen(transactions, producer, node)
}

/** False: there is nothing to wait for. */
export function commitWhatIsOpen(transactions: PerfTransactions, producer: ProducerClient, node: NodeContext): boolean {
  if (transactions.calling === null && transactions.size > 0) {
    transactions.size = 0
    transactions.calling = callId(commitTransaction(producer, node))
  }
  return transactions.calling !== null
}
