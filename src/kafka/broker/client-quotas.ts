/**
 * Counterpart in Kafka: ClientQuotaManager, QuotaUtils, and the Rate over a SampledStat that it
 * measures with (KIP-13, KIP-55, KIP-219). Bytes are measured over eleven windows of a second. Who has sent, or would get,
 * more than its quota is told how long it has to wait, and read nothing from meanwhile. Quotas of requests' time and
 * of new connections are kept and told, and limit nothing: here no handler takes time. Those of changes to topics a
 * controller keeps to (`controller/mutation-quota.ts`).
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { type QuotaLimit, quotaLimitOf } from '../metadata/client-quota-limit.ts'
import { tell } from '../observe/tell.ts'
import { rulesOf } from '../profile/registry.ts'
import { settingNumber } from './broker-config.ts'
import type { BrokerState } from './broker-state.ts'
import type { CountedBytes, QuotaSensor } from './quota-sensor.ts'

export type QuotaApi = 'produce' | 'fetch'

const KEYS: Readonly<Record<QuotaApi, string>> = { produce: 'producer_byte_rate', fetch: 'consumer_byte_rate' }

/** Whether any quota may have to be looked at: nearly no cluster has one. */
export function hasClientQuotas({ metadata }: BrokerState): boolean {
  return metadata.clientQuotas !== undefined && metadata.clientQuotas.size > 0
}

/** Most a fetch may bring: all that a client may read in the windows that are complete. */
export function mostInQuotaWindow(state: BrokerState, clientId: string): number {
  const limit = quotaLimitOf(state.metadata, KEYS.fetch, clientId)
  if (limit === null) return Infinity
  const { samples, windowMs } = windowsOf(state)
  return (limit.perSecond * (samples - 1) * windowMs) / 1_000
}

/** How long the client has to wait after `bytes` of it have been counted, milliseconds; 0: not at all. */
export function recordAndThrottle(
  state: BrokerState,
  api: QuotaApi,
  { clientId, bytes }: CountedBytes,
  node: NodeContext,
): number {
  const limit = quotaLimitOf(state.metadata, KEYS[api], clientId)
  if (limit === null) return 0
  const windows = windowsOf(state)
  const sensor = sensorOf(state, `${api} ${limit.key}`)
  record(sensor, bytes, windows, node.nowMs)
  const throttleMs = throttleTime(sensor, limit, windows, node.nowMs)
  if (throttleMs === 0) return 0
  // What is not delivered does not count: an empty answer goes out in its place.
  if (api === 'fetch') record(sensor, -bytes, windows, node.nowMs)
  if (node.nowMs > sensor.throttledUntilMs + windows.windowMs)
    tell(node, { type: 'ClientThrottled', broker: state.brokerId, client: clientId, api, throttleMs })
  sensor.throttledUntilMs = node.nowMs + throttleMs
  return throttleMs
}

interface Windows {
  readonly samples: number
  readonly windowMs: number
  /** So many take turns. */
  readonly kept: number
}

function windowsOf({ profile, config }: BrokerState): Windows {
  const samples = settingNumber(config, 'quota.window.num')
  return {
    samples,
    kept: rulesOf({ profile }).replication.quotaSamplesOverlap ? samples + 1 : samples,
    windowMs: settingNumber(config, 'quota.window.size.seconds') * 1_000,
  }
}

function sensorOf(state: BrokerState, key: string): QuotaSensor {
  state.clientQuotas ??= new Map()
  let sensor = state.clientQuotas.get(key)
  if (sensor === undefined) {
    sensor = { samples: [], current: 0, throttledUntilMs: -Infinity }
    state.clientQuotas.set(key, sensor)
  }
  return sensor
}

/** SampledStat.record. */
function record(sensor: QuotaSensor, bytes: number, { kept, windowMs }: Windows, nowMs: number): void {
  let sample = sensor.samples[sensor.current]
  if (sample === undefined || nowMs - sample.startMs >= windowMs) {
    if (sample !== undefined) sensor.current = (sensor.current + 1) % kept
    sample = { startMs: nowMs, lastMs: nowMs, bytes: 0 }
    sensor.samples[sensor.current] = sample
  }
  sample.bytes += bytes
  sample.lastMs = nowMs
}

/** QuotaUtils.throttleTime: how long nothing may come until the rate is what it may be. */
function throttleTime(
  sensor: QuotaSensor,
  { perSecond: bytesPerSecond }: QuotaLimit,
  { samples, kept, windowMs }: Windows,
  nowMs: number,
): number {
  let bytes = 0
  let oldestMs = nowMs
  for (const sample of sensor.samples) {
    // Samples without anything in the time that counts begin anew.
    const countsFromMs = kept > samples ? sample.lastMs : sample.startMs
    if (nowMs - countsFromMs >= samples * windowMs) Object.assign(sample, { startMs: nowMs, lastMs: nowMs, bytes: 0 })
    bytes += sample.bytes
    oldestMs = Math.min(oldestMs, sample.startMs)
  }
  const measuredMs = windowSize(nowMs - oldestMs, samples, windowMs)
  const rate = bytes / (measuredMs / 1_000)
  return rate <= bytesPerSecond ? 0 : Math.round(((rate - bytesPerSecond) / bytesPerSecond) * measuredMs)
}

/** Rate.windowSize: windows that have not been yet count as full, so that a first burst is no violation. */
function windowSize(elapsedMs: number, samples: number, windowMs: number): number {
  const full = Math.floor(elapsedMs / windowMs)
  return Math.max(full < samples - 1 ? elapsedMs + (samples - 1 - full) * windowMs : elapsedMs, 1)
}
