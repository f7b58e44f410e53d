// ListGroups, DescribeGroups and OffsetFetch tell what is committed (CoordinatorRuntime.scheduleReadOperation).

import { expect, test } from 'vitest'
import {
  ask,
  type CoordinatorBench,
  commitAll,
  coordinatorBench,
  elect,
  endOffset,
  groupOf,
  pass,
  takeAnswers,
} from '../../testing/coordinator-bench.ts'
import { commit, committed, G, join, memberIdOf, NOBODY, stable, started } from '../../testing/group-verbs.ts'

function listed(bench: CoordinatorBench): string[] {
  const response = ask(bench, 'tool', { type: 'ListGroupsRequest', statesFilter: [], typesFilter: [] })
  return response?.type === 'ListGroupsResponse' ? response.groups.map(({ groupId }) => groupId) : ['no answer']
}

function described(bench: CoordinatorBench): string {
  const response = ask(bench, 'tool', { type: 'DescribeGroupsRequest', groups: [G] })
  if (response?.type !== 'DescribeGroupsResponse') return 'no answer'
  const [group] = response.groups
  return group?.errorCode === 'NONE' ? group.groupState : `${group?.errorCode}`
}

test('a group is there for its members at once, for tools when every replica in sync has heard of it', () => {
  const bench = started()
  bench.commitsAtOnce = false
  const memberId = memberIdOf(bench, 'c1')
  expect(join(bench, 'c1', memberId)).toBeNull()
  expect(groupOf(bench, G)?.members.size).toBe(1)
  expect(listed(bench)).toEqual([])
  expect(described(bench)).toBe('GROUP_ID_NOT_FOUND')

  commitAll(bench)
  expect(listed(bench)).toEqual([G])
  // What members do is no record: tools see it as it is.
  expect(described(bench)).toBe('PreparingRebalance')
})

test('a group of offsets alone is there with the first of them that is committed', () => {
  const bench = started()
  bench.commitsAtOnce = false
  expect(commit(bench, 'tool', NOBODY, 7)).toBeNull()
  expect(listed(bench)).toEqual([])
  expect(committed(bench)).toBe(-1)
  commitAll(bench)
  expect(listed(bench)).toEqual([G])
  expect(committed(bench)).toBe(7)
})

test('a deleted group is listed, described and has its offsets until the deletion is committed', () => {
  const bench = started()
  commit(bench, 'tool', NOBODY, 7)
  bench.commitsAtOnce = false
  expect(ask(bench, 'tool', { type: 'DeleteGroupsRequest', groups: [G] })).toBeNull()
  expect(groupOf(bench, G)).toBeUndefined()
  expect([listed(bench), described(bench), committed(bench)]).toEqual([[G], 'Empty', 7])
  commitAll(bench)
  expect([listed(bench), described(bench), committed(bench)]).toEqual([[], 'GROUP_ID_NOT_FOUND', -1])
})

test('a group that was deleted and made anew is the old one for tools until both are committed', () => {
  const bench = started()
  const { memberId } = stable(bench)
  const leave = { type: 'LeaveGroupRequest', groupId: G, members: [{ memberId, groupInstanceId: null, reason: null }] }
  ask(bench, 'c1', leave as Parameters<typeof ask>[2])
  bench.commitsAtOnce = false
  ask(bench, 'tool', { type: 'DeleteGroupsRequest', groups: [G] })
  join(bench, 'c2', memberIdOf(bench, 'c2'))
  expect(groupOf(bench, G)?.state).toBe('PreparingRebalance')
  expect(described(bench)).toBe('Empty')
  commitAll(bench)
  expect(described(bench)).toBe('PreparingRebalance')
})

test('a group that the log will not have is gone, and its timers with it', () => {
  const bench = started()
  const timers = bench.timers.size
  bench.appendError = 'NOT_ENOUGH_REPLICAS'
  const refused = join(bench, 'c1', '', { instance: 'one' })
  expect(refused).toMatchObject({ errorCode: 'COORDINATOR_NOT_AVAILABLE', memberId: '' })
  // An id is handed out before anything is written, in Kafka too; nobody can join with it.
  const memberId = memberIdOf(bench, 'c2')
  expect(takeAnswers(bench)).toHaveLength(2)
  expect(groupOf(bench, G)).toBeUndefined()
  expect(bench.timers.size).toBe(timers)

  bench.appendError = 'NONE'
  expect(join(bench, 'c2', memberId)).toMatchObject({ errorCode: 'UNKNOWN_MEMBER_ID' })
  expect(listed(bench)).toEqual([])
})

test('whoever made a group that takes too long to be committed starts over, and the group is there all the same', () => {
  const bench = started({ 'group.initial.rebalance.delay.ms': '10000' })
  bench.commitsAtOnce = false
  expect(join(bench, 'c1', '', { instance: 'one' })).toBeNull()
  pass(bench, 5_000)
  expect(takeAnswers(bench)).toMatchObject([{ response: { errorCode: 'COORDINATOR_NOT_AVAILABLE' } }])
  commitAll(bench)
  expect(listed(bench)).toEqual([G])
})

test('a coordinator that has just loaded tells what its log has committed, and goes by all that it holds', () => {
  const first = started()
  stable(first)
  const partition = [...first.logs.keys()].find((each) => endOffset(first.logs.get(each) ?? []) > 0) as number
  const log = first.logs.get(partition) ?? []
  const second = coordinatorBench({}, 2)
  second.logs.set(partition, [...log])
  second.highWatermarks.set(partition, 0)
  elect(second, G)
  expect(groupOf(second, G)?.state).toBe('Stable')
  expect(listed(second)).toEqual([])
  commitAll(second)
  expect(listed(second)).toEqual([G])
})
