import type { ErrorCode } from '../common/errors.ts'
import { isSameTopic, type TopicPartition } from '../common/topic-partition.ts'
import { utf8Length } from '../common/utf8.ts'
import type { RecordError } from '../log/log-validator.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import { byTopic, defineApi } from './api.ts'
import { produceRequest, produceResponse } from './generated/produce.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { sizeOfUnsignedVarint } from './message-table.ts'

export interface ProduceRequest extends RequestHeader {
  readonly type: 'ProduceRequest'
  /** Of a producer in a transaction. */
  readonly transactionalId?: string
  readonly acks: 0 | 1 | -1
  readonly timeoutMs: number
  readonly partitions: readonly {
    readonly topicPartition: TopicPartition
    /** Of the topic as the producer knows it (KIP-516); without it a topic is whoever has the name. */
    readonly topicId?: string
    readonly batch: RecordBatch
  }[]
}

export interface ProduceResponse extends ResponseHeader {
  readonly type: 'ProduceResponse'
  readonly partitions: readonly ProducePartitionResponse[]
  /** For so long the broker reads nothing from this client, whose quota is exceeded; absent: it is not. */
  readonly throttleTimeMs?: number
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
  request: ({ transactionalId = null, partitions }) => ({
    transactionalId,
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
  quickSize: { request: sizeOfProduceRequest, response: sizeOfProduceResponse },
})

/** Length, header and the fields of one width; lists and the client id come to that. */
const REQUEST_BYTES = 23
const RESPONSE_BYTES = 14
const TOPIC_BYTES = 17
const BATCH_BYTES = 5
const PARTITION_BYTES = 32
const CURRENT_LEADER_BYTES = 11
const RECORD_ERROR_BYTES = 5

export function sizeOfProduceRequest({ clientId, transactionalId, partitions }: ProduceRequest): number {
  let size = REQUEST_BYTES + utf8Length(clientId) + sizeOfTopics(partitions)
  if (transactionalId !== undefined) size += sizeOfTransactionalId(transactionalId)
  for (let i = 0; i < partitions.length; i++) {
    const { sizeInBytes } = (partitions[i] as ProduceRequest['partitions'][number]).batch
    size += BATCH_BYTES + sizeOfUnsignedVarint(sizeInBytes + 1) + sizeInBytes
  }
  return size
}

/** What it takes beyond the length of none. */
function sizeOfTransactionalId(transactionalId: string): number {
  const length = utf8Length(transactionalId)
  return sizeOfUnsignedVarint(length + 1) - 1 + length
}

export function sizeOfProduceResponse({ partitions }: ProduceResponse): number {
  let size = RESPONSE_BYTES + sizeOfTopics(partitions)
  for (let i = 0; i < partitions.length; i++) {
    const { errorMessage, recordErrors, currentLeader } = partitions[i] as ProducePartitionResponse
    const length = errorMessage === null ? 0 : utf8Length(errorMessage)
    size += PARTITION_BYTES + length + sizeOfUnsignedVarint(errorMessage === null ? 0 : length + 1)
    if (recordErrors.length > 0) size += sizeOfRecordErrors(recordErrors)
    if (currentLeader !== null) size += CURRENT_LEADER_BYTES
  }
  return size
}

/** What they take beyond the length of an empty list. */
function sizeOfRecordErrors(errors: readonly RecordError[]): number {
  let size = sizeOfUnsignedVarint(errors.length + 1) - 1
  for (const { message } of errors) {
    const length = utf8Length(message)
    size += RECORD_ERROR_BYTES + sizeOfUnsignedVarint(length + 1) + length
  }
  return size
}

function areOfOneTopic(partitions: readonly { readonly topicPartition: TopicPartition }[]): boolean {
  const first = partitions[0]
  if (first === undefined) return false
  for (let i = 1; i < partitions.length; i++)
    if (!isSameTopic((partitions[i] as typeof first).topicPartition, first.topicPartition)) return false
  return true
}

/** What the two lists take around their partitions. Nearly always they are of one topic. */
function sizeOfTopics(partitions: readonly { readonly topicPartition: TopicPartition }[]): number {
  if (areOfOneTopic(partitions)) return 1 + TOPIC_BYTES + sizeOfUnsignedVarint(partitions.length + 1)
  const topics = byTopic(partitions, (row) => row.topicPartition)
  let size = sizeOfUnsignedVarint(topics.length + 1)
  for (const { rows } of topics) size += TOPIC_BYTES + sizeOfUnsignedVarint(rows.length + 1)
  return size
}
