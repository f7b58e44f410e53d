/** Counterpart in Kafka: KafkaApis.handleWriteTxnMarkersRequest, its answer. */
import type { NodeContext } from '../../engine/node-context.ts'
import { sendMessage } from '../protocol/send-message.ts'
import type { WriteTxnMarkersResponse } from '../protocol/write-txn-markers.ts'
import type { DelayedProduce } from './broker-state.ts'

/** Rows of `partitions` are in the order of the markers and their partitions. */
export function respondMarkers(
  { from, correlationId, partitions, markers = [] }: DelayedProduce,
  node: NodeContext,
): void {
  let next = 0
  const response: WriteTxnMarkersResponse = {
    type: 'WriteTxnMarkersResponse',
    correlationId,
    markers: markers.map(({ producerId, topicPartitions }) => ({
      producerId,
      partitions: topicPartitions.map((topicPartition) => ({
        topicPartition,
        errorCode: partitions[next++]?.errorCode ?? 'UNKNOWN_SERVER_ERROR',
      })),
    })),
  }
  sendMessage(node, from, response)
}
