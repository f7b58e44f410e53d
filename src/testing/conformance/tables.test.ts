import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { playCoordinatorPartition } from './coordinator-partition-suite.ts'
import { playGroupStates, statesCanBeReached } from './group-states-suite.ts'
import { playMurmur2 } from './murmur2-suite.ts'
import { playPlacement } from './placement-suite.ts'
import type { Json } from './suite.ts'

function table(name: string): Json {
  return JSON.parse(readFileSync(`conformance/vectors/${name}.json`, 'utf8')) as Json
}

test('a group goes from state to state as in Kafka, and answers as Kafka in each', () => {
  expect(statesCanBeReached()).toBe(true)
  const result = playGroupStates(table('group-states'))
  expect(result.failures).toEqual([])
  // Two rows are about what only 2.5.0 did.
  expect(result).toMatchObject({ passed: 166, skipped: 2 })
})

test('every group id is looked after by the partition Kafka gives it', () => {
  expect(playCoordinatorPartition(table('coordinator-partition'))).toMatchObject({ passed: 25, failed: 0 })
})

test('every key hashes as in Kafka', () => {
  expect(playMurmur2(table('murmur2'))).toMatchObject({ failures: [], failed: 0, skipped: 0 })
})

test('replicas are placed where Kafka placed them', () => {
  expect(playPlacement(table('placement'))).toMatchObject({ failures: [], failed: 0, skipped: 0, passed: 62 })
})

test('a table with a wrong outcome in it is found out', () => {
  const wrong = { transitions: [{ from: 'Empty', to: 'Stable', allowed: true }] }
  expect(playGroupStates(wrong)).toMatchObject({ passed: 0, failed: 1 })
  const answer = { events: [{ from: 'Empty', event: 'Heartbeat', to: 'Empty', response: 'NONE', versions: 'both' }] }
  expect(playGroupStates(answer)).toMatchObject({
    failed: 1,
    failures: ['Empty, Heartbeat: should answer NONE, answers UNKNOWN_MEMBER_ID'],
  })
})
