import { unreachable } from '../../engine/assert.ts'
import type { ErrorCode } from '../common/errors.ts'
import { operationError } from '../coordinator/operation-errors.ts'
import type { GroupRequest, GroupResponse } from '../protocol/messages.ts'
import { undescribed } from './group-requests.ts'
import { commitResponse } from './offset-requests.ts'
import { txnCommitResponse } from './pending-offsets.ts'
import { joinError, NO_PARTITIONS } from './rebalance.ts'

/** What a request is answered when nothing of it can be done; `error` may be one that the log gave. */
export function errorResponse(request: GroupRequest, error: ErrorCode): GroupResponse {
  const { correlationId } = request
  const errorCode = errorFor(request, error)
  switch (request.type) {
    case 'JoinGroupRequest':
      return { ...joinError(request.memberId, errorCode), correlationId }
    case 'SyncGroupRequest':
      return { type: 'SyncGroupResponse', correlationId, errorCode, protocolName: null, partitions: NO_PARTITIONS }
    case 'HeartbeatRequest':
      return { type: 'HeartbeatResponse', correlationId, errorCode }
    case 'LeaveGroupRequest':
      return { type: 'LeaveGroupResponse', correlationId, errorCode, members: [] }
    case 'OffsetCommitRequest':
      return commitResponse(request, () => errorCode)
    case 'TxnOffsetCommitRequest':
      return txnCommitResponse(request, () => errorCode)
    case 'OffsetFetchRequest':
      return { type: 'OffsetFetchResponse', correlationId, groupId: request.groupId, errorCode, partitions: [] }
    case 'OffsetDeleteRequest':
      return { type: 'OffsetDeleteResponse', correlationId, errorCode, partitions: [] }
    case 'ListGroupsRequest':
      return { type: 'ListGroupsResponse', correlationId, errorCode, groups: [] }
    case 'DeleteGroupsRequest':
      return {
        type: 'DeleteGroupsResponse',
        correlationId,
        groups: request.groups.map((groupId) => ({ groupId, errorCode: orInvalid(groupId, errorCode) })),
      }
    case 'DescribeGroupsRequest':
      return {
        type: 'DescribeGroupsResponse',
        correlationId,
        groups: request.groups.map((groupId) => undescribed(groupId, orInvalid(groupId, errorCode), null)),
      }
    default:
      return unreachable(request)
  }
}

function errorFor({ type }: GroupRequest, error: ErrorCode): ErrorCode {
  // Its session goes on: the member is known once the group is loaded.
  if (type === 'HeartbeatRequest' && error === 'COORDINATOR_LOAD_IN_PROGRESS') return 'NONE'
  // Consumers before 3.9 know no better answer to OffsetFetch that makes them look for the coordinator again.
  const told = operationError(error)
  return type === 'OffsetFetchRequest' && told === 'COORDINATOR_NOT_AVAILABLE' ? 'NOT_COORDINATOR' : told
}

/** An empty group id is wrong wherever it is asked about. */
function orInvalid(groupId: string, errorCode: ErrorCode): ErrorCode {
  return groupId === '' ? 'INVALID_GROUP_ID' : errorCode
}
