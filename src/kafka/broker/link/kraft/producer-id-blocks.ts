/** Counterpart in Kafka: RPCProducerIdManager. Producer ids come from the active controller in blocks of 1000. */
import type { NodeContext } from '../../../../engine/node-context.ts'
import type { AllocateProducerIdsResponse } from '../../../protocol/allocate-producer-ids.ts'
import type { BrokerState } from '../../broker-state.ts'
import { afterControllerError, sendToController } from './controller-channel.ts'

const RETRY_US = 50_000

/** The `ProducerIdsRetry` timer. */
export function retryProducerIds(state: BrokerState, node: NodeContext): void {
  state.producerIds.asking = false
  askForBlock(state, node)
}

export function askForBlock(state: BrokerState, node: NodeContext): void {
  const { producerIds } = state
  if (producerIds.asking || producerIds.nextBlock !== null) return
  producerIds.asking = true
  const { brokerId, lifecycle } = state
  const request = { type: 'AllocateProducerIdsRequest', brokerId, brokerEpoch: lifecycle.brokerEpoch } as const
  if (!sendToController(state, 'forwarding', request, { type: 'producerIds' }, node)) retryLater(node)
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
