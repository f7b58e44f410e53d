import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

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
