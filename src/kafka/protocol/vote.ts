import type { RequestHeader, ResponseHeader } from './header.ts'

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
