/** Counterpart in Kafka: org.apache.kafka.controller.ProducerIdControlManager. Brokers take producer ids by the block. */
import type { AllocateProducerIdsRequest, AllocateProducerIdsResponse } from '../protocol/allocate-producer-ids.ts'
import type { ControllerResult } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'

const PRODUCER_ID_BLOCK_SIZE = 1000

/** The caller has checked the broker epoch. */
export function allocateProducerIds(
  state: ControllerState,
  request: AllocateProducerIdsRequest,
): ControllerResult<AllocateProducerIdsResponse> {
  const { brokerId, brokerEpoch, correlationId } = request
  const producerIdStart = state.image.nextProducerId
  return {
    records: [
      { type: 'ProducerIdsRecord', brokerId, brokerEpoch, nextProducerId: producerIdStart + PRODUCER_ID_BLOCK_SIZE },
    ],
    response: {
      type: 'AllocateProducerIdsResponse',
      correlationId,
      errorCode: 'NONE',
      producerIdStart,
      producerIdLen: PRODUCER_ID_BLOCK_SIZE,
    },
  }
}
