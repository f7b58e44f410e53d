import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

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
