import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** Asked of every broker; each answers for the groups it coordinates. */
export interface ListGroupsRequest extends RequestHeader {
  readonly type: 'ListGroupsRequest'
  readonly statesFilter: readonly string[]
  readonly typesFilter: readonly string[]
}

export interface ListGroupsResponse extends ResponseHeader {
  readonly type: 'ListGroupsResponse'
  readonly errorCode: ErrorCode
  readonly groups: readonly {
    readonly groupId: string
    readonly protocolType: string
    readonly groupState: string
    readonly groupType: 'classic' | 'consumer' | 'share' | 'streams'
  }[]
}
