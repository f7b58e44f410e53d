/** Counterpart in Kafka: kafka.server.ControllerApis. What is asked of a controller, and whether it is the one to answer. */
import { unreachable } from '../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { MetadataRecord } from '../metadata/metadata-records.ts'
import type { AllocateProducerIdsRequest } from '../protocol/allocate-producer-ids.ts'
import type { AlterPartitionRequest } from '../protocol/alter-partition.ts'
import type { AssignReplicasToDirsRequest } from '../protocol/assign-replicas-to-dirs.ts'
import type { BrokerHeartbeatRequest } from '../protocol/broker-heartbeat.ts'
import type { BrokerRegistrationRequest } from '../protocol/broker-registration.ts'
import type { EnvelopeRequest, EnvelopeResponse } from '../protocol/envelope.ts'
import type { ControllerRequest, ControllerResponse, DirectRequest, RaftRequest } from '../protocol/messages.ts'
import { alterPartition } from './alter-partition.ts'
import { checkBrokerEpoch, processBrokerHeartbeat, registerBroker } from './cluster-control.ts'
import { sessionTimeoutMs } from './controller-config.ts'
import { registerController } from './controller-registration-manager.ts'
import type { ControllerResult } from './controller-result.ts'
import type { ActiveController, ControllerState } from './controller-state.ts'
import { assignReplicasToDirs } from './directory-control.ts'
import { decideForwarded } from './forwarded-requests.ts'
import { registerHeartbeat, touchBroker } from './heartbeat-manager.ts'
import { updateContactTime } from './heartbeat-tracker.ts'
import { logEndOffset } from './kraft/raft-log.ts'
import { allocateProducerIds } from './producer-ids.ts'
import { appendAndApply, BY_CONTROLLER, replyAfterCommit } from './quorum-controller.ts'
import type { Occasion } from './record-happenings.ts'
import { reply } from './reply.ts'

/** Requests of brokers. */
export type ServedRequest = Exclude<ControllerRequest, RaftRequest | DirectRequest>

export function isServedRequest(request: { readonly type: string }): request is ServedRequest {
  const served: Readonly<Record<ServedRequest['type'], true>> = SERVED
  return Object.hasOwn(served, request.type)
}

const SERVED = {
  BrokerRegistrationRequest: true,
  BrokerHeartbeatRequest: true,
  ControllerRegistrationRequest: true,
  AlterPartitionRequest: true,
  AssignReplicasToDirsRequest: true,
  AllocateProducerIdsRequest: true,
  EnvelopeRequest: true,
} as const

const BY_LEADER: Occasion = Object.freeze({ isrBy: 'leader', fencing: 'shutdown' })
const SHUTTING_DOWN: Occasion = Object.freeze({ isrBy: 'controller', fencing: 'shutdown' })

export function handleServedRequest(
  state: ControllerState,
  from: NodeId,
  request: ServedRequest,
  node: NodeContext,
): void {
  const { active } = state
  const refusal = refuse(request, 'NOT_CONTROLLER')
  if (active === null) return reply(node, from, refusal)
  const answer = (result: ControllerResult<ControllerResponse>, occasion: Occasion) => {
    appendAndApply(state, active, result.records, occasion, node)
    replyAfterCommit(state, active, { to: from, response: result.response, refusal }, node)
  }
  switch (request.type) {
    case 'BrokerRegistrationRequest':
      return answer(register(state, active, request, node), BY_CONTROLLER)
    case 'BrokerHeartbeatRequest':
      return heartbeat(state, active, request, { to: from, refusal }, node)
    case 'ControllerRegistrationRequest':
      return answer(registerController(state, request), BY_CONTROLLER)
    case 'AlterPartitionRequest':
      return answer(
        ofCurrentBroker(state, request, () => alterPartition(state, request)),
        BY_LEADER,
      )
    case 'AssignReplicasToDirsRequest':
      return answer(
        ofCurrentBroker(state, request, () => assignReplicasToDirs(state, request)),
        BY_CONTROLLER,
      )
    case 'AllocateProducerIdsRequest':
      return answer(
        ofCurrentBroker(state, request, () => allocateProducerIds(state, request)),
        BY_CONTROLLER,
      )
    case 'EnvelopeRequest':
      return answer(forwarded(state, active, request, node), BY_CONTROLLER)
    default:
      return unreachable(request)
  }
}

