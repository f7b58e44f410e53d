import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { deleteTopicsRequest, deleteTopicsResponse } from './generated/delete-topics.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface DeleteTopicsRequest extends RequestHeader {
  readonly type: 'DeleteTopicsRequest'
  readonly topics: readonly string[]
}

export interface DeleteTopicsResponse extends ResponseHeader {
  readonly type: 'DeleteTopicsResponse'
  /** How long the client has to wait: its quota of changes is exceeded (KIP-599). Absent: not at all. */
  readonly throttleTimeMs?: number
  readonly topics: readonly TopicResult[]
}

export interface TopicResult {
  readonly name: string
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

export const deleteTopicsApi = defineApi<DeleteTopicsRequest, DeleteTopicsResponse>({
  name: 'DeleteTopics',
  requestType: 'DeleteTopicsRequest',
  responseType: 'DeleteTopicsResponse',
  tables: [deleteTopicsRequest, deleteTopicsResponse],
  traffic: 'news',
  request: ({ topics }) => ({ topics: topics.map((name) => ({ name })) }),
  response: ({ topics }) => ({ responses: topics.map(({ name, errorMessage }) => ({ name, errorMessage })) }),
})
