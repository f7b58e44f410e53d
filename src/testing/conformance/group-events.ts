/** What happens to a group in each state: one player for each kind of event the tables name. */
import type { ErrorCode } from '../../kafka/common/errors.ts'
import type { ClassicGroupState } from '../../kafka/group/classic-group-state.ts'
import type { GroupResponse } from '../../kafka/protocol/messages.ts'
import { ask, commitAll, endOffset, groupOf, pass, resign, takeAnswers } from '../coordinator-bench.ts'
import {
  commit,
  errorOf,
  GROUP,
  type GroupStage,
  groupIn,
  heartbeat,
  join,
  leave,
  newMemberId,
  sync,
} from './group-stage.ts'

export interface Outcome {
  /** Where the group has been since; the last is where it is. A group that is gone is Dead. */
  readonly states: readonly ClassicGroupState[]
  /** What the asker was answered; null while it waits. */
  readonly errorCode: ErrorCode | null
  /** What else is not as the table says. */
  readonly problem: string | null
}

type Player = (from: ClassicGroupState) => Outcome

const PLAYERS: readonly { readonly event: RegExp; readonly play: Player }[] = [
  { event: /^JoinGroup: dynamic client, no member id/, play: joinWithoutId },
  { event: /^JoinGroup: (pending or \(static|new member)/, play: joinAsNewMember },
  { event: /^JoinGroup: known member, changed metadata$/, play: (from) => joinAgain(from, 'follower', ['payments']) },
  { event: /^JoinGroup: follower, changed metadata$/, play: (from) => joinAgain(from, 'follower', ['payments']) },
  { event: /^JoinGroup: known member/, play: (from) => joinAgain(from, 'follower') },
  { event: /^JoinGroup: follower/, play: (from) => joinAgain(from, 'follower') },
  { event: /^JoinGroup: leader/, play: (from) => joinAgain(from, 'leader') },
  { event: /^JoinGroup: unknown non-empty member id$/, play: (from) => joinAs(from, 'nobody', {}) },
  { event: /^JoinGroup: any$/, play: (from) => joinAs(from, '', {}) },
  { event: /^JoinGroup: session\.timeout\.ms outside/, play: (from) => joinAs(from, '', { sessionTimeoutMs: 1 }) },
  { event: /^JoinGroup: no common assignment protocol/, play: (from) => joinAs(from, '', { protocol: 'roundrobin' }) },
  { event: /^JoinGroup: group already at group\.max\.size$/, play: joinFullGroup },
  { event: /^JoinGroup: static member returns with empty member id/, play: joinStaticallyAgain },
  { event: /^any request: known group\.instance\.id with another member id$/, play: askAsFenced },
  { event: /^join phase ends, at least one member$/, play: joinPhaseEnds },
  { event: /^join phase ends, no member left$/, play: joinPhaseEndsEmpty },
  { event: /^SyncGroup: follower$/, play: (from) => syncAs(from, 'follower') },
  { event: /^SyncGroup: leader, assignment stored/, play: (from) => syncAs(from, 'leader') },
  { event: /^SyncGroup: leader, storing failed$/, play: storingFails },
  { event: /^SyncGroup \/ Heartbeat \/ OffsetCommit with another generation$/, play: askWithOldGeneration },
  { event: /^SyncGroup/, play: (from) => syncAs(from, 'follower') },
  { event: /^a member has not sent SyncGroup within the rebalance timeout$/, play: neverSyncs },
  {
    event: /^Heartbeat: member not in the group$/,
    play: (from) => answered(groupIn(from), (stage) => heartbeat(stage, 'nobody')),
  },
  { event: /^Heartbeat$/, play: heartbeatExtends },
  { event: /^LeaveGroup, or session timeout of a member$/, play: memberGoes },
  { event: /^pending member never comes back/, play: pendingLapses },
  {
    event: /^OffsetCommit from a simple consumer/,
    play: (from) => answered(groupIn(from), (stage) => commit(stage, '', -1)),
  },
  { event: /^OffsetCommit/, play: (from) => answered(groupIn(from), (stage) => commit(stage, stage.leader)) },
  { event: /^OffsetFetch$/, play: fetchOffsets },
  { event: /^last offset expired$/, play: lastOffsetExpires },
  { event: /^DeleteGroups$/, play: deleteGroup },
  { event: /^OffsetDelete for a topic the group subscribes to$/, play: deleteSubscribedOffset },
  { event: /^OffsetDelete$/, play: deleteOffset },
  { event: /^the offsets partition moves to another broker$/, play: partitionMoves },
]

/** Null for an event no player knows. */
export function playGroupEvent(from: ClassicGroupState, event: string): Outcome | null {
  return PLAYERS.find((player) => player.event.test(event))?.play(from) ?? null
}

function stateNow(stage: GroupStage): ClassicGroupState {
  return groupOf(stage.bench, GROUP)?.state ?? 'Dead'
}

function answered(
  stage: GroupStage,
  act: (stage: GroupStage) => GroupResponse | null,
  check?: () => string | null,
): Outcome {
  const seen = stage.bench.happenings.length
  const errorCode = errorOf(act(stage))
  const states = stage.bench.happenings
    .slice(seen)
    .flatMap((happening) => (happening.type === 'GroupStateChanged' ? [happening.to] : []))
  return { states: [...(states as ClassicGroupState[]), stateNow(stage)], errorCode, problem: check?.() ?? null }
}

function joinWithoutId(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  return answered(
    stage,
    ({ bench }) => join(bench, 'c9', ''),
    () => (groupOf(stage.bench, GROUP)?.pendingJoinMembers.size === 1 ? null : 'the id is not kept as pending'),
  )
}

function joinAsNewMember(from: ClassicGroupState): Outcome {
  return answered(groupIn(from), ({ bench }) => join(bench, 'c9', newMemberId(bench, 'c9')))
}

function joinAgain(from: ClassicGroupState, who: 'leader' | 'follower', topics?: readonly string[]): Outcome {
  const stage = groupIn(from)
  return answered(stage, ({ bench }) => join(bench, who, stage[who], topics === undefined ? {} : { topics }))
}

function joinAs(from: ClassicGroupState, memberId: string, options: Parameters<typeof join>[3]): Outcome {
  return answered(groupIn(from), ({ bench }) => join(bench, 'c9', memberId, options))
}

/** While a rebalance is on, those who have joined it count. */
function joinFullGroup(from: ClassicGroupState): Outcome {
  const stage = groupIn(from, { 'group.max.size': '3' })
  for (const who of from === 'PreparingRebalance' ? (['leader'] as const) : []) join(stage.bench, who, stage[who])
  newcomer(stage)
  return answered(stage, ({ bench }) => join(bench, 'c9', ''))
}

function newcomer(stage: GroupStage): void {
  join(stage.bench, 'c8', newMemberId(stage.bench, 'c8'))
}

function joinStaticallyAgain(from: ClassicGroupState): Outcome {
  const stage = groupIn(from, {}, true)
  const outcome = answered(stage, ({ bench }) => join(bench, 'c1', '', { instance: 'i1' }))
  const fenced = errorOf(heartbeat(stage, stage.leader, stage.generation, 'i1')) === 'FENCED_INSTANCE_ID'
  const skips = stage.bench.answers.some(
    ({ response }) => response.type === 'JoinGroupResponse' && response.skipAssignment,
  )
  if (!fenced) return { ...outcome, problem: 'the old id is not fenced' }
  if (from === 'Stable' && !skips)
    return { ...outcome, problem: 'the returning leader is not told to skip the assignment' }
  const sameGeneration = groupOf(stage.bench, GROUP)?.generationId === stage.generation
  return sameGeneration ? outcome : { ...outcome, problem: 'the generation has changed' }
}

function askAsFenced(from: ClassicGroupState): Outcome {
  const requests: ((stage: GroupStage) => GroupResponse | null)[] = [
    (stage) => sync(stage, 'c1', 'another', stage.generation, 'i1'),
    (stage) => heartbeat(stage, 'another', stage.generation, 'i1'),
    (stage) => commit(stage, 'another', stage.generation, 'i1'),
    ({ bench }) => join(bench, 'c1', 'another', { instance: 'i1' }),
  ]
  return together(requests.map((request) => answered(groupIn(from, {}, true), request)))
}

function askWithOldGeneration(from: ClassicGroupState): Outcome {
  const requests: ((stage: GroupStage) => GroupResponse | null)[] = [
    (stage) => sync(stage, 'c1', stage.leader, stage.generation - 1),
    (stage) => heartbeat(stage, stage.leader, stage.generation - 1),
    (stage) => commit(stage, stage.leader, stage.generation - 1),
  ]
  return together(requests.map((request) => answered(groupIn(from), request)))
}

/** Of several requests that the table names together, the first that is answered differently speaks for all. */
function together(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes
  if (first === undefined) throw new Error('no request')
  return outcomes.find(({ errorCode }) => errorCode !== first.errorCode) ?? first
}

function joinPhaseEnds(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  return answered(
    stage,
    ({ bench }) => {
      join(bench, 'c2', stage.follower)
      // The leader does not come back, and stays alive by heartbeats until the phase is over.
      for (let i = 0; i < 100; i++) {
        heartbeat(stage, stage.leader)
        pass(bench, 3_000)
      }
      return null
    },
    () => {
      const group = groupOf(stage.bench, GROUP)
      if (group?.generationId !== stage.generation + 1) return 'the generation is not one more'
      if (group.members.has(stage.leader)) return 'who did not rejoin is still a member'
      const toLeader = stage.bench.answers.find(
        ({ response }) =>
          response.type === 'JoinGroupResponse' &&
          response.members.length > 0 &&
          response.generationId === group.generationId,
      )
      return toLeader === undefined ? 'no leader got the subscriptions' : null
    },
  )
}

function joinPhaseEndsEmpty(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  const before = recordsOf(stage)
  return answered(
    stage,
    ({ bench }) => {
      for (const memberId of [...(groupOf(bench, GROUP)?.members.keys() ?? [])]) leave(stage, memberId)
      return null
    },
    () => (recordsOf(stage) > before ? null : 'no empty group metadata was written'),
  )
}

function recordsOf(stage: GroupStage): number {
  let records = 0
  for (const log of stage.bench.logs.values()) records += endOffset(log)
  return records
}

function syncAs(from: ClassicGroupState, who: 'leader' | 'follower'): Outcome {
  const stage = groupIn(from)
  return answered(stage, () => sync(stage, who, stage[who]))
}

function storingFails(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  sync(stage, 'c2', stage.follower)
  takeAnswers(stage.bench)
  stage.bench.appendError = 'NOT_ENOUGH_REPLICAS'
  return answered(
    stage,
    () => sync(stage, 'c1', stage.leader),
    () => (takeAnswers(stage.bench).length === 2 ? null : 'not everyone who waits is told'),
  )
}

function neverSyncs(from: ClassicGroupState): Outcome {
  const stage = groupIn('CompletingRebalance')
  if (from === 'Stable') sync(stage, 'c1', stage.leader)
  const heartbeats = (): null => {
    for (let i = 0; i < 100; i++) {
      for (const memberId of [stage.leader, stage.follower]) heartbeat(stage, memberId)
      pass(stage.bench, 3_000)
    }
    return null
  }
  return answered(stage, heartbeats, () =>
    groupOf(stage.bench, GROUP)?.members.has(stage.follower) ? 'it is still a member' : null,
  )
}

function heartbeatExtends(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  const before = groupOf(stage.bench, GROUP)?.members.get(stage.leader)?.sessionDeadlineUs ?? 0
  pass(stage.bench, 1_000)
  return answered(
    stage,
    () => heartbeat(stage, stage.leader),
    () => {
      const after = groupOf(stage.bench, GROUP)?.members.get(stage.leader)?.sessionDeadlineUs
      const restarts = from === 'PreparingRebalance' || from === 'CompletingRebalance' || from === 'Stable'
      return restarts && (after === undefined || after <= before) ? 'the session is not extended' : null
    },
  )
}

function memberGoes(from: ClassicGroupState): Outcome {
  const bySession = groupIn(from)
  const expired = answered(
    bySession,
    ({ bench }) => {
      for (let i = 0; i < 15; i++) {
        pass(bench, 3_000)
        heartbeat(bySession, bySession.follower)
      }
      return null
    },
    () =>
      groupOf(bySession.bench, GROUP)?.members.has(bySession.leader) ? 'it is still a member after its session' : null,
  )
  if (expired.problem !== null) return expired
  const byRequest = groupIn(from)
  const left = answered(
    byRequest,
    () => leave(byRequest, byRequest.leader),
    () =>
      groupOf(byRequest.bench, GROUP)?.members.has(byRequest.leader) ? 'it is still a member after it left' : null,
  )
  return { ...left, errorCode: null }
}

function pendingLapses(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  newMemberId(stage.bench, 'c9')
  return answered(
    stage,
    ({ bench }) => {
      for (let i = 0; i < 15; i++) {
        pass(bench, 3_000)
        for (const memberId of [stage.leader, stage.follower]) heartbeat(stage, memberId)
      }
      return null
    },
    () => (groupOf(stage.bench, GROUP)?.pendingJoinMembers.size === 0 ? null : 'the id is still pending'),
  )
}

function fetchOffsets(from: ClassicGroupState): Outcome {
  return answered(groupIn(from), ({ bench }) =>
    ask(bench, 'client', { type: 'OffsetFetchRequest', groupId: GROUP, topicPartitions: null, requireStable: false }),
  )
}

function lastOffsetExpires(from: ClassicGroupState): Outcome {
  const stage = groupIn(from, { 'offsets.retention.minutes': '1' })
  commit(stage, '', -1)
  const before = recordsOf(stage)
  return answered(
    stage,
    ({ bench }) => {
      pass(bench, 1_200_000)
      return null
    },
    () => (recordsOf(stage) > before ? null : 'no tombstones were written'),
  )
}

function deleteGroup(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  if (from === 'Empty') commit(stage, '', -1)
  return answered(
    stage,
    ({ bench }) => ask(bench, 'admin', { type: 'DeleteGroupsRequest', groups: [GROUP] }),
    () => {
      commitAll(stage.bench)
      const left = [...stage.bench.state.shards.values()].some(
        (shard) => (shard.offsets.get(GROUP)?.committed.size ?? 0) > 0,
      )
      return from === 'Empty' && left ? 'its offsets are still there' : null
    },
  )
}

function deleteSubscribedOffset(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  commit(stage, stage.leader)
  const response = ask(stage.bench, 'admin', {
    type: 'OffsetDeleteRequest',
    groupId: GROUP,
    topicPartitions: ['orders-0'],
  })
  const errorCode = response?.type === 'OffsetDeleteResponse' ? (response.partitions[0]?.errorCode ?? null) : null
  return { states: [stateNow(stage)], errorCode, problem: null }
}

function deleteOffset(from: ClassicGroupState): Outcome {
  return answered(groupIn(from), ({ bench }) =>
    ask(bench, 'admin', { type: 'OffsetDeleteRequest', groupId: GROUP, topicPartitions: ['orders-0'] }),
  )
}

function partitionMoves(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  return answered(stage, ({ bench }) => {
    resign(bench, GROUP)
    return null
  })
}
