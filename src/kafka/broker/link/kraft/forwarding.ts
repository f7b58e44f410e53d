/**
 * Counterpart in Kafka: ForwardingManager (KIP-590). What only the active controller can answer travels there in an
 * envelope, and its answer comes back to the client as if this broker had given it.
 */
import type { NodeContext, NodeId } from '../../../../engine/node-context.ts'
import { tell } from '../../../observe/tell.ts'
import type { EnvelopeResponse } from '../../../protocol/envelope.ts'
import { forwardedError } from '../../../protocol/forwarded-error.ts'
import type { ForwardedRequest } from '../../../protocol/messages.ts'
import { sendMessage } from '../../../protocol/send-message.ts'
import { onTopicsCreated } from '../../auto-topic-creation.ts'
import type { BrokerState } from '../../broker-state.ts'
import { sendToController } from './controller-channel.ts'
import type { Errand } from './kraft-state.ts'

/** `from` is null for a request of the broker's own. */
export function forward(state: BrokerState, request: ForwardedRequest, from: NodeId | null, node: NodeContext): void {
  sendToController(state, 'forwarding', { type: 'EnvelopeRequest', request }, { type: 'forward', from, request }, node)
}

/** `response` is null when no controller could be asked for too long. */
export function onEnvelopeResponse(
  state: BrokerState,
  { from, request }: Extract<Errand, { type: 'forward' }>,
  response: EnvelopeResponse | null,
  node: NodeContext,
): void {
  // Of an automatic topic the next request will ask again.
  if (from === null) return onTopicsCreated(state, request)
  const answer = response?.response ?? forwardedError(request, 'REQUEST_TIMED_OUT')
  const throttleMs = 'throttleTimeMs' in answer ? (answer.throttleTimeMs ?? 0) : 0
  if (throttleMs > 0) {
    const throttled = {
      broker: state.brokerId,
      client: request.clientId,
      api: 'controller_mutation',
      throttleMs,
    } as const
    tell(node, { type: 'ClientThrottled', ...throttled })
  }
  sendMessage(node, from, answer)
}
