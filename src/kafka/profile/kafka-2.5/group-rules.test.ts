// The classic group protocol as the coordinator of 2.5.0 answers it, where it answers otherwise than later ones.

import { expect, test } from 'vitest'
import { KAFKA_2_5 } from '../../../testing/ahead/kafka-2.5.ts'
import { type CoordinatorBench, coordinatorBench, elect, groupOf, pass } from '../../../testing/coordinator-bench.ts'
import { commit, G, heartbeat, join, memberIdOf, NOBODY, sync } from '../../../testing/group-verbs.ts'
import { decodeOffsetCommitValue } from '../../group/coordinator-records.ts'
import { groupCoordinator } from '../../group/group-coordinator.ts'
import type { JoinGroupResponse } from '../../protocol/join-group.ts'

function started(): CoordinatorBench {
  const bench = coordinatorBench({ 'group.initial.rebalance.delay.ms': '0' }, 1, groupCoordinator, KAFKA_2_5)
  elect(bench, G)
  return bench
}

test('a heartbeat before the assignment is told of a rebalance, and keeps nobody alive', () => {
  const group = started()
  const member = memberIdOf(group, 'c1')
  join(group, 'c1', member, { sessionTimeoutMs: 10_000 })
  pass(group, 0)
  for (let second = 0; second < 9; second += 3) {
    pass(group, 3_000)
    expect(heartbeat(group, 'c1', member, 1)).toBe('REBALANCE_IN_PROGRESS')
  }
  pass(group, 3_000)
  expect(groupOf(group, G)?.members.has(member)).toBe(false)
})

test('a static leader that comes back hears of its old self as leader, and is told before anything is written', () => {
  const group = started()
  join(group, 'c1', '', { instance: 'i1' })
  pass(group, 0)
  const first = groupOf(group, G)?.staticMembers.get('i1') ?? ''
  sync(group, 'c1', first, 1, { [first]: ['orders-0'] })
  pass(group, 0)
  group.commitsAtOnce = false
  const back = join(group, 'c1-restarted', '', { instance: 'i1' }) as JoinGroupResponse
  expect(back).toMatchObject({ errorCode: 'NONE', generationId: 1, leader: first, members: [], skipAssignment: false })
  expect(back.memberId).not.toBe(first)
  expect(groupOf(group, G)?.state).toBe('Stable')
  expect(heartbeat(group, 'c1', first, 1)).toBe('UNKNOWN_MEMBER_ID')
  expect(heartbeat(group, 'c1-restarted', back.memberId, 1)).toBe('NONE')
})

test('offsets are committed in the form that has no place for the topic’s id', () => {
  const group = started()
  commit(group, 'tool', NOBODY, 7)
  const bytes = [...group.logs.values()].flat().at(-1)?.records[0]?.value ?? ''
  expect(decodeOffsetCommitValue(bytes)).toMatchObject({ version: 3, offset: 7, topicId: null })
})
