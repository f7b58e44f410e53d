import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { brokerHeartbeatRequest, brokerHeartbeatResponse } from './generated/broker-heartbeat.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface BrokerHeartbeatRequest extends RequestHeader {
  readonly type: 'BrokerHeartbeatRequest'
  readonly brokerId: number
  readonly brokerEpoch: number
  readonly currentMetadataOffset: number
  readonly wantFence: boolean
  readonly wantShutDown: boolean
  /** Ids of directories that get no new replicas (KIP-1066); null before the broker has caught up once. */
  readonly cordonedLogDirs: readonly string[] | null
  /** Ids of directories that have failed (KIP-858); absent while none has. */
  readonly offlineLogDirs?: readonly string[]
}

export interface BrokerHeartbeatResponse extends ResponseHeader {
  readonly type: 'BrokerHeartbeatResponse'
  readonly errorCode: ErrorCode
  readonly isCaughtUp: boolean
  readonly isFenced: boolean
  readonly shouldShutDown: boolean
}

export const brokerHeartbeatApi = defineApi<BrokerHeartbeatRequest, BrokerHeartbeatResponse>({
  name: 'BrokerHeartbeat',
  requestType: 'BrokerHeartbeatRequest',
  responseType: 'BrokerHeartbeatResponse',
  tables: [brokerHeartbeatRequest, brokerHeartbeatResponse],
  traffic: 'housekeeping',
  request: ({ cordonedLogDirs, offlineLogDirs }) => ({
    cordonedLogDirs,
    ...(offlineLogDirs === undefined ? {} : { offlineLogDirs }),
  }),
  response: fixedFields,
})
