/** Plays the table of the classic group's states: what may follow what, and how each request is answered in each state. */
import {
  CLASSIC_GROUP_STATES,
  type ClassicGroupState,
  canRebalance,
  isValidTransition,
} from '../../kafka/group/classic-group-state.ts'
import {
  isValidTransition as isValidTransactionTransition,
  TRANSACTION_STATES,
} from '../../kafka/transaction/transaction-state.ts'
import { groupOf } from '../coordinator-bench.ts'
import { type Outcome, playGroupEvent } from './group-events.ts'
import { groupIn } from './group-stage.ts'
import { memberTransitionProblem } from './member-reconciliation.ts'
import { BadTable, count, emptyResult, type Json, listOf, objectOf, type SuiteResult, stringOf } from './suite.ts'

type Row = { readonly [key: string]: Json }

export function playGroupStates(tables: Json): SuiteResult {
  const result = emptyResult()
  const table = objectOf(tables, 'table')
  for (const json of listOf(table.transitions ?? [], 'transitions')) {
    const row = objectOf(json, 'transition')
    const from = stateOf(row.from)
    const to = stateOf(row.to)
    const allowed = isValidTransition(from, to)
    count(result, `${from} to ${to}`, allowed === row.allowed ? null : `is ${allowed ? 'allowed' : 'refused'} here`)
  }
  for (const [state, expected] of Object.entries(objectOf(table.canRebalance ?? {}, 'canRebalance'))) {
    const answer = canRebalance(stateOf(state))
    count(result, `canRebalance in ${state}`, answer === expected ? null : `is ${answer} here`)
  }
  for (const json of listOf(table.events ?? [], 'events')) playEvent(result, objectOf(json, 'event'))
  playMemberTransitions(result, table.consumerGroupKip848)
  playTransactionStates(result, table.transactionCoordinator)
  return result
}

function playMemberTransitions(result: SuiteResult, json: Json | undefined): void {
  const rows = objectOf(json ?? {}, 'consumerGroupKip848').memberTransitions ?? []
  for (const row of listOf(rows, 'memberTransitions')) {
    const problem = memberTransitionProblem(row)
    if (problem === undefined) result.skipped++
    else count(result, `member, ${JSON.stringify(objectOf(row, 'row').when)}`, problem)
  }
}

/** Both versions of a row: 4.x has transaction.version 2, 2.5.0 none. */
function playTransactionStates(result: SuiteResult, json: Json | undefined): void {
  const rows = objectOf(json ?? {}, 'transactionCoordinator').transitions ?? []
  for (const item of listOf(rows, 'transitions')) {
    const row = objectOf(item, 'transition')
    const from = TRANSACTION_STATES.find((state) => state === row.from)
    const to = TRANSACTION_STATES.find((state) => state === row.to)
    if (from === undefined || to === undefined) throw new BadTable('a transaction is in a state that does not exist')
    const { '2.5.0': before, '4.x': since } = objectOf(row.allowed, 'allowed')
    const agrees =
      isValidTransactionTransition(from, to, 0) === before && isValidTransactionTransition(from, to, 2) === since
    count(result, `transaction from ${from} to ${to}`, agrees ? null : 'is not as in Kafka')
  }
}

function playEvent(result: SuiteResult, row: Row): void {
  const from = stateOf(row.from)
  const event = stringOf(row.event, 'event')
  const versions = stringOf(row.versions, 'versions')
  // The coordinator plays 4.x; what only 2.5 did is not to be had from it.
  const outcome = versions === '2.5.0' ? null : playGroupEvent(from, event)
  if (outcome === null) {
    result.skipped++
    return
  }
  count(result, `${from}, ${event}`, problemWith(row, outcome))
}

function problemWith(row: Row, outcome: Outcome): string | null {
  const response = stringOf(row.response, 'response')
  const to = stateOf(row.to)
  if (!outcome.states.includes(to)) return `should go to ${to}, goes to ${outcome.states.join(' or ')}`
  const code = /\b(NONE|[A-Z]+(?:_[A-Z]+)+)\b/.exec(response)?.[1]
  if (code !== undefined && outcome.errorCode !== code)
    return `should answer ${code}, answers ${outcome.errorCode ?? 'nothing yet'}`
  if (response.startsWith('parked') && outcome.errorCode !== null)
    return `should be parked, is answered ${outcome.errorCode}`
  return outcome.problem
}

function stateOf(json: Json | undefined): ClassicGroupState {
  const name = stringOf(json, 'state')
  const state = CLASSIC_GROUP_STATES.find((candidate) => candidate === name)
  if (state === undefined) throw new BadTable(`${name} is no state of a classic group`)
  return state
}

/** Every state can be brought about by requests alone (Dead apart, which only unloading makes). */
export function statesCanBeReached(): boolean {
  return CLASSIC_GROUP_STATES.every((state) => groupOf(groupIn(state).bench, groupIn(state).groupId)?.state === state)
}
