/** A coordinator with one group in a given state, brought there by requests as clients send them. */
import { unreachable } from '../../engine/assert.ts'
import type { ErrorCode } from '../../kafka/common/errors.ts'
import type { ClassicGroupState } from '../../kafka/group/classic-group-state.ts'
import { groupCoordinator } from '../../kafka/group/group-coordinator.ts'
import { DEFAULT_PROFILE, profileOf } from '../../kafka/profile/registry.ts'
import type { JoinGroupRequest, Subscription } from '../../kafka/protocol/join-group.ts'
import type { GroupResponse } from '../../kafka/protocol/messages.ts'
import { ask, type CoordinatorBench, coordinatorBench, elect, groupOf, pass } from '../coordinator-bench.ts'

export const GROUP = 'g'

export interface GroupStage {
  readonly bench: CoordinatorBench
  readonly groupId: string
  /** Static members of the group, in every state but Empty: the leader `c1` and a follower `c2`. */
  readonly leader: string
  readonly follower: string
  readonly generation: number
}

const TOPICS: Subscription = { topics: ['orders'], ownedPartitions: [], generationId: -1, rackId: null }

export interface JoinOptions {
  readonly instance?: string
  readonly topics?: readonly string[]
  readonly sessionTimeoutMs?: number
  readonly protocolType?: string
  readonly protocol?: string
}

export function join(
  bench: CoordinatorBench,
  client: string,
  memberId: string,
  options: JoinOptions = {},
): GroupResponse | null {
  const subscription = options.topics === undefined ? TOPICS : { ...TOPICS, topics: options.topics }
  const request: Omit<JoinGroupRequest, 'correlationId' | 'clientId'> = {
    type: 'JoinGroupRequest',
    groupId: GROUP,
    sessionTimeoutMs: options.sessionTimeoutMs ?? 45_000,
    rebalanceTimeoutMs: 300_000,
    memberId,
    groupInstanceId: options.instance ?? null,
    protocolType: options.protocolType ?? 'consumer',
    protocols: [{ name: options.protocol ?? 'range', subscription }],
  }
  return ask(bench, client, request)
}

export function sync(
  stage: GroupStage,
  client: string,
  memberId: string,
  generation = stage.generation,
  instance: string | null = null,
): GroupResponse | null {
  return ask(stage.bench, client, {
    type: 'SyncGroupRequest',
    groupId: GROUP,
    generationId: generation,
    memberId,
    groupInstanceId: instance,
    protocolName: 'range',
    assignments: memberId === stage.leader ? [{ memberId: stage.leader, partitions: ['orders-0'] }] : [],
  })
}

export function errorOf(response: GroupResponse | null): ErrorCode | null {
  if (response === null) return null
  if ('errorCode' in response) return response.errorCode
  if (response.type === 'OffsetCommitResponse') return response.partitions[0]?.errorCode ?? null
  return 'groups' in response
    ? ((response.groups[0] as { readonly errorCode?: ErrorCode } | undefined)?.errorCode ?? null)
    : null
}

/** An id of this member's own, from MEMBER_ID_REQUIRED. */
export function newMemberId(bench: CoordinatorBench, client: string): string {
  const response = join(bench, client, '')
  return response?.type === 'JoinGroupResponse' ? response.memberId : ''
}

let version: string = DEFAULT_PROFILE

/** The coordinators of every stage that `play` sets up are of this profile. */
export function inVersion<Result>(profile: string, play: () => Result): Result {
  const before = version
  version = profile
  try {
    return play()
  } finally {
    version = before
  }
}

/** Members are dynamic unless `statically`, when they are `i1` and `i2`. */
export function groupIn(
  state: ClassicGroupState,
  properties: Readonly<Record<string, string>> = {},
  statically = false,
): GroupStage {
  const settings = { 'group.initial.rebalance.delay.ms': '3000', ...properties }
  const bench = coordinatorBench(settings, 1, groupCoordinator, profileOf(version))
  elect(bench, GROUP)
  const leader = joined(bench, 'c1', statically ? 'i1' : null)
  const follower = joined(bench, 'c2', statically ? 'i2' : null)
  pass(bench, 6_000)
  const stage: GroupStage = {
    bench,
    groupId: GROUP,
    leader,
    follower,
    generation: groupOf(bench, GROUP)?.generationId ?? -1,
  }
  switch (state) {
    case 'CompletingRebalance':
      return stage
    case 'Stable':
      return stabilise(stage)
    case 'PreparingRebalance':
      stabilise(stage)
      // A third comes, and the two have not heard of it yet.
      join(bench, 'c3', newMemberId(bench, 'c3'))
      return stage
    case 'Empty':
      stabilise(stage)
      leave(stage, leader)
      leave(stage, follower)
      return stage
    case 'Dead': {
      stabilise(stage)
      const group = groupOf(bench, GROUP)
      if (group !== undefined) group.state = 'Dead'
      return stage
    }
    default:
      return unreachable(state)
  }
}

function joined(bench: CoordinatorBench, client: string, instance: string | null): string {
  if (instance === null) {
    const memberId = newMemberId(bench, client)
    join(bench, client, memberId)
    return memberId
  }
  join(bench, client, '', { instance })
  return groupOf(bench, GROUP)?.staticMembers.get(instance) ?? ''
}

function stabilise(stage: GroupStage): GroupStage {
  sync(stage, 'c2', stage.follower)
  sync(stage, 'c1', stage.leader)
  return stage
}

export function leave(stage: GroupStage, memberId: string): GroupResponse | null {
  return ask(stage.bench, 'client', {
    type: 'LeaveGroupRequest',
    groupId: GROUP,
    members: [{ memberId, groupInstanceId: null, reason: null }],
  })
}

export function heartbeat(
  stage: GroupStage,
  memberId: string,
  generation = stage.generation,
  instance: string | null = null,
): GroupResponse | null {
  return ask(stage.bench, 'client', {
    type: 'HeartbeatRequest',
    groupId: GROUP,
    generationId: generation,
    memberId,
    groupInstanceId: instance,
  })
}

export function commit(
  stage: GroupStage,
  memberId: string,
  generation = stage.generation,
  instance: string | null = null,
): GroupResponse | null {
  return ask(stage.bench, 'client', {
    type: 'OffsetCommitRequest',
    groupId: GROUP,
    generationId: generation,
    memberId,
    groupInstanceId: instance,
    // Of two partitions: with its last offset an empty group ends in 2.5.
    partitions: ['orders-0', 'orders-1'].map((topicPartition) => ({
      topicPartition,
      offset: 5,
      leaderEpoch: -1,
      metadata: '',
    })),
  })
}
