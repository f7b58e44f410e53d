import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { beginQuorumEpochRequest, beginQuorumEpochResponse } from './generated/begin-quorum-epoch.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { ANY_CLUSTER_ID, CONTROLLER_LISTENER, METADATA_TOPIC } from './metadata-quorum.ts'

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

export const beginQuorumEpochApi = defineApi<BeginQuorumEpochRequest, BeginQuorumEpochResponse>({
  name: 'BeginQuorumEpoch',
  requestType: 'BeginQuorumEpochRequest',
  responseType: 'BeginQuorumEpochResponse',
  tables: [beginQuorumEpochRequest, beginQuorumEpochResponse],
  traffic: 'news',
  request: () => ({
    clusterId: ANY_CLUSTER_ID,
    topics: [{ topicName: METADATA_TOPIC, partitions: [{}] }],
    leaderEndpoints: [CONTROLLER_LISTENER],
  }),
  response: () => ({ topics: [{ topicName: METADATA_TOPIC, partitions: [{}] }] }),
})
