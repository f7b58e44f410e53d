import type { ErrorCode } from '../common/errors.ts'
import type { CoordinatorKeyType } from '../common/internal-topics.ts'
import { defineApi } from './api.ts'
import { findCoordinatorRequest, findCoordinatorResponse } from './generated/find-coordinator.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface FindCoordinatorRequest extends RequestHeader {
  readonly type: 'FindCoordinatorRequest'
  readonly keyType: CoordinatorKeyType
  readonly keys: readonly string[]
}

export interface FindCoordinatorResponse extends ResponseHeader {
  readonly type: 'FindCoordinatorResponse'
  readonly coordinators: readonly {
    readonly key: string
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
    /** -1 with an error, and then host and port are empty and -1. */
    readonly nodeId: number
    readonly host: string
    readonly port: number
  }[]
}

export const findCoordinatorApi = defineApi<FindCoordinatorRequest, FindCoordinatorResponse>({
  name: 'FindCoordinator',
  requestType: 'FindCoordinatorRequest',
  responseType: 'FindCoordinatorResponse',
  tables: [findCoordinatorRequest, findCoordinatorResponse],
  traffic: 'housekeeping',
  request: ({ keys }) => ({ coordinatorKeys: keys }),
  response: ({ coordinators }) => ({
    coordinators: coordinators.map(({ key, host, errorMessage }) => ({ key, host, errorMessage })),
  }),
})
