/** Counterpart: GroupMetadataManager.classicGroupSync. */
import type { NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { SyncGroupRequest } from '../protocol/sync-group.ts'
import { isLeader, validateMember } from './classic-group.ts'
import type { CoordinatorHost } from './coordinator-host.ts'
import type { ClassicGroup, CoordinatorShard } from './coordinator-state.ts'
import { maybePrepareRebalanceOrCompleteJoin, NO_PARTITIONS, propagateAssignment, propagateError } from './rebalance.ts'
import { groupMetadataRecord, write } from './shard-writer.ts'

/** SyncGroup. Parked until the leader's assignment is stored; at once in a stable group and for errors. */
export function handleSyncGroup(
  shard: CoordinatorShard,
  request: SyncGroupRequest,
  from: NodeId,
  host: CoordinatorHost,
): void {
  const group = shard.groups.get(request.groupId)
  if (group === undefined || group.state === 'Empty')
    return answer(request, from, 'UNKNOWN_MEMBER_ID', null, NO_PARTITIONS, host)
  const errorCode = validate(group, request)
  const member = group.members.get(request.memberId)
  if (errorCode !== 'NONE' || member === undefined) return answer(request, from, errorCode, null, NO_PARTITIONS, host)
  switch (group.state) {
    case 'PreparingRebalance':
      return answer(request, from, 'REBALANCE_IN_PROGRESS', null, NO_PARTITIONS, host)
    case 'CompletingRebalance':
      member.awaitingSync = { to: from, correlationId: request.correlationId }
      group.pendingSyncMembers.delete(member.memberId)
      if (isLeader(group, member.memberId)) storeAssignment(shard, group, request, host)
      return
    case 'Stable':
      group.pendingSyncMembers.delete(member.memberId)
      return answer(request, from, 'NONE', group.protocolName, member.assignment, host)
    case 'Dead':
      return answer(request, from, 'COORDINATOR_NOT_AVAILABLE', null, NO_PARTITIONS, host)
  }
}

function validate(group: ClassicGroup, request: SyncGroupRequest): ErrorCode {
  if (group.state === 'Dead') return 'COORDINATOR_NOT_AVAILABLE'
  const errorCode = validateMember(group, request.memberId, request.groupInstanceId)
  if (errorCode !== 'NONE') return errorCode
  if (request.generationId !== group.generationId) return 'ILLEGAL_GENERATION'
  const { protocolName } = request
  if (protocolName !== null && group.protocolName !== null && protocolName !== group.protocolName)
    return 'INCONSISTENT_GROUP_PROTOCOL'
  return 'NONE'
}

/** Members the leader left out get nothing. */
function storeAssignment(
  shard: CoordinatorShard,
  group: ClassicGroup,
  request: SyncGroupRequest,
  host: CoordinatorHost,
): void {
  const assignments: Record<string, readonly TopicPartition[]> = {}
  for (const { memberId, partitions } of request.assignments) assignments[memberId] = partitions
  const { groupId, generationId } = group
  const record = groupMetadataRecord(group, (memberId) => assignments[memberId] ?? NO_PARTITIONS)
  const errorCode = write(
    shard,
    [record],
    [],
    { type: 'PropagateAssignment', groupId, generationId, assignments },
    host,
  )
  if (errorCode !== 'NONE') completeAssignment(shard, group, generationId, assignments, errorCode, host)
}

/** Someone may have joined or left while the assignment was being stored; then it is out of date and nobody gets it. */
export function completeAssignment(
  shard: CoordinatorShard,
  group: ClassicGroup,
  generationId: number,
  assignments: Readonly<Record<string, readonly TopicPartition[]>>,
  errorCode: ErrorCode,
  host: CoordinatorHost,
): void {
  if (group.state !== 'CompletingRebalance' || group.generationId !== generationId) return
  if (errorCode === 'NONE') return propagateAssignment(shard, group, assignments, host)
  propagateError(shard, group, errorCode, host)
  maybePrepareRebalanceOrCompleteJoin(shard, group, host)
}

function answer(
  request: SyncGroupRequest,
  to: NodeId,
  errorCode: ErrorCode,
  protocolName: string | null,
  partitions: readonly TopicPartition[],
  host: CoordinatorHost,
): void {
  host.respond(to, {
    type: 'SyncGroupResponse',
    correlationId: request.correlationId,
    errorCode,
    protocolName,
    partitions,
  })
}
