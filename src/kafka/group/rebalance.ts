/**
 * The life of a rebalance: prepare, wait for everybody to join, hand out generations and assignments.
 * Counterpart: org.apache.kafka.coordinator.group.GroupMetadataManager, its classic group part.
 */

import { tell } from '../broker/tell.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { rulesOf } from '../profile/registry.ts'
import type { JoinGroupResponse } from '../protocol/join-group.ts'
import {
  currentMembers,
  hasAllMembersJoined,
  initNextGeneration,
  isLeader,
  maybeElectNewJoinedLeader,
  membersInOrder,
  rebalanceTimeoutMs,
  removeMember,
  transitionTo,
} from './classic-group.ts'
import { canRebalance } from './classic-group-state.ts'
import type { CoordinatorHost } from './coordinator-host.ts'
import type { ClassicGroup, ClassicGroupMember, CoordinatorShard } from './coordinator-state.ts'
import { cancelJoinTimer, cancelSyncTimer, extendSession, setGroupTimer } from './coordinator-timers.ts'
import { groupMetadataRecord, write } from './shard-writer.ts'

export const NO_PARTITIONS: readonly TopicPartition[] = Object.freeze([])

export type LeaveReason = 'left' | 'sessionExpired' | 'rebalanceTimeout' | 'pollTimeout' | 'fenced'

export function maybePrepareRebalanceOrCompleteJoin(
  shard: CoordinatorShard,
  group: ClassicGroup,
  host: CoordinatorHost,
): void {
  if (canRebalance(group.state)) prepareRebalance(shard, group, host)
  else maybeCompleteJoinPhase(shard, group, host)
}

export function prepareRebalance(shard: CoordinatorShard, group: ClassicGroup, host: CoordinatorHost): void {
  if (group.state === 'CompletingRebalance') propagateError(shard, group, 'REBALANCE_IN_PROGRESS', host)
  group.pendingSyncMembers.clear()
  cancelSyncTimer(group, host)

  const initial = group.state === 'Empty'
  transitionTo(group, 'PreparingRebalance', host.node)
  if (initial) {
    // Others are probably on their way: without the delay a group of ten would rebalance ten times as it starts.
    const delayMs = host.config.groupInitialRebalanceDelayMs
    const remainingMs = Math.max(rebalanceTimeoutMs(group) - delayMs, 0)
    scheduleJoin(shard, group, delayMs, { delayMs, remainingMs }, host)
    return
  }
  if (hasAllMembersJoined(group)) completeJoin(shard, group, host)
  else scheduleJoin(shard, group, rebalanceTimeoutMs(group), null, host)
}

/** The initial rebalance never ends early, however many have joined. */
export function maybeCompleteJoinPhase(shard: CoordinatorShard, group: ClassicGroup, host: CoordinatorHost): void {
  if (group.state !== 'PreparingRebalance' || group.previousState === 'Empty') return
  if (hasAllMembersJoined(group)) completeJoin(shard, group, host)
}

export function onJoinTimeout(
  shard: CoordinatorShard,
  group: ClassicGroup,
  initial: { readonly delayMs: number; readonly remainingMs: number } | null,
  host: CoordinatorHost,
): void {
  group.joinTimer = null
  if (initial === null || !group.newMemberAdded || initial.remainingMs === 0) {
    completeJoin(shard, group, host)
    return
  }
  group.newMemberAdded = false
  const delayMs = Math.min(host.config.groupInitialRebalanceDelayMs, initial.remainingMs)
  const remainingMs = Math.max(initial.remainingMs - initial.delayMs, 0)
  scheduleJoin(shard, group, delayMs, { delayMs, remainingMs }, host)
}

function scheduleJoin(
  shard: CoordinatorShard,
  group: ClassicGroup,
  delayMs: number,
  initial: { readonly delayMs: number; readonly remainingMs: number } | null,
  host: CoordinatorHost,
): void {
  cancelJoinTimer(group, host)
  const { partition } = shard
  group.joinTimer = setGroupTimer(host, delayMs, {
    type: 'GroupJoinTimeout',
    partition,
    groupId: group.groupId,
    initial,
  })
}

/**
 * Everyone has joined, or has had its time. Dynamic members that did not come are gone; static ones stay and are given
 * partitions in their absence.
 */
export function completeJoin(shard: CoordinatorShard, group: ClassicGroup, host: CoordinatorHost): void {
  cancelJoinTimer(group, host)
  if (group.state !== 'PreparingRebalance') return
  for (const member of membersInOrder(group)) {
    if (member.awaitingJoin !== null || member.groupInstanceId !== null) continue
    removeMember(group, member.memberId)
    reportLeft(group, member, 'rebalanceTimeout', host)
  }
  if (!maybeElectNewJoinedLeader(group) && group.members.size > 0) {
    // Only absent static members are left. Wait until their sessions end.
    scheduleJoin(shard, group, rebalanceTimeoutMs(group), null, host)
    return
  }
  initNextGeneration(group, host.node)
  if (group.members.size === 0) {
    // Should this not reach the log, the generation before comes back after a failover; nobody is in it any more.
    write(shard, [groupMetadataRecord(group, () => NO_PARTITIONS)], [], null, host)
    return
  }
  for (const member of membersInOrder(group)) {
    answerJoin(member, joinedResponse(group, member), host)
    extendSession(shard, group, member, host)
    member.isNew = false
    group.pendingSyncMembers.add(member.memberId)
  }
  const { partition } = shard
  const { groupId, generationId } = group
  cancelSyncTimer(group, host)
  if (!rulesOf(host.config).group.putsOutMembersThatNeverSync) return
  group.syncTimer = setGroupTimer(host, rebalanceTimeoutMs(group), {
    type: 'GroupSyncTimeout',
    partition,
    groupId,
    generationId,
  })
}

