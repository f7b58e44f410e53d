import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields, topicsWithIndexes } from './api.ts'
import { writeTxnMarkersRequest, writeTxnMarkersResponse } from './generated/write-txn-markers.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** A coordinator, or the tool that ends hanging transactions, has leaders end a producer's transaction. */
export interface WriteTxnMarkersRequest extends RequestHeader {
  readonly type: 'WriteTxnMarkersRequest'
  readonly markers: readonly {
    readonly producerId: number
    readonly producerEpoch: number
    readonly committed: boolean
    readonly topicPartitions: readonly TopicPartition[]
    readonly coordinatorEpoch: number
    /** KIP-1228: with 2 the marker's epoch lies above that of the records it ends. */
    readonly transactionVersion: number
  }[]
}

export interface WriteTxnMarkersResponse extends ResponseHeader {
  readonly type: 'WriteTxnMarkersResponse'
  readonly markers: readonly {
    readonly producerId: number
    readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
  }[]
}

export const writeTxnMarkersApi = defineApi<WriteTxnMarkersRequest, WriteTxnMarkersResponse>({
  name: 'WriteTxnMarkers',
  requestType: 'WriteTxnMarkersRequest',
  responseType: 'WriteTxnMarkersResponse',
  tables: [writeTxnMarkersRequest, writeTxnMarkersResponse],
  traffic: 'housekeeping',
  request: ({ markers }) => ({
    markers: markers.map(({ topicPartitions }) => ({
      topics: topicsWithIndexes(topicPartitions, 'name', 'partitionIndexes'),
    })),
  }),
  response: ({ markers }) => ({
    markers: markers.map(({ partitions }) => ({
      topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
        name: topic,
        partitions: rows.map(fixedFields),
      })),
    })),
  }),
})
