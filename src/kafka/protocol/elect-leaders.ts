import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, topicsWithIndexes } from './api.ts'
import { electLeadersRequest, electLeadersResponse } from './generated/elect-leaders.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ElectLeadersRequest extends RequestHeader {
  readonly type: 'ElectLeadersRequest'
  readonly electionType: 'preferred' | 'unclean'
  /** Null: every partition. */
  readonly topicPartitions: readonly TopicPartition[] | null
}

export interface ElectLeadersResponse extends ResponseHeader {
  readonly type: 'ElectLeadersResponse'
  readonly errorCode: ErrorCode
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
  }[]
}

export const electLeadersApi = defineApi<ElectLeadersRequest, ElectLeadersResponse>({
  name: 'ElectLeaders',
  requestType: 'ElectLeadersRequest',
  responseType: 'ElectLeadersResponse',
  tables: [electLeadersRequest, electLeadersResponse],
  traffic: 'news',
  request: ({ topicPartitions }) => ({
    topicPartitions: topicPartitions === null ? null : topicsWithIndexes(topicPartitions, 'topic', 'partitions'),
  }),
  response: ({ partitions }) => ({
    replicaElectionResults: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      topic,
      partitionResult: rows.map(({ errorMessage }) => ({ errorMessage })),
    })),
  }),
})
