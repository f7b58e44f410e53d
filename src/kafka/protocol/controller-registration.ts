import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { controllerRegistrationRequest, controllerRegistrationResponse } from './generated/controller-registration.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'
import { CONTROLLER_LISTENER } from './metadata-quorum.ts'

/** A controller makes itself known to the cluster (KIP-919). Answers NOT_CONTROLLER when asked of a standby. */
export interface ControllerRegistrationRequest extends RequestHeader {
  readonly type: 'ControllerRegistrationRequest'
  readonly controllerId: number
  /** Differs with every start of the process. */
  readonly incarnationId: string
  readonly host: string
  readonly port: number
  /** Names of the features it supports. */
  readonly features: readonly string[]
}

export interface ControllerRegistrationResponse extends ResponseHeader {
  readonly type: 'ControllerRegistrationResponse'
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

export const controllerRegistrationApi = defineApi<ControllerRegistrationRequest, ControllerRegistrationResponse>({
  name: 'ControllerRegistration',
  requestType: 'ControllerRegistrationRequest',
  responseType: 'ControllerRegistrationResponse',
  tables: [controllerRegistrationRequest, controllerRegistrationResponse],
  traffic: 'housekeeping',
  request: ({ host, features }) => ({
    listeners: [{ ...CONTROLLER_LISTENER, host }],
    features: features.map((name) => ({ name })),
  }),
  response: ({ errorMessage }) => ({ errorMessage }),
})
