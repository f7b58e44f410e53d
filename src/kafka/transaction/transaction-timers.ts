/**
 * Counterpart in Kafka: the scheduled tasks of TransactionCoordinator and TransactionStateManager. They look at all
 * transactions from time to time; a shard that has none of the kind sets no timer, and the instants are those of a task
 * that runs all the time.
 */
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { tell } from '../observe/tell.ts'
import { fence } from './end-transaction.ts'
import type { TransactionMetadata, TransactionRecord } from './transaction-records.ts'
import type { TransactionResult, TransactionShard } from './transaction-shard.ts'

export interface AbortScan {
  readonly type: 'TransactionAbortScan'
}

export interface ExpiryScan {
  readonly type: 'TransactionalIdExpiry'
}

/** Looks for transactions that have been open for longer than their producers said they would. */
export function scheduleAbortScan(host: ShardHost): void {
  atNextTick(host, host.config.transactionAbortTimedOutCleanupIntervalMs, 'abort scan', {
    type: 'TransactionAbortScan',
  } satisfies AbortScan)
}

/** Looks for ids that nobody has used for long. */
export function scheduleExpiry(host: ShardHost): void {
  atNextTick(host, host.config.transactionRemoveExpiredCleanupIntervalMs, 'expiry', {
    type: 'TransactionalIdExpiry',
  } satisfies ExpiryScan)
}

function atNextTick(host: ShardHost, intervalMs: number, key: string, timer: AbortScan | ExpiryScan): void {
  const intervalUs = intervalMs * 1_000
  host.schedule(key, intervalUs - (host.node.nowUs % intervalUs), timer, true)
}

/** Several may be overdue: each is decided by itself, as if it had been asked for. */
export function abortTimedOut(shard: TransactionShard, host: ShardHost): TransactionResult | null {
  const now = host.node.wallClockMs
  const open = [...shard.transactions.latest.values()].filter(({ state }) => state === 'Ongoing')
  if (open.length === 0) return null
  scheduleAbortScan(host)
  for (const known of open) tellHanging(known, host)
  const due = open.filter(
    ({ transactionalId, startTimestamp, timeoutMs }) =>
      now > startTimestamp + timeoutMs && !shard.pending.has(transactionalId),
  )
  return together(
    due.flatMap((known) => {
      const { transactionalId, timeoutMs } = known
      const fenced = fence(shard, known, null, host)
      if (fenced === null) return []
      tell(host.node, { type: 'TransactionTimedOut', transactionalId, timeoutMs })
      return [fenced]
    }),
  )
}

/** Once for each transaction: the first round that finds it as old as a round lasts. */
function tellHanging(known: TransactionMetadata, { node, config }: ShardHost): void {
  const { transactionalId, topicPartitions, startTimestamp, timeoutMs } = known
  const openMs = node.wallClockMs - startTimestamp
  const roundMs = config.transactionAbortTimedOutCleanupIntervalMs
  if (openMs < roundMs || openMs >= 2 * roundMs || openMs > timeoutMs) return
  tell(node, { type: 'TransactionHangs', transactionalId, partitions: topicPartitions, openMs, timeoutMs })
}

/** One batch for all of them; each is told of by a completion of its own when the batch is committed. */
function together(results: readonly TransactionResult[]): TransactionResult | null {
  const [first] = results
  if (first === undefined || results.length === 1) return first ?? null
  const transactionalIds = results.flatMap(({ records }) => records.map(({ transactionalId }) => transactionalId))
  const completion: SeveralWritten = { type: 'SeveralWritten', transactionalIds }
  return { ...first, records: results.flatMap(({ records }) => records), completion }
}

export interface SeveralWritten {
  readonly type: 'SeveralWritten'
  readonly transactionalIds: readonly string[]
}

/** TransactionStateManager.removeExpiredTransactionalIds. */
export function removeExpired(shard: TransactionShard, host: ShardHost): TransactionResult | null {
  const all = [...shard.transactions.latest.values()]
  if (all.length === 0) return null
  scheduleExpiry(host)
  const records: TransactionRecord[] = all
    .filter((known) => isExpired(known, host) && !shard.pending.has(known.transactionalId))
    .map(({ transactionalId }) => ({ transactionalId, value: null }))
  return { records, response: null, completion: null, alreadyApplied: false }
}

function isExpired({ state, lastUpdateTimestamp }: TransactionMetadata, host: ShardHost): boolean {
  if (state !== 'Empty' && state !== 'CompleteCommit' && state !== 'CompleteAbort') return false
  return host.node.wallClockMs - lastUpdateTimestamp >= host.config.transactionalIdExpirationMs
}
