import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  commit,
  errorOf,
  GROUP,
  type GroupStage,
  heartbeat,
  join,
  leave,
  sync,
} from '../../testing/conformance/group-stage.ts'
import {
  type CoordinatorBench,
  coordinatorBench,
  elect,
  groupOf,
  pass,
  shardOf,
  takeAnswers,
} from '../../testing/coordinator-bench.ts'

interface Client {
  readonly name: string
  readonly instance: string | null
  memberId: string
  generation: number
}

type Step = readonly [
  client: number,
  action: 'join' | 'sync' | 'heartbeat' | 'commit' | 'leave' | 'wait' | 'waitLong' | 'settle',
]

const CLIENTS = 4
const steps = fc.array(
  fc.tuple(
    fc.nat(CLIENTS - 1),
    fc.constantFrom<Step[1]>(
      'join',
      'join',
      'join',
      'sync',
      'sync',
      'heartbeat',
      'commit',
      'leave',
      'wait',
      'waitLong',
      'settle',
      'settle',
    ),
  ),
  { minLength: 10, maxLength: 120 },
)

function act(bench: CoordinatorBench, clients: readonly Client[], [index, action]: Step): void {
  const client = clients[index] as Client
  const leader = groupOf(bench, GROUP)?.leaderId ?? ''
  const stage: GroupStage = { bench, groupId: GROUP, leader, follower: '', generation: client.generation }
  switch (action) {
    case 'join': {
      const response = join(
        bench,
        client.name,
        client.memberId,
        client.instance === null ? {} : { instance: client.instance },
      )
      if (response?.type === 'JoinGroupResponse') client.memberId = response.memberId
      if (errorOf(response) === 'UNKNOWN_MEMBER_ID') client.memberId = ''
      break
    }
    case 'sync':
      sync(stage, client.name, client.memberId, client.generation, client.instance)
      break
    case 'heartbeat':
      heartbeat(stage, client.memberId, client.generation, client.instance)
      break
    case 'commit':
      commit(stage, client.memberId, client.generation, client.instance)
      break
    case 'leave':
      leave(stage, client.memberId)
      break
    case 'wait':
      pass(bench, 2_000)
      break
    case 'waitLong':
      pass(bench, 30_000)
      break
    case 'settle':
      // Everybody does what a real client does next: joins, waits, asks for its assignment.
      for (let i = 0; i < CLIENTS; i++) if (clients[i]?.memberId !== '') act(bench, clients, [i, 'join'])
      act(bench, clients, [index, 'wait'])
      for (let i = 0; i < CLIENTS; i++) act(bench, clients, [i, 'sync'])
      break
  }
  for (const { to, response } of takeAnswers(bench)) {
    const asked = clients.find(({ name }) => name === to)
    if (asked === undefined || response.type !== 'JoinGroupResponse') continue
    if (response.errorCode === 'NONE')
      Object.assign(asked, { memberId: response.memberId, generation: response.generationId })
    if (response.errorCode === 'UNKNOWN_MEMBER_ID') asked.memberId = ''
  }
}

/** What a failover has to bring back. */
function persisted(bench: CoordinatorBench): unknown {
  const group = groupOf(bench, GROUP)
  const offsets = [...(shardOf(bench, GROUP)?.offsets.rows.get(GROUP) ?? [])]
  if (group === undefined) return { offsets }
  const { state, generationId, protocolType, protocolName, leaderId } = group
  const members = [...group.members.values()]
    .map(({ memberId, groupInstanceId, clientId, assignment, sessionTimeoutMs }) => ({
      memberId,
      groupInstanceId,
      clientId,
      assignment,
      sessionTimeoutMs,
    }))
    .sort((a, b) => (a.memberId < b.memberId ? -1 : 1))
  return { state, generationId, protocolType, protocolName, leaderId, members, offsets }
}

test('whatever clients do, the log gives back the group as it last was Stable or Empty', () => {
  const seen = { stable: 0, replays: 0 }
  fc.assert(
    fc.property(steps, (script) => {
      const bench = coordinatorBench({ 'group.initial.rebalance.delay.ms': '1000' })
      elect(bench, GROUP)
      const clients = Array.from({ length: CLIENTS }, (_, index) => ({
        name: `c${index}`,
        instance: index === CLIENTS - 1 ? 'static' : null,
        memberId: '',
        generation: -1,
      }))
      for (const step of script) {
        act(bench, clients, step)
        const group = groupOf(bench, GROUP)
        if (group !== undefined && group.state !== 'Stable' && group.state !== 'Empty') continue
        const other = coordinatorBench({}, 2)
        for (const [partition, log] of bench.logs) other.logs.set(partition, [...log])
        elect(other, GROUP)
        // A group that only ever handed out ids has written that it is there, and nothing about what it is.
        if (group?.generationId !== 0) expect(persisted(other)).toEqual(persisted(bench))
        seen.replays++
        if (group?.state === 'Stable') seen.stable++
      }
    }),
    { numRuns: 60, seed: 41_877 },
  )
  expect(seen.stable).toBeGreaterThan(50)
})
