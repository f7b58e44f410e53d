/** Players of what members do and leave undone: SyncGroup, Heartbeat, LeaveGroup, silence. */
import type { ClassicGroupState } from '../../kafka/group/classic-group-state.ts'
import type { GroupResponse } from '../../kafka/protocol/messages.ts'
import { groupOf, pass, takeAnswers } from '../coordinator-bench.ts'
import { answered, lived, type Outcome, type Player, stateNow, together } from './group-events.ts'
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

export const memberPlayers: readonly Player[] = [
  { events: ['any request: known group.instance.id with another member id'], proves: [], play: askAsFenced },
  { events: ['SyncGroup: follower'], proves: [], play: syncBeforeTheLeader },
  {
    events: ['SyncGroup: leader, assignment stored in the offsets topic'],
    proves: ['every parked SyncGroup answered; members missing in the assignment get an empty one'],
    play: leaderSyncs,
  },
  { events: ['SyncGroup: leader, storing failed'], proves: ['error to all waiting members'], play: storingFails },
  {
    events: ['SyncGroup / Heartbeat / OffsetCommit with another generation'],
    proves: [],
    play: askWithAnotherGeneration,
  },
  { events: ['SyncGroup'], proves: [], play: (from) => answered(groupIn(from), (stage) => syncOf(stage, 'follower')) },
  {
    events: ['a member has not sent SyncGroup within the rebalance timeout'],
    proves: ['that member is removed'],
    play: neverSyncs,
  },
  {
    events: ['Heartbeat: member not in the group'],
    proves: [],
    play: (from) => answered(groupIn(from), (stage) => heartbeat(stage, 'nobody')),
  },
  { events: ['Heartbeat'], proves: [], play: heartbeatExtends },
  {
    events: ['LeaveGroup, or session timeout of a member'],
    proves: [
      'member removed; if it was the last one the phase ends at once in Empty',
      'member removed; the join phase ends if it was the last one waited for',
    ],
    play: (from) => together([memberGoes(from, leaves), memberGoes(from, fallsSilent)]),
  },
  {
    events: ['pending member never comes back within its session timeout'],
    proves: ['pending id dropped; the join phase ends if it was the last one waited for'],
    play: pendingLapses,
  },
]

