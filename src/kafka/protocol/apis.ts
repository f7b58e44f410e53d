/** The registry of APIs: to add one is a file beside this one and a row here. */
import { addOffsetsToTxnApi } from './add-offsets-to-txn.ts'
import { addPartitionsToTxnApi } from './add-partitions-to-txn.ts'
import { allocateProducerIdsApi } from './allocate-producer-ids.ts'
import { alterClientQuotasApi } from './alter-client-quotas.ts'
import { alterPartitionApi } from './alter-partition.ts'
import { alterPartitionReassignmentsApi } from './alter-partition-reassignments.ts'
import { alterReplicaLogDirsApi } from './alter-replica-log-dirs.ts'
import type { AnyRequest, AnyResponse, Api, MessageKind, Traffic } from './api.ts'
import { apiVersionsApi } from './api-versions.ts'
import { assignReplicasToDirsApi } from './assign-replicas-to-dirs.ts'
import { beginQuorumEpochApi } from './begin-quorum-epoch.ts'
import { brokerHeartbeatApi } from './broker-heartbeat.ts'
import { brokerRegistrationApi } from './broker-registration.ts'
import { controlledShutdownApi } from './controlled-shutdown.ts'
import { controllerRegistrationApi } from './controller-registration.ts'
import { createPartitionsApi } from './create-partitions.ts'
import { createTopicsApi } from './create-topics.ts'
import { deleteGroupsApi } from './delete-groups.ts'
import { deleteRecordsApi } from './delete-records.ts'
import { deleteTopicsApi } from './delete-topics.ts'
import { describeClientQuotasApi } from './describe-client-quotas.ts'
import { describeClusterApi } from './describe-cluster.ts'
import { describeConfigsApi } from './describe-configs.ts'
import { describeGroupsApi } from './describe-groups.ts'
import { describeLogDirsApi } from './describe-log-dirs.ts'
import { describeProducersApi } from './describe-producers.ts'
import { describeQuorumApi } from './describe-quorum.ts'
import { describeTopicPartitionsApi } from './describe-topic-partitions.ts'
import { describeTransactionsApi } from './describe-transactions.ts'
import { electLeadersApi } from './elect-leaders.ts'
import { endQuorumEpochApi } from './end-quorum-epoch.ts'
import { endTxnApi } from './end-txn.ts'
import { envelopeApi } from './envelope.ts'
import { type FetchRequest, type FetchResponse, fetchApi, sizeOfFetchRequest, sizeOfFetchResponse } from './fetch.ts'
import { fetchMetadataApi } from './fetch-metadata.ts'
import { findCoordinatorApi } from './find-coordinator.ts'
import { heartbeatApi } from './heartbeat.ts'
import { incrementalAlterConfigsApi } from './incremental-alter-configs.ts'
import { initProducerIdApi } from './init-producer-id.ts'
import { joinGroupApi } from './join-group.ts'
import { leaderAndIsrApi } from './leader-and-isr.ts'
import { leaveGroupApi } from './leave-group.ts'
import { listConfigResourcesApi } from './list-config-resources.ts'
import { listGroupsApi } from './list-groups.ts'
import { listOffsetsApi } from './list-offsets.ts'
import { listPartitionReassignmentsApi } from './list-partition-reassignments.ts'
import { listTransactionsApi } from './list-transactions.ts'
import { metadataApi } from './metadata.ts'
import { offsetCommitApi } from './offset-commit.ts'
import { offsetDeleteApi } from './offset-delete.ts'
import { offsetFetchApi } from './offset-fetch.ts'
import { offsetForLeaderEpochApi } from './offset-for-leader-epoch.ts'
import {
  type ProduceRequest,
  type ProduceResponse,
  produceApi,
  sizeOfProduceRequest,
  sizeOfProduceResponse,
} from './produce.ts'
import { stopReplicaApi } from './stop-replica.ts'
import { syncGroupApi } from './sync-group.ts'
import { txnOffsetCommitApi } from './txn-offset-commit.ts'
import { unregisterBrokerApi } from './unregister-broker.ts'
import { updateFeaturesApi } from './update-features.ts'
import { updateMetadataApi } from './update-metadata.ts'
import { voteApi } from './vote.ts'
import { writeTxnMarkersApi } from './write-txn-markers.ts'
import { trafficOfZooKeeper } from './zookeeper/zookeeper-messages.ts'

