/**
 * Counterpart in Kafka: TransactionCoordinator.handleInitProducerId without transactional.id, which any broker answers; with
 * one it is a coordinator's (`kafka/transaction`).
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { InitProducerIdRequest, InitProducerIdResponse } from '../protocol/init-producer-id.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'
import { handleForCoordinator } from './coordinator-host.ts'
import { coordinatorOfKeyType } from './coordinators.ts'
import { generateProducerId } from './producer-ids.ts'

export function handleInitProducerId(
  state: BrokerState,
  request: InitProducerIdRequest,
  from: NodeId,
  node: NodeContext,
): void {
  const coordinator = request.transactionalId === null ? undefined : coordinatorOfKeyType('transaction')
  if (coordinator !== undefined) return handleForCoordinator(state, coordinator, request, from, node)
  // Whatever id the client says that it has: it bumps the epoch of that by itself (KIP-360).
  const producerId = generateProducerId(state, node)
  respond(from, request, producerId === null ? 'COORDINATOR_LOAD_IN_PROGRESS' : { producerId, producerEpoch: 0 }, node)
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
