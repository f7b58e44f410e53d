import type { ErrorCode } from '../common/errors.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi } from './api.ts'
import { leaderAndIsrRequest, leaderAndIsrResponse } from './generated/leader-and-isr.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** What a controller elected in ZooKeeper has decided about a partition, and by which version of its znode. */
export interface PartitionDecision {
  readonly topicPartition: TopicPartition
  /** Of the controller that decided it, or whose leader changed the ISR since. */
  readonly controllerEpoch: number
  /** -1: none; -2: its topic is being deleted. */
  readonly leader: number
  readonly leaderEpoch: number
  readonly isr: readonly number[]
  readonly zkVersion: number
  readonly replicas: readonly number[]
}

/** Such a controller has brokers lead and follow. */
export interface LeaderAndIsrRequest extends RequestHeader {
  readonly type: 'LeaderAndIsrRequest'
  readonly controllerId: number
  readonly controllerEpoch: number
  /** Of the broker that is asked, as the controller knows it. */
  readonly brokerEpoch: number
  readonly partitionStates: readonly (PartitionDecision & {
    readonly addingReplicas: readonly number[]
    readonly removingReplicas: readonly number[]
    readonly isNew: boolean
  })[]
  readonly liveLeaders: readonly { readonly brokerId: number; readonly host: string; readonly port: number }[]
}

export interface LeaderAndIsrResponse extends ResponseHeader {
  readonly type: 'LeaderAndIsrResponse'
  readonly errorCode: ErrorCode
  readonly partitionErrors: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
}

export const leaderAndIsrApi = defineApi<LeaderAndIsrRequest, LeaderAndIsrResponse>({
  name: 'LeaderAndIsr',
  requestType: 'LeaderAndIsrRequest',
  responseType: 'LeaderAndIsrResponse',
  tables: [leaderAndIsrRequest, leaderAndIsrResponse],
  traffic: 'news',
  request: ({ partitionStates, liveLeaders }) => ({
    topicStates: byTopic(partitionStates, (row) => row.topicPartition).map(({ topic, rows }) => ({
      topicName: topic,
      partitionStates: rows.map(({ isr, replicas, addingReplicas, removingReplicas }) => ({
        ...{ isr, replicas, addingReplicas, removingReplicas },
      })),
    })),
    liveLeaders: liveLeaders.map(({ host }) => ({ hostName: host })),
  }),
  response: ({ partitionErrors }) => ({
    partitionErrors: partitionErrors.map((row) => ({ topicName: splitTopicPartition(row.topicPartition).topic })),
  }),
})