function syncOf(stage: GroupStage, who: 'leader' | 'follower'): GroupResponse | null {
  return sync(stage, who, stage[who])
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

function askWithAnotherGeneration(from: ClassicGroupState): Outcome {
  const requests: ((stage: GroupStage, generation: number) => GroupResponse | null)[] = [
    (stage, generation) => sync(stage, 'c1', stage.leader, generation),
    (stage, generation) => heartbeat(stage, stage.leader, generation),
    (stage, generation) => commit(stage, stage.leader, generation),
  ]
  const cases = [-1, +1].flatMap((by) =>
    requests.map((request) => answered(groupIn(from), (stage) => request(stage, stage.generation + by))),
  )
  return together(cases)
}

function syncBeforeTheLeader(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  return answered(
    stage,
    () => syncOf(stage, 'follower'),
    () => {
      takeAnswers(stage.bench)
      syncOf(stage, 'leader')
      return takeAnswers(stage.bench).length === 2 ? null : 'it goes on waiting once the assignment is stored'
    },
  )
}

/** The leader's assignment, as the stage writes it, names the leader alone. */
function leaderSyncs(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  syncOf(stage, 'follower')
  takeAnswers(stage.bench)
  return answered(
    stage,
    () => syncOf(stage, 'leader'),
    () => {
      const partitions = takeAnswers(stage.bench).flatMap(({ response }) =>
        response.type === 'SyncGroupResponse' ? [response.partitions.length] : [],
      )
      return partitions.sort((a, b) => a - b).join() === '0,1' ? null : `partitions given: ${partitions.join()}`
    },
  )
}

function storingFails(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  syncOf(stage, 'follower')
  takeAnswers(stage.bench)
  stage.bench.appendError = 'NOT_ENOUGH_REPLICAS'
  return answered(
    stage,
    () => syncOf(stage, 'leader'),
    () => {
      const told = takeAnswers(stage.bench).map(({ response }) => errorOf(response))
      return told.length === 2 && !told.includes('NONE') ? null : `those who wait are told ${told.join()}`
    },
  )
}

function neverSyncs(from: ClassicGroupState): Outcome {
  const stage = groupIn('CompletingRebalance')
  if (from === 'Stable') syncOf(stage, 'leader')
  const wait = (): void => {
    for (let i = 0; i < 100; i++) {
      for (const memberId of [stage.leader, stage.follower]) heartbeat(stage, memberId)
      pass(stage.bench, 3_000)
    }
  }
  return lived(stage, wait, () =>
    groupOf(stage.bench, GROUP)?.members.has(stage.follower) ? 'it is still a member' : null,
  )
}

function heartbeatExtends(from: ClassicGroupState, response: string): Outcome {
  const stage = groupIn(from)
  const before = groupOf(stage.bench, GROUP)?.members.get(stage.leader)?.sessionDeadlineUs ?? 0
  pass(stage.bench, 1_000)
  return answered(
    stage,
    () => heartbeat(stage, stage.leader),
    () => {
      const after = groupOf(stage.bench, GROUP)?.members.get(stage.leader)?.sessionDeadlineUs
      const extended = after !== undefined && after > before
      if (response.includes('session timer NOT restarted')) return extended ? 'the session is extended' : null
      const restarts = from === 'PreparingRebalance' || from === 'CompletingRebalance' || from === 'Stable'
      return restarts && !extended ? 'the session is not extended' : null
    },
  )
}

type Farewell = (stage: GroupStage, who: 'leader' | 'follower', stays: 'leader' | 'follower' | null) => void

const leaves: Farewell = (stage, who) => {
  leave(stage, stage[who])
}

/** The session ends by silence, of one and not of the other. */
const fallsSilent: Farewell = (stage, _who, stays) => {
  for (let i = 0; i < 16; i++) {
    if (stays !== null) heartbeat(stage, stage[stays])
    pass(stage.bench, 3_000)
  }
}

function memberGoes(from: ClassicGroupState, go: Farewell): Outcome {
  const stage = groupIn(from)
  return lived(
    stage,
    () => go(stage, 'leader', 'follower'),
    () => {
      if (groupOf(stage.bench, GROUP)?.members.has(stage.leader)) return 'it is still a member'
      go(stage, 'follower', null)
      const state = stateNow(stage)
      // In a rebalance a third has joined already, and was waiting for these two.
      const end = from === 'PreparingRebalance' ? 'CompletingRebalance' : 'Empty'
      return state === end ? null : `without the last one the group is ${state}, should be ${end}`
    },
  )
}

function pendingLapses(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  newMemberId(stage.bench, 'c9')
  return lived(
    stage,
    ({ bench }) => {
      for (let i = 0; i < 16; i++) {
        for (const memberId of [stage.leader, stage.follower]) heartbeat(stage, memberId)
        pass(bench, 3_000)
      }
    },
    () => {
      if (groupOf(stage.bench, GROUP)?.pendingJoinMembers.size !== 0) return 'the id is still pending'
      return lapsesLast(from)
    },
  )
}

/** Everyone else has joined, and the phase waits for the pending one alone. */
function lapsesLast(from: ClassicGroupState): string | null {
  const stage = groupIn(from)
  newMemberId(stage.bench, 'c9')
  join(stage.bench, 'c1', stage.leader)
  join(stage.bench, 'c2', stage.follower)
  if (stateNow(stage) !== 'PreparingRebalance') return 'the join phase does not wait for a pending member'
  pass(stage.bench, 45_000)
  return stateNow(stage) === 'CompletingRebalance' ? null : 'the join phase goes on without anyone to wait for'
}
