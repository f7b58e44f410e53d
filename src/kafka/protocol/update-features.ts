import type { ErrorCode } from '../common/errors.ts'
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
