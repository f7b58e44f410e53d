/**
 * Calls of an application about transactions that wait for an answer. Counterparts in Kafka: TransactionalRequestResult, and
 * TransactionManager.handleCachedTransactionRequestResult and throwIfPendingState.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { rulesOf } from '../../profile/registry.ts'
import type { TransactionCallRules } from '../../profile/transaction-call-rules.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { wakeBy } from '../core/wake-up.ts'
import type { ProducerClient } from './producer-state.ts'
import type { TransactionManager, TransactionManagerState } from './transaction-manager.ts'

export type TransactionalCall =
  | 'initTransactions'
  | 'commitTransaction'
  | 'abortTransaction'
  | 'sendOffsetsToTransaction'

/** A call that has not returned yet, or that gave up waiting. */
export interface PendingCall {
  readonly callId: number
  /** The call whose requests it waits for: itself, or the one that it makes again. */
  readonly waitsFor: number
  readonly call: TransactionalCall
  /** What Kafka calls the request that is waited for. */
  readonly operation: string
  readonly untilUs: number
  /** It threw a TimeoutException; what it began goes on. */
  timedOut: boolean
  /** What came of it after that, which the same call hears when it is made again. */
  outcome?: { readonly error: ClientError | null }
}

/** A call that is under way, by its id, or what the method throws at once. */
export type Called = number | ClientError

export function callsOf({ config }: ProducerClient): TransactionCallRules {
  return rulesOf(config).client.transactionCalls
}

/** Another call has given up waiting; until it is made again nothing else may be done. Null: nothing stands in the way. */
export function whyPending(producer: ProducerClient, manager: TransactionManager, call: string): ClientError | null {
  const { pending } = manager
  if (pending === null || !isMadeAgain(producer, pending)) return null
  const message = `Cannot attempt operation \`${call}\` because the previous call to \`${pending.call}\` timed out and must be retried`
  return clientError('IllegalStateException', message)
}

/** The state that a call brings about until it is done; offsets bring about none, and each call sends its own. */
const STATE_DURING: Readonly<Partial<Record<TransactionalCall, TransactionManagerState>>> = {
  initTransactions: 'INITIALIZING',
  commitTransaction: 'COMMITTING_TRANSACTION',
  abortTransaction: 'ABORTING_TRANSACTION',
}

/** Offsets are sent anew each time. */
function isMadeAgain(producer: ProducerClient, { call }: PendingCall): boolean {
  return callsOf(producer).timedOutCallsAreMadeAgain && STATE_DURING[call] !== undefined
}

/** Whether the call is the one made again that has not been answered: 2.5 goes by the state (handleCachedTransactionRequestResult). */
function joins(producer: ProducerClient, manager: TransactionManager, call: TransactionalCall): boolean {
  const during = STATE_DURING[call]
  if (manager.pending?.call !== call || during === undefined) return false
  return callsOf(producer).timedOutCallsAreMadeAgain || manager.state === during
}

/** The call waits from now on; `start` says what the method throws at once, or has asked for what it needs under this id. */
export function beginCall(
  producer: ProducerClient,
  manager: TransactionManager,
  { call, operation }: Pick<PendingCall, 'call' | 'operation'>,
  node: NodeContext,
  start: (callId: number) => ClientError | null,
): Called {
  const before = manager.pending
  const isTheSame = joins(producer, manager, call)
  if (!isTheSame) {
    const refused = whyPending(producer, manager, call) ?? start(manager.nextCallId)
    if (refused !== null) return refused
  }
  const untilUs = node.nowUs + producer.config.maxBlockMs * 1_000
  const callId = manager.nextCallId++
  const result = isTheSame && before !== null ? before : { waitsFor: callId, operation }
  manager.pending = {
    callId,
    waitsFor: result.waitsFor,
    call,
    operation: result.operation,
    untilUs,
    timedOut: false,
  }
  if (isTheSame && before?.outcome !== undefined) finishCall(producer, before.outcome.error)
  wakeBy(producer.wakeUp, node.nowUs, node)
  return callId
}

/** The call in hand returns, or throws `error`; with `callId` only if it waits for what that one has asked for. */
export function finishCall(producer: ProducerClient, error: ClientError | null, callId: number | null = null): void {
  const { transactions } = producer
  const pending = transactions?.pending
  if (transactions == null || pending == null || pending.outcome !== undefined) return
  if (callId !== null && pending.waitsFor !== callId) return
  if (pending.timedOut && isMadeAgain(producer, pending)) {
    pending.outcome = { error }
    return
  }
  transactions.pending = null
  if (!pending.timedOut) producer.events.push({ type: 'returned', callId: pending.callId, error })
}

/** max.block.ms is over: the call throws. Returns when the next one gives up. */
export function expireCall(producer: ProducerClient, nowUs: number): number {
  const pending = producer.transactions?.pending ?? null
  if (pending === null || pending.timedOut) return Infinity
  const { call, operation, callId } = pending
  const message = callsOf(producer).timedOut(call, operation, producer.config.maxBlockMs)
  if (message === null) return Infinity
  if (pending.untilUs > nowUs) return pending.untilUs
  pending.timedOut = true
  producer.events.push({ type: 'returned', callId, error: clientError('TimeoutException', message) })
  return Infinity
}
