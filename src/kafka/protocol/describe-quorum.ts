import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { describeQuorumRequest, describeQuorumResponse } from './generated/describe-quorum.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { METADATA_TOPIC } from './metadata-quorum.ts'

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
  /** Where the voters listen. */
  readonly nodes: readonly QuorumNode[]
}

export interface QuorumNode {
  readonly nodeId: number
  readonly listeners: readonly { readonly name: string; readonly host: string; readonly port: number }[]
}

export interface QuorumReplica {
  readonly replicaId: number
  readonly directoryId: string
  readonly logEndOffset: number
  /** Epoch milliseconds; -1 unknown. */
  readonly lastFetchTimestamp: number
  readonly lastCaughtUpTimestamp: number
}

export const describeQuorumApi = defineApi<DescribeQuorumRequest, DescribeQuorumResponse>({
  name: 'DescribeQuorum',
  requestType: 'DescribeQuorumRequest',
  responseType: 'DescribeQuorumResponse',
  tables: [describeQuorumRequest, describeQuorumResponse],
  traffic: 'housekeeping',
  request: () => ({ topics: [{ topicName: METADATA_TOPIC, partitions: [{}] }] }),
  response: ({ voters, observers, nodes }) => ({
    errorMessage: '',
    topics: [
      {
        topicName: METADATA_TOPIC,
        partitions: [
          { errorMessage: '', currentVoters: voters.map(fixedFields), observers: observers.map(fixedFields) },
        ],
      },
    ],
    nodes: nodes.map(({ listeners }) => ({ listeners: listeners.map(({ name, host }) => ({ name, host })) })),
  }),
})
