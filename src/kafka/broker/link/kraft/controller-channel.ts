/**
 * Counterpart in Kafka: NodeToControllerChannelManager. Requests to the active controller. Who that is, the metadata
 * fetch finds out (`metadata-fetcher.ts`); the others only note what a refusal tells them.
 */
import type { NodeContext } from '../../../../engine/node-context.ts'
import { controllerNode } from '../../../common/addresses.ts'
import type { ErrorCode } from '../../../common/errors.ts'
import { canSendTo, openConnection, sendRequest, type UnsentRequest } from '../../../network/network-client.ts'
import type { BrokerState } from '../../broker-state.ts'
import { type KraftClients, type KraftTag, kraftOf } from './kraft-state.ts'

export type ControllerChannel = Exclude<keyof KraftClients, 'raft'>

/** Half of broker.session.timeout.ms: a controller that does not answer must not cost the session (KAFKA-14392). */
const REQUEST_TIMEOUT_MS = 4_500

/** Sends to the controller last known to be active; false while none is known or its connection backs off. */
export function sendToController(
  state: BrokerState,
  channel: ControllerChannel,
  request: UnsentRequest,
  tag: KraftTag,
  node: NodeContext,
): boolean {
  const { clients, lifecycle } = kraftOf(state)
  const client = clients[channel]
  const { controllerId } = lifecycle
  if (controllerId === -1) return false
  const to = controllerNode(controllerId)
  if (!canSendTo(client, to, node.nowUs)) return false
  openConnection(client, to)
  sendRequest(client, to, request, tag, REQUEST_TIMEOUT_MS, node)
  return true
}

/** Takes a hint where the active controller is; -1 when the one asked does not know. */
export function afterControllerError(state: BrokerState, errorCode: ErrorCode, leaderId: number): void {
  if (errorCode !== 'NOT_CONTROLLER') return
  const { lifecycle } = kraftOf(state)
  lifecycle.controllerId = leaderId === lifecycle.controllerId ? -1 : leaderId
}
