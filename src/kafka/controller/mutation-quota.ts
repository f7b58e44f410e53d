/**
 * Counterpart in Kafka: ControllerMutationQuotaManager, StrictControllerMutationQuota and TokenBucket (KIP-599): how many
 * partitions a client may have created and deleted a second. Who still has credit may have as many as it likes at once,
 * and then has to wait until the debt is paid. In memory only: a controller that takes over knows of no debts.
 *
 * Simplified: the time to wait is that of the decision; Kafka takes off what the commit of the others of a request takes.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { quotaLimitOf } from '../metadata/client-quota-limit.ts'
import { brokerConfigNumber } from '../profile/effective-config.ts'
import { controllerLayers } from './controller-config.ts'
import { type ApiError, plainError } from './controller-result.ts'
import type { ControllerState } from './controller-state.ts'

/** Of one client; it fills up by what its quota is, and below 0 nothing more is done for it. */
export interface MutationTokens {
  tokens: number
  updatedMs: number
}

/** Of one request. */
export interface MutationQuota {
  readonly perSecond: number
  readonly most: number
  readonly bucket: MutationTokens
  readonly nowMs: number
  readonly refusal: ApiError
  /** How long the client has to wait, milliseconds; 0 where nothing was refused. */
  throttleTimeMs: number
}

/** Null where the client has none, as nearly all. */
export function mutationQuotaOf(state: ControllerState, clientId: string, node: NodeContext): MutationQuota | null {
  const limit = quotaLimitOf(state.image, 'controller_mutation_rate', clientId)
  if (limit === null) return null
  const layers = controllerLayers(state)
  const windows = brokerConfigNumber(layers, 'controller.quota.window.num')
  const most = windows * brokerConfigNumber(layers, 'controller.quota.window.size.seconds') * limit.perSecond
  state.mutationTokens ??= new Map()
  let bucket = state.mutationTokens.get(limit.key)
  if (bucket === undefined) {
    bucket = { tokens: most, updatedMs: node.nowMs }
    state.mutationTokens.set(limit.key, bucket)
  }
  const refusal = plainError(state, 'THROTTLING_QUOTA_EXCEEDED')
  return { perSecond: limit.perSecond, most, bucket, nowMs: node.nowMs, refusal, throttleTimeMs: 0 }
}

/** Takes so many partitions from the credit; the error where there is none left. */
export function recordMutations(quota: MutationQuota | null, partitions: number): ApiError | null {
  if (quota === null) return null
  const { bucket, perSecond, most, nowMs } = quota
  bucket.tokens = Math.min(most, bucket.tokens + (perSecond * (nowMs - bucket.updatedMs)) / 1_000)
  bucket.updatedMs = nowMs
  if (bucket.tokens < 0) {
    quota.throttleTimeMs = Math.round((-bucket.tokens / perSecond) * 1_000)
    return quota.refusal
  }
  bucket.tokens = Math.min(most, bucket.tokens - partitions)
  return null
}

/** What a response says of it. */
export function throttled(quota: MutationQuota | null): { readonly throttleTimeMs?: number } {
  return quota === null || quota.throttleTimeMs === 0 ? {} : { throttleTimeMs: quota.throttleTimeMs }
}
