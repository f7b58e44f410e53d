/**
 * Counterpart in Kafka: RPCProducerIdManager and TransactionCoordinator.handleInitProducerId without transactional.id.
 * Producer ids come from the controller in blocks of 1000. The first question only fetches the block: the client is told
 * to ask again, perhaps another broker, which is why the first producer of a cluster does not always get 0.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { InitProducerIdRequest, InitProducerIdResponse } from '../protocol/init-producer-id.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'
import { linkOf } from './link/broker-link.ts'

/** Kafka asks for the next block once nine tenths of the current one are used. */
const PREFETCH_THRESHOLD = 100

export function handleInitProducerId(
  state: BrokerState,
  request: InitProducerIdRequest,
  from: NodeId,
  node: NodeContext,
): void {
  // A client that bumps its own epoch after an unresolved batch (KIP-360) keeps its id.
  if (request.transactionalId === null && request.producerId >= 0 && request.producerEpoch < 32_766) {
    return respond(from, request, { producerId: request.producerId, producerEpoch: request.producerEpoch + 1 }, node)
  }
  const { producerIds } = state
  if (producerIds.next >= producerIds.end && producerIds.nextBlock !== null) {
    producerIds.next = producerIds.nextBlock.start
    producerIds.end = producerIds.nextBlock.end
    producerIds.nextBlock = null
  }
  if (producerIds.next >= producerIds.end) {
    linkOf(state).allocateProducerIds(state, node)
    return respond(from, request, 'COORDINATOR_LOAD_IN_PROGRESS', node)
  }
  const producerId = producerIds.next++
  if (producerIds.end - producerIds.next < PREFETCH_THRESHOLD) linkOf(state).allocateProducerIds(state, node)
  respond(from, request, { producerId, producerEpoch: 0 }, node)
}

function respond(
  to: NodeId,
  { correlationId }: InitProducerIdRequest,
  outcome: ErrorCode | { readonly producerId: number; readonly producerEpoch: number },
  node: NodeContext,
): void {
  const response: InitProducerIdResponse = {
    type: 'InitProducerIdResponse',
    correlationId,
    errorCode: typeof outcome === 'string' ? outcome : 'NONE',
    producerId: typeof outcome === 'string' ? -1 : outcome.producerId,
    producerEpoch: typeof outcome === 'string' ? -1 : outcome.producerEpoch,
  }
  sendMessage(node, to, response)
}
