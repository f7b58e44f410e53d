/** Everything that travels between Kafka's nodes here. */
import type {
  ControllerRequest,
  ControllerResponse,
  DescribeConfigsRequest,
  DescribeConfigsResponse,
  ForwardedRequest,
  ForwardedResponse,
} from './controller.ts'
import type { DataRequest, DataResponse } from './data.ts'
import type { GroupRequest, GroupResponse } from './group.ts'
import type { ClusterRequest, ClusterResponse } from './metadata.ts'

/** What a broker answers. */
export type BrokerRequest = DataRequest | ClusterRequest | GroupRequest | ForwardedRequest | DescribeConfigsRequest

export type Request = BrokerRequest | ControllerRequest

export type Response =
  | DataResponse
  | ClusterResponse
  | GroupResponse
  | ForwardedResponse
  | DescribeConfigsResponse
  | ControllerResponse

export type RequestType = Request['type']

export function isResponse(message: { readonly type: string }): message is Response {
  return message.type.endsWith('Response')
}
