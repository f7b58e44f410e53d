/** Metadata, DescribeCluster, DescribeTopicPartitions, FindCoordinator, ApiVersions. */
import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface MetadataRequest extends RequestHeader {
  readonly type: 'MetadataRequest'
  /** Null: every topic; empty: brokers only. */
  readonly topics: readonly string[] | null
  readonly allowAutoTopicCreation: boolean
}

export interface MetadataBroker {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

export interface MetadataPartition {
  readonly errorCode: ErrorCode
  readonly partition: number
  /** -1: none. */
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly offlineReplicas: readonly number[]
}

export interface MetadataTopic {
  readonly errorCode: ErrorCode
  readonly name: string
  readonly topicId: string
  readonly isInternal: boolean
  readonly partitions: readonly MetadataPartition[]
}

export interface MetadataResponse extends ResponseHeader {
  readonly type: 'MetadataResponse'
  readonly clusterId: string
  readonly brokers: readonly MetadataBroker[]
  readonly controllerId: number
  readonly topics: readonly MetadataTopic[]
}

export interface DescribeClusterRequest extends RequestHeader {
  readonly type: 'DescribeClusterRequest'
  readonly includeFencedBrokers: boolean
}

export interface DescribeClusterResponse extends ResponseHeader {
  readonly type: 'DescribeClusterResponse'
  readonly errorCode: ErrorCode
  readonly clusterId: string
  readonly controllerId: number
  readonly brokers: readonly (MetadataBroker & { readonly isFenced: boolean })[]
}

/** What kafka-topics.sh --describe asks for in 4.x (KIP-966). */
export interface DescribeTopicPartitionsRequest extends RequestHeader {
  readonly type: 'DescribeTopicPartitionsRequest'
  readonly topics: readonly string[]
}

export interface DescribeTopicPartitionsResponse extends ResponseHeader {
  readonly type: 'DescribeTopicPartitionsResponse'
  readonly topics: readonly (Omit<MetadataTopic, 'partitions'> & {
    readonly partitions: readonly (MetadataPartition & {
      readonly eligibleLeaderReplicas: readonly number[]
      readonly lastKnownElr: readonly number[]
    })[]
  })[]
}

export interface FindCoordinatorRequest extends RequestHeader {
  readonly type: 'FindCoordinatorRequest'
  readonly keyType: 'group' | 'transaction' | 'share'
  readonly keys: readonly string[]
}

export interface FindCoordinatorResponse extends ResponseHeader {
  readonly type: 'FindCoordinatorResponse'
  readonly coordinators: readonly {
    readonly key: string
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
    /** -1 with an error. */
    readonly nodeId: number
  }[]
}

export interface ApiVersionsRequest extends RequestHeader {
  readonly type: 'ApiVersionsRequest'
}

export interface ApiVersionsResponse extends ResponseHeader {
  readonly type: 'ApiVersionsResponse'
  readonly errorCode: ErrorCode
  readonly finalizedFeatures: Readonly<Record<string, number>>
  readonly finalizedFeaturesEpoch: number
}

export type ClusterRequest =
  | MetadataRequest
  | DescribeClusterRequest
  | DescribeTopicPartitionsRequest
  | FindCoordinatorRequest
  | ApiVersionsRequest

export type ClusterResponse =
  | MetadataResponse
  | DescribeClusterResponse
  | DescribeTopicPartitionsResponse
  | FindCoordinatorResponse
  | ApiVersionsResponse
