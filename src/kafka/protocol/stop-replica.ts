import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { defineApi, topicsWithIndexes } from './api.ts'
import { stopReplicaRequest, stopReplicaResponse } from './generated/stop-replica.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** A controller elected in ZooKeeper has a broker stop following, and delete what it has where that is said. */
export interface StopReplicaRequest extends RequestHeader {
  readonly type: 'StopReplicaRequest'
  readonly controllerId: number
  readonly controllerEpoch: number
  /** Of the broker that is asked, as the controller knows it. */
  readonly brokerEpoch: number
  readonly deletePartitions: boolean
  readonly topicPartitions: readonly TopicPartition[]
}

export interface StopReplicaResponse extends ResponseHeader {
  readonly type: 'StopReplicaResponse'
  readonly errorCode: ErrorCode
  readonly partitionErrors: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
}

export const stopReplicaApi = defineApi<StopReplicaRequest, StopReplicaResponse>({
  name: 'StopReplica',
  requestType: 'StopReplicaRequest',
  responseType: 'StopReplicaResponse',
  tables: [stopReplicaRequest, stopReplicaResponse],
  traffic: 'news',
  request: ({ topicPartitions }) => ({ topics: topicsWithIndexes(topicPartitions, 'name', 'partitionIndexes') }),
  response: ({ partitionErrors }) => ({
    partitionErrors: partitionErrors.map((row) => ({ topicName: splitTopicPartition(row.topicPartition).topic })),
  }),
})
