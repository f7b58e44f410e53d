import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { describeClusterRequest, describeClusterResponse } from './generated/describe-cluster.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import type { MetadataBroker } from './metadata.ts'

export type EndpointType = 'broker' | 'controller'

export interface DescribeClusterRequest extends RequestHeader {
  readonly type: 'DescribeClusterRequest'
  readonly includeFencedBrokers: boolean
  /** Whom the asker takes the other for (KIP-919); left out: a broker. */
  readonly endpointType?: EndpointType
}

export interface DescribeClusterResponse extends ResponseHeader {
  readonly type: 'DescribeClusterResponse'
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
  readonly clusterId: string
  readonly controllerId: number
  /** Or the controllers, where a controller was asked. */
  readonly brokers: readonly (MetadataBroker & { readonly isFenced: boolean })[]
}

export const describeClusterApi = defineApi<DescribeClusterRequest, DescribeClusterResponse>({
  name: 'DescribeCluster',
  requestType: 'DescribeClusterRequest',
  responseType: 'DescribeClusterResponse',
  tables: [describeClusterRequest, describeClusterResponse],
  traffic: 'housekeeping',
  request: fixedFields,
  response: ({ errorMessage, clusterId, brokers }) => ({
    errorMessage,
    clusterId,
    brokers: brokers.map(({ host, rack }) => ({ host, rack })),
  }),
})

/** AuthHelper.computeDescribeClusterResponse, where one is asked who is not what the asker takes it for; else null. */
export function mismatchedEndpoint(
  request: DescribeClusterRequest,
  asked: EndpointType,
): DescribeClusterResponse | null {
  const { correlationId, endpointType: wanted = 'broker' } = request
  if (wanted === asked) return null
  return {
    type: 'DescribeClusterResponse',
    correlationId,
    errorCode: 'MISMATCHED_ENDPOINT_TYPE',
    errorMessage: `The request was sent to an endpoint of type ${asked.toUpperCase()}, but we wanted an endpoint of type ${wanted.toUpperCase()}`,
    clusterId: '',
    controllerId: -1,
    brokers: [],
  }
}
