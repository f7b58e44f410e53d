import { describe, expect, test } from 'vitest'
import {
  ask,
  commitAll,
  coordinatorBench,
  elect,
  groupOf,
  pass,
  resign,
  takeAnswers,
} from '../../testing/coordinator-bench.ts'
import {
  commit,
  committed,
  G,
  heartbeat,
  join,
  memberIdOf,
  NOBODY,
  ORDERS,
  stable,
  started,
  sync,
} from '../../testing/group-verbs.ts'
import type { JoinGroupResponse } from '../protocol/join-group.ts'
import type { GroupResponse } from '../protocol/messages.ts'

test('a new member is given an id, and joins with it', () => {
  const bench = started()
  const memberId = memberIdOf(bench, 'c1')
  expect(memberId).toMatch(/^c1-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)

  expect(join(bench, 'c1', memberId)).toBeNull()
  pass(bench, 0)
  const [, joined] = takeAnswers(bench)
  expect(joined?.response).toMatchObject({
    errorCode: 'NONE',
    generationId: 1,
    protocolName: 'range',
    leader: memberId,
  })
})

test('the first rebalance waits the initial delay, and longer while members keep arriving', () => {
  const bench = started({ 'group.initial.rebalance.delay.ms': '3000' })
  join(bench, 'c1', memberIdOf(bench, 'c1'))
  pass(bench, 2_900)
  join(bench, 'c2', memberIdOf(bench, 'c2'))
  pass(bench, 2_900)
  expect(groupOf(bench, G)?.state).toBe('PreparingRebalance')
  pass(bench, 200)
  expect(groupOf(bench, G)).toMatchObject({ state: 'CompletingRebalance', generationId: 1 })
  expect(groupOf(bench, G)?.members.size).toBe(2)
})

test('followers get their partitions when the assignment of the leader is in the log of every replica', () => {
  const bench = started()
  const leader = memberIdOf(bench, 'c1')
  const follower = memberIdOf(bench, 'c2')
  join(bench, 'c1', leader)
  join(bench, 'c2', follower)
  pass(bench, 0)
  bench.commitsAtOnce = false
  expect(sync(bench, 'c2', follower, 1)).toBeNull()
  expect(sync(bench, 'c1', leader, 1, { [leader]: ['orders-0'], [follower]: ['orders-1'] })).toBeNull()
  expect(groupOf(bench, G)?.state).toBe('CompletingRebalance')
  takeAnswers(bench)

  commitAll(bench)
  expect(groupOf(bench, G)?.state).toBe('Stable')
  const partitions = takeAnswers(bench).map(({ to, response }) => [
    to,
    response.type === 'SyncGroupResponse' ? response.partitions : null,
  ])
  expect(new Map(partitions as [string, unknown][])).toEqual(
    new Map([
      ['c1', ['orders-0']],
      ['c2', ['orders-1']],
    ]),
  )
})

test('a member that stops heartbeating is put out after its session, and not a moment earlier', () => {
  const bench = started()
  const { memberId, generation } = stable(bench)
  for (let i = 0; i < 20; i++) {
    pass(bench, 3_000)
    expect(heartbeat(bench, 'c1', memberId, generation)).toBe('NONE')
  }
  pass(bench, 44_999)
  expect(groupOf(bench, G)?.state).toBe('Stable')
  pass(bench, 1)
  expect(groupOf(bench, G)).toMatchObject({ state: 'Empty', generationId: generation + 1 })
  expect(bench.happenings).toContainEqual({
    type: 'MemberLeft',
    groupId: G,
    memberId,
    client: 'c1',
    reason: 'sessionExpired',
  })
  expect(heartbeat(bench, 'c1', memberId, generation)).toBe('UNKNOWN_MEMBER_ID')
})

test('heartbeats move no timer', () => {
  const bench = started()
  const { memberId, generation } = stable(bench)
  const timers = bench.nextTimer
  for (let i = 0; i < 10; i++) heartbeat(bench, 'c1', memberId, generation)
  expect(bench.nextTimer).toBe(timers)
})

