import { unreachable } from '../../engine/assert.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { GroupRequest, GroupResponse } from '../protocol/messages.ts'
import { commitResponse } from './offset-requests.ts'
import { joinError, NO_PARTITIONS } from './rebalance.ts'

/** What a request is answered when nothing of it can be done. */
export function errorResponse(request: GroupRequest, errorCode: ErrorCode): GroupResponse {
  const { correlationId } = request
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
        groups: request.groups.map((groupId) => ({ groupId, errorCode })),
      }
    case 'DescribeGroupsRequest':
      return { type: 'DescribeGroupsResponse', correlationId, groups: [] }
    default:
      return unreachable(request)
  }
}

/** The same answer, failed: a write it waited for did not get through. */
export function failed(response: GroupResponse, errorCode: ErrorCode): GroupResponse {
  switch (response.type) {
    case 'OffsetCommitResponse':
      return { ...response, partitions: response.partitions.map((partition) => ({ ...partition, errorCode })) }
    case 'OffsetDeleteResponse':
      return { ...response, errorCode, partitions: [] }
    default:
      return response
  }
}
