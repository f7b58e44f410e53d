import type { ErrorCode } from '../common/errors.ts'
import { byTopic, defineApi } from './api.ts'
import { updateMetadataRequest, updateMetadataResponse } from './generated/update-metadata.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import type { PartitionDecision } from './leader-and-isr.ts'

/** A controller elected in ZooKeeper tells a broker what clients may hear: its metadata is as old as the last of these. */
export interface UpdateMetadataRequest extends RequestHeader {
  readonly type: 'UpdateMetadataRequest'
  readonly controllerId: number
  readonly controllerEpoch: number
  /** Of the broker that is told, as the controller knows it. */
  readonly brokerEpoch: number
  readonly partitionStates: readonly (PartitionDecision & { readonly offlineReplicas: readonly number[] })[]
  /** All there are. */
  readonly liveBrokers: readonly {
    readonly brokerId: number
    readonly host: string
    readonly port: number
    readonly rack: string | null
  }[]
}

export interface UpdateMetadataResponse extends ResponseHeader {
  readonly type: 'UpdateMetadataResponse'
  readonly errorCode: ErrorCode
}

export const updateMetadataApi = defineApi<UpdateMetadataRequest, UpdateMetadataResponse>({
  name: 'UpdateMetadata',
  requestType: 'UpdateMetadataRequest',
  responseType: 'UpdateMetadataResponse',
  tables: [updateMetadataRequest, updateMetadataResponse],
  traffic: 'housekeeping',
  request: ({ partitionStates, liveBrokers }) => ({
    topicStates: byTopic(partitionStates, (row) => row.topicPartition).map(({ topic, rows }) => ({
      topicName: topic,
      partitionStates: rows.map(({ isr, replicas, offlineReplicas }) => ({ isr, replicas, offlineReplicas })),
    })),
    liveBrokers: liveBrokers.map(({ host, rack }) => ({ endpoints: [{ host, listener: 'PLAINTEXT' }], rack })),
  }),
  response: () => ({}),
})
