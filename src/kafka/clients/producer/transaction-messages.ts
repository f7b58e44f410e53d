/** Counterpart in Kafka: the request builders of TransactionManager's handlers. */
import { inTopicPartitionMapOrder } from '../../common/java-hash.ts'
import type { UnsentRequest } from '../../network/network-client.ts'
import { inRequestOrder } from '../core/topic-order.ts'
import type { ProducerClient } from './producer-state.ts'
import type { OffsetsToCommit, TransactionalRequest, TransactionManager } from './transaction-manager.ts'

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
    case 'commitOffsets': {
      const { partitions, ...group } = request.offsets
      const rows = inRequestOrder(inMapOrder(partitions))
      const producer = { transactionalId, producerId, producerEpoch }
      return { type: 'TxnOffsetCommitRequest', ...producer, ...group, partitions: rows }
    }
    case 'endTxn':
      return { type: 'EndTxnRequest', transactionalId, producerId, producerEpoch, committed: request.committed }
  }
}

/** As the HashMap lists them in which the manager keeps what is to be committed. */
function inMapOrder(partitions: OffsetsToCommit['partitions']): OffsetsToCommit['partitions'] {
  const byName = new Map(partitions.map((row) => [row.topicPartition, row]))
  return inTopicPartitionMapOrder([...byName.keys()]).flatMap((name) => byName.get(name) ?? [])
}
