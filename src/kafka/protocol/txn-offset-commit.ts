import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { byTopic, defineApi, fixedFields } from './api.ts'
import { txnOffsetCommitRequest, txnOffsetCommitResponse } from './generated/txn-offset-commit.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface TxnOffsetCommitRequest extends RequestHeader {
  readonly type: 'TxnOffsetCommitRequest'
  readonly transactionalId: string
  readonly groupId: string
  readonly producerId: number
  readonly producerEpoch: number
  /** -1 and empty where only the group's name is known (KIP-447). */
  readonly generationId: number
  readonly memberId: string
  readonly groupInstanceId: string | null
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    readonly offset: number
    readonly leaderEpoch: number
    readonly metadata: string
  }[]
}

export interface TxnOffsetCommitResponse extends ResponseHeader {
  readonly type: 'TxnOffsetCommitResponse'
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly errorCode: ErrorCode }[]
}

export const txnOffsetCommitApi = defineApi<TxnOffsetCommitRequest, TxnOffsetCommitResponse>({
  name: 'TxnOffsetCommit',
  requestType: 'TxnOffsetCommitRequest',
  responseType: 'TxnOffsetCommitResponse',
  tables: [txnOffsetCommitRequest, txnOffsetCommitResponse],
  traffic: 'housekeeping',
  request: ({ transactionalId, groupId, memberId, groupInstanceId, partitions }) => ({
    transactionalId,
    groupId,
    memberId,
    groupInstanceId,
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(({ metadata }) => ({ committedMetadata: metadata })),
    })),
  }),
  response: ({ partitions }) => ({
    topics: byTopic(partitions, (row) => row.topicPartition).map(({ topic, rows }) => ({
      name: topic,
      partitions: rows.map(fixedFields),
    })),
  }),
})
