import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { alterPartitionRequest, alterPartitionResponse } from './generated/alter-partition.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface AlterPartitionRequest extends RequestHeader {
  readonly type: 'AlterPartitionRequest'
  readonly brokerId: number
  readonly brokerEpoch: number
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly leaderEpoch: number
    readonly partitionEpoch: number
    readonly newIsr: readonly { readonly brokerId: number; readonly brokerEpoch: number }[]
  }[]
}

export interface AlterPartitionResponse extends ResponseHeader {
  readonly type: 'AlterPartitionResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    readonly leader: number
    readonly leaderEpoch: number
    readonly isr: readonly number[]
    readonly partitionEpoch: number
  }[]
}

export const alterPartitionApi = defineApi<AlterPartitionRequest, AlterPartitionResponse>({
  name: 'AlterPartition',
  requestType: 'AlterPartitionRequest',
  responseType: 'AlterPartitionResponse',
  tables: [alterPartitionRequest, alterPartitionResponse],
  traffic: 'news',
  request: ({ partitions }) => ({
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ rows }) => ({
      partitions: rows.map(({ newIsr }) => ({ newIsrWithEpochs: newIsr.map(fixedFields) })),
    })),
  }),
  response: ({ partitions }) => ({
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ rows }) => ({
      partitions: rows.map(({ isr }) => ({ isr })),
    })),
  }),
})
