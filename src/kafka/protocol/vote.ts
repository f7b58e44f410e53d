import { defineApi } from './api.ts'
import { voteRequest, voteResponse } from './generated/vote.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { ANY_CLUSTER_ID, METADATA_TOPIC } from './metadata-quorum.ts'

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

export const voteApi = defineApi<VoteRequest, VoteResponse>({
  name: 'Vote',
  requestType: 'VoteRequest',
  responseType: 'VoteResponse',
  tables: [voteRequest, voteResponse],
  traffic: 'news',
  request: () => ({ clusterId: ANY_CLUSTER_ID, topics: [{ topicName: METADATA_TOPIC, partitions: [{}] }] }),
  response: () => ({ topics: [{ topicName: METADATA_TOPIC, partitions: [{}] }] }),
})
