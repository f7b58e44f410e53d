/** Counterpart in Kafka: kafka.server.ControllerApis, what clients ask of a controller directly (KIP-919). */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { apiVersionsOf } from '../profile/answered-apis.ts'
import { describeResource } from '../profile/describe-resource.ts'
import { profileOf } from '../profile/registry.ts'
import {
  type DescribeClusterRequest,
  type DescribeClusterResponse,
  mismatchedEndpoint,
} from '../protocol/describe-cluster.ts'
import type { DescribeConfigsRequest, DescribeConfigsResponse } from '../protocol/describe-configs.ts'
import { forwardedError } from '../protocol/forwarded-error.ts'
import type { DirectRequest } from '../protocol/messages.ts'
import { incrementalAlterConfigs } from './config-control.ts'
import type { ControllerState } from './controller-state.ts'
import { decideForwarded } from './forwarded-requests.ts'
import { entriesOf, type RaftLog } from './kraft/raft-log.ts'
import { appendAndApply, BY_CONTROLLER, replyAfterCommit } from './quorum-controller.ts'
import { reply } from './reply.ts'

const DIRECT: Readonly<Record<DirectRequest['type'], true>> = {
  IncrementalAlterConfigsRequest: true,
  ElectLeadersRequest: true,
  AlterPartitionReassignmentsRequest: true,
  ListPartitionReassignmentsRequest: true,
  DescribeQuorumRequest: true,
  UnregisterBrokerRequest: true,
  UpdateFeaturesRequest: true,
  AlterClientQuotasRequest: true,
  DescribeClusterRequest: true,
  DescribeConfigsRequest: true,
  ApiVersionsRequest: true,
}

export function isDirectRequest(request: { readonly type: string }): request is DirectRequest {
  return Object.hasOwn(DIRECT, request.type)
}

/** Any controller tells what it knows; what is to be decided only the active one answers. */
export function handleDirectRequest(
  state: ControllerState,
  from: NodeId,
  request: DirectRequest,
  node: NodeContext,
): void {
  switch (request.type) {
    case 'ApiVersionsRequest':
      return tellApis(state, from, request, node)
    case 'DescribeClusterRequest':
      return reply(node, from, describeControllers(state, request))
    case 'DescribeConfigsRequest':
      return reply(node, from, describeConfigs(state, request))
    default:
      return decide(state, from, request, node)
  }
}

/**
 * The list of what it answers. A real client has got it before it sends anything else, so here it is also what whoever
 * asks for something else gets, and knows by that there is no such API.
 */
export function tellApis(
  state: ControllerState,
  from: NodeId,
  { correlationId }: { readonly correlationId: number },
  node: NodeContext,
): void {
  const { profile, image, raft } = state
  reply(
    node,
    from,
    apiVersionsOf('controller', profileOf(profile), image.features, featuresEpoch(raft.log), correlationId),
  )
}

type Decided = Exclude<
  DirectRequest,
  { type: 'ApiVersionsRequest' | 'DescribeClusterRequest' | 'DescribeConfigsRequest' }
>

function decide(state: ControllerState, from: NodeId, request: Decided, node: NodeContext): void {
  const { active } = state
  const refusal = forwardedError(request, 'NOT_CONTROLLER')
  if (active === null) return reply(node, from, refusal)
  const { records, response } =
    request.type === 'IncrementalAlterConfigsRequest'
      ? incrementalAlterConfigs(state, request, true)
      : decideForwarded(state, active, request, node)
  appendAndApply(state, active, records, BY_CONTROLLER, node)
  replyAfterCommit(state, active, { to: from, response, refusal }, node)
}

/** FeaturesPublisher: where the records that changed a feature last end, with their transaction. */
function featuresEpoch(log: RaftLog): number {
  const entries = entriesOf(log)
  const last = entries.findLastIndex(({ record }) => record.type === 'FeatureLevelRecord')
  if (last === -1) return log.snapshot?.offset ?? -1
  const after = entries.slice(last).find(({ record }) => record.type.endsWith('TransactionRecord'))
  return (after?.record.type === 'EndTransactionRecord' ? after : entries[last])?.offset ?? -1
}

function describeControllers(state: ControllerState, request: DescribeClusterRequest): DescribeClusterResponse {
  const { raft, clusterId, image } = state
  const { correlationId } = request
  const mismatch = mismatchedEndpoint(request, 'controller')
  if (mismatch !== null) return mismatch
  return {
    type: 'DescribeClusterResponse',
    correlationId,
    errorCode: 'NONE',
    errorMessage: null,
    clusterId,
    controllerId: raft.leaderId,
    brokers: [...image.controllers.values()].map(({ controllerId: id, host, port }) => ({
      id,
      host,
      port,
      rack: null,
      isFenced: false,
    })),
  }
}

function describeConfigs(state: ControllerState, request: DescribeConfigsRequest): DescribeConfigsResponse {
  const { image, config: staticConfig, controllerId: nodeId, profile } = state
  const server = { image, staticConfig, nodeId, profile: profileOf(profile) }
  const resources = request.resources.map(({ resource, keys }) =>
    describeResource(server, resource, keys, request.includeSynonyms),
  )
  return { type: 'DescribeConfigsResponse', correlationId: request.correlationId, resources }
}
