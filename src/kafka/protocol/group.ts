/** The classic group protocol and the group admin requests, all answered by the group's coordinator. */
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** ConsumerProtocolSubscription. */
export interface Subscription {
  readonly topics: readonly string[]
  readonly ownedPartitions: readonly TopicPartition[]
  /** -1 when unknown; sticky assignors use it to settle two claims on one partition. */
  readonly generationId: number
  readonly rackId: string | null
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

export interface SyncGroupRequest extends RequestHeader {
  readonly type: 'SyncGroupRequest'
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly protocolName: string | null
  /** Only from the leader. */
  readonly assignments: readonly { readonly memberId: string; readonly partitions: readonly TopicPartition[] }[]
}

export interface SyncGroupResponse extends ResponseHeader {
  readonly type: 'SyncGroupResponse'
  readonly errorCode: ErrorCode
  readonly protocolName: string | null
  readonly partitions: readonly TopicPartition[]
}

export interface HeartbeatRequest extends RequestHeader {
  readonly type: 'HeartbeatRequest'
  readonly groupId: string
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
}

export interface HeartbeatResponse extends ResponseHeader {
  readonly type: 'HeartbeatResponse'
  readonly errorCode: ErrorCode
}

export interface LeaveGroupRequest extends RequestHeader {
  readonly type: 'LeaveGroupRequest'
  readonly groupId: string
  readonly members: readonly {
    readonly memberId: string
    readonly groupInstanceId: string | null
    readonly reason: string | null
  }[]
}

export interface LeaveGroupResponse extends ResponseHeader {
  readonly type: 'LeaveGroupResponse'
  readonly errorCode: ErrorCode
  readonly members: readonly {
    readonly memberId: string
    readonly groupInstanceId: string | null
    readonly errorCode: ErrorCode
  }[]
}

export interface OffsetCommitRequest extends RequestHeader {
  readonly type: 'OffsetCommitRequest'
  readonly groupId: string
  /** -1 with an empty member id: a simple consumer or a tool. */
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly offset: number
    readonly leaderEpoch: number
    readonly metadata: string
  }[]
}

export interface OffsetCommitResponse extends ResponseHeader {
  readonly type: 'OffsetCommitResponse'
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
}

export interface OffsetFetchRequest extends RequestHeader {
  readonly type: 'OffsetFetchRequest'
  readonly groupId: string
  /** Null: every partition the group has committed. */
  readonly topicPartitions: readonly TopicPartition[] | null
  readonly requireStable: boolean
}

export interface OffsetFetchResponse extends ResponseHeader {
  readonly type: 'OffsetFetchResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    /** -1: nothing committed. */
    readonly offset: number
    readonly leaderEpoch: number
    readonly metadata: string
  }[]
}

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

/** Asked of every broker; each answers for the groups it coordinates. */
export interface ListGroupsRequest extends RequestHeader {
  readonly type: 'ListGroupsRequest'
  readonly statesFilter: readonly string[]
  readonly typesFilter: readonly string[]
}

export interface ListGroupsResponse extends ResponseHeader {
  readonly type: 'ListGroupsResponse'
  readonly errorCode: ErrorCode
  readonly groups: readonly {
    readonly groupId: string
    readonly protocolType: string
    readonly groupState: string
    readonly groupType: 'classic' | 'consumer' | 'share' | 'streams'
  }[]
}

export interface DeleteGroupsRequest extends RequestHeader {
  readonly type: 'DeleteGroupsRequest'
  readonly groups: readonly string[]
}

export interface DeleteGroupsResponse extends ResponseHeader {
  readonly type: 'DeleteGroupsResponse'
  readonly groups: readonly { readonly groupId: string; readonly errorCode: ErrorCode }[]
}

export interface OffsetDeleteRequest extends RequestHeader {
  readonly type: 'OffsetDeleteRequest'
  readonly groupId: string
  readonly topicPartitions: readonly TopicPartition[]
}

export interface OffsetDeleteResponse extends ResponseHeader {
  readonly type: 'OffsetDeleteResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
}

export type GroupRequest =
  | JoinGroupRequest
  | SyncGroupRequest
  | HeartbeatRequest
  | LeaveGroupRequest
  | OffsetCommitRequest
  | OffsetFetchRequest
  | DescribeGroupsRequest
  | ListGroupsRequest
  | DeleteGroupsRequest
  | OffsetDeleteRequest

export type GroupResponse =
  | JoinGroupResponse
  | SyncGroupResponse
  | HeartbeatResponse
  | LeaveGroupResponse
  | OffsetCommitResponse
  | OffsetFetchResponse
  | DescribeGroupsResponse
  | ListGroupsResponse
  | DeleteGroupsResponse
  | OffsetDeleteResponse
