/**
 * Counterpart in Kafka: BrokerLifecycleManager (KIP-631). Registration, heartbeats, being unfenced, and the controlled
 * shutdown, which is a wish the heartbeat carries until the controller grants it.
 */
import type { NodeContext } from '../../../../engine/node-context.ts'
import type { BrokerHeartbeatResponse } from '../../../protocol/broker-heartbeat.ts'
import type { BrokerRegistrationResponse } from '../../../protocol/broker-registration.ts'
import type { BrokerState } from '../../broker-state.ts'
import { afterControllerError, sendToController } from './controller-channel.ts'
import { maybePublishFirst } from './metadata-loader.ts'

const RETRY_US = 100_000
/** BrokerServer.shutdown waits no longer for the controller. */
const CONTROLLED_SHUTDOWN_LIMIT_US = 300_000_000

/** The logs are there: from now on the controller hears of this broker. Also the `BrokerRegistrationRetry` timer. */
export function register(state: BrokerState, node: NodeContext): void {
  const { lifecycle, brokerId, rack, host, port } = state
  lifecycle.state = 'registering'
  const { incarnationId, previousBrokerEpoch } = lifecycle
  const sent = sendToController(
    state,
    { type: 'BrokerRegistrationRequest', brokerId, incarnationId, rack, host, port, previousBrokerEpoch },
    { type: 'registration' },
    node,
  )
  if (!sent) retryRegistration(node)
}

function retryRegistration(node: NodeContext): void {
  node.setTimer(RETRY_US, { type: 'BrokerRegistrationRetry' })
}

/** `response` is null when the connection broke or the time was over. */
export function onRegistrationResponse(
  state: BrokerState,
  response: BrokerRegistrationResponse | null,
  node: NodeContext,
): void {
  if (response === null || response.errorCode !== 'NONE') {
    if (response !== null) afterControllerError(state, response.errorCode, response.leaderId)
    return retryRegistration(node)
  }
  const { lifecycle } = state
  lifecycle.brokerEpoch = response.brokerEpoch
  lifecycle.state = 'starting'
  heartbeatNow(state, node)
  if (maybePublishFirst(state, node)) tellReady(state, node)
}

/** A heartbeat out of turn: there is news the controller should hear at once. */
export function heartbeatNow(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  if (lifecycle.brokerEpoch === -1 || lifecycle.communicating) return
  node.cancelTimer(lifecycle.heartbeatTimer)
  sendHeartbeat(state, node)
}

/** Also the `BrokerHeartbeat` timer. */
export function sendHeartbeat(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  if (lifecycle.state === 'ended') return
  const sent = sendToController(
    state,
    {
      type: 'BrokerHeartbeatRequest',
      brokerId: state.brokerId,
      brokerEpoch: lifecycle.brokerEpoch,
      currentMetadataOffset: state.metadata.offset,
      // Its replicas are in place, and it has read its own registration in the metadata log.
      wantFence: !state.loader.published,
      wantShutDown: lifecycle.state === 'shuttingDown',
    },
    { type: 'heartbeat' },
    node,
  )
  if (sent) lifecycle.communicating = true
  else heartbeatIn(state, RETRY_US, node)
}

function heartbeatIn(state: BrokerState, delayUs: number, node: NodeContext): void {
  state.lifecycle.heartbeatTimer = node.setTimer(delayUs, { type: 'BrokerHeartbeat', periodic: true })
}

/** `response` is null when the connection broke or the time was over. */
export function onHeartbeatResponse(
  state: BrokerState,
  response: BrokerHeartbeatResponse | null,
  node: NodeContext,
): void {
  const { lifecycle } = state
  lifecycle.communicating = false
  if (response === null || response.errorCode !== 'NONE') {
    if (response !== null) afterControllerError(state, response.errorCode, response.leaderId)
    heartbeatIn(state, RETRY_US, node)
    return limitShutdown(state, node)
  }
  lifecycle.fenced = response.isFenced
  if (lifecycle.state === 'starting' && !response.isFenced) lifecycle.state = 'running'
  if (lifecycle.state === 'shuttingDown' && response.shouldShutDown) return endProcess(state, node)
  // The broker has become ready since the heartbeat left, so the next need not wait for its turn.
  if (lifecycle.state === 'starting' && state.loader.published && lifecycle.awaitingReadiness) {
    lifecycle.awaitingReadiness = false
    return sendHeartbeat(state, node)
  }
  heartbeatIn(state, state.config.brokerHeartbeatIntervalMs * 1_000, node)
  limitShutdown(state, node)
}

/** The broker has become ready, and says so out of turn. */
export function tellReady(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  if (lifecycle.state !== 'starting' || lifecycle.communicating) return
  lifecycle.awaitingReadiness = false
  heartbeatNow(state, node)
}

/** SIGTERM. Leaderships move away first; a broker that never got as far as to register just ends. */
export function beginControlledShutdown(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  if (lifecycle.state === 'shuttingDown' || lifecycle.state === 'ended') return
  if (lifecycle.brokerEpoch === -1) return endProcess(state, node)
  lifecycle.state = 'shuttingDown'
  lifecycle.shutdownBeganAtUs = node.nowUs
  heartbeatNow(state, node)
}

function limitShutdown(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  if (lifecycle.state !== 'shuttingDown') return
  if (node.nowUs - lifecycle.shutdownBeganAtUs >= CONTROLLED_SHUTDOWN_LIMIT_US) endProcess(state, node)
}

function endProcess(state: BrokerState, node: NodeContext): void {
  state.lifecycle.state = 'ended'
  node.exit()
}
