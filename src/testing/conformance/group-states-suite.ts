/** Plays the tables of the states of classic groups and of transactions: what may follow what, and how each request is answered in each state. */
import { ERROR_NUMBERS, type ErrorCode } from '../../kafka/common/errors.ts'
import {
  CLASSIC_GROUP_STATES,
  type ClassicGroupState,
  canRebalance,
  isValidTransition,
} from '../../kafka/group/classic-group-state.ts'
import { profileOf } from '../../kafka/profile/registry.ts'
import {
  isValidTransition as isValidTransactionTransition,
  TRANSACTION_STATES,
} from '../../kafka/transaction/transaction-state.ts'
import { groupOf } from '../coordinator-bench.ts'
import type { Outcome, Player } from './group-events.ts'
import { joinPlayers } from './group-events-join.ts'
import { memberPlayers } from './group-events-member.ts'
import { offsetPlayers } from './group-events-offsets.ts'
import { groupIn, inVersion } from './group-stage.ts'
import { isAbout } from './rows-by-version.ts'
import { BadTable, count, emptyResult, type Json, listOf, objectOf, type SuiteResult, skip, stringOf } from './suite.ts'

type Row = { readonly [key: string]: Json }

/** As coordinators of the profile do. */
export function playGroupStates(tables: Json, profile: string): SuiteResult {
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
  inVersion(profile, () => {
    for (const json of listOf(table.events ?? [], 'events')) playEvent(result, objectOf(json, 'event'), profile)
  })
  const transactions = objectOf(table.transactionCoordinator ?? {}, 'transactionCoordinator').transitions ?? []
  for (const row of listOf(transactions, 'transitions')) playTransactionState(result, row, profile)
  skipAhead(result, table, profile)
  return result
}

/** What a table says of groups and transactions that no run can bring about yet. */
function skipAhead(result: SuiteResult, table: Row, profile: string): void {
  if (!isAbout('4.x', profile)) return
  const members = objectOf(table.consumerGroupKip848 ?? {}, 'consumerGroupKip848').memberTransitions ?? []
  skip(result, 'consumer protocol', listOf(members, 'memberTransitions').length)
}

/** A row has a column for each version: 4.x has transaction.version 2, 2.5.0 none. */
function playTransactionState(result: SuiteResult, item: Json, profile: string): void {
  const row = objectOf(item, 'transition')
  const from = TRANSACTION_STATES.find((state) => state === row.from)
  const to = TRANSACTION_STATES.find((state) => state === row.to)
  if (from === undefined || to === undefined) throw new BadTable('a transaction is in a state that does not exist')
  const { features, rules } = profileOf(profile)
  const initial = new Map([...features].map(([name, feature]) => [name, feature.initial]))
  const allowed = isValidTransactionTransition(from, to, rules.transaction.version(initial))
  for (const [versions, expected] of Object.entries(objectOf(row.allowed, 'allowed'))) {
    if (!isAbout(versions, profile)) continue
    count(result, `transaction from ${from} to ${to}`, allowed === expected ? null : 'is not as in Kafka')
  }
}

function playEvent(result: SuiteResult, row: Row, profile: string): void {
  const from = stateOf(row.from)
  const event = stringOf(row.event, 'event')
  const response = stringOf(row.response, 'response')
  const versions = stringOf(row.versions, 'versions')
  if (!VERSIONS.includes(versions)) throw new BadTable(`no coordinator is of version ${versions}`)
  if (!isAbout(versions, profile)) return
  const player = playerOf(event)
  const expected = answerOf(row, response)
  // Words that no player shows to be true would be agreed with unread.
  const proven = expected !== null || player?.proves.includes(response) === true
  if (player === undefined || !proven) skip(result, `event ${event}: ${response}`)
  else count(result, `${from}, ${event}`, problemWith(row, expected, player.play(from, response)))
}

const VERSIONS = ['both', '4.x', '2.5.0']

/** What the asker is to be answered: an error's name, or nothing yet. Null where a row says it in words. */
type Answer = { readonly errorCode: ErrorCode } | 'parked' | null

/** The code is a field, or what the field `response` begins with; the rest of that is explanation. */
function answerOf(row: Row, response: string): Answer {
  const [word = ''] = /^\w+/.exec(row.errorCode === undefined ? response : stringOf(row.errorCode, 'errorCode')) ?? []
  if (word === 'parked') return 'parked'
  if (word === 'allowed') return { errorCode: 'NONE' }
  return Object.hasOwn(ERROR_NUMBERS, word) ? { errorCode: word as ErrorCode } : null
}

function problemWith(row: Row, expected: Answer, outcome: Outcome): string | null {
  const to = stateOf(row.to)
  const arrives = outcome.states.includes(to)
  if (row.allowed !== arrives)
    return `should ${row.allowed === true ? '' : 'not '}go to ${to}, goes to ${outcome.states.join(' or ')}`
  if (expected === 'parked' && outcome.errorCode !== null) return `should be parked, is answered ${outcome.errorCode}`
  if (expected !== null && expected !== 'parked' && outcome.errorCode !== expected.errorCode)
    return `should answer ${expected.errorCode}, answers ${outcome.errorCode ?? 'nothing yet'}`
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

/** Undefined for an event no player knows. */
function playerOf(event: string): Player | undefined {
  return [...joinPlayers, ...memberPlayers, ...offsetPlayers].find(({ events }) => events.includes(event))
}
