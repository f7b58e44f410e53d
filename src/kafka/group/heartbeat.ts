/** Heartbeats, sessions that end, members that leave. Counterpart: GroupMetadataManager, its classic group part. */

import type { ErrorCode } from '../common/errors.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { rulesOf } from '../profile/registry.ts'
import type { HeartbeatRequest } from '../protocol/heartbeat.ts'
import type { LeaveGroupRequest, LeaveGroupResponse } from '../protocol/leave-group.ts'
import { hasAllMembersJoined, removeMember, validateMember } from './classic-group.ts'
import { type GroupResult, refusal, reply, together } from './group-records.ts'
import type { ClassicGroup, ClassicGroupMember, GroupShard } from './group-shard-state.ts'
import { expiredSessions, extendSession, rearmSessionTimer } from './group-timers.ts'
import {
  completeJoin,
  dropMember,
  type LeaveReason,
  maybeCompleteJoinPhase,
  maybePrepareRebalanceOrCompleteJoin,
  removeMemberAndUpdateGroup,
} from './rebalance.ts'

export function handleHeartbeat(shard: GroupShard, request: HeartbeatRequest, host: ShardHost): GroupResult {
  const { correlationId } = request
  const group = shard.groups.latest.get(request.groupId)
  const member = group?.members.get(request.memberId)
  const errorCode = whyRefused(group, request)
  if (group === undefined || member === undefined || errorCode !== 'NONE')
    return refusal({ type: 'HeartbeatResponse', correlationId, errorCode })
  return reply({ type: 'HeartbeatResponse', correlationId, errorCode: heartbeat(group, member, host) })
}

function whyRefused(group: ClassicGroup | undefined, request: HeartbeatRequest): ErrorCode {
  if (group === undefined) return 'UNKNOWN_MEMBER_ID'
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE'
  const errorCode = validateMember(group, request.memberId, request.groupInstanceId)
  if (errorCode !== 'NONE') return errorCode
  return request.generationId === group.generationId ? 'NONE' : 'ILLEGAL_GENERATION'
}

function heartbeat(group: ClassicGroup, member: ClassicGroupMember, host: ShardHost): ErrorCode {
  if (group.state === 'Empty') return 'UNKNOWN_MEMBER_ID'
  const completing = rulesOf(host.config).group.heartbeatWhileCompleting
  if (group.state !== 'CompletingRebalance' || completing.extendsSession) extendSession(group, member, host)
  if (group.state === 'CompletingRebalance') return completing.errorCode
  return group.state === 'PreparingRebalance' ? 'REBALANCE_IN_PROGRESS' : 'NONE'
}

/** The timer looks at all sessions of a group; those that were extended meanwhile just set it again. */
export function onSessionTimeout(group: ClassicGroup, host: ShardHost): GroupResult | null {
  group.sessionTimerAtUs = -1
  const results = expiredSessions(group, host.node.nowUs).map((memberId) => expireSession(group, memberId, host))
  rearmSessionTimer(group, host)
  return together(results)
}

function expireSession(group: ClassicGroup, memberId: string, host: ShardHost): GroupResult | null {
  if (group.pendingJoinMembers.has(memberId)) {
    removeMember(group, memberId)
    return group.state === 'PreparingRebalance' && hasAllMembersJoined(group) ? completeJoin(group, host) : null
  }
  const member = group.members.get(memberId)
  // The join phase that a member expired before it may have given this one a new session.
  if (member === undefined || member.sessionDeadlineUs > host.node.nowUs) return null
  const awaitsAnswer = member.awaitingJoin !== null || member.awaitingSync !== null
  if (awaitsAnswer && !member.isNew) {
    // It cannot heartbeat while we keep it waiting.
    member.sessionDeadlineUs = -1
    return null
  }
  return removeMemberAndUpdateGroup(group, member, 'sessionExpired', host)
}

/** LeaveGroup, from a member itself or, by group.instance.id alone, from an administrator. */
export function handleLeaveGroup(shard: GroupShard, request: LeaveGroupRequest, host: ShardHost): GroupResult {
  const { correlationId } = request
  const respond = (members: LeaveGroupResponse['members'], errorCode: ErrorCode = 'NONE'): LeaveGroupResponse => ({
    type: 'LeaveGroupResponse',
    correlationId,
    errorCode,
    members,
  })
  const group = shard.groups.latest.get(request.groupId)
  if (group === undefined) {
    return refusal(
      respond(
        request.members.map(({ memberId, groupInstanceId }) => ({
          memberId,
          groupInstanceId,
          errorCode: 'UNKNOWN_MEMBER_ID',
        })),
      ),
    )
  }
  if (group.state === 'Dead') return reply(respond([], 'COORDINATOR_NOT_AVAILABLE'))
  const members = request.members.map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    errorCode: leave(group, member, host),
  }))
  const result = members.some(({ errorCode }) => errorCode === 'NONE') ? afterLeave(group, host) : null
  return { ...(result ?? reply(respond(members))), response: respond(members) }
}

function afterLeave(group: ClassicGroup, host: ShardHost): GroupResult | null {
  if (group.state === 'Stable' || group.state === 'CompletingRebalance')
    return maybePrepareRebalanceOrCompleteJoin(group, host)
  return group.state === 'PreparingRebalance' ? maybeCompleteJoinPhase(group, host) : null
}

function leave(group: ClassicGroup, identity: LeaveGroupRequest['members'][number], host: ShardHost): ErrorCode {
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