test('one slow member makes all wait, until the rebalance timeout puts it out', () => {
  const bench = started()
  const { memberId: slow, generation } = stable(bench)
  const newcomer = memberIdOf(bench, 'c2')
  join(bench, 'c2', newcomer)
  // It heartbeats, is told to rejoin, and does not.
  for (let i = 0; i < 99; i++) {
    pass(bench, 3_000)
    expect(heartbeat(bench, 'c1', slow, generation)).toBe('REBALANCE_IN_PROGRESS')
  }
  expect(groupOf(bench, G)?.state).toBe('PreparingRebalance')
  pass(bench, 3_000)
  expect([...(groupOf(bench, G)?.members.keys() ?? [])]).toEqual([newcomer])
  expect(bench.happenings).toContainEqual({
    type: 'MemberLeft',
    groupId: G,
    memberId: slow,
    client: 'c1',
    reason: 'rebalanceTimeout',
  })
})

test('a member that never asks for its assignment is put out after the rebalance timeout', () => {
  const bench = started()
  const silent = memberIdOf(bench, 'c1')
  join(bench, 'c1', silent)
  pass(bench, 0)
  for (let i = 0; i < 100; i++) {
    pass(bench, 3_000)
    heartbeat(bench, 'c1', silent, 1)
  }
  expect(groupOf(bench, G)).toMatchObject({ state: 'Empty', generationId: 2 })
})

test('a commit is answered when it is committed, and seen by readers only then', () => {
  const bench = started()
  const { memberId, generation } = stable(bench)
  bench.commitsAtOnce = false
  expect(commit(bench, 'c1', { memberId, generation }, 7)).toBeNull()
  expect(committed(bench)).toBe(-1)
  commitAll(bench)
  expect(committed(bench)).toBe(7)
  expect(bench.answers.filter(({ response }) => response.type === 'OffsetCommitResponse')).toHaveLength(1)
})

test('a commit that the other replicas never get is answered with an error after offsets.commit.timeout.ms', () => {
  const bench = started()
  const { memberId, generation } = stable(bench)
  bench.commitsAtOnce = false
  commit(bench, 'c1', { memberId, generation }, 7)
  pass(bench, 4_999)
  expect(takeAnswers(bench)).toEqual([])
  pass(bench, 1)
  expect(takeAnswers(bench)[0]?.response).toMatchObject({
    partitions: [{ topicPartition: 'orders-0', errorCode: 'COORDINATOR_NOT_AVAILABLE' }],
  })
})

test('a log below min.insync.replicas takes no commit', () => {
  const bench = started()
  const { memberId, generation } = stable(bench)
  bench.appendError = 'NOT_ENOUGH_REPLICAS'
  expect(commit(bench, 'c1', { memberId, generation }, 7)).toMatchObject({
    partitions: [{ errorCode: 'COORDINATOR_NOT_AVAILABLE' }],
  })
})

test('an offset with more metadata than offset.metadata.max.bytes is refused alone', () => {
  const bench = started()
  const { memberId, generation } = stable(bench)
  expect(commit(bench, 'c1', { memberId, generation }, 7, 'x'.repeat(4_097))).toMatchObject({
    partitions: [{ errorCode: 'OFFSET_METADATA_TOO_LARGE' }],
  })
})

test('an offset of a topic that does not exist is refused', () => {
  const bench = started()
  const { memberId, generation } = stable(bench)
  const response = ask(bench, 'c1', {
    type: 'OffsetCommitRequest',
    groupId: G,
    generationId: generation,
    memberId,
    groupInstanceId: null,
    partitions: [
      { topicPartition: 'nowhere-0', offset: 1, leaderEpoch: -1, metadata: '' },
      { topicPartition: 'orders-9', offset: 1, leaderEpoch: -1, metadata: '' },
    ],
  })
  const unknown = { errorCode: 'UNKNOWN_TOPIC_OR_PARTITION' }
  expect(response).toMatchObject({ partitions: [unknown, unknown] })
})

