/** Controller to controller, and whoever reads the metadata log. */
import type { ErrorCode } from '../common/errors.ts'
import type { MetadataLogEntry } from '../metadata/metadata-records.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

// Raft (KIP-595). Kafka uses the Fetch API on `__cluster_metadata`; it has a name of its own here because what it
// carries are metadata records, not record batches.
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

export interface VoteRequest extends RequestHeader {
  readonly type: 'VoteRequest'
  readonly candidateEpoch: number
  readonly candidateId: number
  readonly lastOffsetEpoch: number
  readonly lastOffset: number
  readonly preVote: boolean
}

export interface VoteResponse extends ResponseHeader {
  readonly type: 'VoteResponse'
  readonly voterId: number
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly voteGranted: boolean
}

export interface BeginQuorumEpochRequest extends RequestHeader {
  readonly type: 'BeginQuorumEpochRequest'
  readonly leaderId: number
  readonly leaderEpoch: number
}

export interface BeginQuorumEpochResponse extends ResponseHeader {
  readonly type: 'BeginQuorumEpochResponse'
  readonly errorCode: ErrorCode
  readonly leaderEpoch: number
}

export interface EndQuorumEpochRequest extends RequestHeader {
  readonly type: 'EndQuorumEpochRequest'
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly preferredSuccessors: readonly number[]
}

export interface EndQuorumEpochResponse extends ResponseHeader {
  readonly type: 'EndQuorumEpochResponse'
  readonly errorCode: ErrorCode
}

export type RaftRequest = FetchMetadataRequest | VoteRequest | BeginQuorumEpochRequest | EndQuorumEpochRequest
export type RaftResponse = FetchMetadataResponse | VoteResponse | BeginQuorumEpochResponse | EndQuorumEpochResponse
