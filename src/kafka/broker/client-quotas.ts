/**
 * Counterpart in Kafka: ClientQuotaManager, DefaultQuotaCallback, QuotaUtils, and the Rate over a SampledStat that it
 * measures with (KIP-13, KIP-55, KIP-219). Bytes are measured over eleven windows of a second. Who has sent, or would get,
 * more than its quota is told how long it has to wait, and read nothing from meanwhile. Quotas of requests' time, of
 * changes to topics and of new connections are kept and told, and limit nothing: here no handler takes time.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { type QuotaEntity, quotaEntityKey } from '../common/client-quotas.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import { tell } from '../observe/tell.ts'
import { settingNumber } from './broker-config.ts'
import type { BrokerState } from './broker-state.ts'
import type { CountedBytes, QuotaSensor } from './quota-sensor.ts'

export type QuotaApi = 'produce' | 'fetch'

/** Whose bytes count together, and how many a second they may be. */
interface Limit {
  readonly key: string
  readonly bytesPerSecond: number
}

const KEYS: Readonly<Record<QuotaApi, string>> = { produce: 'producer_byte_rate', fetch: 'consumer_byte_rate' }
/** Listeners are PLAINTEXT: nobody says who it is. */
const USER = 'ANONYMOUS'

/** Whether any quota may have to be looked at: nearly no cluster has one. */
export function hasClientQuotas({ metadata }: BrokerState): boolean {
  return metadata.clientQuotas !== undefined && metadata.clientQuotas.size > 0
}

/** Most a fetch may bring: all that a client may read in the windows that are complete. */
export function mostInQuotaWindow(state: BrokerState, clientId: string): number {
  const limit = limitOf(state.metadata, 'fetch', clientId)
  if (limit === null) return Infinity
  const { samples, windowMs } = windowsOf(state)
  return (limit.bytesPerSecond * (samples - 1) * windowMs) / 1_000
}

/** How long the client has to wait after `bytes` of it have been counted, milliseconds; 0: not at all. */
export function recordAndThrottle(
  state: BrokerState,
  api: QuotaApi,
  { clientId, bytes }: CountedBytes,
  node: NodeContext,
): number {
  const limit = limitOf(state.metadata, api, clientId)
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
}

function windowsOf({ config }: BrokerState): Windows {
  return {
    samples: settingNumber(config, 'quota.window.num'),
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
function record(sensor: QuotaSensor, bytes: number, { samples, windowMs }: Windows, nowMs: number): void {
  let sample = sensor.samples[sensor.current]
  if (sample === undefined || nowMs - sample.startMs >= windowMs) {
    if (sample !== undefined) sensor.current = (sensor.current + 1) % (samples + 1)
    sample = { startMs: nowMs, lastMs: nowMs, bytes: 0 }
    sensor.samples[sensor.current] = sample
  }
  sample.bytes += bytes
  sample.lastMs = nowMs
}

/** QuotaUtils.throttleTime: how long nothing may come until the rate is what it may be. */
function throttleTime(
  sensor: QuotaSensor,
  { bytesPerSecond }: Limit,
  { samples, windowMs }: Windows,
  nowMs: number,
): number {
  let bytes = 0
  let oldestMs = nowMs
  for (const sample of sensor.samples) {
    // Samples without anything in the time that counts begin anew.
    if (nowMs - sample.lastMs >= samples * windowMs) Object.assign(sample, { startMs: nowMs, lastMs: nowMs, bytes: 0 })
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

/** DefaultQuotaCallback.quotaLimit: the narrowest that is set; null where there is none. */
function limitOf({ clientQuotas }: MetadataImage, api: QuotaApi, clientId: string): Limit | null {
  if (clientQuotas === undefined || clientQuotas.size === 0) return null
  for (const [key, entity] of levels(clientId)) {
    const bytesPerSecond = clientQuotas.get(quotaEntityKey(entity))?.quotas[KEYS[api]]
    if (bytesPerSecond !== undefined) return { key, bytesPerSecond }
  }
  return null
}

/** Whose bytes count together at each level, and what the level is called. */
function levels(clientId: string): readonly (readonly [key: string, entity: QuotaEntity])[] {
  const both = `${USER}:${clientId}`
  const user = (entityName: string | null) => ({ entityType: 'user' as const, entityName })
  const client = (entityName: string | null) => ({ entityType: 'client-id' as const, entityName })
  return [
    [both, [user(USER), client(clientId)]],
    [both, [user(USER), client(null)]],
    [`${USER}:`, [user(USER)]],
    [both, [user(null), client(clientId)]],
    [both, [user(null), client(null)]],
    [`${USER}:`, [user(null)]],
    [`:${clientId}`, [client(clientId)]],
    [`:${clientId}`, [client(null)]],
  ]
}
