import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { describeClusterRequest, describeClusterResponse } from './generated/describe-cluster.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import type { MetadataBroker } from './metadata.ts'

export interface DescribeClusterRequest extends RequestHeader {
  readonly type: 'DescribeClusterRequest'
  readonly includeFencedBrokers: boolean
}

export interface DescribeClusterResponse extends ResponseHeader {
  readonly type: 'DescribeClusterResponse'
  readonly errorCode: ErrorCode
  readonly clusterId: string
  readonly controllerId: number
  readonly brokers: readonly (MetadataBroker & { readonly isFenced: boolean })[]
}

export const describeClusterApi = defineApi<DescribeClusterRequest, DescribeClusterResponse>({
  name: 'DescribeCluster',
  requestType: 'DescribeClusterRequest',
  responseType: 'DescribeClusterResponse',
  tables: [describeClusterRequest, describeClusterResponse],
  traffic: 'housekeeping',
  request: fixedFields,
  response: ({ clusterId, brokers }) => ({
    clusterId,
    brokers: brokers.map(({ host, rack }) => ({ host, rack })),
  }),
})