test('after a failover the new coordinator has the same members, generation, assignment and offsets', () => {
  const bench = started()
  const { memberId, generation } = stable(bench)
  commit(bench, 'c1', { memberId, generation }, 42)
  resign(bench, G)
  expect(heartbeat(bench, 'c1', memberId, generation)).toBe('NOT_COORDINATOR')

  const other = coordinatorBench({}, 2)
  for (const [partition, log] of bench.logs) other.logs.set(partition, log)
  elect(other, G, 1)
  expect(groupOf(other, G)).toMatchObject({
    state: 'Stable',
    generationId: generation,
    protocolName: 'range',
    leaderId: memberId,
  })
  expect(groupOf(other, G)?.members.get(memberId)?.assignment).toEqual(['orders-0', 'orders-1'])
  expect(committed(other)).toBe(42)
  expect(other.happenings).toEqual([{ type: 'CoordinatorMoved', groupId: G, from: 1, to: 2 }])
  // Nobody has to rejoin; but whoever is gone has one more session.
  expect(heartbeat(other, 'c1', memberId, generation)).toBe('NONE')
  pass(other, 45_000)
  expect(groupOf(other, G)?.state).toBe('Empty')
})

test('those who wait for a coordinator that moves are sent to the new one', () => {
  const bench = started({ 'group.initial.rebalance.delay.ms': '3000' })
  join(bench, 'c1', memberIdOf(bench, 'c1'))
  takeAnswers(bench)
  resign(bench, G)
  expect(takeAnswers(bench)[0]?.response).toMatchObject({ type: 'JoinGroupResponse', errorCode: 'NOT_COORDINATOR' })
  expect(bench.timers.size).toBe(0)
})

test('a static member that comes back in time gets its partitions without a rebalance, and fences its former self', () => {
  const bench = started()
  join(bench, 'c1', '', { instance: 'i1' })
  pass(bench, 0)
  const first = groupOf(bench, G)?.staticMembers.get('i1') as string
  sync(bench, 'c1', first, 1, { [first]: ['orders-0'] })
  expect(first.startsWith('i1-')).toBe(true)

  const again = join(bench, 'c1-restarted', '', { instance: 'i1' }) as JoinGroupResponse
  expect(again).toMatchObject({ errorCode: 'NONE', generationId: 1, skipAssignment: true })
  expect(sync(bench, 'c1-restarted', again.memberId, 1)).toMatchObject({ errorCode: 'NONE', partitions: ['orders-0'] })
  const response = ask(bench, 'c1', {
    type: 'HeartbeatRequest',
    groupId: G,
    generationId: 1,
    memberId: first,
    groupInstanceId: 'i1',
  })
  expect(response).toMatchObject({ errorCode: 'FENCED_INSTANCE_ID' })
})

test('the offsets of a group go when it has been empty for offsets.retention.minutes, and the group with them', () => {
  const bench = started({ 'offsets.retention.minutes': '60' })
  const { memberId, generation } = stable(bench)
  commit(bench, 'c1', { memberId, generation }, 5)
  ask(bench, 'c1', {
    type: 'LeaveGroupRequest',
    groupId: G,
    members: [{ memberId, groupInstanceId: null, reason: null }],
  })
  pass(bench, 59 * 60_000)
  expect(committed(bench)).toBe(5)
  pass(bench, 11 * 60_000)
  expect(committed(bench)).toBe(-1)
  expect(groupOf(bench, G)).toBeUndefined()
})

test('a group without members or offsets is gone at the next check', () => {
  const bench = started()
  const { memberId } = stable(bench)
  ask(bench, 'c1', {
    type: 'LeaveGroupRequest',
    groupId: G,
    members: [{ memberId, groupInstanceId: null, reason: null }],
  })
  pass(bench, 600_000)
  expect(groupOf(bench, G)).toBeUndefined()
})

test('a tool may commit for a group without members, which then lists as a group of offsets only', () => {
  const bench = started()
  expect(commit(bench, 'admin', NOBODY, 3)).toMatchObject({ partitions: [{ errorCode: 'NONE' }] })
  expect(committed(bench)).toBe(3)
  const listed = ask(bench, 'admin', { type: 'ListGroupsRequest', statesFilter: [], typesFilter: [] })
  expect(listed).toMatchObject({
    groups: [{ groupId: G, protocolType: '', groupState: 'Empty', groupType: 'classic' }],
  })
})

test('group.max.size keeps the last comer out', () => {
  const bench = started({ 'group.max.size': '1' })
  stable(bench)
  const refused = join(bench, 'c2', '')
  expect(refused).toMatchObject({ errorCode: 'GROUP_MAX_SIZE_REACHED' })
})

