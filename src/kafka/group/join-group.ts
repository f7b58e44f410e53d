/** Counterpart: GroupMetadataManager.classicGroupJoin and what it calls. */

import type { NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { operationError } from '../coordinator/operation-errors.ts'
import { put, putUnlogged, UNWRITTEN } from '../coordinator/timeline.ts'
import { tell } from '../observe/tell.ts'
import { rulesOf } from '../profile/registry.ts'
import type { JoinGroupRequest, JoinGroupResponse } from '../protocol/join-group.ts'
import {
  addMember,
  awaitingJoinCount,
  isLeader,
  removeMember,
  replaceStaticMember,
  sameProtocols,
  selectProtocol,
  supportsProtocols,
  validateMember,
} from './classic-group.ts'
import { emptyGroupMetadataRecord, type GroupResult, groupMetadataRecord } from './group-records.ts'
import {
  type ClassicGroup,
  type ClassicGroupMember,
  createClassicGroup,
  type GroupShard,
  type ParkedRequest,
} from './group-shard-state.ts'
import { awaitPendingMember, cancelGroupTimers, extendSession } from './group-timers.ts'
import { generateMemberId } from './member-id.ts'
import {
  answerJoin,
  answerSync,
  joinError,
  joinedResponse,
  maybeCompleteJoinPhase,
  maybePrepareRebalanceOrCompleteJoin,
  NO_PARTITIONS,
  prepareRebalance,
} from './rebalance.ts'

/** How long a JoinGroup of a new member may be parked: it has no id yet, so no heartbeat tells that it is alive. */
const NEW_MEMBER_JOIN_TIMEOUT_MS = 300_000

/** Every client here is on this machine, as in the recordings. */
export const CLIENT_HOST = '/127.0.0.1'

/**
 * JoinGroup. Answered at once with an error, MEMBER_ID_REQUIRED or the present generation; otherwise parked until the
 * join phase ends.
 */
export function handleJoinGroup(
  shard: GroupShard,
  request: JoinGroupRequest,
  from: NodeId,
  host: ShardHost,
): GroupResult | null {
  const { sessionTimeoutMs, memberId, groupId } = request
  const { groupMinSessionTimeoutMs, groupMaxSessionTimeoutMs } = host.config
  if (sessionTimeoutMs < groupMinSessionTimeoutMs || sessionTimeoutMs > groupMaxSessionTimeoutMs) {
    return refuse(request, from, memberId, 'INVALID_SESSION_TIMEOUT', host)
  }
  const existing = shard.groups.latest.get(groupId)
  // Only someone without an id makes a group: one with an id believes in a group that is gone.
  if (existing === undefined && memberId !== '') return refuse(request, from, memberId, 'UNKNOWN_MEMBER_ID', host)
  const group = existing ?? createClassicGroup(groupId, host.node.wallClockMs)
  const { storesNewGroups } = rulesOf(host.config).group
  if (existing === undefined && storesNewGroups) put(shard.groups, groupId, group, UNWRITTEN)
  else if (existing === undefined) putUnlogged(shard.groups, groupId, group)

  const result = join(group, request, from, host)
  if (existing !== undefined || result !== null || !storesNewGroups) return result
  const waits = awaitingJoinCount(group) > 0
  const completion: NewGroupStored = { type: 'NewGroupStored', groupId, request: waits ? parked(request, from) : null }
  return { records: [emptyGroupMetadataRecord(group)], response: null, completion, alreadyApplied: true }
}

function join(group: ClassicGroup, request: JoinGroupRequest, from: NodeId, host: ShardHost): GroupResult | null {
  const { memberId } = request
  if (!acceptsJoiningMember(group, memberId, host)) {
    removeMember(group, memberId)
    return refuse(request, from, '', 'GROUP_MAX_SIZE_REACHED', host)
  }
  if (memberId === '') return joinAsNewMember(group, request, from, host)
  return joinAsExistingMember(group, request, from, host)
}

export interface NewGroupStored {
  readonly type: 'NewGroupStored'
  readonly groupId: string
  /** Waits to be answered; null: it has been given an id, or refused. */
  readonly request: ParkedRequest | null
}

/**
 * A group that the log would not take is gone (undefined), and whoever made it starts over. One that takes too long to
 * be committed stays, and only the request that made it is refused.
 */
export function onNewGroupStored(
  group: ClassicGroup | undefined,
  { groupId, request }: NewGroupStored,
  errorCode: ErrorCode,
  host: ShardHost,
): void {
  if (errorCode === 'NONE') return
  const refused = joinError('', operationError(errorCode))
  if (group === undefined) {
    cancelGroupTimers(groupId, host)
    if (request !== null) host.respond(request.to, { ...refused, correlationId: request.correlationId })
    return
  }
  for (const member of group.members.values())
    if (request !== null && isSameRequest(member.awaitingJoin, request)) answerJoin(member, refused, host)
}

function isSameRequest(a: ParkedRequest | null, b: ParkedRequest): boolean {
  return a !== null && a.to === b.to && a.correlationId === b.correlationId
}

/** group.max.size counts those who have joined so far while a rebalance is on, and members otherwise. */
function acceptsJoiningMember(group: ClassicGroup, memberId: string, host: ShardHost): boolean {
  const { groupMaxSize } = host.config
  switch (group.state) {
    case 'Empty':
    case 'Dead':
      return true
    case 'PreparingRebalance':
      return group.members.get(memberId)?.awaitingJoin != null || awaitingJoinCount(group) < groupMaxSize
    case 'CompletingRebalance':
    case 'Stable':
      return group.members.has(memberId) || group.members.size < groupMaxSize
  }
}

function joinAsNewMember(
  group: ClassicGroup,
  request: JoinGroupRequest,
  from: NodeId,
  host: ShardHost,
): GroupResult | null {
  if (group.state === 'Dead') return refuse(request, from, '', 'COORDINATOR_NOT_AVAILABLE', host)
  if (!supportsProtocols(group, request.protocolType, request.protocols)) {
    return refuse(request, from, '', 'INCONSISTENT_GROUP_PROTOCOL', host)
  }
  const { groupInstanceId } = request
  const memberId = generateMemberId(host.node, group.groupId, request.clientId, groupInstanceId)
  if (groupInstanceId === null) {
    awaitPendingMember(group, memberId, request.sessionTimeoutMs, host)
    return refuse(request, from, memberId, 'MEMBER_ID_REQUIRED', host)
  }
  const known = group.staticMembers.get(groupInstanceId)
  const old = known === undefined ? undefined : group.members.get(known)
  if (old === undefined) return joinWith(group, memberId, request, from, host)
  return rejoinStatically(group, old, memberId, { request, from }, host)
}

function joinAsExistingMember(
  group: ClassicGroup,
  request: JoinGroupRequest,
  from: NodeId,
  host: ShardHost,
): GroupResult | null {
  const { memberId } = request
  if (group.state === 'Dead') return refuse(request, from, memberId, 'COORDINATOR_NOT_AVAILABLE', host)
  if (!supportsProtocols(group, request.protocolType, request.protocols)) {
    return refuse(request, from, memberId, 'INCONSISTENT_GROUP_PROTOCOL', host)
  }
  if (group.pendingJoinMembers.has(memberId)) return joinWith(group, memberId, request, from, host)
  const errorCode = validateMember(group, memberId, request.groupInstanceId)
  const member = group.members.get(memberId)
  if (errorCode !== 'NONE' || member === undefined) return refuse(request, from, memberId, errorCode, host)
  switch (group.state) {
    case 'PreparingRebalance':
      return rejoin(group, member, request, from, host)
    case 'CompletingRebalance':
      // The answer to its last JoinGroup may have been lost.
      if (sameProtocols(member.protocols, request.protocols)) return answerAtOnce(group, member, request, from, host)
      return rejoin(group, member, request, from, host)
    case 'Stable':
      // The leader rejoins unchanged when a topic it watches has changed.
      if (isLeader(group, memberId) || !sameProtocols(member.protocols, request.protocols)) {
        return rejoin(group, member, request, from, host)
      }
      return answerAtOnce(group, member, request, from, host)
    default:
      return refuse(request, from, memberId, 'UNKNOWN_MEMBER_ID', host)
  }
}

function joinWith(
  group: ClassicGroup,
  memberId: string,
  request: JoinGroupRequest,
  from: NodeId,
  host: ShardHost,
): GroupResult | null {
  const member: ClassicGroupMember = {
    memberId,
    groupInstanceId: request.groupInstanceId,
    clientId: request.clientId,
    clientHost: CLIENT_HOST,
    protocolType: request.protocolType,
    protocols: Object.freeze(request.protocols),
    rebalanceTimeoutMs: request.rebalanceTimeoutMs,
    sessionTimeoutMs: request.sessionTimeoutMs,
    assignment: NO_PARTITIONS,
    awaitingJoin: parked(request, from),
    awaitingSync: null,
    isNew: true,
    sessionDeadlineUs: -1,
  }
  if (group.state === 'PreparingRebalance' && group.previousState === 'Empty') group.newMemberAdded = true
  addMember(group, member)
  tell(host.node, { type: 'MemberJoined', groupId: group.groupId, memberId, client: request.clientId })
  extendSession(group, member, host, NEW_MEMBER_JOIN_TIMEOUT_MS)
  return maybePrepareRebalanceOrCompleteJoin(group, host)
}

function rejoin(
  group: ClassicGroup,
  member: ClassicGroupMember,
  request: JoinGroupRequest,
  from: NodeId,
  host: ShardHost,
): GroupResult | null {
  updateMember(member, request, from)
  return maybePrepareRebalanceOrCompleteJoin(group, host)
}

function updateMember(member: ClassicGroupMember, request: JoinGroupRequest, from: NodeId): void {
  member.protocols = Object.freeze(request.protocols)
  member.rebalanceTimeoutMs = request.rebalanceTimeoutMs
  member.sessionTimeoutMs = request.sessionTimeoutMs
  member.awaitingJoin = parked(request, from)
}

/**
 * A static member is back (KIP-345): the new process takes the place of the old one, which is fenced. In a stable group
 * nobody else notices; what a leader is told of the assignment is the version's rule.
 */
function rejoinStatically(
  group: ClassicGroup,
  old: ClassicGroupMember,
  memberId: string,
  { request, from }: { readonly request: JoinGroupRequest; readonly from: NodeId },
  host: ShardHost,
): GroupResult | null {
  const formerLeader = group.leaderId
  const { protocols, rebalanceTimeoutMs, sessionTimeoutMs } = old
  fence(group, old, host)
  const member = replaceStaticMember(group, old, memberId)
  extendSession(group, member, host)
  updateMember(member, request, from)
  switch (group.state) {
    case 'Stable':
      break
    case 'CompletingRebalance':
      // The leader may be assigning to the old id this very moment.
      return prepareRebalance(group, host)
    default:
      return maybeCompleteJoinPhase(group, host)
  }
  if (!rulesOf(host.config).group.storesStaticRejoin) {
    member.awaitingJoin = null
    host.respond(from, { ...rejoinedResponse(group, member, formerLeader, host), correlationId: request.correlationId })
    return null
  }
  if (group.protocolName !== selectProtocol(group)) return maybePrepareRebalanceOrCompleteJoin(group, host)
  const oldMember = { ...identity(old), protocols, rebalanceTimeoutMs, sessionTimeoutMs, assignment: old.assignment }
  const completion: StaticJoinStored = {
    type: 'StaticJoinStored',
    groupId: group.groupId,
    oldMember,
    newMemberId: memberId,
    request: parked(request, from),
    formerLeader,
  }
  const record = groupMetadataRecord(group, (id) => group.members.get(id)?.assignment ?? NO_PARTITIONS)
  return { records: [record], response: null, completion, alreadyApplied: true }
}

function fence(group: ClassicGroup, old: ClassicGroupMember, host: ShardHost): void {
  if (old.awaitingJoin !== null) {
    host.respond(old.awaitingJoin.to, {
      ...joinError(old.memberId, 'FENCED_INSTANCE_ID'),
      correlationId: old.awaitingJoin.correlationId,
    })
  }
  answerSync(group, old, 'FENCED_INSTANCE_ID', host)
  const { memberId, clientId } = old
  tell(host.node, { type: 'MemberLeft', groupId: group.groupId, memberId, client: clientId, reason: 'fenced' })
}

function identity(
  member: ClassicGroupMember,
): Pick<ClassicGroupMember, 'memberId' | 'groupInstanceId' | 'clientId' | 'clientHost' | 'protocolType'> {
  const { memberId, groupInstanceId, clientId, clientHost, protocolType } = member
  return { memberId, groupInstanceId, clientId, clientHost, protocolType }
}

export interface StaticJoinStored {
  readonly type: 'StaticJoinStored'
  readonly groupId: string
  readonly oldMember: Parameters<typeof restored>[0]
  readonly newMemberId: string
  readonly request: ParkedRequest
  readonly formerLeader: string | null
}

/** What a static member is told that came back to a stable group. A leader must not assign again: nobody would hear of it. */
function rejoinedResponse(
  group: ClassicGroup,
  member: ClassicGroupMember,
  formerLeader: string | null,
  host: ShardHost,
): Omit<JoinGroupResponse, 'correlationId'> {
  const joined = joinedResponse(group, member)
  if (!isLeader(group, member.memberId)) return joined
  return rulesOf(host.config).group.returningLeaderSkipsAssignment
    ? { ...joined, skipAssignment: true }
    : { ...joined, leader: formerLeader ?? '', members: [] }
}

/** The new member id is in the log, or could not be put there: then the old process is the member again. */
export function onStaticJoinStored(
  group: ClassicGroup,
  join: StaticJoinStored,
  errorCode: ErrorCode,
  host: ShardHost,
): void {
  const member = group.members.get(join.newMemberId)
  // Meanwhile the group may have gone elsewhere, or rebalanced, and has answered.
  const waiting = member?.awaitingJoin ?? null
  if (member === undefined || waiting === null || group.state !== 'Stable') return
  if (errorCode === 'NONE') {
    member.awaitingJoin = null
    const response = rejoinedResponse(group, member, join.formerLeader, host)
    host.respond(waiting.to, { ...response, correlationId: waiting.correlationId })
    return
  }
  group.members.delete(join.newMemberId)
  const old = restored(join.oldMember)
  group.members.set(old.memberId, old)
  group.leaderId = join.formerLeader
  if (old.groupInstanceId !== null) group.staticMembers.set(old.groupInstanceId, old.memberId)
  extendSession(group, old, host)
  const { to, correlationId } = join.request
  host.respond(to, { ...joinError('', operationError(errorCode)), correlationId })
}

function restored(
  member: Omit<ClassicGroupMember, 'awaitingJoin' | 'awaitingSync' | 'isNew' | 'sessionDeadlineUs'>,
): ClassicGroupMember {
  return { ...member, awaitingJoin: null, awaitingSync: null, isNew: false, sessionDeadlineUs: -1 }
}

function answerAtOnce(
  group: ClassicGroup,
  member: ClassicGroupMember,
  request: JoinGroupRequest,
  from: NodeId,
  host: ShardHost,
): null {
  host.respond(from, { ...joinedResponse(group, member), correlationId: request.correlationId })
  return null
}

function refuse(
  request: JoinGroupRequest,
  from: NodeId,
  memberId: string,
  errorCode: ErrorCode,
  host: ShardHost,
): null {
  host.respond(from, { ...joinError(memberId, errorCode), correlationId: request.correlationId })
  return null
}

function parked(request: JoinGroupRequest, to: NodeId): ParkedRequest {
  return { to, correlationId: request.correlationId }
}
