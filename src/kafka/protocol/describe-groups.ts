import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { defineApi } from './api.ts'
import { encodeAssignment, encodeSubscription } from './consumer-protocol.ts'
import { describeGroupsRequest, describeGroupsResponse } from './generated/describe-groups.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import type { Subscription } from './join-group.ts'

export interface DescribeGroupsRequest extends RequestHeader {
  readonly type: 'DescribeGroupsRequest'
  readonly groups: readonly string[]
}

export interface DescribedGroup {
  readonly groupId: string
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  readonly groupState: string
  readonly protocolType: string
  readonly protocol: string
  readonly members: readonly {
    readonly memberId: string
    readonly groupInstanceId: string | null
    readonly clientId: string
    /** `/127.0.0.1` */
    readonly clientHost: string
    readonly subscription: Subscription | null
    readonly assignment: readonly TopicPartition[]
  }[]
}

export interface DescribeGroupsResponse extends ResponseHeader {
  readonly type: 'DescribeGroupsResponse'
  readonly groups: readonly DescribedGroup[]
}

export const describeGroupsApi = defineApi<DescribeGroupsRequest, DescribeGroupsResponse>({
  name: 'DescribeGroups',
  requestType: 'DescribeGroupsRequest',
  responseType: 'DescribeGroupsResponse',
  tables: [describeGroupsRequest, describeGroupsResponse],
  traffic: 'housekeeping',
  request: ({ groups }) => ({ groups }),
  response: ({ groups }) => ({
    groups: groups.map((group) => ({
      errorMessage: group.errorMessage,
      groupId: group.groupId,
      groupState: group.groupState,
      protocolType: group.protocolType,
      protocolData: group.protocol,
      members: group.members.map(({ subscription, assignment, ...member }) => ({
        memberId: member.memberId,
        groupInstanceId: member.groupInstanceId,
        clientId: member.clientId,
        clientHost: member.clientHost,
        memberMetadata: subscription === null ? '' : encodeSubscription(subscription, group.protocol),
        memberAssignment: assignment.length === 0 ? '' : encodeAssignment(assignment),
      })),
    })),
  }),
})
