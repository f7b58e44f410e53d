/**
 * Counterpart in Kafka: RPCProducerIdManager. Producer ids come from the controller in blocks of 1000. The first question
 * only fetches the block: the client is told to ask again, perhaps another broker, which is why the first producer of a
 * cluster does not always get 0.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import type { BrokerState } from './broker-state.ts'
import { linkOf } from './link/broker-link.ts'

/** Kafka asks for the next block once nine tenths of the current one are used. */
const PREFETCH_THRESHOLD = 100

/** ProducerIdManager.generateProducerId; null: the block has to be asked for first. */
export function generateProducerId(state: BrokerState, node: NodeContext): number | null {
  const { producerIds } = state
  if (producerIds.next >= producerIds.end && producerIds.nextBlock !== null) {
    producerIds.next = producerIds.nextBlock.start
    producerIds.end = producerIds.nextBlock.end
    producerIds.nextBlock = null
  }
  if (producerIds.next >= producerIds.end) {
    linkOf(state).allocateProducerIds(state, node)
    return null
  }
  const producerId = producerIds.next++
  if (producerIds.end - producerIds.next < PREFETCH_THRESHOLD) linkOf(state).allocateProducerIds(state, node)
  return producerId
}
