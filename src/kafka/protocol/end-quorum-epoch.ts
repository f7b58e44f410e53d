import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { endQuorumEpochRequest, endQuorumEpochResponse } from './generated/end-quorum-epoch.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { ANY_CLUSTER_ID, CONTROLLER_LISTENER, METADATA_TOPIC } from './metadata-quorum.ts'

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

export const endQuorumEpochApi = defineApi<EndQuorumEpochRequest, EndQuorumEpochResponse>({
  name: 'EndQuorumEpoch',
  requestType: 'EndQuorumEpochRequest',
  responseType: 'EndQuorumEpochResponse',
  tables: [endQuorumEpochRequest, endQuorumEpochResponse],
  traffic: 'news',
  request: ({ preferredSuccessors }) => ({
    clusterId: ANY_CLUSTER_ID,
    topics: [
      { topicName: METADATA_TOPIC, partitions: [{ preferredCandidates: preferredSuccessors.map(fixedFields) }] },
    ],
    leaderEndpoints: [CONTROLLER_LISTENER],
  }),
  response: () => ({ topics: [{ topicName: METADATA_TOPIC, partitions: [{}] }] }),
})