/** What a member of the present generation is told. */
export function joinedResponse(
  group: ClassicGroup,
  member: ClassicGroupMember,
): Omit<JoinGroupResponse, 'correlationId'> {
  return {
    type: 'JoinGroupResponse',
    errorCode: 'NONE',
    generationId: group.generationId,
    protocolName: group.protocolName,
    leader: group.leaderId ?? '',
    skipAssignment: false,
    memberId: member.memberId,
    members: isLeader(group, member.memberId) ? currentMembers(group) : [],
  }
}

export function joinError(memberId: string, errorCode: ErrorCode): Omit<JoinGroupResponse, 'correlationId'> {
  return {
    type: 'JoinGroupResponse',
    errorCode,
    generationId: -1,
    protocolName: null,
    leader: '',
    skipAssignment: false,
    memberId,
    members: [],
  }
}

/** Members that do not wait for an answer get none. */
export function answerJoin(
  member: ClassicGroupMember,
  response: Omit<JoinGroupResponse, 'correlationId'>,
  host: CoordinatorHost,
): void {
  const request = member.awaitingJoin
  if (request === null) return
  member.awaitingJoin = null
  host.respond(request.to, { ...response, correlationId: request.correlationId })
}

/** True if the member was waiting. */
export function answerSync(
  group: ClassicGroup,
  member: ClassicGroupMember,
  errorCode: ErrorCode,
  host: CoordinatorHost,
): boolean {
  const request = member.awaitingSync
  if (request === null) return false
  member.awaitingSync = null
  host.respond(request.to, {
    type: 'SyncGroupResponse',
    correlationId: request.correlationId,
    errorCode,
    protocolName: errorCode === 'NONE' ? group.protocolName : null,
    partitions: errorCode === 'NONE' ? member.assignment : NO_PARTITIONS,
  })
  return true
}

/** The leader's assignment is stored: from CompletingRebalance to Stable. */
export function propagateAssignment(
  shard: CoordinatorShard,
  group: ClassicGroup,
  assignments: Readonly<Record<string, readonly TopicPartition[]>>,
  host: CoordinatorHost,
): void {
  for (const member of membersInOrder(group)) {
    member.assignment = Object.freeze(assignments[member.memberId] ?? NO_PARTITIONS)
    // While the answer was parked no heartbeat was due.
    if (answerSync(group, member, 'NONE', host)) extendSession(shard, group, member, host)
  }
  transitionTo(group, 'Stable', host.node)
  reportRebalanced(group, host)
}

/** Nobody gets anything, and those who wait are told why. */
export function propagateError(
  shard: CoordinatorShard,
  group: ClassicGroup,
  errorCode: ErrorCode,
  host: CoordinatorHost,
): void {
  for (const member of membersInOrder(group)) {
    member.assignment = NO_PARTITIONS
    if (answerSync(group, member, errorCode, host)) extendSession(shard, group, member, host)
  }
}

/** Members that joined and then never asked for their assignment are put out. */
export function onSyncTimeout(
  shard: CoordinatorShard,
  group: ClassicGroup,
  generationId: number,
  host: CoordinatorHost,
): void {
  group.syncTimer = null
  if (generationId !== group.generationId || (group.state !== 'CompletingRebalance' && group.state !== 'Stable')) return
  if (group.pendingSyncMembers.size === 0) return
  for (const memberId of [...group.pendingSyncMembers]) {
    const member = group.members.get(memberId)
    removeMember(group, memberId)
    if (member !== undefined) reportLeft(group, member, 'rebalanceTimeout', host)
  }
  prepareRebalance(shard, group, host)
}

/** A member is gone for good; what is left of the group goes on without it. */
export function removeMemberAndUpdateGroup(
  shard: CoordinatorShard,
  group: ClassicGroup,
  member: ClassicGroupMember,
  reason: LeaveReason,
  host: CoordinatorHost,
): void {
  dropMember(group, member, reason, host)
  if (group.state === 'Stable' || group.state === 'CompletingRebalance')
    maybePrepareRebalanceOrCompleteJoin(shard, group, host)
  else if (group.state === 'PreparingRebalance' && hasAllMembersJoined(group)) completeJoin(shard, group, host)
}

/** If it still waits to join it is told UNKNOWN_MEMBER_ID, so that it starts over if it is alive after all. */
export function dropMember(
  group: ClassicGroup,
  member: ClassicGroupMember,
  reason: LeaveReason,
  host: CoordinatorHost,
): void {
  answerJoin(member, joinError('', 'UNKNOWN_MEMBER_ID'), host)
  removeMember(group, member.memberId)
  reportLeft(group, member, reason, host)
}

export function reportLeft(
  group: ClassicGroup,
  member: ClassicGroupMember,
  reason: LeaveReason,
  host: CoordinatorHost,
): void {
  const { memberId, clientId } = member
  tell(host.node, { type: 'MemberLeft', groupId: group.groupId, memberId, client: clientId, reason })
}

function reportRebalanced(group: ClassicGroup, host: CoordinatorHost): void {
  const assignment: Record<string, readonly TopicPartition[]> = {}
  for (const member of group.members.values()) {
    // Two processes may call themselves the same; their member ids tell them apart.
    const name = member.clientId in assignment ? member.memberId : member.clientId
    assignment[name] = member.assignment
  }
  const { groupId, generationId: generation, protocolName, rebalanceCause } = group
  const happening = { type: 'GroupRebalanced', groupId, generation, protocol: protocolName ?? '', assignment } as const
  tell(host.node, happening, rebalanceCause === 0 ? undefined : rebalanceCause)
}
