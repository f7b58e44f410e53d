import { unreachable } from '../../engine/assert.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { ForwardedRequest, ForwardedResponse } from './messages.ts'

/** What a request is answered of which nothing can be done. Counterpart in Kafka: AbstractRequest.getErrorResponse. */
export function forwardedError(request: ForwardedRequest, errorCode: ErrorCode): ForwardedResponse {
  const { correlationId } = request
  switch (request.type) {
    case 'CreateTopicsRequest': {
      const nothing = { topicId: '', errorCode, errorMessage: null, numPartitions: -1, replicationFactor: -1 }
      const topics = request.topics.map(({ name }) => ({ name, ...nothing }))
      return { type: 'CreateTopicsResponse', correlationId, topics }
    }
    case 'DeleteTopicsRequest': {
      const topics = request.topics.map((name) => ({ name, errorCode, errorMessage: null }))
      return { type: 'DeleteTopicsResponse', correlationId, topics }
    }
    case 'CreatePartitionsRequest': {
      const topics = request.topics.map(({ name }) => ({ name, errorCode, errorMessage: null }))
      return { type: 'CreatePartitionsResponse', correlationId, topics }
    }
    case 'IncrementalAlterConfigsRequest': {
      const resources = request.resources.map(({ resource }) => ({ resource, errorCode, errorMessage: null }))
      return { type: 'IncrementalAlterConfigsResponse', correlationId, resources }
    }
    case 'ElectLeadersRequest':
      return { type: 'ElectLeadersResponse', correlationId, errorCode, partitions: [] }
    case 'AlterPartitionReassignmentsRequest':
      return { type: 'AlterPartitionReassignmentsResponse', correlationId, errorCode, partitions: [] }
    case 'ListPartitionReassignmentsRequest':
      return { type: 'ListPartitionReassignmentsResponse', correlationId, errorCode, partitions: [] }
    case 'DescribeQuorumRequest': {
      const nothing = { leaderId: -1, leaderEpoch: -1, highWatermark: -1, voters: [], observers: [], nodes: [] }
      return { type: 'DescribeQuorumResponse', correlationId, errorCode, ...nothing }
    }
    case 'UnregisterBrokerRequest':
      return { type: 'UnregisterBrokerResponse', correlationId, errorCode, errorMessage: null }
    case 'UpdateFeaturesRequest':
      return { type: 'UpdateFeaturesResponse', correlationId, errorCode, errorMessage: null }
    case 'AlterClientQuotasRequest': {
      const entries = request.entries.map(({ entity }) => ({ entity, errorCode, errorMessage: null }))
      return { type: 'AlterClientQuotasResponse', correlationId, entries }
    }
    default:
      return unreachable(request)
  }
}