/** By the name of their messages. `FetchMetadata` is Kafka's Fetch API under a name of its own. */
export const APIS = {
  AddOffsetsToTxn: addOffsetsToTxnApi,
  AddPartitionsToTxn: addPartitionsToTxnApi,
  AllocateProducerIds: allocateProducerIdsApi,
  AlterClientQuotas: alterClientQuotasApi,
  AlterPartition: alterPartitionApi,
  AlterPartitionReassignments: alterPartitionReassignmentsApi,
  AlterReplicaLogDirs: alterReplicaLogDirsApi,
  ApiVersions: apiVersionsApi,
  AssignReplicasToDirs: assignReplicasToDirsApi,
  BeginQuorumEpoch: beginQuorumEpochApi,
  BrokerHeartbeat: brokerHeartbeatApi,
  BrokerRegistration: brokerRegistrationApi,
  ControlledShutdown: controlledShutdownApi,
  ControllerRegistration: controllerRegistrationApi,
  CreatePartitions: createPartitionsApi,
  CreateTopics: createTopicsApi,
  DeleteGroups: deleteGroupsApi,
  DeleteRecords: deleteRecordsApi,
  DeleteTopics: deleteTopicsApi,
  DescribeClientQuotas: describeClientQuotasApi,
  DescribeCluster: describeClusterApi,
  DescribeConfigs: describeConfigsApi,
  DescribeGroups: describeGroupsApi,
  DescribeLogDirs: describeLogDirsApi,
  DescribeProducers: describeProducersApi,
  DescribeQuorum: describeQuorumApi,
  DescribeTopicPartitions: describeTopicPartitionsApi,
  DescribeTransactions: describeTransactionsApi,
  ElectLeaders: electLeadersApi,
  EndQuorumEpoch: endQuorumEpochApi,
  EndTxn: endTxnApi,
  Envelope: envelopeApi,
  Fetch: fetchApi,
  FetchMetadata: fetchMetadataApi,
  FindCoordinator: findCoordinatorApi,
  Heartbeat: heartbeatApi,
  IncrementalAlterConfigs: incrementalAlterConfigsApi,
  InitProducerId: initProducerIdApi,
  JoinGroup: joinGroupApi,
  LeaderAndIsr: leaderAndIsrApi,
  LeaveGroup: leaveGroupApi,
  ListConfigResources: listConfigResourcesApi,
  ListGroups: listGroupsApi,
  ListOffsets: listOffsetsApi,
  ListPartitionReassignments: listPartitionReassignmentsApi,
  ListTransactions: listTransactionsApi,
  Metadata: metadataApi,
  OffsetCommit: offsetCommitApi,
  OffsetDelete: offsetDeleteApi,
  OffsetFetch: offsetFetchApi,
  OffsetForLeaderEpoch: offsetForLeaderEpochApi,
  Produce: produceApi,
  StopReplica: stopReplicaApi,
  SyncGroup: syncGroupApi,
  TxnOffsetCommit: txnOffsetCommitApi,
  UnregisterBroker: unregisterBrokerApi,
  UpdateFeatures: updateFeaturesApi,
  UpdateMetadata: updateMetadataApi,
  Vote: voteApi,
  WriteTxnMarkers: writeTxnMarkersApi,
}

type Apis = typeof APIS
type RequestOf<A> = A extends Api<infer Q, infer _> ? Q : never
type ResponseOf<A> = A extends Api<infer _, infer P> ? P : never

export type Request = { [Name in keyof Apis]: RequestOf<Apis[Name]> }[keyof Apis]
export type Response = { [Name in keyof Apis]: ResponseOf<Apis[Name]> }[keyof Apis]

/** What answers a request, as its API's row says. */
export type Answer<Q extends Request> = {
  [Name in keyof Apis]: Q extends RequestOf<Apis[Name]> ? ResponseOf<Apis[Name]> : never
}[keyof Apis]

interface KnownMessage {
  readonly api: Api
  readonly isResponse: boolean
  readonly kind: MessageKind<AnyRequest & AnyResponse>
}

/** An API with its types forgotten: whoever looks it up by a message's type hands it that message. */
type UntypedApi = Api<AnyRequest & AnyResponse, AnyRequest & AnyResponse>

const MESSAGES: ReadonlyMap<string, KnownMessage> = knownMessages(Object.values(APIS) as unknown as UntypedApi[])

function knownMessages(apis: readonly UntypedApi[]): Map<string, KnownMessage> {
  const known = new Map<string, KnownMessage>()
  for (const api of apis) {
    known.set(api.request.type, { api: api as unknown as Api, isResponse: false, kind: api.request })
    known.set(api.response.type, { api: api as unknown as Api, isResponse: true, kind: api.response })
  }
  return known
}

/** Null: nothing that Kafka's nodes say to one another, such as the end of a connection. */
export function apiOf(messageType: string): Api | null {
  return MESSAGES.get(messageType)?.api ?? null
}

/** What does not belong to the protocol goes on all the time. */
export function trafficOf(messageType: string): Traffic {
  return MESSAGES.get(messageType)?.kind.traffic ?? trafficOfZooKeeper(messageType) ?? 'housekeeping'
}

export function isResponse(message: { readonly type: string }): message is Response {
  return MESSAGES.get(message.type)?.isResponse === true
}

/** Bytes of a message on the wire: length, header and body, by Kafka's encoding at the version its API speaks. */
export function sizeOf(message: AnyRequest | AnyResponse): number {
  // Nine of ten messages: a look into the map would take longer than the sum.
  switch (message.type) {
    case 'FetchRequest':
      return sizeOfFetchRequest(message as FetchRequest)
    case 'FetchResponse':
      return sizeOfFetchResponse(message as FetchResponse)
    case 'ProduceRequest':
      return sizeOfProduceRequest(message as ProduceRequest)
    case 'ProduceResponse':
      return sizeOfProduceResponse(message as ProduceResponse)
    default:
      return sizeByRegistry(message)
  }
}

/** The compiler lets only messages of the registry through; what a test sends besides them is a length and an id. */
const UNREGISTERED_BYTES = 8

function sizeByRegistry(message: AnyRequest | AnyResponse): number {
  const known = MESSAGES.get(message.type)
  if (known === undefined) return UNREGISTERED_BYTES
  return known.kind.sizeOf(message as AnyRequest & AnyResponse, sizeOf)
}