test('all members must share an assignor', () => {
  const bench = started()
  stable(bench)
  const odd = ask(bench, 'odd', {
    type: 'JoinGroupRequest',
    groupId: G,
    sessionTimeoutMs: 45_000,
    rebalanceTimeoutMs: 300_000,
    memberId: '',
    groupInstanceId: null,
    protocolType: 'consumer',
    protocols: [{ name: 'roundrobin', subscription: ORDERS }],
  })
  expect(odd).toMatchObject({ errorCode: 'INCONSISTENT_GROUP_PROTOCOL' })
})

test('a group on a partition that another broker leads is not ours', () => {
  const bench = coordinatorBench()
  expect(heartbeat(bench, 'c1', 'x', 1)).toBe('NOT_COORDINATOR')
})

describe('an answer rests on what was written before it', () => {
  test('a heartbeat and a consumer that asks for its offsets wait for a commit that is under way', () => {
    const bench = started()
    const { memberId, generation } = stable(bench)
    bench.commitsAtOnce = false
    commit(bench, 'c1', { memberId, generation }, 7)
    const fetch = (requireStable: boolean): GroupResponse | null =>
      ask(bench, 'c1', {
        type: 'OffsetFetchRequest',
        groupId: G,
        topicPartitions: ['orders-0'],
        requireStable,
      })
    expect(heartbeat(bench, 'c1', memberId, generation)).toBe('no answer')
    expect(heartbeat(bench, 'c1', memberId, generation - 1)).toBe('ILLEGAL_GENERATION')
    expect(fetch(true)).toBeNull()
    expect(fetch(false)).toMatchObject({ partitions: [{ offset: -1 }] })
    takeAnswers(bench)
    commitAll(bench)
    expect(takeAnswers(bench).map(({ response }) => response)).toMatchObject([
      { type: 'OffsetCommitResponse' },
      { type: 'HeartbeatResponse', errorCode: 'NONE' },
      { type: 'OffsetFetchResponse', partitions: [{ offset: 7 }] },
    ])
  })

  test('the last to leave is answered when it is written down that the group is empty', () => {
    const bench = started()
    const { memberId } = stable(bench)
    bench.commitsAtOnce = false
    const members = [{ memberId, groupInstanceId: null, reason: null }]
    expect(ask(bench, 'c1', { type: 'LeaveGroupRequest', groupId: G, members })).toBeNull()
    takeAnswers(bench)
    commitAll(bench)
    expect(takeAnswers(bench)).toMatchObject([{ response: { type: 'LeaveGroupResponse', errorCode: 'NONE' } }])
  })

  test('whoever waits for a commit that takes too long is told so, a consumer that fetches offsets in its own words', () => {
    const bench = started()
    const { memberId, generation } = stable(bench)
    bench.commitsAtOnce = false
    commit(bench, 'c1', { memberId, generation }, 7)
    ask(bench, 'c1', { type: 'OffsetFetchRequest', groupId: G, topicPartitions: null, requireStable: true })
    takeAnswers(bench)
    pass(bench, 5_000)
    expect(takeAnswers(bench).map(({ response }) => response)).toMatchObject([
      { partitions: [{ errorCode: 'COORDINATOR_NOT_AVAILABLE' }] },
      { errorCode: 'NOT_COORDINATOR' },
    ])
  })
})

test('a group that rebalances shows what its members had, and nothing of what they subscribe to', () => {
  const bench = started()
  const { memberId } = stable(bench)
  join(bench, 'c2', memberIdOf(bench, 'c2'))
  expect(groupOf(bench, G)?.state).toBe('PreparingRebalance')
  const described = ask(bench, 'admin', { type: 'DescribeGroupsRequest', groups: [G] })
  expect(described).toMatchObject({ groups: [{ groupState: 'PreparingRebalance', protocol: '' }] })
  const members = described?.type === 'DescribeGroupsResponse' ? (described.groups[0]?.members ?? []) : []
  const shown = members.map((member) => [member.clientId, member.assignment, member.subscription])
  expect(new Map(shown.map(([client, ...rest]) => [client, rest]))).toEqual(
    new Map([
      ['c1', [groupOf(bench, G)?.members.get(memberId)?.assignment, null]],
      ['c2', [[], null]],
    ]),
  )
  expect(groupOf(bench, G)?.members.get(memberId)?.assignment.length).toBeGreaterThan(0)
})
