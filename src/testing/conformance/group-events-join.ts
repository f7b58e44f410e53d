/** Players of JoinGroup, and of the join phase's end. */
import type { ClassicGroupState } from '../../kafka/group/classic-group-state.ts'
import { endOffset, groupOf, pass } from '../coordinator-bench.ts'
import { answered, lived, type Outcome, type Player, together } from './group-events.ts'
import {
  errorOf,
  GROUP,
  type GroupStage,
  groupIn,
  heartbeat,
  type JoinOptions,
  join,
  leave,
  newMemberId,
} from './group-stage.ts'

export const joinPlayers: readonly Player[] = [
  { events: ['JoinGroup: dynamic client, no member id, request v4+'], proves: [], play: joinWithoutId },
  {
    events: ['JoinGroup: pending or (static / request v0-3) new member'],
    proves: [],
    play: (from) =>
      together([joinAs(from, ({ bench }) => newMemberId(bench, 'c9'), {}), joinAs(from, () => '', { instance: 'i9' })]),
  },
  {
    events: ['JoinGroup: new member'],
    proves: [],
    play: (from) => joinAs(from, ({ bench }) => newMemberId(bench, 'c9'), {}),
  },
  { events: ['JoinGroup: known member'], proves: [], play: joinAsLast },
  {
    events: ['JoinGroup: known member, same metadata'],
    proves: ['current generation returned again'],
    play: joinForTheSameGeneration,
  },
  {
    events: ['JoinGroup: known member, changed metadata', 'JoinGroup: follower, changed metadata'],
    proves: [],
    play: (from) => joinAgain(from, 'follower', ['payments']),
  },
  {
    events: ['JoinGroup: leader, any metadata'],
    proves: [],
    play: (from) => together([joinAgain(from, 'leader'), joinAgain(from, 'leader', ['payments'])]),
  },
  { events: ['JoinGroup: unknown non-empty member id'], proves: [], play: (from) => joinAs(from, () => 'nobody', {}) },
  {
    events: ['JoinGroup: any'],
    proves: [],
    play: (from) =>
      together([
        joinAs(from, () => '', {}),
        joinAs(from, ({ follower }) => follower, {}),
        joinAs(from, () => '', { instance: 'i9' }),
      ]),
  },
  {
    events: ['JoinGroup: session.timeout.ms outside [group.min.session.timeout.ms, group.max.session.timeout.ms]'],
    proves: [],
    play: (from) =>
      together([5_999, 1_800_001].map((sessionTimeoutMs) => joinAs(from, () => '', { sessionTimeoutMs }))),
  },
  {
    events: ['JoinGroup: no common assignment protocol, or other protocol type'],
    proves: [],
    play: (from) =>
      together([
        joinAs(from, () => '', { protocol: 'roundrobin' }),
        joinAs(from, () => '', { protocolType: 'connect' }),
      ]),
  },
  { events: ['JoinGroup: group already at group.max.size'], proves: [], play: joinFullGroup },
  {
    events: [
      'JoinGroup: static member returns with empty member id',
      'JoinGroup: static member returns with empty member id, selected protocol unchanged',
    ],
    proves: [
      'new member id, same generation, no rebalance; the old id is fenced',
      'new member id, same generation, no rebalance; a returning leader is told to skip the assignment (request v9+)',
    ],
    play: joinStaticallyAgain,
  },
  {
    events: ['join phase ends, at least one member'],
    proves: ['JoinGroup answered; generation + 1; leader gets all subscriptions; protocol chosen by vote'],
    play: joinPhaseEnds,
  },
  {
    events: ['join phase ends, no member left'],
    proves: ['generation + 1; empty group metadata written'],
    play: joinPhaseEndsEmpty,
  },
]

function joinWithoutId(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  return answered(
    stage,
    ({ bench }) => join(bench, 'c9', ''),
    () => {
      if (groupOf(stage.bench, GROUP)?.pendingJoinMembers.size !== 1) return 'the id is not kept as pending'
      const given = stage.bench.answers.at(-1)?.response
      if (given?.type !== 'JoinGroupResponse' || given.memberId === '') return 'no id is generated'
      pass(stage.bench, 45_000)
      const kept = groupOf(stage.bench, GROUP)?.pendingJoinMembers.size ?? 0
      return kept === 0 ? null : 'the id is kept for longer than its session timeout'
    },
  )
}

function joinAs(from: ClassicGroupState, memberId: (stage: GroupStage) => string, options: JoinOptions): Outcome {
  const stage = groupIn(from)
  const id = memberId(stage)
  return answered(stage, ({ bench }) => join(bench, 'c9', id, options))
}

function joinAgain(from: ClassicGroupState, who: 'leader' | 'follower', topics?: readonly string[]): Outcome {
  const stage = groupIn(from)
  return answered(stage, ({ bench }) => join(bench, who, stage[who], topics === undefined ? {} : { topics }))
}

