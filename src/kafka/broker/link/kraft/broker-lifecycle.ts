/**
 * Counterpart in Kafka: BrokerLifecycleManager (KIP-631). Registration, heartbeats, being unfenced, and the controlled
 * shutdown, which is a wish the heartbeat carries until the controller grants it.
 */

import type { NodeContext } from '../../../../engine/node-context.ts'
import { exitInOrder } from '../../../observe/tell.ts'
import { featuresOf, rulesOf } from '../../../profile/registry.ts'
import type { BrokerHeartbeatResponse } from '../../../protocol/broker-heartbeat.ts'
import type { BrokerRegistrationResponse } from '../../../protocol/broker-registration.ts'
import type { BrokerState } from '../../broker-state.ts'
import { failToStart } from '../../fail-to-start.ts'
import { type StartFailure, writeServerLog } from '../../server-log.ts'
import { sendToController } from './controller-channel.ts'
import { directoriesOf, failedDirectories, isTellingPlaces } from './directory-facts.ts'
import { kraftOf } from './kraft-state.ts'
import { maybePublishFirst } from './metadata-loader.ts'

/** Between heartbeats of a broker that has not caught up yet, and after the first one that asked for a shutdown. */
const CATCH_UP_INTERVAL_US = 10_000
const FIRST_SHUTDOWN_INTERVAL_US = 50_000
/** ExponentialBackoff(100, 2, broker.session.timeout.ms, 0.02) after failures in a row. */
const RESEND_BACKOFF_US = 100_000
const RESEND_JITTER_PERMILLE = 20
/** The directories of brokers here are never cordoned. */
const NO_DIRECTORIES: readonly string[] = Object.freeze([])
/** BrokerServer.shutdown waits no longer for the controller. */
const CONTROLLED_SHUTDOWN_LIMIT_US = 300_000_000

/** How long the first registration may take. */
export function limitRegistration(state: BrokerState, node: NodeContext): void {
  const delayUs = state.config.initialRegistrationTimeoutMs * 1_000
  kraftOf(state).lifecycle.deadline = node.setTimer(delayUs, { type: 'RegistrationDeadline' })
}

/** No controller has taken it: it shuts down again, and says what for. */
export function giveUpRegistering(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  if (lifecycle.brokerEpoch !== -1 || lifecycle.state === 'ended') return
  lifecycle.state = 'ended'
  for (const event of ['unregistered', 'shuttingDown', 'shutDown'] as const)
    writeServerLog(state, node.wallClockMs, event)
  failToStart(state, node, UNREGISTERED)
}

const UNREGISTERED: StartFailure = Object.freeze({
  when: 'gaveUp',
  class: 'java.lang.RuntimeException',
  message: 'Received a fatal error while waiting for the controller to acknowledge that we are caught up',
})

/** The logs are there: from now on the controller hears of this broker. */
export function register(state: BrokerState, node: NodeContext): void {
  const { lifecycle, brokerId, rack, host, port } = state
  lifecycle.state = 'registering'
  const kraft = kraftOf(state).lifecycle
  const { incarnationId, previousBrokerEpoch } = kraft
  const features = featuresOf(state)
  kraft.communicating = true
  sendToController(
    state,
    'heartbeat',
    {
      type: 'BrokerRegistrationRequest',
      brokerId,
      incarnationId,
      rack,
      host,
      port,
      previousBrokerEpoch,
      features,
      ...directoriesOf(state),
    },
    { type: 'registration' },
    node,
  )
}

/** `response` is null when no controller could be asked for too long. */
export function onRegistrationResponse(
  state: BrokerState,
  response: BrokerRegistrationResponse | null,
  node: NodeContext,
): void {
  const { lifecycle } = state
  const kraft = kraftOf(state).lifecycle
  kraft.communicating = false
  if (response === null || response.errorCode !== 'NONE') return communicateAfterFailure(state, node)
  kraft.failedAttempts = 0
  node.cancelTimer(kraft.deadline)
  lifecycle.brokerEpoch = response.brokerEpoch
  lifecycle.state = 'starting'
  communicateNow(state, node)
  if (maybePublishFirst(state, node)) tellReady(state, node)
}

/** There is news the controller should hear at once, or as soon as what it hears now is answered. */
export function communicateNow(state: BrokerState, node: NodeContext): void {
  node.cancelTimer(kraftOf(state).lifecycle.timer)
  communicate(state, node)
}

/** Also the `BrokerHeartbeat` timer. */
export function communicate(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  const kraft = kraftOf(state).lifecycle
  if (lifecycle.state === 'ended') return
  if (kraft.communicating) kraft.nextIsImmediate = true
  else if (lifecycle.brokerEpoch === -1) register(state, node)
  else sendHeartbeat(state, node)
}

function communicateIn(state: BrokerState, delayUs: number, node: NodeContext): void {
  const kraft = kraftOf(state).lifecycle
  node.cancelTimer(kraft.timer)
  kraft.timer = node.setTimer(kraft.nextIsImmediate ? 0 : delayUs, { type: 'BrokerHeartbeat', periodic: true })
  kraft.nextIsImmediate = false
}

