import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface FindCoordinatorRequest extends RequestHeader {
  readonly type: 'FindCoordinatorRequest'
  readonly keyType: 'group' | 'transaction' | 'share'
  readonly keys: readonly string[]
}

export interface FindCoordinatorResponse extends ResponseHeader {
  readonly type: 'FindCoordinatorResponse'
  readonly coordinators: readonly {
    readonly key: string
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
    /** -1 with an error. */
    readonly nodeId: number
  }[]
}