/** Parked until the others have joined too; then the phase ends at once. */
function joinAsLast(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  return answered(
    stage,
    ({ bench }) => join(bench, 'c2', stage.follower),
    () => {
      join(stage.bench, 'c1', stage.leader)
      const phase = groupOf(stage.bench, GROUP)?.state
      return phase === 'CompletingRebalance' ? null : `with every known member back it is ${String(phase)}`
    },
  )
}

function joinForTheSameGeneration(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  let generation: number | null = null
  return answered(
    stage,
    ({ bench }) => {
      const response = join(bench, 'c2', stage.follower)
      if (response?.type === 'JoinGroupResponse' && response.errorCode === 'NONE') generation = response.generationId
      return response
    },
    () => (generation === stage.generation ? null : `generation ${generation ?? 'none'} is returned`),
  )
}

/** While a rebalance is on, those who have joined it count. */
function joinFullGroup(from: ClassicGroupState): Outcome {
  const stage = groupIn(from, { 'group.max.size': '3' })
  for (const who of from === 'PreparingRebalance' ? (['leader'] as const) : []) join(stage.bench, who, stage[who])
  join(stage.bench, 'c8', newMemberId(stage.bench, 'c8'))
  return answered(stage, ({ bench }) => join(bench, 'c9', ''))
}

function joinStaticallyAgain(from: ClassicGroupState, answer: string): Outcome {
  const mayBeSpared = answer.includes('a returning leader is told to skip the assignment')
  return together((['i1', 'i2'] as const).map((instance) => returnStatically(from, instance, mayBeSpared)))
}

/** `mayBeSpared`: whether a leader that returns need not assign anew. */
function returnStatically(from: ClassicGroupState, instance: 'i1' | 'i2', mayBeSpared: boolean): Outcome {
  const stage = groupIn(from, {}, true)
  const former = instance === 'i1' ? stage.leader : stage.follower
  const seen = stage.bench.answers.length
  const outcome = answered(stage, ({ bench }) => join(bench, 'c', '', { instance }))
  const response = stage.bench.answers.slice(seen).at(-1)?.response
  const fenced = errorOf(heartbeat(stage, former, stage.generation, instance)) === 'FENCED_INSTANCE_ID'
  if (!fenced) return { ...outcome, problem: 'the old id is not fenced' }
  if (groupOf(stage.bench, GROUP)?.generationId !== stage.generation)
    return { ...outcome, problem: 'the generation has changed' }
  if (from !== 'Stable') return outcome
  if (response?.type !== 'JoinGroupResponse' || response.memberId === former || response.memberId === '')
    return { ...outcome, problem: 'there is no new member id' }
  return response.skipAssignment === (mayBeSpared && instance === 'i1')
    ? outcome
    : { ...outcome, problem: 'not exactly those are told to skip the assignment who should be' }
}

function joinPhaseEnds(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  return lived(
    stage,
    ({ bench }) => {
      join(bench, 'c2', stage.follower)
      // The leader does not come back, and stays alive by heartbeats until the phase is over.
      for (let i = 0; i < 100; i++) {
        heartbeat(stage, stage.leader)
        pass(bench, 3_000)
      }
    },
    () => {
      const group = groupOf(stage.bench, GROUP)
      if (group?.generationId !== stage.generation + 1) return 'the generation is not one more'
      if (group.members.has(stage.leader)) return 'who did not rejoin is still a member'
      const ofPhase = stage.bench.answers.flatMap(({ response }) =>
        response.type === 'JoinGroupResponse' && response.generationId === group.generationId ? [response] : [],
      )
      if (ofPhase.length !== 2) return `${ofPhase.length} of two are answered`
      if (ofPhase.some(({ protocolName }) => protocolName !== 'range')) return 'another protocol is chosen'
      const subscriptions = ofPhase.map(({ members }) => members.length).sort((a, b) => a - b)
      return subscriptions.join() === '0,2' ? null : `subscriptions go out as ${subscriptions.join(' and ')}`
    },
  )
}

function joinPhaseEndsEmpty(from: ClassicGroupState): Outcome {
  const stage = groupIn(from)
  const before = recordsOf(stage)
  return lived(
    stage,
    ({ bench }) => {
      // Who has joined already goes first: alone with it, the phase would end with a member.
      const members = [...(groupOf(bench, GROUP)?.members.keys() ?? [])]
      for (const memberId of members.reverse()) leave(stage, memberId)
    },
    () => {
      if (groupOf(stage.bench, GROUP)?.generationId !== stage.generation + 1) return 'the generation is not one more'
      return recordsOf(stage) > before ? null : 'no empty group metadata was written'
    },
  )
}

export function recordsOf(stage: GroupStage): number {
  let records = 0
  for (const log of stage.bench.logs.values()) records += endOffset(log)
  return records
}
