import { defineApi } from './api.ts'
import type { TopicResult } from './delete-topics.ts'
import { createPartitionsRequest, createPartitionsResponse } from './generated/create-partitions.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface CreatePartitionsRequest extends RequestHeader {
  readonly type: 'CreatePartitionsRequest'
  readonly topics: readonly {
    readonly name: string
    readonly totalCount: number
    readonly assignments: readonly (readonly number[])[] | null
  }[]
  readonly validateOnly: boolean
}

export interface CreatePartitionsResponse extends ResponseHeader {
  readonly type: 'CreatePartitionsResponse'
  /** How long the client has to wait: its quota of changes is exceeded (KIP-599). Absent: not at all. */
  readonly throttleTimeMs?: number
  readonly topics: readonly TopicResult[]
}

export const createPartitionsApi = defineApi<CreatePartitionsRequest, CreatePartitionsResponse>({
  name: 'CreatePartitions',
  requestType: 'CreatePartitionsRequest',
  responseType: 'CreatePartitionsResponse',
  tables: [createPartitionsRequest, createPartitionsResponse],
  traffic: 'news',
  request: ({ topics }) => ({
    topics: topics.map(({ name, assignments }) => ({
      name,
      assignments: assignments === null ? null : assignments.map((brokerIds) => ({ brokerIds })),
    })),
  }),
  response: ({ topics }) => ({ results: topics.map(({ name, errorMessage }) => ({ name, errorMessage })) }),
})
