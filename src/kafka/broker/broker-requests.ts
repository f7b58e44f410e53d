/** Counterpart in Kafka: KafkaApis.handle. Which handler a request goes to, the busiest first. */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { BrokerRequest, ForwardedRequest, GroupRequest } from '../protocol/messages.ts'
import type { BrokerState } from './broker-state.ts'
import { handleForCoordinator } from './coordinator-host.ts'
import { coordinatorOfRequest } from './coordinators.ts'
import { handleDeleteRecords } from './delete-records.ts'
import { handleDescribeConfigs, handleListConfigResources } from './describe-configs.ts'
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
import { handleProduce } from './produce.ts'

export function handleRequest(state: BrokerState, request: BrokerRequest, from: NodeId, node: NodeContext): void {
  switch (request.type) {
    case 'FetchRequest':
      return handleFetch(state, request, from, node)
    case 'ProduceRequest':
      return handleProduce(state, request, from, node)
    case 'MetadataRequest':
      return handleMetadata(state, request, from, node)
    case 'ListOffsetsRequest':
      return handleListOffsets(state, request, from, node)
    case 'FindCoordinatorRequest':
      return handleFindCoordinator(state, request, from, node)
    case 'InitProducerIdRequest':
      return handleInitProducerId(state, request, from, node)
    case 'DeleteRecordsRequest':
      return handleDeleteRecords(state, request, from, node)
    case 'DescribeClusterRequest':
      return handleDescribeCluster(state, request, from, node)
    case 'DescribeTopicPartitionsRequest':
      return handleDescribeTopicPartitions(state, request, from, node)
    case 'ApiVersionsRequest':
      return handleApiVersions(state, request, from, node)
    case 'DescribeConfigsRequest':
      return handleDescribeConfigs(state, request, from, node)
    case 'ListConfigResourcesRequest':
      return handleListConfigResources(state, request, from, node)
    case 'DescribeLogDirsRequest':
      return handleDescribeLogDirs(state, request, from, node)
    case 'DescribeProducersRequest':
      return handleDescribeProducers(state, request, from, node)
    default:
      return handleElsewhere(state, request, from, node)
  }
}

/** What a coordinator on this broker answers, or else the active controller. */
function handleElsewhere(
  state: BrokerState,
  request: GroupRequest | ForwardedRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const coordinator = coordinatorOfRequest(request.type)
  if (coordinator !== undefined) return handleForCoordinator(state, coordinator, request, from, node)
  linkOf(state).forward(state, request as ForwardedRequest, from, node)
}
