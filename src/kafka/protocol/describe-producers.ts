import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DescribeProducersRequest extends RequestHeader {
  readonly type: 'DescribeProducersRequest'
  readonly topicPartition: TopicPartition
}

export interface DescribeProducersResponse extends ResponseHeader {
  readonly type: 'DescribeProducersResponse'
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
