/** Counterpart in Kafka: KafkaApis.handle. Which handler a request goes to. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { InitProducerIdRequest } from '../protocol/init-producer-id.ts'
import type {
  BrokerRequest,
  ForwardedRequest,
  GroupRequest,
  LinkRequest,
  TransactionRequest,
} from '../protocol/messages.ts'
import type { OffsetCommitRequest } from '../protocol/offset-commit.ts'
import type { TxnOffsetCommitRequest } from '../protocol/txn-offset-commit.ts'
import { handleAlterReplicaLogDirs } from './alter-replica-log-dirs.ts'
import type { BrokerState } from './broker-state.ts'
import { handleForCoordinator } from './coordinator-host.ts'
import { coordinatorOfRequest } from './coordinators.ts'
import { handleDeleteRecords } from './delete-records.ts'
import { handleDescribeClientQuotas } from './describe-client-quotas.ts'
import { handleListConfigResources } from './describe-configs.ts'
import { handleDescribeLogDirs, handleDescribeProducers } from './describe-log-dirs.ts'
import { handleFetch } from './fetch.ts'
import { handleInitProducerId } from './init-producer-id.ts'
import { linkOf } from './link/broker-link.ts'
import { handleListOffsets } from './list-offsets.ts'
import {
  handleApiVersions,
  handleDescribeCluster,
  handleDescribeTopicPartitions,
  handleFindCoordinator,
  handleMetadata,
} from './metadata-requests.ts'
import { handleOffsetCommit } from './offset-commit.ts'
import { handleOffsetForLeaderEpoch } from './offset-for-leader-epoch.ts'
import { handleProduce } from './produce.ts'
import { handleTxnOffsetCommit } from './txn-offset-commit.ts'
import { handleWriteTxnMarkers } from './write-txn-markers.ts'

/** What a broker answers by itself: neither a coordinator on it nor, through it, the controller. */
type OwnRequest =
  | Exclude<BrokerRequest, GroupRequest | ForwardedRequest | LinkRequest | TransactionRequest>
  | InitProducerIdRequest
  | OffsetCommitRequest
  | TxnOffsetCommitRequest

type Handler<Asked> = (state: BrokerState, request: Asked, from: NodeId, node: NodeContext) => void

/** A row for each; an API that `messages.ts` says brokers answer does not compile without one. */
const HANDLERS: { readonly [Type in OwnRequest['type']]: Handler<Extract<OwnRequest, { type: Type }>> } = {
  FetchRequest: handleFetch,
  ProduceRequest: handleProduce,
  MetadataRequest: handleMetadata,
  ListOffsetsRequest: handleListOffsets,
  OffsetForLeaderEpochRequest: handleOffsetForLeaderEpoch,
  FindCoordinatorRequest: handleFindCoordinator,
  InitProducerIdRequest: handleInitProducerId,
  DeleteRecordsRequest: handleDeleteRecords,
  DescribeClusterRequest: handleDescribeCluster,
  DescribeTopicPartitionsRequest: handleDescribeTopicPartitions,
  ApiVersionsRequest: handleApiVersions,
  DescribeConfigsRequest: (state, ...asked) => linkOf(state).describeConfigs(state, ...asked),
  ListConfigResourcesRequest: handleListConfigResources,
  DescribeClientQuotasRequest: handleDescribeClientQuotas,
  AlterReplicaLogDirsRequest: handleAlterReplicaLogDirs,
  DescribeLogDirsRequest: handleDescribeLogDirs,
  DescribeProducersRequest: handleDescribeProducers,
  WriteTxnMarkersRequest: handleWriteTxnMarkers,
  OffsetCommitRequest: handleOffsetCommit,
  TxnOffsetCommitRequest: handleTxnOffsetCommit,
}

const handlers = HANDLERS as Readonly<Record<string, Handler<BrokerRequest> | undefined>>

/** What no row answers is of a coordinator on this broker, of its link to the cluster, or for the active controller. */
export function handleRequest(state: BrokerState, request: BrokerRequest, from: NodeId, node: NodeContext): void {
  const handle = handlers[request.type]
  if (handle !== undefined) return handle(state, request, from, node)
  const coordinator = coordinatorOfRequest(request.type)
  if (coordinator !== undefined) return handleForCoordinator(state, coordinator, request, from, node)
  const link = linkOf(state)
  if (link.requests.includes(request.type)) return link.onRequest(state, request, from, node)
  link.forward(state, request as ForwardedRequest, from, node)
}
