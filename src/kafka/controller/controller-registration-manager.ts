/**
 * Counterpart in Kafka: kafka.server.ControllerRegistrationManager (KIP-919). Every controller, the active one too, tells
 * the active one where it listens and what it supports, once the metadata version allows it; the record of it says which
 * incarnation of the process is meant.
 */
import type { NodeContext, NodeId, TimerId } from '../../engine/node-context.ts'
import { controllerNode, controllerPort } from '../common/addresses.ts'
import {
  canSendTo,
  completeRequest,
  createNetworkClient,
  expireRequests,
  failConnection,
  type NetworkClient,
  openConnection,
  sendRequest,
} from '../network/network-client.ts'
import { featuresOf, rulesOf } from '../profile/registry.ts'
import type {
  ControllerRegistrationRequest,
  ControllerRegistrationResponse,
} from '../protocol/controller-registration.ts'
import type { ControllerResult } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'
import { metadataVersion } from './features.ts'
import { randomUuid } from './random-uuid.ts'

export interface ControllerRegistrationManager {
  /** Differs with every start of the process. */
  readonly incarnationId: string
  readonly client: NetworkClient<null>
  /** `acknowledged`: by the active controller, so the record is committed and will arrive. */
  progress: 'unregistered' | 'asked' | 'acknowledged'
  failures: number
  /** While it waits for an answer, or before it asks again; null otherwise. */
  timer: TimerId | null
}

/** ControllerServer gives the channel so long to find and ask the active controller. */
const REQUEST_TIMEOUT_MS = 5_000
/** How long the channel leaves a controller alone that was not the active one. */
const CHANNEL_RETRY_US = 50_000
const RESEND_BACKOFF_US = 100_000
const RESEND_BACKOFF_MAX_US = 120_000_000
/** After so many the backoff does not grow any more. */
const MAX_DOUBLINGS = 11
const RETRY_TIMER = 'ControllerRegistrationRetry'

export function createRegistrationManager(controllerId: number, node: NodeContext): ControllerRegistrationManager {
  return {
    incarnationId: randomUuid(`controller-${controllerId}`, node),
    client: createNetworkClient(`${controllerId}`),
    progress: 'unregistered',
    failures: 0,
    timer: null,
  }
}

/** Called whenever Raft may have learnt something: it asks once it knows of a version and of whom to ask. */
export function maybeSendRegistration(state: ControllerState, node: NodeContext): void {
  const { registration, raft, controllerId } = state
  if (registration.progress !== 'unregistered' || registration.timer !== null || raft.leaderId === -1) return
  if (!rulesOf(state).controller.registersControllers(metadataVersion(state.image))) return
  // The active controller's image runs ahead of what is committed, and only that is published.
  if (raft.highWatermark <= state.image.offset) return
  const active = controllerNode(raft.leaderId)
  if (!canSendTo(registration.client, active, node.nowUs)) return askAgainIn(state, CHANNEL_RETRY_US, node)
  openConnection(registration.client, active)
  sendRequest(
    registration.client,
    active,
    {
      type: 'ControllerRegistrationRequest',
      controllerId,
      incarnationId: registration.incarnationId,
      host: 'localhost',
      port: controllerPort(controllerId),
      features: featuresOf(state),
    },
    null,
    REQUEST_TIMEOUT_MS,
    node,
  )
  registration.progress = 'asked'
  askAgainIn(state, REQUEST_TIMEOUT_MS * 1000, node)
}

function askAgainIn(state: ControllerState, delayUs: number, node: NodeContext): void {
  const { registration } = state
  if (registration.timer !== null) node.cancelTimer(registration.timer)
  registration.timer = node.setTimer(delayUs, { type: RETRY_TIMER, periodic: true })
}

/** False where the timer is another's. */
export function handleRegistrationTimer(state: ControllerState, type: string, node: NodeContext): boolean {
  if (type !== RETRY_TIMER) return false
  state.registration.timer = null
  if (expireRequests(state.registration.client, node.nowUs).length > 0) backOff(state, node)
  return true
}

export function handleRegistrationResponse(
  state: ControllerState,
  from: NodeId,
  response: ControllerRegistrationResponse,
  node: NodeContext,
): void {
  const { registration } = state
  if (completeRequest(registration.client, from, response) === undefined) return
  if (response.errorCode === 'NOT_CONTROLLER') return askAnother(state, node)
  if (response.errorCode !== 'NONE') return backOff(state, node)
  if (registration.timer !== null) node.cancelTimer(registration.timer)
  registration.timer = null
  registration.progress = 'acknowledged'
  registration.failures = 0
}

/** The connection broke: the channel puts the request back and looks for the active controller again. */
export function handleRegistrationDisconnect(state: ControllerState, peer: NodeId, node: NodeContext): void {
  if (failConnection(state.registration.client, peer, node.nowUs).length > 0) askAnother(state, node)
}

function askAnother(state: ControllerState, node: NodeContext): void {
  state.registration.progress = 'unregistered'
  askAgainIn(state, CHANNEL_RETRY_US, node)
}

function backOff(state: ControllerState, node: NodeContext): void {
  const { registration } = state
  registration.progress = 'unregistered'
  const doublings = Math.min(registration.failures, MAX_DOUBLINGS)
  askAgainIn(state, Math.min(RESEND_BACKOFF_US * (1 << doublings), RESEND_BACKOFF_MAX_US), node)
  registration.failures++
}

/** ClusterControlManager.registerController: whoever was registered under the id before is forgotten. */
export function registerController(
  state: ControllerState,
  request: ControllerRegistrationRequest,
): ControllerResult<ControllerRegistrationResponse> {
  const { correlationId, controllerId, incarnationId, host, port, features } = request
  if (!rulesOf(state).controller.registersControllers(metadataVersion(state.image))) {
    const errorMessage = 'The current MetadataVersion is too old to support controller registrations.'
    return {
      records: [],
      response: {
        type: 'ControllerRegistrationResponse',
        correlationId,
        errorCode: 'UNSUPPORTED_VERSION',
        errorMessage,
      },
    }
  }
  return {
    records: [{ type: 'RegisterControllerRecord', controllerId, incarnationId, host, port, features }],
    response: { type: 'ControllerRegistrationResponse', correlationId, errorCode: 'NONE', errorMessage: null },
  }
}
