/**
 * The life of a rebalance: prepare, wait for everybody to join, hand out generations and assignments.
 * Counterpart: org.apache.kafka.coordinator.group.GroupMetadataManager, its classic group part.
 */

import { assert } from '../../engine/assert.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { tell } from '../observe/tell.ts'
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
import { type GroupResult, groupMetadataRecord } from './group-records.ts'
import type { ClassicGroup, ClassicGroupMember } from './group-shard-state.ts'
import {
  cancelJoinTimer,
  cancelSyncTimer,
  extendSession,
  scheduleJoinTimeout,
  scheduleSyncTimeout,
} from './group-timers.ts'

export const NO_PARTITIONS: readonly TopicPartition[] = Object.freeze([])

export type LeaveReason = 'left' | 'sessionExpired' | 'rebalanceTimeout' | 'pollTimeout' | 'fenced'

export function maybePrepareRebalanceOrCompleteJoin(group: ClassicGroup, host: ShardHost): GroupResult | null {
  return canRebalance(group.state) ? prepareRebalance(group, host) : maybeCompleteJoinPhase(group, host)
}

export function prepareRebalance(group: ClassicGroup, host: ShardHost): GroupResult | null {
  if (group.state === 'CompletingRebalance') propagateError(group, 'REBALANCE_IN_PROGRESS', host)
  group.pendingSyncMembers.clear()
  cancelSyncTimer(group, host)

  const initial = group.state === 'Empty'
  transitionTo(group, 'PreparingRebalance', host.node)
  if (initial) {
    // Others are probably on their way: without the delay a group of ten would rebalance ten times as it starts.
    const delayMs = host.config.groupInitialRebalanceDelayMs
    const remainingMs = Math.max(rebalanceTimeoutMs(group) - delayMs, 0)
    scheduleJoinTimeout(group, delayMs, { delayMs, remainingMs }, host)
    return null
  }
  if (hasAllMembersJoined(group)) return completeJoin(group, host)
  scheduleJoinTimeout(group, rebalanceTimeoutMs(group), null, host)
  return null
}

/** The initial rebalance never ends early, however many have joined. */
export function maybeCompleteJoinPhase(group: ClassicGroup, host: ShardHost): GroupResult | null {
  if (group.state !== 'PreparingRebalance' || group.previousState === 'Empty') return null
  return hasAllMembersJoined(group) ? completeJoin(group, host) : null
}

export function onJoinTimeout(
  group: ClassicGroup,
  initial: { readonly delayMs: number; readonly remainingMs: number } | null,
  host: ShardHost,
): GroupResult | null {
  if (initial === null || !group.newMemberAdded || initial.remainingMs === 0) return completeJoin(group, host)
  group.newMemberAdded = false
  const delayMs = Math.min(host.config.groupInitialRebalanceDelayMs, initial.remainingMs)
  const remainingMs = Math.max(initial.remainingMs - initial.delayMs, 0)
  scheduleJoinTimeout(group, delayMs, { delayMs, remainingMs }, host)
  return null
}

/**
 * Everyone has joined, or has had its time. Dynamic members that did not come are gone; static ones stay and are given
 * partitions in their absence.
 */
export function completeJoin(group: ClassicGroup, host: ShardHost): GroupResult | null {
  cancelJoinTimer(group, host)
  if (group.state !== 'PreparingRebalance') return null
  for (const member of membersInOrder(group)) {
    if (member.awaitingJoin !== null || member.groupInstanceId !== null) continue
    removeMember(group, member.memberId)
    reportLeft(group, member, 'rebalanceTimeout', host)
  }
  if (!maybeElectNewJoinedLeader(group) && group.members.size > 0) {
    // Only absent static members are left. Wait until their sessions end.
    scheduleJoinTimeout(group, rebalanceTimeoutMs(group), null, host)
    return null
  }
  initNextGeneration(group, host.node)
  if (group.members.size === 0) {
    // Should this not reach the log, the generation before comes back after a failover; nobody is in it any more.
    const records = [groupMetadataRecord(group, () => NO_PARTITIONS)]
    return { records, response: null, completion: null, alreadyApplied: true }
  }
  assert(group.leaderId !== null && group.members.has(group.leaderId), 'a group with members has a leader among them')
  assert(group.protocolName !== null, 'members that joined have a protocol in common')
  for (const member of membersInOrder(group)) {
    answerJoin(member, joinedResponse(group, member), host)
    extendSession(group, member, host)
    member.isNew = false
    group.pendingSyncMembers.add(member.memberId)
  }
  if (rulesOf(host.config).group.putsOutMembersThatNeverSync)
    scheduleSyncTimeout(group, rebalanceTimeoutMs(group), host)
  else cancelSyncTimer(group, host)
  return null
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
  host: ShardHost,
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
  host: ShardHost,
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
  group: ClassicGroup,
  assignments: Readonly<Record<string, readonly TopicPartition[]>>,
  host: ShardHost,
): void {
  for (const member of membersInOrder(group)) {
    member.assignment = Object.freeze(assignments[member.memberId] ?? NO_PARTITIONS)
    // While the answer was parked no heartbeat was due.
    if (answerSync(group, member, 'NONE', host)) extendSession(group, member, host)
  }
  transitionTo(group, 'Stable', host.node)
  reportRebalanced(group, host)
}

/** Nobody gets anything, and those who wait are told why. */
export function propagateError(group: ClassicGroup, errorCode: ErrorCode, host: ShardHost): void {
  for (const member of membersInOrder(group)) {
    member.assignment = NO_PARTITIONS
    if (answerSync(group, member, errorCode, host)) extendSession(group, member, host)
  }
}

/** Members that joined and then never asked for their assignment are put out. */
export function onSyncTimeout(group: ClassicGroup, generationId: number, host: ShardHost): GroupResult | null {
  if (generationId !== group.generationId || group.pendingSyncMembers.size === 0) return null
  if (group.state !== 'CompletingRebalance' && group.state !== 'Stable') return null
  for (const memberId of [...group.pendingSyncMembers]) {
    const member = group.members.get(memberId)
    removeMember(group, memberId)
    if (member !== undefined) reportLeft(group, member, 'rebalanceTimeout', host)
  }
  return prepareRebalance(group, host)
}

/** A member is gone for good; what is left of the group goes on without it. */
export function removeMemberAndUpdateGroup(
  group: ClassicGroup,
  member: ClassicGroupMember,
  reason: LeaveReason,
  host: ShardHost,
): GroupResult | null {
  dropMember(group, member, reason, host)
  if (group.state === 'Stable' || group.state === 'CompletingRebalance')
    return maybePrepareRebalanceOrCompleteJoin(group, host)
  return group.state === 'PreparingRebalance' && hasAllMembersJoined(group) ? completeJoin(group, host) : null
}

/** If it still waits to join it is told UNKNOWN_MEMBER_ID, so that it starts over if it is alive after all. */
export function dropMember(
  group: ClassicGroup,
  member: ClassicGroupMember,
  reason: LeaveReason,
  host: ShardHost,
): void {
  answerJoin(member, joinError('', 'UNKNOWN_MEMBER_ID'), host)
  removeMember(group, member.memberId)
  reportLeft(group, member, reason, host)
}

export function reportLeft(
  group: ClassicGroup,
  member: ClassicGroupMember,
  reason: LeaveReason,
  host: ShardHost,
): void {
  const { memberId, clientId } = member
  tell(host.node, { type: 'MemberLeft', groupId: group.groupId, memberId, client: clientId, reason })
}

function reportRebalanced(group: ClassicGroup, host: ShardHost): void {
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
