/** Counterpart in Kafka: RPCProducerIdManager. Producer ids come from the active controller in blocks of 1000. */
import type { NodeContext } from '../../../../engine/node-context.ts'
import type { AllocateProducerIdsResponse } from '../../../protocol/allocate-producer-ids.ts'
import type { BrokerState } from '../../broker-state.ts'
import { sendToController } from './controller-channel.ts'
import { kraftOf } from './kraft-state.ts'

/** After an error; whoever asks for a producer id then asks for the block again. */
const RETRY_BACKOFF_US = 50_000

export function askForBlock(state: BrokerState, node: NodeContext): void {
  const { producerIds, brokerId, lifecycle } = state
  if (producerIds.asking || producerIds.nextBlock !== null) return
  if (node.nowUs < kraftOf(state).producerIdsNotBeforeUs) return
  producerIds.asking = true
  const request = { type: 'AllocateProducerIdsRequest', brokerId, brokerEpoch: lifecycle.brokerEpoch } as const
  sendToController(state, 'forwarding', request, { type: 'producerIds' }, node)
}

/** `response` is null when no controller could be asked for too long. */
export function onProducerIds(
  state: BrokerState,
  response: AllocateProducerIdsResponse | null,
  node: NodeContext,
): void {
  const { producerIds } = state
  producerIds.asking = false
  if (response === null || response.errorCode !== 'NONE') {
    kraftOf(state).producerIdsNotBeforeUs = node.nowUs + RETRY_BACKOFF_US
    return
  }
  producerIds.nextBlock = { start: response.producerIdStart, end: response.producerIdStart + response.producerIdLen }
}
