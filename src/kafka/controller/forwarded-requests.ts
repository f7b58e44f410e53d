/** Counterpart in Kafka: kafka.server.ControllerApis, the administration of topics, settings, features and replicas. */
import { unreachable } from '../../engine/assert.ts'
import type { NodeContext } from '../../engine/node-context.ts'
import type { ForwardedRequest, ForwardedResponse } from '../protocol/messages.ts'
import { alterClientQuotas } from './client-quota-control.ts'
import { unregisterBroker } from './cluster-control.ts'
import { incrementalAlterConfigs } from './config-control.ts'
import type { ControllerResult } from './controller-result.ts'
import type { ActiveController, ControllerState } from './controller-state.ts'
import { describeQuorum } from './describe-quorum.ts'
import { updateFeatures } from './features.ts'
import { electLeaders } from './leader-election.ts'
import { alterPartitionReassignments, listPartitionReassignments } from './reassignment-control.ts'
import { createPartitions, createTopics, deleteTopics } from './topic-control.ts'

/** What the active controller makes of a request, whether a broker has forwarded it or a client sent it directly. */
export function decideForwarded(
  state: ControllerState,
  active: ActiveController,
  request: ForwardedRequest,
  node: NodeContext,
): ControllerResult<ForwardedResponse> {
  switch (request.type) {
    case 'CreateTopicsRequest':
      return createTopics(state, active, request, node)
    case 'DeleteTopicsRequest':
      return deleteTopics(state, request, node)
    case 'CreatePartitionsRequest':
      return createPartitions(state, active, request, node)
    case 'IncrementalAlterConfigsRequest':
      return incrementalAlterConfigs(state, request)
    case 'ElectLeadersRequest':
      return electLeaders(state, request)
    case 'AlterPartitionReassignmentsRequest':
      return alterPartitionReassignments(state, request)
    case 'ListPartitionReassignmentsRequest':
      return { records: [], response: listPartitionReassignments(state, request) }
    case 'DescribeQuorumRequest':
      return { records: [], response: describeQuorum(state, request, node) }
    case 'UnregisterBrokerRequest':
      return unregisterBroker(state, active, request)
    case 'UpdateFeaturesRequest':
      return updateFeatures(state, request)
    case 'AlterClientQuotasRequest':
      return alterClientQuotas(state, request)
    default:
      return unreachable(request)
  }
}
