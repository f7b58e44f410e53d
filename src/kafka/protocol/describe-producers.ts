import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { defineApi, fixedFields, topicsWithIndexes } from './api.ts'
import { describeProducersRequest, describeProducersResponse } from './generated/describe-producers.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DescribeProducersRequest extends RequestHeader {
  readonly type: 'DescribeProducersRequest'
  readonly topicPartition: TopicPartition
}

export interface DescribeProducersResponse extends ResponseHeader {
  readonly type: 'DescribeProducersResponse'
  readonly topicPartition: TopicPartition
  readonly errorCode: ErrorCode
  readonly producers: readonly {
    readonly producerId: number
    readonly producerEpoch: number
    readonly lastSequence: number
    readonly lastTimestamp: number
    readonly coordinatorEpoch: number
    readonly currentTransactionStartOffset: number
  }[]
}

export const describeProducersApi = defineApi<DescribeProducersRequest, DescribeProducersResponse>({
  name: 'DescribeProducers',
  requestType: 'DescribeProducersRequest',
  responseType: 'DescribeProducersResponse',
  tables: [describeProducersRequest, describeProducersResponse],
  traffic: 'housekeeping',
  request: ({ topicPartition }) => ({ topics: topicsWithIndexes([topicPartition], 'name', 'partitionIndexes') }),
  response: ({ topicPartition, producers }) => ({
    topics: [
      {
        name: splitTopicPartition(topicPartition).topic,
        partitions: [{ activeProducers: producers.map(fixedFields) }],
      },
    ],
  }),
})
