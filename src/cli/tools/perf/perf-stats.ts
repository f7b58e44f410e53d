/** Counterpart in Kafka: org.apache.kafka.tools.ProducerPerformance.Stats. Latencies are sampled, half a million at most. */

export interface PerfStats {
  readonly startedAtUs: number
  readonly windowUs: number
  /** Milliseconds, one for each record. */
  readonly latencies: number[]
  count: number
  bytes: number
  totalMs: number
  maxMs: number
  windowStartUs: number
  windowCount: number
  windowBytes: number
  windowTotalMs: number
  windowMaxMs: number
}

const SAMPLES = 500_000

export function createPerfStats(nowUs: number, windowUs: number): PerfStats {
  return {
    startedAtUs: nowUs,
    windowUs,
    latencies: [],
    count: 0,
    bytes: 0,
    totalMs: 0,
    maxMs: 0,
    windowStartUs: nowUs,
    windowCount: 0,
    windowBytes: 0,
    windowTotalMs: 0,
    windowMaxMs: 0,
  }
}

export function addLatency(stats: PerfStats, latencyUs: number, bytes: number): void {
  const ms = Math.floor(latencyUs / 1000)
  if (stats.latencies.length < SAMPLES) stats.latencies.push(ms)
  stats.count++
  stats.bytes += bytes
  stats.totalMs += ms
  stats.maxMs = Math.max(stats.maxMs, ms)
  stats.windowCount++
  stats.windowBytes += bytes
  stats.windowTotalMs += ms
  stats.windowMaxMs = Math.max(stats.windowMaxMs, ms)
}

/** The line of the window that is over, and a new window; null while it lasts. */
export function windowLine(stats: PerfStats, nowUs: number): string | null {
  const elapsedMs = (nowUs - stats.windowStartUs) / 1000
  if (elapsedMs * 1000 < stats.windowUs) return null
  const rate = (1000 * stats.windowCount) / elapsedMs
  const megabytes = (1000 * stats.windowBytes) / elapsedMs / 1_048_576
  const average = stats.windowCount === 0 ? 0 : stats.windowTotalMs / stats.windowCount
  const line = `${stats.windowCount} records sent, ${rate.toFixed(1)} records/sec (${megabytes.toFixed(2)} MB/sec), ${average.toFixed(1)} ms avg latency, ${stats.windowMaxMs.toFixed(1)} ms max latency.\n`
  stats.windowStartUs = nowUs
  stats.windowCount = 0
  stats.windowBytes = 0
  stats.windowTotalMs = 0
  stats.windowMaxMs = 0
  return line
}

/** `which` tells the records of the steady state from all. */
export function finalLine(stats: PerfStats, nowUs: number, which = ''): string {
  const elapsedMs = Math.max(1, (nowUs - stats.startedAtUs) / 1000)
  const rate = (1000 * stats.count) / elapsedMs
  const megabytes = (1000 * stats.bytes) / elapsedMs / 1_048_576
  const average = stats.count === 0 ? 0 : stats.totalMs / stats.count
  const sorted = [...stats.latencies].sort((a, b) => a - b)
  const percentile = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
  const [p50, p95, p99, p999] = [0.5, 0.95, 0.99, 0.999].map(percentile)
  return `${stats.count}${which} records sent, ${rate.toFixed(6)} records/sec (${megabytes.toFixed(2)} MB/sec), ${average.toFixed(2)} ms avg latency, ${stats.maxMs.toFixed(2)} ms max latency, ${p50} ms 50th, ${p95} ms 95th, ${p99} ms 99th, ${p999} ms 99.9th.\n`
}
