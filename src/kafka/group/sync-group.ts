/** Counterpart: GroupMetadataManager.classicGroupSync. */
import type { NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { ShardHost } from '../coordinator/coordinator-shard.ts'
import { operationError } from '../coordinator/operation-errors.ts'
import type { SyncGroupRequest, SyncGroupResponse } from '../protocol/sync-group.ts'
import { isLeader, validateMember } from './classic-group.ts'
import { type GroupResult, groupMetadataRecord } from './group-records.ts'
import type { ClassicGroup, GroupShard } from './group-shard-state.ts'
import { maybePrepareRebalanceOrCompleteJoin, NO_PARTITIONS, propagateAssignment, propagateError } from './rebalance.ts'

/** SyncGroup. Parked until the leader's assignment is stored; answered at once in a stable group and for errors. */
export function handleSyncGroup(
  shard: GroupShard,
  request: SyncGroupRequest,
  from: NodeId,
  host: ShardHost,
): GroupResult | null {
  const refuse = (errorCode: ErrorCode): null =>
    answer(request, from, { errorCode, protocolName: null, partitions: NO_PARTITIONS }, host)
  const group = shard.groups.latest.get(request.groupId)
  if (group === undefined || group.state === 'Empty') return refuse('UNKNOWN_MEMBER_ID')
  const errorCode = validate(group, request)
  const member = group.members.get(request.memberId)
  if (errorCode !== 'NONE' || member === undefined) return refuse(errorCode)
  switch (group.state) {
    case 'PreparingRebalance':
      return refuse('REBALANCE_IN_PROGRESS')
    case 'CompletingRebalance':
      member.awaitingSync = { to: from, correlationId: request.correlationId }
      group.pendingSyncMembers.delete(member.memberId)
      return isLeader(group, member.memberId) ? storeAssignment(group, request) : null
    case 'Stable':
      group.pendingSyncMembers.delete(member.memberId)
      return answer(
        request,
        from,
        { errorCode: 'NONE', protocolName: group.protocolName, partitions: member.assignment },
        host,
      )
    case 'Dead':
      return refuse('COORDINATOR_NOT_AVAILABLE')
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

export interface AssignmentStored {
  readonly type: 'AssignmentStored'
  readonly groupId: string
  readonly generationId: number
  /** Member id to partitions. */
  readonly assignments: Readonly<Record<string, readonly TopicPartition[]>>
}

/** Members the leader left out get nothing. */
function storeAssignment(group: ClassicGroup, request: SyncGroupRequest): GroupResult {
  const assignments: Record<string, readonly TopicPartition[]> = {}
  for (const { memberId, partitions } of request.assignments) assignments[memberId] = partitions
  const { groupId, generationId } = group
  const completion: AssignmentStored = { type: 'AssignmentStored', groupId, generationId, assignments }
  const record = groupMetadataRecord(group, (memberId) => assignments[memberId] ?? NO_PARTITIONS)
  return { records: [record], response: null, completion, alreadyApplied: true }
}

/** Someone may have joined or left while the assignment was being stored; then it is out of date and nobody gets it. */
export function onAssignmentStored(
  group: ClassicGroup,
  { generationId, assignments }: AssignmentStored,
  errorCode: ErrorCode,
  host: ShardHost,
): GroupResult | null {
  if (group.state !== 'CompletingRebalance' || group.generationId !== generationId) return null
  if (errorCode !== 'NONE') {
    propagateError(group, operationError(errorCode), host)
    return maybePrepareRebalanceOrCompleteJoin(group, host)
  }
  propagateAssignment(group, assignments, host)
  return null
}

function answer(
  request: SyncGroupRequest,
  to: NodeId,
  outcome: Pick<SyncGroupResponse, 'errorCode' | 'protocolName' | 'partitions'>,
  host: ShardHost,
): null {
  const { correlationId } = request
  host.respond(to, { type: 'SyncGroupResponse', correlationId, ...outcome })
  return null
}
