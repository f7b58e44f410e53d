import type { ErrorCode } from '../common/errors.ts'
import { defineApi } from './api.ts'
import { updateFeaturesRequest, updateFeaturesResponse } from './generated/update-features.ts'
import type { RequestHeader, ResponseHeader } from './header.ts'

export interface UpdateFeaturesRequest extends RequestHeader {
  readonly type: 'UpdateFeaturesRequest'
  readonly updates: readonly {
    readonly feature: string
    readonly level: number
    readonly upgradeType: 'upgrade' | 'safeDowngrade' | 'unsafeDowngrade'
  }[]
  readonly validateOnly: boolean
}

export interface UpdateFeaturesResponse extends ResponseHeader {
  readonly type: 'UpdateFeaturesResponse'
  readonly errorCode: ErrorCode
  readonly errorMessage: string | null
}

export const updateFeaturesApi = defineApi<UpdateFeaturesRequest, UpdateFeaturesResponse>({
  name: 'UpdateFeatures',
  requestType: 'UpdateFeaturesRequest',
  responseType: 'UpdateFeaturesResponse',
  tables: [updateFeaturesRequest, updateFeaturesResponse],
  traffic: 'housekeeping',
  request: ({ updates }) => ({ featureUpdates: updates.map(({ feature }) => ({ feature })) }),
  response: ({ errorMessage }) => ({ errorMessage }),
})
