import type { ErrorCode } from '../common/errors.ts'
import { isSameTopic, splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import { utf8Length } from '../common/utf8.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import { byTopic, byTopicInARow, defineApi, fixedFields } from './api.ts'
import { fetchRequest, fetchResponse } from './generated/fetch.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { sizeOfUnsignedVarint } from './message-table.ts'

/** `replicaId` -1 is a consumer. Incremental fetch sessions (KIP-227). */
export interface FetchRequest extends RequestHeader {
  readonly type: 'FetchRequest'
  readonly replicaId: number
  readonly replicaEpoch: number
  readonly maxWaitMs: number
  readonly minBytes: number
  readonly maxBytes: number
  readonly isolationLevel: 'read_uncommitted' | 'read_committed'
  /** 0 with sessionEpoch 0 opens a session; the response names it. */
  readonly sessionId: number
  readonly sessionEpoch: number
  /** Partitions added to the session, or whose fetch position changed since the last request of it. */
  readonly partitions: readonly FetchPartition[]
  readonly forgotten: readonly TopicPartition[]
  /** Of a consumer that says where it is: `client.rack` (KIP-392). */
  readonly rackId?: string
}

export interface FetchPartition {
  readonly topicPartition: TopicPartition
  readonly topicId: string
  readonly currentLeaderEpoch: number
  readonly fetchOffset: number
  /** Epoch of the last batch the follower holds; -1 none. The leader answers a divergence (KIP-595). */
  readonly lastFetchedEpoch: number
  readonly logStartOffset: number
  readonly maxBytes: number
  /** Where the asker keeps the partition, which the answer says again; -1: nowhere. Not on Kafka's wire: a hint for look-ups. */
  readonly slot: number
}

export interface FetchResponse extends ResponseHeader {
  readonly type: 'FetchResponse'
  readonly errorCode: ErrorCode
  readonly sessionId: number
  /** Only partitions with data, an error, or moved offsets. */
  readonly partitions: readonly FetchPartitionResponse[]
  /** For so long the broker reads nothing from this client, whose quota is exceeded, and which gets no records now. */
  readonly throttleTimeMs?: number
}

export interface FetchPartitionResponse {
  readonly topicPartition: TopicPartition
  readonly errorCode: ErrorCode
  readonly highWatermark: number
  readonly lastStableOffset: number
  readonly logStartOffset: number
  readonly batches: readonly RecordBatch[]
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | null
  readonly currentLeader: { readonly leaderId: number; readonly leaderEpoch: number } | null
  readonly abortedTransactions: readonly { readonly producerId: number; readonly firstOffset: number }[]
  /** As the asker said. */
  readonly slot: number
  /** Where this consumer shall read from now on, in place of records (KIP-392). */
  readonly preferredReadReplica?: number
}

export const fetchApi = defineApi<FetchRequest, FetchResponse>({
  name: 'Fetch',
  requestType: 'FetchRequest',
  responseType: 'FetchResponse',
  tables: [fetchRequest, fetchResponse],
  traffic: 'data',
  request: ({ partitions, forgotten, replicaId, replicaEpoch }) => ({
    replicaState: { replicaId, replicaEpoch },
    topics: byTopicInARow(partitions, (row) => row.topicPartition).map(({ rows }) => ({
      partitions: rows.map(fixedFields),
    })),
    forgottenTopicsData: byTopic(forgotten, (name) => name).map(({ rows }) => ({
      partitions: rows.map((name) => splitTopicPartition(name).partition),
    })),
  }),
  response: ({ partitions }) => ({
    responses: byTopicInARow(partitions, (row) => row.topicPartition).map(({ rows }) => ({
      partitions: rows.map(({ batches, divergingEpoch, currentLeader, abortedTransactions }) => ({
        divergingEpoch: divergingEpoch ?? undefined,
        currentLeader: currentLeader ?? undefined,
        abortedTransactions,
        records: batches,
      })),
    })),
  }),
  quickSize: { request: sizeOfFetchRequest, response: sizeOfFetchResponse },
})

/** Length, header and the fields of one width; lists and the client id come to that. */
const REQUEST_BYTES = 38
const REPLICA_STATE_BYTES = 15
const TOPIC_BYTES = 17
const ASKED_PARTITION_BYTES = 33

export function sizeOfFetchRequest(request: FetchRequest): number {
  const { partitions, forgotten, replicaId, replicaEpoch, rackId } = request
  let size = REQUEST_BYTES + utf8Length(request.clientId)
  if (rackId !== undefined) size += utf8Length(rackId)
  if (replicaId !== -1 || replicaEpoch !== -1) size += REPLICA_STATE_BYTES
  let topics = 0
  for (let i = 0; i < partitions.length; ) {
    const first = (partitions[i] as FetchPartition).topicPartition
    let end = i + 1
    while (end < partitions.length && isSameTopic((partitions[end] as FetchPartition).topicPartition, first)) end++
    size += TOPIC_BYTES + sizeOfUnsignedVarint(end - i + 1) + ASKED_PARTITION_BYTES * (end - i)
    topics++
    i = end
  }
  return size + sizeOfUnsignedVarint(topics + 1) + sizeOfForgotten(forgotten)
}

function sizeOfForgotten(forgotten: readonly TopicPartition[]): number {
  if (forgotten.length === 0) return 1
  let size = 0
  let topics = 0
  for (const { rows } of byTopic(forgotten, (name) => name)) {
    size += TOPIC_BYTES + sizeOfUnsignedVarint(rows.length + 1) + 4 * rows.length
    topics++
  }
  return size + sizeOfUnsignedVarint(topics + 1)
}

const RESPONSE_BYTES = 20
const PARTITION_BYTES = 35
const ABORTED_TRANSACTION_BYTES = 17
const DIVERGING_EPOCH_BYTES = 15
const CURRENT_LEADER_BYTES = 11

export function sizeOfFetchResponse({ partitions }: FetchResponse): number {
  let size = RESPONSE_BYTES
  let topics = 0
  for (let i = 0; i < partitions.length; ) {
    const first = (partitions[i] as FetchPartitionResponse).topicPartition
    let end = i
    while (end < partitions.length) {
      const row = partitions[end] as FetchPartitionResponse
      if (end > i && !isSameTopic(row.topicPartition, first)) break
      size += sizeOfFetchedPartition(row)
      end++
    }
    size += TOPIC_BYTES + sizeOfUnsignedVarint(end - i + 1)
    topics++
    i = end
  }
  return size + sizeOfUnsignedVarint(topics + 1)
}

/** What a partition takes of a response. */
export function sizeOfFetchedPartition(row: FetchPartitionResponse): number {
  const { batches, abortedTransactions } = row
  let records = 0
  for (let b = 0; b < batches.length; b++) records += (batches[b] as RecordBatch).sizeInBytes
  let size = PARTITION_BYTES + sizeOfUnsignedVarint(records + 1) + records
  size += sizeOfUnsignedVarint(abortedTransactions.length + 1) + ABORTED_TRANSACTION_BYTES * abortedTransactions.length
  if (row.divergingEpoch !== null) size += DIVERGING_EPOCH_BYTES
  return row.currentLeader === null ? size : size + CURRENT_LEADER_BYTES
}
