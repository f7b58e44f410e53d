import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { metadataRequest, metadataResponse } from './generated/metadata.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface MetadataRequest extends RequestHeader {
  readonly type: 'MetadataRequest'
  /** Null: every topic; empty: brokers only. */
  readonly topics: readonly string[] | null
  readonly allowAutoTopicCreation: boolean
}

export interface MetadataBroker {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

export interface MetadataPartition {
  readonly errorCode: ErrorCode
  readonly partition: number
  /** -1: none. */
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly offlineReplicas: readonly number[]
}

export interface MetadataTopic {
  readonly errorCode: ErrorCode
  readonly name: string
  readonly topicId: string
  readonly isInternal: boolean
  readonly partitions: readonly MetadataPartition[]
}

export interface MetadataResponse extends ResponseHeader {
  readonly type: 'MetadataResponse'
  readonly clusterId: string
  readonly brokers: readonly MetadataBroker[]
  readonly controllerId: number
  readonly topics: readonly MetadataTopic[]
}

export const metadataApi = defineApi<MetadataRequest, MetadataResponse>({
  name: 'Metadata',
  requestType: 'MetadataRequest',
  responseType: 'MetadataResponse',
  tables: [metadataRequest, metadataResponse],
  traffic: 'housekeeping',
  request: ({ topics }) => ({ topics: topics === null ? null : topics.map((name) => ({ name })) }),
  response: ({ brokers, clusterId, topics }) => ({
    clusterId,
    brokers: brokers.map(({ host, rack }) => ({ host, rack })),
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ replicas, isr, offlineReplicas }) => ({
        replicaNodes: replicas,
        isrNodes: isr,
        offlineReplicas,
      })),
    })),
  }),
})
