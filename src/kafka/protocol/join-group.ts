import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { defineApi } from './api.ts'
import { encodeSubscription } from './consumer-protocol.ts'
import { joinGroupRequest, joinGroupResponse } from './generated/join-group.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** ConsumerProtocolSubscription. */
export interface Subscription {
  readonly topics: readonly string[]
  readonly ownedPartitions: readonly TopicPartition[]
  /** -1 when unknown; sticky assignors use it to settle two claims on one partition. */
  readonly generationId: number
  readonly rackId: string | null
  /** The version in which it is written, where that is not the latest; 1 has neither generation nor rack. */
  readonly version?: 1
}

export interface JoinGroupRequest extends RequestHeader {
  readonly type: 'JoinGroupRequest'
  readonly groupId: string
  readonly sessionTimeoutMs: number
  readonly rebalanceTimeoutMs: number
  /** Empty for the first try. */
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly protocolType: string
  readonly protocols: readonly { readonly name: string; readonly subscription: Subscription }[]
}

export interface JoinGroupResponse extends ResponseHeader {
  readonly type: 'JoinGroupResponse'
  readonly errorCode: ErrorCode
  readonly generationId: number
  readonly protocolName: string | null
  readonly leader: string
  readonly skipAssignment: boolean
  readonly memberId: string
  /** Only for the leader. */
  readonly members: readonly {
    readonly memberId: string
    readonly groupInstanceId: string | null
    readonly subscription: Subscription
  }[]
}

export const joinGroupApi = defineApi<JoinGroupRequest, JoinGroupResponse>({
  name: 'JoinGroup',
  requestType: 'JoinGroupRequest',
  responseType: 'JoinGroupResponse',
  tables: [joinGroupRequest, joinGroupResponse],
  traffic: 'news',
  request: ({ groupId, memberId, groupInstanceId, protocolType, protocols }) => ({
    groupId,
    memberId,
    groupInstanceId,
    protocolType,
    protocols: protocols.map(({ name, subscription }) => ({ name, metadata: encodeSubscription(subscription, name) })),
  }),
  response: ({ errorCode, protocolName, leader, memberId, members }) => ({
    protocolType: errorCode === 'NONE' ? 'consumer' : null,
    protocolName,
    leader,
    memberId,
    members: members.map(({ subscription, ...member }) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      metadata: encodeSubscription(subscription, protocolName ?? ''),
    })),
  }),
})
