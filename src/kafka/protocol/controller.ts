/** Broker to controller, and the admin requests that brokers forward to the controller. */
import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import type { RaftRequest, RaftResponse } from './raft.ts'

export type * from './raft.ts'

// Broker lifecycle (KIP-631). Each answers NOT_CONTROLLER, with `leaderId` where known, when asked of a standby.
export interface BrokerRegistrationRequest extends RequestHeader {
  readonly type: 'BrokerRegistrationRequest'
  readonly brokerId: number
  /** Differs with every start of the process. */
  readonly incarnationId: string
  readonly rack: string | null
  readonly host: string
  readonly port: number
  /** Broker epoch of the last clean shutdown; -1 after an unclean one (KIP-966 drops it from ISR and ELR then). */
  readonly previousBrokerEpoch: number
}

export interface BrokerRegistrationResponse extends ResponseHeader {
  readonly type: 'BrokerRegistrationResponse'
  readonly errorCode: ErrorCode
  readonly leaderId: number
  readonly brokerEpoch: number
}

export interface BrokerHeartbeatRequest extends RequestHeader {
  readonly type: 'BrokerHeartbeatRequest'
  readonly brokerId: number
  readonly brokerEpoch: number
  readonly currentMetadataOffset: number
  readonly wantFence: boolean
  readonly wantShutDown: boolean
}

export interface BrokerHeartbeatResponse extends ResponseHeader {
  readonly type: 'BrokerHeartbeatResponse'
  readonly errorCode: ErrorCode
  readonly leaderId: number
  readonly isCaughtUp: boolean
  readonly isFenced: boolean
  readonly shouldShutDown: boolean
}

export interface AlterPartitionRequest extends RequestHeader {
  readonly type: 'AlterPartitionRequest'
  readonly brokerId: number
  readonly brokerEpoch: number
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly leaderEpoch: number
    readonly partitionEpoch: number
    readonly newIsr: readonly { readonly brokerId: number; readonly brokerEpoch: number }[]
  }[]
}

export interface AlterPartitionResponse extends ResponseHeader {
  readonly type: 'AlterPartitionResponse'
  readonly errorCode: ErrorCode
  readonly leaderId: number
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    readonly leader: number
    readonly leaderEpoch: number
    readonly isr: readonly number[]
    readonly partitionEpoch: number
  }[]
}

export interface AllocateProducerIdsRequest extends RequestHeader {
  readonly type: 'AllocateProducerIdsRequest'
  readonly brokerId: number
  readonly brokerEpoch: number
}

export interface AllocateProducerIdsResponse extends ResponseHeader {
  readonly type: 'AllocateProducerIdsResponse'
  readonly errorCode: ErrorCode
  readonly producerIdStart: number
  readonly producerIdLen: number
}

// Admin requests. A client sends them to any broker, which wraps them in an envelope for the active controller (KIP-590).
export interface CreateTopicsRequest extends RequestHeader {
  readonly type: 'CreateTopicsRequest'
  readonly topics: readonly {
    readonly name: string
    /** -1: the broker's `num.partitions`, `default.replication.factor`; also with a manual assignment. */
    readonly numPartitions: number
    readonly replicationFactor: number
    /** Brokers of partition 0, 1, …; null: placed by the controller. */
    readonly assignments: readonly (readonly number[])[] | null
    readonly configs: readonly (readonly [string, string | null])[]
  }[]
  readonly validateOnly: boolean
}

export interface CreateTopicsResponse extends ResponseHeader {
  readonly type: 'CreateTopicsResponse'
  readonly topics: readonly {
    readonly name: string
    readonly topicId: string
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
    readonly numPartitions: number
    readonly replicationFactor: number
  }[]
}

export interface DeleteTopicsRequest extends RequestHeader {
  readonly type: 'DeleteTopicsRequest'
  readonly topics: readonly string[]
}

export interface DeleteTopicsResponse extends ResponseHeader {
  readonly type: 'DeleteTopicsResponse'
  readonly topics: readonly TopicResult[]
}

