import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DescribeQuorumRequest extends RequestHeader {
  readonly type: 'DescribeQuorumRequest'
}

export interface DescribeQuorumResponse extends ResponseHeader {
  readonly type: 'DescribeQuorumResponse'
  readonly errorCode: ErrorCode
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly highWatermark: number
  readonly voters: readonly QuorumReplica[]
  readonly observers: readonly QuorumReplica[]
}

export interface QuorumReplica {
  readonly replicaId: number
  readonly directoryId: string
  readonly logEndOffset: number
  /** Epoch milliseconds; -1 unknown. */
  readonly lastFetchTimestamp: number
  readonly lastCaughtUpTimestamp: number
}
