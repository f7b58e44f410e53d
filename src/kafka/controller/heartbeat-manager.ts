/**
 * Counterpart in Kafka: org.apache.kafka.controller.BrokerHeartbeatManager. Who has been heard of, how far each has read
 * the metadata log, and what a heartbeat makes of its sender.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import type { BrokerHeartbeatRequest } from '../protocol/broker-heartbeat.ts'
import type { ActiveController, BrokerHeartbeatState } from './controller-state.ts'

/** BrokerControlState. */
export type BrokerControlState = 'fenced' | 'unfenced' | 'controlledShutdown' | 'shutdownNow'

/** Starts a session, or starts the one there is anew. */
export function registerHeartbeat(
  active: ActiveController,
  brokerId: number,
  fenced: boolean,
  sessionTimeoutMs: number,
  node: NodeContext,
): void {
  forgetHeartbeat(active, brokerId, node)
  active.heartbeats.set(brokerId, {
    brokerId,
    lastContactAtUs: node.nowUs,
    lastHeartbeatAtUs: -1,
    metadataOffset: -1,
    controlledShutdownOffset: -1,
    fenced,
    processGone: false,
    sessionTimer: null,
  })
  touchBroker(active, brokerId, { fenced, metadataOffset: -1 }, sessionTimeoutMs, node)
}

export function forgetHeartbeat(active: ActiveController, brokerId: number, node: NodeContext): void {
  const broker = active.heartbeats.get(brokerId)
  if (broker === undefined) return
  if (broker.sessionTimer !== null) node.cancelTimer(broker.sessionTimer)
  active.heartbeats.delete(brokerId)
}

/** A sign of life. A fenced broker has no session to lose, and is not in controlled shutdown any more. */
export function touchBroker(
  active: ActiveController,
  brokerId: number,
  { fenced, metadataOffset }: { readonly fenced: boolean; readonly metadataOffset: number },
  sessionTimeoutMs: number,
  node: NodeContext,
): void {
  const broker = active.heartbeats.get(brokerId)
  if (broker === undefined) return
  broker.lastContactAtUs = node.nowUs
  broker.processGone = false
  broker.metadataOffset = metadataOffset
  broker.fenced = fenced
  if (fenced) {
    broker.controlledShutdownOffset = -1
    if (broker.sessionTimer !== null) node.cancelTimer(broker.sessionTimer)
    broker.sessionTimer = null
  } else if (broker.sessionTimer === null) armSessionTimer(broker, sessionTimeoutMs, node, true)
}

/**
 * Looks again when the session may have ended. Heartbeats do not move the timer: it looks, when it fires, how long ago
 * the last one was. Set anew at a disconnect it is not periodic, so that the fencing names the death as its cause.
 */
export function armSessionTimer(
  broker: BrokerHeartbeatState,
  sessionTimeoutMs: number,
  node: NodeContext,
  periodic: boolean,
): void {
  if (broker.sessionTimer !== null) node.cancelTimer(broker.sessionTimer)
  const delayUs = Math.max(0, broker.lastContactAtUs + sessionTimeoutMs * 1000 - node.nowUs)
  const timer = { type: 'BrokerSessionTimeout', brokerId: broker.brokerId }
  broker.sessionTimer = node.setTimer(delayUs, periodic ? { ...timer, periodic: true as const } : timer)
}

export function hasValidSession(
  active: ActiveController,
  brokerId: number,
  sessionTimeoutMs: number,
  node: NodeContext,
): boolean {
  const broker = active.heartbeats.get(brokerId)
  return broker !== undefined && !broker.fenced && broker.lastContactAtUs + sessionTimeoutMs * 1000 > node.nowUs
}

export function currentBrokerState(broker: BrokerHeartbeatState): BrokerControlState {
  if (broker.controlledShutdownOffset >= 0) return 'controlledShutdown'
  return broker.fenced ? 'fenced' : 'unfenced'
}

/** `registrationOffset`: where its registration stands in the metadata log; `hasLeaderships` is asked only when it matters. */
export function nextBrokerState(
  active: ActiveController,
  broker: BrokerHeartbeatState,
  request: BrokerHeartbeatRequest,
  registrationOffset: number,
  hasLeaderships: () => boolean,
): BrokerControlState {
  switch (currentBrokerState(broker)) {
    case 'fenced':
      if (request.wantShutDown) return 'shutdownNow'
      return !request.wantFence && request.currentMetadataOffset >= registrationOffset ? 'unfenced' : 'fenced'
    case 'unfenced':
      if (request.wantFence) return request.wantShutDown ? 'shutdownNow' : 'fenced'
      if (!request.wantShutDown) return 'unfenced'
      return hasLeaderships() ? 'controlledShutdown' : 'shutdownNow'
    case 'controlledShutdown':
      if (hasLeaderships()) return 'controlledShutdown'
      // It may go once every other broker knows that it leads nothing any more.
      return broker.controlledShutdownOffset <= lowestActiveOffset(active) ? 'shutdownNow' : 'controlledShutdown'
    case 'shutdownNow':
      return 'shutdownNow'
  }
}

/** The least that any broker has read which is neither fenced nor shutting down. */
function lowestActiveOffset(active: ActiveController): number {
  let lowest = Infinity
  for (const broker of active.heartbeats.values()) {
    if (!broker.fenced && broker.controlledShutdownOffset < 0) lowest = Math.min(lowest, broker.metadataOffset)
  }
  return lowest
}
