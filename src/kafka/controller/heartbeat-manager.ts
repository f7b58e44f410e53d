/**
 * Counterpart in Kafka: org.apache.kafka.controller.BrokerHeartbeatManager. How far each broker has read the
 * metadata log, and what a heartbeat makes of its sender; when it was heard of last is `heartbeat-tracker.ts`.
 */
import type { BrokerHeartbeatRequest } from '../protocol/broker-heartbeat.ts'
import type { ActiveController, BrokerHeartbeatState } from './controller-state.ts'

/** BrokerControlState. */
export type BrokerControlState = 'fenced' | 'unfenced' | 'controlledShutdown' | 'shutdownNow'

/** Starts anew what is known of it. */
export function registerHeartbeat(active: ActiveController, brokerId: number, fenced: boolean): void {
  active.heartbeats.set(brokerId, {
    brokerId,
    lastHeartbeatAtUs: -1,
    metadataOffset: -1,
    controlledShutdownOffset: -1,
    fenced,
  })
}

/** A heartbeat has been answered. A broker that is fenced by it is not in controlled shutdown any more. */
export function touchBroker(
  active: ActiveController,
  brokerId: number,
  { fenced, metadataOffset }: { readonly fenced: boolean; readonly metadataOffset: number },
): void {
  const broker = active.heartbeats.get(brokerId)
  if (broker === undefined) return
  broker.metadataOffset = metadataOffset
  broker.fenced = fenced
  if (fenced) broker.controlledShutdownOffset = -1
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