function register(
  state: ControllerState,
  active: ActiveController,
  request: BrokerRegistrationRequest,
  node: NodeContext,
) {
  const result = registerBroker(state, active, request, logEndOffset(state.raft.log), node)
  const registration = result.records.find(isRegistration)
  if (registration !== undefined) registerHeartbeat(active, request.brokerId, registration.fenced)
  return result
}

function isRegistration(record: MetadataRecord): record is Extract<MetadataRecord, { type: 'RegisterBrokerRecord' }> {
  return record.type === 'RegisterBrokerRecord'
}

function heartbeat(
  state: ControllerState,
  active: ActiveController,
  request: BrokerHeartbeatRequest,
  { to, refusal }: { readonly to: NodeId; readonly refusal: ControllerResponse },
  node: NodeContext,
): void {
  // Also of a process that is refused: whoever it is, it has been heard of.
  updateContactTime(active, request, sessionTimeoutMs(state), node)
  const errorCode = checkBrokerEpoch(state.image, request.brokerId, request.brokerEpoch)
  const decision = errorCode === 'NONE' ? processBrokerHeartbeat(state, active, request) : null
  if (decision === null) {
    const error = errorCode === 'NONE' ? 'STALE_BROKER_EPOCH' : errorCode
    return replyAfterCommit(state, active, { to, response: refuse(request, error), refusal }, node)
  }
  appendAndApply(state, active, decision.records, SHUTTING_DOWN, node)
  const { fenced } = decision
  const seen = { fenced, metadataOffset: request.currentMetadataOffset }
  touchBroker(active, request.brokerId, seen)
  const broker = active.heartbeats.get(request.brokerId)
  if (broker !== undefined) broker.lastHeartbeatAtUs = node.nowUs
  if (decision.inControlledShutdown && broker !== undefined && broker.controlledShutdownOffset < 0) {
    broker.controlledShutdownOffset = logEndOffset(state.raft.log) - 1
  }
  replyAfterCommit(state, active, { to, response: decision.response, refusal }, node)
}

/** A broker that has been registered anew since is not the one that asks. */
function ofCurrentBroker(
  state: ControllerState,
  request: AlterPartitionRequest | AllocateProducerIdsRequest | AssignReplicasToDirsRequest,
  decide: () => ControllerResult<ControllerResponse>,
): ControllerResult<ControllerResponse> {
  const errorCode = checkBrokerEpoch(state.image, request.brokerId, request.brokerEpoch)
  return errorCode === 'NONE' ? decide() : { records: [], response: refuse(request, errorCode) }
}

function forwarded(
  state: ControllerState,
  active: ActiveController,
  envelope: EnvelopeRequest,
  node: NodeContext,
): ControllerResult<EnvelopeResponse> {
  const { records, response } = decideForwarded(state, active, envelope.request, node)
  const { correlationId } = envelope
  return {
    records,
    response: { type: 'EnvelopeResponse', correlationId, errorCode: 'NONE', response },
  }
}

/** The answer of one who will not do it. */
function refuse(
  request: ServedRequest,
  errorCode: 'NOT_CONTROLLER' | ReturnType<typeof checkBrokerEpoch>,
): ControllerResponse {
  const { correlationId } = request
  switch (request.type) {
    case 'BrokerRegistrationRequest':
      return { type: 'BrokerRegistrationResponse', correlationId, errorCode, brokerEpoch: -1 }
    case 'BrokerHeartbeatRequest': {
      const nothing = { isCaughtUp: false, isFenced: true, shouldShutDown: false }
      return { type: 'BrokerHeartbeatResponse', correlationId, errorCode, ...nothing }
    }
    case 'ControllerRegistrationRequest':
      return { type: 'ControllerRegistrationResponse', correlationId, errorCode, errorMessage: null }
    case 'AlterPartitionRequest':
      return { type: 'AlterPartitionResponse', correlationId, errorCode, partitions: [] }
    case 'AssignReplicasToDirsRequest':
      return { type: 'AssignReplicasToDirsResponse', correlationId, errorCode, directories: [] }
    case 'AllocateProducerIdsRequest':
      return { type: 'AllocateProducerIdsResponse', correlationId, errorCode, producerIdStart: -1, producerIdLen: 0 }
    case 'EnvelopeRequest':
      return { type: 'EnvelopeResponse', correlationId, errorCode, response: null }
    default:
      return unreachable(request)
  }
}
