import type { ErrorCode } from '../common/errors.ts'
import { defineApi, fixedFields } from './api.ts'
import { brokerRegistrationRequest, brokerRegistrationResponse } from './generated/broker-registration.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { ANY_CLUSTER_ID, ANY_DIRECTORY_ID } from './metadata-quorum.ts'

/** Broker lifecycle (KIP-631). Answers NOT_CONTROLLER when asked of a standby. */
export interface BrokerRegistrationRequest extends RequestHeader {
  readonly type: 'BrokerRegistrationRequest'
  readonly brokerId: number
  /** Differs with every start of the process. */
  readonly incarnationId: string
  readonly rack: string | null
  readonly host: string
  readonly port: number
  /** Broker epoch of the last clean shutdown; -1 after an unclean one (KIP-966 drops it from ISR and ELR then). */
  readonly previousBrokerEpoch: number
  /** Names of the features it supports. */
  readonly features: readonly string[]
  /** Ids of its log directories; absent of a broker that has a single one. */
  readonly logDirs?: readonly string[]
}

export interface BrokerRegistrationResponse extends ResponseHeader {
  readonly type: 'BrokerRegistrationResponse'
  readonly errorCode: ErrorCode
  readonly brokerEpoch: number
}

const ONE_DIRECTORY: readonly string[] = Object.freeze([ANY_DIRECTORY_ID])

export const brokerRegistrationApi = defineApi<BrokerRegistrationRequest, BrokerRegistrationResponse>({
  name: 'BrokerRegistration',
  requestType: 'BrokerRegistrationRequest',
  responseType: 'BrokerRegistrationResponse',
  tables: [brokerRegistrationRequest, brokerRegistrationResponse],
  traffic: 'news',
  request: ({ host, rack, features, logDirs = ONE_DIRECTORY }) => ({
    clusterId: ANY_CLUSTER_ID,
    listeners: [{ name: 'PLAINTEXT', host }],
    features: features.map((name) => ({ name })),
    rack,
    logDirs,
  }),
  response: fixedFields,
})
