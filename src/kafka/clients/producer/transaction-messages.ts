/** Counterpart in Kafka: the request builders of TransactionManager's handlers. */
import type { UnsentRequest } from '../../network/network-client.ts'
import type { ProducerClient } from './producer-state.ts'
import type { TransactionalRequest, TransactionManager } from './transaction-manager.ts'

/** What the manager wants to send, as it travels, with the id and epoch that the producer has now. */
export function messageOf(
  producer: ProducerClient,
  { transactionalId }: TransactionManager,
  request: TransactionalRequest,
): UnsentRequest {
  const { producerId, producerEpoch } = producer.producerIds
  switch (request.kind) {
    case 'findCoordinator':
      return { type: 'FindCoordinatorRequest', keyType: request.keyType, keys: [request.key] }
    case 'initProducerId': {
      const { transactionTimeoutMs } = producer.config
      const known = request.bumps ? { producerId, producerEpoch } : { producerId: -1, producerEpoch: -1 }
      return { type: 'InitProducerIdRequest', transactionalId, transactionTimeoutMs, ...known }
    }
    case 'addPartitions': {
      const { topicPartitions } = request
      const transaction = { transactionalId, producerId, producerEpoch, verifyOnly: false, topicPartitions }
      return { type: 'AddPartitionsToTxnRequest', transactions: [transaction] }
    }
    case 'addOffsets':
      return {
        type: 'AddOffsetsToTxnRequest',
        transactionalId,
        producerId,
        producerEpoch,
        groupId: request.offsets.groupId,
      }
    case 'commitOffsets':
      return { type: 'TxnOffsetCommitRequest', transactionalId, producerId, producerEpoch, ...request.offsets }
    case 'endTxn':
      return { type: 'EndTxnRequest', transactionalId, producerId, producerEpoch, committed: request.committed }
  }
}
