/** Heartbeats, sessions that end, members that leave. Counterpart: GroupMetadataManager, its classic group part. */

import type { NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { rulesOf } from '../profile/registry.ts'
import type { HeartbeatRequest } from '../protocol/heartbeat.ts'
import type { LeaveGroupRequest, LeaveGroupResponse } from '../protocol/leave-group.ts'
import { hasAllMembersJoined, removeMember, validateMember } from './classic-group.ts'
import type { CoordinatorHost } from './coordinator-host.ts'
import type { ClassicGroup, CoordinatorShard } from './coordinator-state.ts'
import { expiredSessions, extendSession, rearmSessionTimer } from './coordinator-timers.ts'
import {
  completeJoin,
  dropMember,
  type LeaveReason,
  maybeCompleteJoinPhase,
  maybePrepareRebalanceOrCompleteJoin,
  removeMemberAndUpdateGroup,
} from './rebalance.ts'

export function handleHeartbeat(
  shard: CoordinatorShard,
  request: HeartbeatRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const errorCode = heartbeat(shard, request, host)
  host.respond(from, { type: 'HeartbeatResponse', correlationId: request.correlationId, errorCode })
}

function heartbeat(shard: CoordinatorShard, request: HeartbeatRequest, host: CoordinatorHost): ErrorCode {
  const group = shard.groups.get(request.groupId)
  if (group === undefined) return 'UNKNOWN_MEMBER_ID'
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE'
  const errorCode = validateMember(group, request.memberId, request.groupInstanceId)
  const member = group.members.get(request.memberId)
  if (errorCode !== 'NONE' || member === undefined) return errorCode
  if (request.generationId !== group.generationId) return 'ILLEGAL_GENERATION'
  if (group.state === 'Empty') return 'UNKNOWN_MEMBER_ID'
  const completing = rulesOf(host.config).group.heartbeatWhileCompleting
  if (group.state !== 'CompletingRebalance' || completing.extendsSession) extendSession(shard, group, member, host)
  if (group.state === 'CompletingRebalance') return completing.errorCode
  return group.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'
}

/** The timer looks at all sessions of a group; those that were extended meanwhile just set it again. */
export function onSessionTimeout(shard: CoordinatorShard, group: ClassicGroup, host: CoordinatorHost): void {
  group.sessionTimer = null
  for (const memberId of expiredSessions(group, host.node.nowUs)) expireSession(shard, group, memberId, host)
  rearmSessionTimer(shard, group, host)
}

function expireSession(shard: CoordinatorShard, group: ClassicGroup, memberId: string, host: CoordinatorHost): void {
  if (group.pendingJoinMembers.has(memberId)) {
    removeMember(group, memberId)
    if (group.state === 'PreparingRebalance' && hasAllMembersJoined(group)) completeJoin(shard, group, host)
    return
  }
  const member = group.members.get(memberId)
  // The join phase that a member expired before it may have given this one a new session.
  if (member === undefined || member.sessionDeadlineUs > host.node.nowUs) return
  const awaitsAnswer = member.awaitingJoin !== null || member.awaitingSync !== null
  if (awaitsAnswer && !member.isNew) {
    // It cannot heartbeat while we keep it waiting.
    member.sessionDeadlineUs = -1
    return
  }
  removeMemberAndUpdateGroup(shard, group, member, 'sessionExpired', host)
}

/** LeaveGroup, from a member itself or, by group.instance.id alone, from an administrator. */
export function handleLeaveGroup(
  shard: CoordinatorShard,
  request: LeaveGroupRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const { correlationId } = request
  const group = shard.groups.get(request.groupId)
  const all = (errorCode: ErrorCode): LeaveGroupResponse['members'] =>
    request.members.map(({ memberId, groupInstanceId }) => ({ memberId, groupInstanceId, errorCode }))
  if (group === undefined) {
    host.respond(from, {
      type: 'LeaveGroupResponse',
      correlationId,
      errorCode: 'NONE',
      members: all('UNKNOWN_MEMBER_ID'),
    })
    return
  }
  if (group.state === 'Dead') {
    host.respond(from, {
      type: 'LeaveGroupResponse',
      correlationId,
      errorCode: 'COORDINATOR_NOT_AVAILABLE',
      members: [],
    })
    return
  }
  const members = request.members.map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    errorCode: leave(group, member, host),
  }))
  // The answer goes first, as the member that leaves does not wait for the others.
  host.respond(from, { type: 'LeaveGroupResponse', correlationId, errorCode: 'NONE', members })
  if (!members.some(({ errorCode }) => errorCode === 'NONE')) return
  if (group.state === 'Stable' || group.state === 'CompletingRebalance')
    maybePrepareRebalanceOrCompleteJoin(shard, group, host)
  else if (group.state === 'PreparingRebalance') maybeCompleteJoinPhase(shard, group, host)
}

function leave(group: ClassicGroup, identity: LeaveGroupRequest['members'][number], host: CoordinatorHost): ErrorCode {
  const { groupInstanceId } = identity
  let { memberId } = identity
  if (memberId === '') {
    const known = groupInstanceId === null ? undefined : group.staticMembers.get(groupInstanceId)
    if (known === undefined) return 'UNKNOWN_MEMBER_ID'
    memberId = known
  } else if (group.pendingJoinMembers.has(memberId)) {
    removeMember(group, memberId)
    return 'NONE'
  } else {
    const errorCode = validateMember(group, memberId, groupInstanceId)
    if (errorCode !== 'NONE') return errorCode
  }
  const member = group.members.get(memberId)
  if (member === undefined) return 'UNKNOWN_MEMBER_ID'
  dropMember(group, member, reasonOf(identity.reason), host)
  return 'NONE'
}

/** The Java client says why it leaves: `consumer poll timeout has expired.` when its application was too slow. */
function reasonOf(reason: string | null): LeaveReason {
  return reason?.includes('poll timeout') ? 'pollTimeout' : 'left'
}
