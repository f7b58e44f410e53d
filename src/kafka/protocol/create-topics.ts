import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { createTopicsRequest, createTopicsResponse } from './generated/create-topics.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

/** As all forwarded requests: a client sends it to any broker, which wraps it in an envelope for the active controller (KIP-590). */
export interface CreateTopicsRequest extends RequestHeader {
  readonly type: 'CreateTopicsRequest'
  readonly topics: readonly {
    readonly name: string
    /** -1: the broker's `num.partitions`, `default.replication.factor`; also with a manual assignment. */
    readonly numPartitions: number
    readonly replicationFactor: number
    /** Brokers of partition 0, 1, …; null: placed by the controller. */
    readonly assignments: readonly (readonly number[])[] | null
    readonly configs: readonly (readonly [string, string | null])[]
  }[]
  readonly validateOnly: boolean
}

export interface CreateTopicsResponse extends ResponseHeader {
  readonly type: 'CreateTopicsResponse'
  /** How long the client has to wait: its quota of changes is exceeded (KIP-599). Absent: not at all. */
  readonly throttleTimeMs?: number
  readonly topics: readonly {
    readonly name: string
    readonly topicId: string
    readonly errorCode: ErrorCode
    readonly errorMessage: string | null
    readonly numPartitions: number
    readonly replicationFactor: number
  }[]
}

export const createTopicsApi = defineApi<CreateTopicsRequest, CreateTopicsResponse>({
  name: 'CreateTopics',
  requestType: 'CreateTopicsRequest',
  responseType: 'CreateTopicsResponse',
  tables: [createTopicsRequest, createTopicsResponse],
  traffic: 'news',
  request: ({ topics }) => ({
    topics: topics.map(({ name, assignments, configs }) => ({
      name,
      assignments: (assignments ?? []).map((brokerIds) => ({ brokerIds })),
      configs: configs.map(([key, value]) => ({ name: key, value })),
    })),
  }),
  response: ({ topics }) => ({ topics: topics.map(({ name, errorMessage }) => ({ name, errorMessage })) }),
})
