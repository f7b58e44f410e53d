/**
 * Counterpart in Kafka: ForwardingManager (KIP-590). What only the active controller can answer travels there in an
 * envelope, and its answer comes back to the client as if this broker had given it.
 */
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import type { EnvelopeResponse } from '../../../protocol/envelope.ts'
import type { ForwardedRequest, ForwardedResponse } from '../../../protocol/messages.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import { onTopicsCreated } from '../../auto-topic-creation.ts'
import type { BrokerState } from '../../broker-state.ts'
import { afterControllerError, sendToController } from './controller-channel.ts'
import { type ForwardedCall, kraftOf } from './kraft-state.ts'

/** How long an unanswered request is tried; its client gives up at the same time (request.timeout.ms). */
const FORWARD_TIMEOUT_US = 30_000_000
const RETRY_US = 50_000

/** `from` is null for a request of the broker's own. */
export function forward(state: BrokerState, request: ForwardedRequest, from: NodeId | null, node: NodeContext): void {
  const kraft = kraftOf(state)
  const id = kraft.nextForwardId++
  // The envelope that a request of the broker's own travels in takes the number.
  const correlationId = from === null ? kraft.clients.forwarding.nextCorrelationId : request.correlationId
  const expiresAtUs = node.nowUs + FORWARD_TIMEOUT_US
  kraft.forwards.set(id, { id, from, correlationId, request: { ...request, correlationId }, expiresAtUs })
  send(state, id, node)
}

export interface ForwardRetry {
  readonly type: 'ForwardRetry'
  readonly id: number
}

/** Also the `ForwardRetry` timer. */
export function send(state: BrokerState, id: number, node: NodeContext): void {
  const call = kraftOf(state).forwards.get(id)
  if (call === undefined) return
  if (call.expiresAtUs <= node.nowUs) return giveUp(state, call)
  const envelope = { type: 'EnvelopeRequest', request: call.request } as const
  if (!sendToController(state, 'forwarding', envelope, { type: 'forward', forwardId: id }, node)) retryLater(id, node)
}

/** `response` is null when the connection broke or the time was over. */
export function onEnvelopeResponse(
  state: BrokerState,
  id: number,
  response: EnvelopeResponse | null,
  node: NodeContext,
): void {
  const call = kraftOf(state).forwards.get(id)
  if (call === undefined) return
  if (response === null || response.errorCode !== 'NONE' || response.response === null) {
    if (response !== null) afterControllerError(state, response.errorCode, response.leaderId)
    return retryLater(id, node)
  }
  kraftOf(state).forwards.delete(id)
  answer(state, call, response.response, node)
}

function answer(state: BrokerState, call: ForwardedCall, response: ForwardedResponse, node: NodeContext): void {
  if (call.from === null) return onTopicsCreated(state, call.request)
  const answered: ForwardedResponse = { ...response, correlationId: call.correlationId }
  sendMessage(node, call.from, answered)
}

/** The client has given up by now; of an automatic topic the next request will ask again. */
function giveUp(state: BrokerState, call: ForwardedCall): void {
  kraftOf(state).forwards.delete(call.id)
  if (call.from === null) onTopicsCreated(state, call.request)
}

function retryLater(id: number, node: NodeContext): void {
  node.setTimer(RETRY_US, { type: 'ForwardRetry', id } as ForwardRetry)
}