/** Never at once, whatever news there is. */
function communicateAfterFailure(state: BrokerState, node: NodeContext): void {
  const kraft = kraftOf(state).lifecycle
  const maxUs = state.config.brokerSessionTimeoutMs * 1_000
  let waitUs = RESEND_BACKOFF_US
  for (let doubling = 0; doubling < kraft.failedAttempts && waitUs < maxUs; doubling++) waitUs *= 2
  const drawn = node.randomInt(`broker-${state.brokerId} resends`, 2 * RESEND_JITTER_PERMILLE + 1)
  const jittered = Math.round((Math.min(waitUs, maxUs) * (1_000 - RESEND_JITTER_PERMILLE + drawn)) / 1_000)
  kraft.failedAttempts++
  kraft.nextIsImmediate = false
  communicateIn(state, Math.min(jittered, maxUs), node)
}

function sendHeartbeat(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  const kraft = kraftOf(state).lifecycle
  kraft.communicating = true
  const failed = failedDirectories(state)
  sendToController(
    state,
    'heartbeat',
    {
      type: 'BrokerHeartbeatRequest',
      brokerId: state.brokerId,
      brokerEpoch: lifecycle.brokerEpoch,
      currentMetadataOffset: state.metadata.offset,
      wantFence: kraft.awaitingReadiness,
      wantShutDown: lifecycle.state === 'shuttingDown',
      cordonedLogDirs: tellsDirectories(state) ? NO_DIRECTORIES : null,
      ...failed,
    },
    failed.offlineLogDirs === undefined ? { type: 'heartbeat' } : { type: 'heartbeat', offline: failed.offlineLogDirs },
    node,
  )
}

function tellsDirectories(state: BrokerState): boolean {
  const { lifecycle, metadata } = state
  if (lifecycle.state === 'starting') return false
  return rulesOf(state).controller.knowsCordonedDirectories(metadata.features.get('metadata.version') ?? 0)
}

/** `response` is null when no controller could be asked for too long. */
export function onHeartbeatResponse(
  state: BrokerState,
  response: BrokerHeartbeatResponse | null,
  node: NodeContext,
): void {
  const { lifecycle } = state
  const kraft = kraftOf(state).lifecycle
  kraft.communicating = false
  if (response === null || response.errorCode !== 'NONE') {
    communicateAfterFailure(state, node)
    return limitShutdown(state, node)
  }
  kraft.failedAttempts = 0
  kraft.fenced = response.isFenced
  if (lifecycle.state === 'shuttingDown' && response.shouldShutDown) return endProcess(state, node)
  const wasCaughtUp = lifecycle.state === 'caughtUp'
  const nextInUs = afterHeartbeatUs(state, response, node.wallClockMs)
  // Its replicas are in place, which takes a real broker longer than until the heartbeat that has just been answered.
  if (wasCaughtUp && kraft.awaitingReadiness && lifecycle.published && !isTellingPlaces(state)) {
    kraft.awaitingReadiness = false
    return communicateNow(state, node)
  }
  communicateIn(state, nextInUs, node)
  limitShutdown(state, node)
}

/** What the answer makes of the broker, and how long until it is heard of again. */
function afterHeartbeatUs(state: BrokerState, response: BrokerHeartbeatResponse, wallClockMs: number): number {
  const { lifecycle, config } = state
  const kraft = kraftOf(state).lifecycle
  switch (lifecycle.state) {
    case 'starting':
      if (response.isCaughtUp) lifecycle.state = 'caughtUp'
      return CATCH_UP_INTERVAL_US
    case 'caughtUp':
      if (!response.isFenced) lifecycle.state = 'running'
      if (!response.isFenced) writeServerLog(state, wallClockMs, 'started')
      break
    case 'shuttingDown':
      if (!kraft.shutdownAnswered) {
        kraft.shutdownAnswered = true
        return FIRST_SHUTDOWN_INTERVAL_US
      }
      break
    default:
      break
  }
  return config.brokerHeartbeatIntervalMs * 1_000
}

/** The broker has become ready, and says so out of turn. */
export function tellReady(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  const kraft = kraftOf(state).lifecycle
  if (lifecycle.state !== 'caughtUp' || kraft.communicating || isTellingPlaces(state)) return
  kraft.awaitingReadiness = false
  communicateNow(state, node)
}

/** SIGTERM. Leaderships move away first; a broker that does not serve yet just ends. */
export function beginControlledShutdown(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  if (lifecycle.state === 'shuttingDown' || lifecycle.state === 'ended') return
  if (lifecycle.state !== 'running') return endProcess(state, node)
  lifecycle.state = 'shuttingDown'
  writeServerLog(state, node.wallClockMs, 'shuttingDown')
  kraftOf(state).lifecycle.shutdownBeganAtUs = node.nowUs
  communicateNow(state, node)
}

function limitShutdown(state: BrokerState, node: NodeContext): void {
  const { lifecycle } = state
  if (lifecycle.state !== 'shuttingDown') return
  if (node.nowUs - kraftOf(state).lifecycle.shutdownBeganAtUs >= CONTROLLED_SHUTDOWN_LIMIT_US) endProcess(state, node)
}

function endProcess(state: BrokerState, node: NodeContext): void {
  state.lifecycle.state = 'ended'
  writeServerLog(state, node.wallClockMs, 'shutDown')
  exitInOrder(node)
}
