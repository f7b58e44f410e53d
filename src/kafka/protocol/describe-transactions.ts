import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { defineApi, topicsWithIndexes } from './api.ts'
import { describeTransactionsRequest, describeTransactionsResponse } from './generated/describe-transactions.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DescribeTransactionsRequest extends RequestHeader {
  readonly type: 'DescribeTransactionsRequest'
  readonly transactionalIds: readonly string[]
}

export interface DescribeTransactionsResponse extends ResponseHeader {
  readonly type: 'DescribeTransactionsResponse'
  readonly transactions: readonly {
    readonly errorCode: ErrorCode
    readonly transactionalId: string
    /** As Kafka names it: `Ongoing`, … */
    readonly state: string
    readonly timeoutMs: number
    /** Epoch milliseconds; -1: none has begun. */
    readonly startTimeMs: number
    readonly producerId: number
    readonly producerEpoch: number
    readonly topicPartitions: readonly TopicPartition[]
  }[]
}

export const describeTransactionsApi = defineApi<DescribeTransactionsRequest, DescribeTransactionsResponse>({
  name: 'DescribeTransactions',
  requestType: 'DescribeTransactionsRequest',
  responseType: 'DescribeTransactionsResponse',
  tables: [describeTransactionsRequest, describeTransactionsResponse],
  traffic: 'housekeeping',
  request: ({ transactionalIds }) => ({ transactionalIds }),
  response: ({ transactions }) => ({
    transactionStates: transactions.map(({ transactionalId, state, topicPartitions }) => ({
      transactionalId,
      transactionState: state,
      topics: topicsWithIndexes(topicPartitions, 'topic', 'partitions'),
    })),
  }),
})
