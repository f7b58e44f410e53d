/** Heartbeats, sessions that end, members that leave. Counterpart: GroupMetadataManager, its classic group part. */

import type { NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { rulesOf } from '../profile/registry.ts'
import type { HeartbeatRequest } from '../protocol/heartbeat.ts'
import type { LeaveGroupRequest, LeaveGroupResponse } from '../protocol/leave-group.ts'
import { hasAllMembersJoined, removeMember, validateMember } from './classic-group.ts'
import { type GroupResult, reply, together } from './group-records.ts'
import type { ClassicGroup, GroupShard } from './group-shard-state.ts'
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
  const errorCode = heartbeat(shard, request, host)
  return reply({ type: 'HeartbeatResponse', correlationId: request.correlationId, errorCode })
}

function heartbeat(shard: GroupShard, request: HeartbeatRequest, host: ShardHost): ErrorCode {
  const group = shard.groups.get(request.groupId)
  if (group === undefined) return 'UNKNOWN_MEMBER_ID'
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE'
  const errorCode = validateMember(group, request.memberId, request.groupInstanceId)
  const member = group.members.get(request.memberId)
  if (errorCode !== 'NONE' || member === undefined) return errorCode
  if (request.generationId !== group.generationId) return 'ILLEGAL_GENERATION'
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
export function handleLeaveGroup(
  shard: GroupShard,
  request: LeaveGroupRequest,
  from: NodeId,
  host: ShardHost,
): GroupResult | null {
  const answer = (errorCode: ErrorCode, members: LeaveGroupResponse['members']): void => {
    const { correlationId } = request
    host.respond(from, { type: 'LeaveGroupResponse', correlationId, errorCode, members })
  }
  const group = shard.groups.get(request.groupId)
  if (group === undefined) {
    answer(
      'NONE',
      request.members.map(({ memberId, groupInstanceId }) => ({
        memberId,
        groupInstanceId,
        errorCode: 'UNKNOWN_MEMBER_ID' as const,
      })),
    )
    return null
  }
  if (group.state === 'Dead') {
    answer('COORDINATOR_NOT_AVAILABLE', [])
    return null
  }
  const members = request.members.map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    errorCode: leave(group, member, host),
  }))
  // The answer goes first, as the member that leaves does not wait for the others.
  answer('NONE', members)
  if (!members.some(({ errorCode }) => errorCode === 'NONE')) return null
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
