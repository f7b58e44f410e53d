import type { ErrorCode } from '../common/errors.ts'
import type { MetadataLogEntry } from '../metadata/metadata-records.ts'
import { defineApi } from './api.ts'
import { fetchRequest, fetchResponse } from './generated/fetch.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { entryBatches } from './metadata-entries.ts'
import { ANY_CLUSTER_ID, ANY_DIRECTORY_ID } from './metadata-quorum.ts'

/**
 * Kafka uses the Fetch API on `__cluster_metadata`; it has a name of its own here because what it carries are metadata
 * records, not record batches (KIP-595).
 */
export interface FetchMetadataRequest extends RequestHeader {
  readonly type: 'FetchMetadataRequest'
  /** Controller id for a voter, broker id for an observer. */
  readonly replicaId: number
  readonly voter: boolean
  readonly currentLeaderEpoch: number
  readonly fetchOffset: number
  readonly lastFetchedEpoch: number
  readonly maxWaitMs: number
}

export interface FetchMetadataResponse extends ResponseHeader {
  readonly type: 'FetchMetadataResponse'
  readonly errorCode: ErrorCode
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly highWatermark: number
  readonly entries: readonly MetadataLogEntry[]
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | null
  /** `entries` are a snapshot of all before the next fetch (KIP-630): forget the image, then apply them. */
  readonly snapshot?: true
}

export const fetchMetadataApi = defineApi<FetchMetadataRequest, FetchMetadataResponse>({
  name: 'Fetch',
  requestType: 'FetchMetadataRequest',
  responseType: 'FetchMetadataResponse',
  tables: [fetchRequest, fetchResponse],
  traffic: 'housekeeping',
  request: ({ replicaId }) => ({
    clusterId: ANY_CLUSTER_ID,
    replicaState: { replicaId },
    topics: [{ partitions: [{ replicaDirectoryId: ANY_DIRECTORY_ID, highWatermark: 0 }] }],
    forgottenTopicsData: [],
  }),
  response: ({ entries, divergingEpoch, leaderId, leaderEpoch }) => ({
    responses: [
      {
        partitions: [
          {
            divergingEpoch: divergingEpoch ?? undefined,
            currentLeader: { leaderId, leaderEpoch },
            abortedTransactions: null,
            records: entryBatches(entries),
          },
        ],
      },
    ],
  }),
})
