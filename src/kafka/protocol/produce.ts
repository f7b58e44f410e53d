import type { ErrorCode } from '../common/errors.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { RecordError } from '../log/log-validator.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import { byTopic, defineApi } from './api.ts'
import { produceRequest, produceResponse } from './generated/produce.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface ProduceRequest extends RequestHeader {
  readonly type: 'ProduceRequest'
  readonly acks: 0 | 1 | -1
  readonly timeoutMs: number
  readonly partitions: readonly { readonly topicPartition: TopicPartition; readonly batch: RecordBatch }[]
}

export interface ProduceResponse extends ResponseHeader {
  readonly type: 'ProduceResponse'
  readonly partitions: readonly ProducePartitionResponse[]
}

export interface ProducePartitionResponse {
  readonly topicPartition: TopicPartition
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  /** KIP-467: what is wrong with single records of the batch; empty where it is the batch. */
  readonly recordErrors: readonly RecordError[]
  readonly baseOffset: number
  readonly logStartOffset: number
  /** KIP-951: given with NOT_LEADER_OR_FOLLOWER, so that the retry can go straight to the new leader. */
  readonly currentLeader: { readonly leaderId: number; readonly leaderEpoch: number } | null
}

export const produceApi = defineApi<ProduceRequest, ProduceResponse>({
  name: 'Produce',
  requestType: 'ProduceRequest',
  responseType: 'ProduceResponse',
  tables: [produceRequest, produceResponse],
  traffic: ['data', 'acknowledgement'],
  request: ({ partitions }) => ({
    topicData: byTopic(partitions, (row) => row.topicPartition).map(({ rows }) => ({
      partitionData: rows.map(({ batch }) => ({ records: batch })),
    })),
  }),
  response: ({ partitions }) => ({
    responses: byTopic(partitions, (row) => row.topicPartition).map(({ rows }) => ({
      partitionResponses: rows.map(({ errorMessage, recordErrors, currentLeader }) => ({
        recordErrors: recordErrors.map(({ message }) => ({ batchIndexErrorMessage: message })),
        errorMessage,
        currentLeader: currentLeader ?? undefined,
      })),
    })),
  }),
})
