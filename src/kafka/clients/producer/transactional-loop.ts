/**
 * What a producer of the stage does that has a transactional.id: the loop of Kafka's own examples. It begins a transaction,
 * sends for a second or as many records as its workload says, commits, and begins the next; what is sent by hand is a
 * transaction of its own, unless it ends its transactions only when it is told to. While a call blocks, the application
 * makes nothing; out of an error that can be ended it aborts, and where nothing can be done it stops.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { sendRecord } from './producer-client.ts'
import type { ProducerClient, ProducerEvent, ProducerRecord } from './producer-state.ts'
import { abortTransaction, beginTransaction, commitTransaction, initTransactions } from './transaction-manager.ts'
import type { Called } from './transactional-calls.ts'

export interface TransactionalLoop {
  /** The call that the application's thread stands in; null: none. */
  calling: number | null
  openedAtUs: number
  /** Sent in the transaction that is open. */
  records: number
  /** To be sent by hand, as soon as the thread is free. */
  readonly waiting: ProducerRecord[]
  /** How it ends the transaction as soon as the thread comes back from send(): true commits. */
  ends?: boolean
}

const TRANSACTION_US = 1_000_000

export function startLoop(client: ProducerClient, node: NodeContext): TransactionalLoop {
  const loop: TransactionalLoop = { calling: null, openedAtUs: 0, records: 0, waiting: [] }
  call(loop, initTransactions(client, node))
  return loop
}

function call(loop: TransactionalLoop, called: Called): void {
  loop.calling = typeof called === 'number' ? called : null
}

/** Whether the application's thread is free, and has a transaction to send in. */
export function mayProduce(loop: TransactionalLoop, client: ProducerClient, node: NodeContext): boolean {
  if (loop.calling !== null || loop.ends !== undefined) return false
  const state = client.transactions?.state
  if (state === 'ABORTABLE_ERROR') call(loop, abortTransaction(client, node))
  if (state === 'READY') {
    beginTransaction(client)
    loop.openedAtUs = node.nowUs
    loop.records = 0
  }
  return client.transactions?.state === 'IN_TRANSACTION'
}

/** When the application commits by itself: after so many records, 0 for never, or undefined for once a second. */
export type CommitEvery = number | undefined

/** A record was sent; the next one is due in `spacingUs`. */
export function endInTime(
  loop: TransactionalLoop,
  client: ProducerClient,
  { every, spacingUs }: { readonly every: CommitEvery; readonly spacingUs: number },
  node: NodeContext,
): void {
  loop.records++
  const isDue =
    every === undefined ? node.nowUs + spacingUs - loop.openedAtUs > TRANSACTION_US : every > 0 && loop.records >= every
  if (isDue) end(loop, client, true, node)
}

/** A thread that stands in send() ends nothing yet. */
function end(loop: TransactionalLoop, client: ProducerClient, committed: boolean, node: NodeContext): void {
  if (client.waiting.length > 0) loop.ends = committed
  else call(loop, committed ? commitTransaction(client, node) : abortTransaction(client, node))
}

/** Sends what waits to be sent by hand, and commits it unless it is told when to. */
export function sendWaiting(
  loop: TransactionalLoop,
  client: ProducerClient,
  every: CommitEvery,
  node: NodeContext,
): void {
  if (loop.waiting.length === 0 || !mayProduce(loop, client, node)) return
  for (const record of loop.waiting.splice(0)) {
    sendRecord(client, record, node)
    loop.records++
  }
  if (every !== 0) end(loop, client, true, node)
}

/** The application was told to end its transaction now. What cannot be ended stays as it is. */
export function endNow(loop: TransactionalLoop, client: ProducerClient, committed: boolean, node: NodeContext): void {
  if (loop.calling !== null || client.transactions?.state !== 'IN_TRANSACTION') return
  end(loop, client, committed, node)
}

export function onLoopEvents(
  loop: TransactionalLoop,
  client: ProducerClient,
  events: readonly ProducerEvent[],
  every: CommitEvery,
  node: NodeContext,
): void {
  for (const event of events) {
    if (event.type !== 'returned' || event.callId !== loop.calling) continue
    loop.calling = null
    // The time for a call is over: it is made again, as Kafka asks for.
    if (event.error?.class === 'TimeoutException') retry(loop, client, node)
  }
  if (loop.ends !== undefined && client.waiting.length === 0) {
    const committed = loop.ends
    delete loop.ends
    endNow(loop, client, committed, node)
  }
  sendWaiting(loop, client, every, node)
}

function retry(loop: TransactionalLoop, client: ProducerClient, node: NodeContext): void {
  switch (client.transactions?.pending?.call) {
    case 'initTransactions':
      return call(loop, initTransactions(client, node))
    case 'commitTransaction':
      return call(loop, commitTransaction(client, node))
    case 'abortTransaction':
      return call(loop, abortTransaction(client, node))
    default:
  }
}