export interface TopicResult {
  readonly name: string
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

export interface CreatePartitionsRequest extends RequestHeader {
  readonly type: 'CreatePartitionsRequest'
  readonly topics: readonly {
    readonly name: string
    readonly totalCount: number
    readonly assignments: readonly (readonly number[])[] | null
  }[]
  readonly validateOnly: boolean
}

export interface CreatePartitionsResponse extends ResponseHeader {
  readonly type: 'CreatePartitionsResponse'
  readonly topics: readonly TopicResult[]
}

export type ConfigResourceType = 'topic' | 'broker' | 'broker-logger' | 'client-metrics' | 'group'

export interface ConfigResource {
  readonly type: ConfigResourceType
  /** Empty for the cluster-wide broker default. */
  readonly name: string
}

export interface IncrementalAlterConfigsRequest extends RequestHeader {
  readonly type: 'IncrementalAlterConfigsRequest'
  readonly resources: readonly {
    readonly resource: ConfigResource
    readonly operations: readonly {
      readonly name: string
      readonly operation: 'set' | 'delete' | 'append' | 'subtract'
      readonly value: string | null
    }[]
  }[]
  readonly validateOnly: boolean
}

export interface IncrementalAlterConfigsResponse extends ResponseHeader {
  readonly type: 'IncrementalAlterConfigsResponse'
  readonly resources: readonly {
    readonly resource: ConfigResource
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
  }[]
}

/** Answered by any broker for topics and groups, by the broker itself for `broker` resources. */
export interface DescribeConfigsRequest extends RequestHeader {
  readonly type: 'DescribeConfigsRequest'
  readonly resources: readonly { readonly resource: ConfigResource; readonly keys: readonly string[] | null }[]
  readonly includeSynonyms: boolean
}

export type ConfigSource =
  | 'DYNAMIC_TOPIC_CONFIG'
  | 'DYNAMIC_BROKER_CONFIG'
  | 'DYNAMIC_DEFAULT_BROKER_CONFIG'
  | 'STATIC_BROKER_CONFIG'
  | 'DEFAULT_CONFIG'
  | 'DYNAMIC_CLIENT_METRICS_CONFIG'
  | 'DYNAMIC_GROUP_CONFIG'

export interface DescribedConfig {
  readonly name: string
  readonly value: string | null
  readonly source: ConfigSource
  readonly isSensitive: boolean
  readonly isReadOnly: boolean
  readonly synonyms: readonly { readonly name: string; readonly value: string | null; readonly source: ConfigSource }[]
}

export interface DescribeConfigsResponse extends ResponseHeader {
  readonly type: 'DescribeConfigsResponse'
  readonly resources: readonly {
    readonly resource: ConfigResource
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
    readonly configs: readonly DescribedConfig[]
  }[]
}

export interface ElectLeadersRequest extends RequestHeader {
  readonly type: 'ElectLeadersRequest'
  readonly electionType: 'preferred' | 'unclean'
  /** Null: every partition. */
  readonly topicPartitions: readonly TopicPartition[] | null
}

export interface ElectLeadersResponse extends ResponseHeader {
  readonly type: 'ElectLeadersResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
  }[]
}

export interface AlterPartitionReassignmentsRequest extends RequestHeader {
  readonly type: 'AlterPartitionReassignmentsRequest'
  /** Null replicas cancel a running reassignment. */
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly replicas: readonly number[] | null
  }[]
}

export interface AlterPartitionReassignmentsResponse extends ResponseHeader {
  readonly type: 'AlterPartitionReassignmentsResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
  }[]
}

export interface ListPartitionReassignmentsRequest extends RequestHeader {
  readonly type: 'ListPartitionReassignmentsRequest'
  readonly topicPartitions: readonly TopicPartition[] | null
}

export interface ListPartitionReassignmentsResponse extends ResponseHeader {
  readonly type: 'ListPartitionReassignmentsResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly replicas: readonly number[]
    readonly addingReplicas: readonly number[]
    readonly removingReplicas: readonly number[]
  }[]
}

export interface DescribeQuorumRequest extends RequestHeader {
  readonly type: 'DescribeQuorumRequest'
}

export interface DescribeQuorumResponse extends ResponseHeader {
  readonly type: 'DescribeQuorumResponse'
  readonly errorCode: ErrorCode
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly highWatermark: number
  readonly voters: readonly QuorumReplica[]
  readonly observers: readonly QuorumReplica[]
}

export interface QuorumReplica {
  readonly replicaId: number
  readonly directoryId: string
  readonly logEndOffset: number
  /** Epoch milliseconds; -1 unknown. */
  readonly lastFetchTimestamp: number
  readonly lastCaughtUpTimestamp: number
}

export interface UpdateFeaturesRequest extends RequestHeader {
  readonly type: 'UpdateFeaturesRequest'
  readonly updates: readonly {
    readonly feature: string
    readonly level: number
    readonly upgradeType: 'upgrade' | 'safeDowngrade' | 'unsafeDowngrade'
  }[]
  readonly validateOnly: boolean
}

export interface UpdateFeaturesResponse extends ResponseHeader {
  readonly type: 'UpdateFeaturesResponse'
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

/** Admin requests that only the active controller can answer. */
export type ForwardedRequest =
  | CreateTopicsRequest
  | DeleteTopicsRequest
  | CreatePartitionsRequest
  | IncrementalAlterConfigsRequest
  | ElectLeadersRequest
  | AlterPartitionReassignmentsRequest
  | ListPartitionReassignmentsRequest
  | DescribeQuorumRequest
  | UpdateFeaturesRequest

export type ForwardedResponse =
  | CreateTopicsResponse
  | DeleteTopicsResponse
  | CreatePartitionsResponse
  | IncrementalAlterConfigsResponse
  | ElectLeadersResponse
  | AlterPartitionReassignmentsResponse
  | ListPartitionReassignmentsResponse
  | DescribeQuorumResponse
  | UpdateFeaturesResponse

export interface EnvelopeRequest extends RequestHeader {
  readonly type: 'EnvelopeRequest'
  readonly request: ForwardedRequest
}

export interface EnvelopeResponse extends ResponseHeader {
  readonly type: 'EnvelopeResponse'
  readonly errorCode: ErrorCode
  readonly leaderId: number
  readonly response: ForwardedResponse | null
}

export type ControllerRequest =
  | RaftRequest
  | BrokerRegistrationRequest
  | BrokerHeartbeatRequest
  | AlterPartitionRequest
  | AllocateProducerIdsRequest
  | EnvelopeRequest

export type ControllerResponse =
  | RaftResponse
  | BrokerRegistrationResponse
  | BrokerHeartbeatResponse
  | AlterPartitionResponse
  | AllocateProducerIdsResponse
  | EnvelopeResponse
