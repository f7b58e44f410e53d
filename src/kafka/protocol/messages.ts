/** Who answers what. */

import type { AddOffsetsToTxnRequest, AddOffsetsToTxnResponse } from './add-offsets-to-txn.ts'
import type { AddPartitionsToTxnRequest, AddPartitionsToTxnResponse } from './add-partitions-to-txn.ts'
import type { AllocateProducerIdsRequest, AllocateProducerIdsResponse } from './allocate-producer-ids.ts'
import type { AlterClientQuotasRequest, AlterClientQuotasResponse } from './alter-client-quotas.ts'
import type { AlterPartitionRequest, AlterPartitionResponse } from './alter-partition.ts'
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
} from './alter-partition-reassignments.ts'
import type { AlterReplicaLogDirsRequest, AlterReplicaLogDirsResponse } from './alter-replica-log-dirs.ts'
import type { ApiVersionsRequest, ApiVersionsResponse } from './api-versions.ts'
import type { AssignReplicasToDirsRequest, AssignReplicasToDirsResponse } from './assign-replicas-to-dirs.ts'
import type { BeginQuorumEpochRequest, BeginQuorumEpochResponse } from './begin-quorum-epoch.ts'
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse } from './broker-heartbeat.ts'
import type { BrokerRegistrationRequest, BrokerRegistrationResponse } from './broker-registration.ts'
import type { ControlledShutdownRequest, ControlledShutdownResponse } from './controlled-shutdown.ts'
import type { ControllerRegistrationRequest, ControllerRegistrationResponse } from './controller-registration.ts'
import type { CreatePartitionsRequest, CreatePartitionsResponse } from './create-partitions.ts'
import type { CreateTopicsRequest, CreateTopicsResponse } from './create-topics.ts'
import type { DeleteGroupsRequest, DeleteGroupsResponse } from './delete-groups.ts'
import type { DeleteRecordsRequest, DeleteRecordsResponse } from './delete-records.ts'
import type { DeleteTopicsRequest, DeleteTopicsResponse } from './delete-topics.ts'
import type { DescribeClientQuotasRequest, DescribeClientQuotasResponse } from './describe-client-quotas.ts'
import type { DescribeClusterRequest, DescribeClusterResponse } from './describe-cluster.ts'
import type { DescribeConfigsRequest, DescribeConfigsResponse } from './describe-configs.ts'
import type { DescribeGroupsRequest, DescribeGroupsResponse } from './describe-groups.ts'
import type { DescribeLogDirsRequest, DescribeLogDirsResponse } from './describe-log-dirs.ts'
import type { DescribeProducersRequest, DescribeProducersResponse } from './describe-producers.ts'
import type { DescribeQuorumRequest, DescribeQuorumResponse } from './describe-quorum.ts'
import type { DescribeTopicPartitionsRequest, DescribeTopicPartitionsResponse } from './describe-topic-partitions.ts'
import type { DescribeTransactionsRequest, DescribeTransactionsResponse } from './describe-transactions.ts'
import type { ElectLeadersRequest, ElectLeadersResponse } from './elect-leaders.ts'
import type { EndQuorumEpochRequest, EndQuorumEpochResponse } from './end-quorum-epoch.ts'
import type { EndTxnRequest, EndTxnResponse } from './end-txn.ts'
import type { EnvelopeRequest, EnvelopeResponse } from './envelope.ts'
import type { FetchRequest, FetchResponse } from './fetch.ts'
import type { FetchMetadataRequest, FetchMetadataResponse } from './fetch-metadata.ts'
import type { FindCoordinatorRequest, FindCoordinatorResponse } from './find-coordinator.ts'
import type { HeartbeatRequest, HeartbeatResponse } from './heartbeat.ts'
import type { IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse } from './incremental-alter-configs.ts'
import type { InitProducerIdRequest, InitProducerIdResponse } from './init-producer-id.ts'
import type { JoinGroupRequest, JoinGroupResponse } from './join-group.ts'
import type { LeaderAndIsrRequest, LeaderAndIsrResponse } from './leader-and-isr.ts'
import type { LeaveGroupRequest, LeaveGroupResponse } from './leave-group.ts'
import type { ListConfigResourcesRequest, ListConfigResourcesResponse } from './list-config-resources.ts'
import type { ListGroupsRequest, ListGroupsResponse } from './list-groups.ts'
import type { ListOffsetsRequest, ListOffsetsResponse } from './list-offsets.ts'
import type {
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
} from './list-partition-reassignments.ts'
import type { ListTransactionsRequest, ListTransactionsResponse } from './list-transactions.ts'
import type { MetadataRequest, MetadataResponse } from './metadata.ts'
import type { OffsetCommitRequest, OffsetCommitResponse } from './offset-commit.ts'
import type { OffsetDeleteRequest, OffsetDeleteResponse } from './offset-delete.ts'
import type { OffsetFetchRequest, OffsetFetchResponse } from './offset-fetch.ts'
import type { OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse } from './offset-for-leader-epoch.ts'
import type { ProduceRequest, ProduceResponse } from './produce.ts'
import type { StopReplicaRequest, StopReplicaResponse } from './stop-replica.ts'
import type { SyncGroupRequest, SyncGroupResponse } from './sync-group.ts'
import type { TxnOffsetCommitRequest, TxnOffsetCommitResponse } from './txn-offset-commit.ts'
import type { UnregisterBrokerRequest, UnregisterBrokerResponse } from './unregister-broker.ts'
import type { UpdateFeaturesRequest, UpdateFeaturesResponse } from './update-features.ts'
import type { UpdateMetadataRequest, UpdateMetadataResponse } from './update-metadata.ts'
import type { VoteRequest, VoteResponse } from './vote.ts'
import type { WriteTxnMarkersRequest, WriteTxnMarkersResponse } from './write-txn-markers.ts'

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
  | UnregisterBrokerRequest
  | UpdateFeaturesRequest
  | AlterClientQuotasRequest

