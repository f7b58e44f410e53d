import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields, topicsWithIndexes } from './api.ts'
import { addPartitionsToTxnRequest, addPartitionsToTxnResponse } from './generated/add-partitions-to-txn.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** As brokers send it (version 4 and later); a client of an older protocol names one transaction. */
export interface AddPartitionsToTxnRequest extends RequestHeader {
  readonly type: 'AddPartitionsToTxnRequest'
  readonly transactions: readonly {
    readonly transactionalId: string
    readonly producerId: number
    readonly producerEpoch: number
    /** Whether they are in it is asked, and nothing is added (KIP-890, for producers that add by themselves). */
    readonly verifyOnly: boolean
    readonly topicPartitions: readonly TopicPartition[]
  }[]
}

export interface AddPartitionsToTxnResponse extends ResponseHeader {
  readonly type: 'AddPartitionsToTxnResponse'
  readonly errorCode: ErrorCode
  readonly transactions: readonly {
    readonly transactionalId: string
    readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
  }[]
}

export const addPartitionsToTxnApi = defineApi<AddPartitionsToTxnRequest, AddPartitionsToTxnResponse>({
  name: 'AddPartitionsToTxn',
  requestType: 'AddPartitionsToTxnRequest',
  responseType: 'AddPartitionsToTxnResponse',
  tables: [addPartitionsToTxnRequest, addPartitionsToTxnResponse],
  traffic: 'housekeeping',
  request: ({ transactions }) => ({
    transactions: transactions.map(({ transactionalId, topicPartitions }) => ({
      transactionalId,
      topics: topicsWithIndexes(topicPartitions, 'name', 'partitions'),
    })),
  }),
  response: ({ transactions }) => ({
    resultsByTransaction: transactions.map(({ transactionalId, partitions }) => ({
      transactionalId,
      topicResults: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
        name: topic,
        resultsByPartition: rows.map(fixedFields),
      })),
    })),
  }),
})
