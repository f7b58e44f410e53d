// Tables of every version.

import '../every-version.ts'

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { everyAssignor } from './assignors-ahead.ts'
import { playAssignors, playEveryAssignor } from './assignors-suite.ts'
import { playCoordinatorPartition } from './coordinator-partition-suite.ts'
import { playGroupStates, statesCanBeReached } from './group-states-suite.ts'
import { playMessageSizes } from './message-sizes-suite.ts'
import { playMurmur2 } from './murmur2-suite.ts'
import { playOptions } from './options-suite.ts'
import { playPlacement } from './placement-suite.ts'
import { playStatesAhead } from './states-ahead.ts'
import type { Json } from './suite.ts'

function table(name: string): Json {
  return JSON.parse(readFileSync(`conformance/vectors/${name}.json`, 'utf8')) as Json
}

test('a group goes from state to state as in Kafka, and answers as Kafka in each', () => {
  expect(statesCanBeReached()).toBe(true)
  const later = playGroupStates(table('group-states'), 'kafka-4')
  expect(later).toMatchObject({ failures: [], passed: 158 })
  expect([...later.reasons]).toEqual([['consumer protocol', 8]])
  // Two rows are about what only 2.5.0 did, four about what only later ones do.
  expect(playGroupStates(table('group-states'), 'kafka-2.5')).toMatchObject({ failures: [], passed: 156, skipped: 0 })
})

test('rules of members of the new protocol are those of the tables, ahead of their runs', () => {
  expect(playStatesAhead(table('group-states'))).toMatchObject({ passed: 8, failures: [], skipped: 0 })
})

test('a row is played as it is stated, and where no player shows what it says it is not agreement', () => {
  const row = { from: 'Stable', event: 'Heartbeat', to: 'Stable', allowed: true, response: 'NONE', versions: 'both' }
  const outcome = (change: object) => playGroupStates({ events: [{ ...row, ...change }] }, 'kafka-4')
  expect(outcome({})).toMatchObject({ passed: 1 })
  expect(outcome({ event: 'Heartbeat, of another kind' })).toMatchObject({ passed: 0, skipped: 1 })
  expect(outcome({ response: 'the group is merry' })).toMatchObject({ passed: 0, skipped: 1 })
  // The code is a field; a code that an explanation mentions is none.
  expect(outcome({ response: 'never REBALANCE_IN_PROGRESS' })).toMatchObject({ passed: 0, skipped: 1 })
  expect(outcome({ errorCode: 'REBALANCE_IN_PROGRESS' })).toMatchObject({ passed: 0, failed: 1 })
  expect(outcome({ allowed: false })).toMatchObject({ passed: 0, failed: 1 })
  expect(outcome({ versions: '2.5.0' })).toMatchObject({ passed: 0, failed: 0, skipped: 0 })
  expect(() => outcome({ versions: '3.x' })).toThrow('3.x')
})

test('assignors of clients give what Kafka’s give in each version; what no run reaches is not counted', () => {
  const later = playAssignors(table('assignors'), 'kafka-4')
  expect(later).toMatchObject({ failures: [], passed: 314 })
  expect([...later.reasons.keys()]).toEqual(['consumer protocol', 'share groups'])
  expect(later.otherEra).toBeGreaterThan(0)
  expect(playAssignors(table('assignors'), 'kafka-2.5')).toMatchObject({
    failures: [],
    passed: 255,
    skipped: 0,
    otherEra: 0,
  })
})

test('assignors that are written ahead of the runs that will reach them give what Kafka’s give', () => {
  expect(playEveryAssignor(table('assignors'), everyAssignor)).toMatchObject({ passed: 836, failures: [], skipped: 0 })
})

test('every group id is looked after by the partition Kafka gives it', () => {
  expect(playCoordinatorPartition(table('coordinator-partition'))).toMatchObject({ passed: 25, failed: 0 })
})

test('every key hashes as in Kafka', () => {
  expect(playMurmur2(table('murmur2'))).toMatchObject({ failures: [], failed: 0, skipped: 0 })
})

test('every message is as long as what Kafka writes', () => {
  expect(playMessageSizes(table('message-sizes'))).toMatchObject({ failures: [], failed: 0, skipped: 0, passed: 344 })
})

test('tools have the options that Kafka’s own parsers list, with their values and defaults', () => {
  const [later, before] = ['kafka-4', 'kafka-2.5'].map((profile) => playOptions(table('options'), profile))
  expect(later).toMatchObject({ failures: [], passed: 224, otherEra: 0 })
  expect(before).toMatchObject({ failures: [], passed: 192, otherEra: 0 })
  expect([...(later?.reasons.keys() ?? [])]).toEqual([
    'kafka-console-share-consumer.sh',
    'kafka-share-groups.sh',
    'kafka-streams-application-reset.sh',
  ])
  expect([...(before?.reasons.keys() ?? [])]).toEqual(['kafka-streams-application-reset.sh'])
})

test('an option with another default, and one that is missing, are found out', () => {
  const row = { valueType: null, valueName: null, valueOptional: null, requiredByParser: false, default: null }
  const rows = [
    { ...row, names: ['--version'], default: '1' },
    { ...row, names: ['--lost'] },
  ]
  expect(playOptions({ 'kafka-4': { 'kafka-delete-records': rows } }, 'kafka-4').failures).toEqual([
    'kafka-delete-records --version: default should be 1, is null',
    'kafka-delete-records --lost: there is no --lost',
  ])
})

test('replicas are placed where Kafka placed them', () => {
  const placed = ['kafka-4', 'kafka-2.5'].map((profile) => playPlacement(table('placement'), profile))
  expect(placed).toMatchObject([
    { failures: [], skipped: 0 },
    { failures: [], skipped: 0 },
  ])
  expect(placed.reduce((sum, { passed }) => sum + passed, 0)).toBe(62)
})

test('a table with a wrong outcome in it is found out', () => {
  const wrong = { transitions: [{ from: 'Empty', to: 'Stable', allowed: true }] }
  expect(playGroupStates(wrong, 'kafka-4')).toMatchObject({ passed: 0, failed: 1 })
  const answer = {
    events: [{ from: 'Empty', event: 'Heartbeat', to: 'Empty', allowed: true, response: 'NONE', versions: 'both' }],
  }
  expect(playGroupStates(answer, 'kafka-4')).toMatchObject({
    failed: 1,
    failures: ['Empty, Heartbeat: should answer NONE, answers UNKNOWN_MEMBER_ID'],
  })
})
