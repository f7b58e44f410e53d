import type { ErrorCode } from '../common/errors.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DeleteTopicsRequest extends RequestHeader {
  readonly type: 'DeleteTopicsRequest'
  readonly topics: readonly string[]
}

export interface DeleteTopicsResponse extends ResponseHeader {
  readonly type: 'DeleteTopicsResponse'
  readonly topics: readonly TopicResult[]
}

export interface TopicResult {
  readonly name: string
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}
