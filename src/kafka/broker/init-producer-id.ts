/**
 * Counterpart in Kafka: RPCProducerIdManager and TransactionCoordinator.handleInitProducerId without transactional.id.
 * Producer ids come from the controller in blocks of 1000. The first question only fetches the block: the client is told
 * to ask again, perhaps another broker, which is why the first producer of a cluster does not always get 0.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import type { AllocateProducerIdsResponse } from '../protocol/allocate-producer-ids.ts'
import type { InitProducerIdRequest, InitProducerIdResponse } from '../protocol/init-producer-id.ts'
import type { BrokerState } from './broker-state.ts'
import { afterControllerError, sendToController } from './controller-channel.ts'

/** Kafka asks for the next block once nine tenths of the current one are used. */
const PREFETCH_THRESHOLD = 100
const RETRY_US = 50_000

export function handleInitProducerId(
  state: BrokerState,
  request: InitProducerIdRequest,
  from: NodeId,
  node: NodeContext,
): void {
  // A client that bumps its own epoch after an unresolved batch (KIP-360) keeps its id.
  if (request.transactionalId === null && request.producerId >= 0 && request.producerEpoch < 32_766) {
    return respond(from, request, 'NONE', request.producerId, request.producerEpoch + 1, node)
  }
  const { producerIds } = state
  if (producerIds.next >= producerIds.end && producerIds.nextBlock !== null) {
    producerIds.next = producerIds.nextBlock.start
    producerIds.end = producerIds.nextBlock.end
    producerIds.nextBlock = null
  }
  if (producerIds.next >= producerIds.end) {
    askForBlock(state, node)
    return respond(from, request, 'COORDINATOR_LOAD_IN_PROGRESS', -1, -1, node)
  }
  const producerId = producerIds.next++
  if (producerIds.end - producerIds.next < PREFETCH_THRESHOLD) askForBlock(state, node)
  respond(from, request, 'NONE', producerId, 0, node)
}

function respond(
  to: NodeId,
  request: InitProducerIdRequest,
  errorCode: ErrorCode,
  producerId: number,
  producerEpoch: number,
  node: NodeContext,
): void {
  const { correlationId } = request
  const response: InitProducerIdResponse = {
    type: 'InitProducerIdResponse',
    correlationId,
    errorCode,
    producerId,
    producerEpoch,
  }
  node.send(to, response, 50)
}

/** The `ProducerIdsRetry` timer. */
export function retryProducerIds(state: BrokerState, node: NodeContext): void {
  state.producerIds.asking = false
  askForBlock(state, node)
}

function askForBlock(state: BrokerState, node: NodeContext): void {
  const { producerIds } = state
  if (producerIds.asking || producerIds.nextBlock !== null) return
  producerIds.asking = true
  const { brokerId, lifecycle } = state
  const request = { type: 'AllocateProducerIdsRequest', brokerId, brokerEpoch: lifecycle.brokerEpoch } as const
  if (!sendToController(state, request, { type: 'producerIds' }, 60, node)) retryLater(node)
}

export function onProducerIds(
  state: BrokerState,
  response: AllocateProducerIdsResponse | null,
  node: NodeContext,
): void {
  if (response === null || response.errorCode !== 'NONE') {
    if (response !== null) afterControllerError(state, response.errorCode, -1)
    return retryLater(node)
  }
  const { producerIds } = state
  producerIds.asking = false
  producerIds.nextBlock = { start: response.producerIdStart, end: response.producerIdStart + response.producerIdLen }
}

function retryLater(node: NodeContext): void {
  node.setTimer(RETRY_US, { type: 'ProducerIdsRetry' })
}
