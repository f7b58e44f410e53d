/** Counterpart in Kafka: the NodeProviders of KafkaAdminClient: which node can be asked for what. */
import type { UnsentRequest } from '../../network/network-client.ts'
import type { Request } from '../../protocol/apis.ts'
import type { AdminError } from './admin-client.ts'

/** What a client that was given controllers asks of the active one (`supportsUseControllers`); all else it refuses. */
const FOR_CONTROLLERS: ReadonlySet<Request['type']> = new Set([
  'AlterClientQuotasRequest',
  'AlterPartitionReassignmentsRequest',
  'ApiVersionsRequest',
  'DescribeClusterRequest',
  'DescribeConfigsRequest',
  'DescribeQuorumRequest',
  'IncrementalAlterConfigsRequest',
  'ListPartitionReassignmentsRequest',
  'UnregisterBrokerRequest',
  'UpdateFeaturesRequest',
] as const)

export function isForControllers(request: UnsentRequest): boolean {
  return FOR_CONTROLLERS.has(request.type)
}

/** What a client asks of the controller alone, where that is a broker (ControllerNodeProvider). */
const FOR_ONE_CONTROLLER: ReadonlySet<Request['type']> = new Set([
  'AlterPartitionReassignmentsRequest',
  'CreatePartitionsRequest',
  'CreateTopicsRequest',
  'DeleteTopicsRequest',
  'ElectLeadersRequest',
  'ListPartitionReassignmentsRequest',
] as const)

export function isForOneController(request: UnsentRequest): boolean {
  return FOR_ONE_CONTROLLER.has(request.type)
}

/** What a broker is set to its controllers decide, and can be asked for it in its place. */
export function isAlteration(request: UnsentRequest): boolean {
  return request.type === 'IncrementalAlterConfigsRequest'
}

/** Who describes a cluster to whom it was asked as a controller names the controllers. */
export function toController(request: UnsentRequest): UnsentRequest {
  return request.type === 'DescribeClusterRequest' ? { ...request, endpointType: 'controller' } : request
}

export const NOT_FOR_CONTROLLERS: AdminError = Object.freeze({
  exception: 'UnsupportedEndpointTypeException',
  message: 'This Admin API is not yet supported when communicating directly with the controller quorum.',
  cause: null,
})