export type ForwardedResponse =
  | CreateTopicsResponse
  | DeleteTopicsResponse
  | CreatePartitionsResponse
  | IncrementalAlterConfigsResponse
  | ElectLeadersResponse
  | AlterPartitionReassignmentsResponse
  | ListPartitionReassignmentsResponse
  | DescribeQuorumResponse
  | UnregisterBrokerResponse
  | UpdateFeaturesResponse
  | AlterClientQuotasResponse

/** What an admin client asks of a controller directly (KIP-919). */
export type DirectRequest =
  | Exclude<ForwardedRequest, CreateTopicsRequest | DeleteTopicsRequest | CreatePartitionsRequest>
  | DescribeClusterRequest
  | DescribeConfigsRequest
  | ApiVersionsRequest
export type DirectResponse = ForwardedResponse | DescribeClusterResponse | DescribeConfigsResponse | ApiVersionsResponse

export type ControllerRequest =
  | RaftRequest
  | DirectRequest
  | BrokerRegistrationRequest
  | BrokerHeartbeatRequest
  | ControllerRegistrationRequest
  | AlterPartitionRequest
  | AssignReplicasToDirsRequest
  | AllocateProducerIdsRequest
  | EnvelopeRequest

export type ControllerResponse =
  | RaftResponse
  | DirectResponse
  | BrokerRegistrationResponse
  | BrokerHeartbeatResponse
  | ControllerRegistrationResponse
  | AlterPartitionResponse
  | AssignReplicasToDirsResponse
  | AllocateProducerIdsResponse
  | EnvelopeResponse

export type DataRequest =
  | ProduceRequest
  | FetchRequest
  | ListOffsetsRequest
  | OffsetForLeaderEpochRequest
  | InitProducerIdRequest
  | DeleteRecordsRequest
  | AlterReplicaLogDirsRequest
  | DescribeLogDirsRequest
  | DescribeProducersRequest
  | WriteTxnMarkersRequest

export type DataResponse =
  | ProduceResponse
  | FetchResponse
  | ListOffsetsResponse
  | OffsetForLeaderEpochResponse
  | InitProducerIdResponse
  | DeleteRecordsResponse
  | AlterReplicaLogDirsResponse
  | DescribeLogDirsResponse
  | DescribeProducersResponse
  | WriteTxnMarkersResponse

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
  | TxnOffsetCommitRequest

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
  | TxnOffsetCommitResponse

/** What a coordinator of transactions answers; InitProducerId is its too where a transactional id is named. */
export type TransactionRequest =
  | InitProducerIdRequest
  | AddPartitionsToTxnRequest
  | AddOffsetsToTxnRequest
  | EndTxnRequest
  | DescribeTransactionsRequest
  | ListTransactionsRequest

export type TransactionResponse =
  | InitProducerIdResponse
  | AddPartitionsToTxnResponse
  | AddOffsetsToTxnResponse
  | EndTxnResponse
  | DescribeTransactionsResponse
  | ListTransactionsResponse

export type ClusterRequest =
  | MetadataRequest
  | DescribeClusterRequest
  | DescribeTopicPartitionsRequest
  | FindCoordinatorRequest
  | ListConfigResourcesRequest
  | DescribeClientQuotasRequest
  | ApiVersionsRequest

export type ClusterResponse =
  | MetadataResponse
  | DescribeClusterResponse
  | DescribeTopicPartitionsResponse
  | FindCoordinatorResponse
  | ListConfigResourcesResponse
  | DescribeClientQuotasResponse
  | ApiVersionsResponse

export type RaftRequest = FetchMetadataRequest | VoteRequest | BeginQuorumEpochRequest | EndQuorumEpochRequest
export type RaftResponse = FetchMetadataResponse | VoteResponse | BeginQuorumEpochResponse | EndQuorumEpochResponse

/** What a controller elected in ZooKeeper tells brokers, a controller of KRaft never. */
export type ControllerPush = LeaderAndIsrRequest | UpdateMetadataRequest | StopReplicaRequest
export type ControllerPushResponse = LeaderAndIsrResponse | UpdateMetadataResponse | StopReplicaResponse

/** What brokers are asked because of how they are tied to their cluster: by such a controller, and by brokers if they are it. */
export type LinkRequest = ControllerPush | ControlledShutdownRequest
export type LinkResponse = ControllerPushResponse | ControlledShutdownResponse

/** What a broker answers. */
export type BrokerRequest =
  | DataRequest
  | ClusterRequest
  | GroupRequest
  | TransactionRequest
  | ForwardedRequest
  | LinkRequest
  | DescribeConfigsRequest
