/**
 * Plays the rows about members of the new group protocol and about transactions, whose rules are written ahead of the
 * runs that will reach them. For tests: conformance counts what a run reaches.
 */
import { isValidTransition, TRANSACTION_STATES } from '../ahead/transaction-state.ts'
import { memberTransitionProblem } from './member-reconciliation.ts'
import { BadTable, count, emptyResult, type Json, listOf, objectOf, type SuiteResult, skip } from './suite.ts'

export function playStatesAhead(tables: Json): SuiteResult {
  const result = emptyResult()
  const table = objectOf(tables, 'table')
  for (const row of listOf(objectOf(table.consumerGroupKip848, 'KIP-848').memberTransitions, 'memberTransitions')) {
    const problem = memberTransitionProblem(row)
    if (problem === undefined) skip(result, 'an occasion no player knows')
    else count(result, `member, ${JSON.stringify(objectOf(row, 'row').when)}`, problem)
  }
  for (const row of listOf(objectOf(table.transactionCoordinator, 'transactions').transitions, 'transitions'))
    playTransactionState(result, row)
  return result
}

/** Both versions of a row: 4.x has transaction.version 2, 2.5.0 none. */
function playTransactionState(result: SuiteResult, item: Json): void {
  const row = objectOf(item, 'transition')
  const from = TRANSACTION_STATES.find((state) => state === row.from)
  const to = TRANSACTION_STATES.find((state) => state === row.to)
  if (from === undefined || to === undefined) throw new BadTable('a transaction is in a state that does not exist')
  const { '2.5.0': before, '4.x': since } = objectOf(row.allowed, 'allowed')
  const agrees = isValidTransition(from, to, 0) === before && isValidTransition(from, to, 2) === since
  count(result, `transaction from ${from} to ${to}`, agrees ? null : 'is not as in Kafka')
}
