/**
 * Plays the rows about members of the new group protocol, whose rules are written ahead of the runs that will reach
 * them. For tests: conformance counts what a run reaches.
 */
import { memberTransitionProblem } from './member-reconciliation.ts'
import { count, emptyResult, type Json, listOf, objectOf, type SuiteResult, skip } from './suite.ts'

export function playStatesAhead(tables: Json): SuiteResult {
  const result = emptyResult()
  const table = objectOf(tables, 'table')
  for (const row of listOf(objectOf(table.consumerGroupKip848, 'KIP-848').memberTransitions, 'memberTransitions')) {
    const problem = memberTransitionProblem(row)
    if (problem === undefined) skip(result, 'an occasion no player knows')
    else count(result, `member, ${JSON.stringify(objectOf(row, 'row').when)}`, problem)
  }
  return result
}
