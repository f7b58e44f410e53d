/** What ConsumerPerformance counts while it reads, and the lines it makes of it. */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { TopicPartition } from '../../../kafka/common/topic-partition.ts'
import { simpleDateFormat } from '../../java-date-format.ts'

export interface ReadStats {
  records: number
  bytes: number
  /** Milliseconds of all rebalances, and of those since the last report. */
  joinMs: number
  joinMsOfRound: number
  /** Wall clock at which the rebalance under way began, as far as the tool has noticed. */
  joinStartMs: number
  readonly joinsSince: 'start' | 'epoch'
  readonly assigned: Set<TopicPartition>
  lastReportMs: number
  lastRecords: number
  lastBytes: number
}

const MEGABYTE = 1_048_576

/**
 * `joinsSince`: 2.5.0 notes when a rebalance begins as partitions are revoked. At the first there are none, so that it
 * counts from 1970 on, and the time of fetches is below zero.
 */
export function createReadStats(nowMs: number, joinsSince: ReadStats['joinsSince']): ReadStats {
  return {
    ...{ records: 0, bytes: 0, joinMs: 0, joinMsOfRound: 0 },
    joinStartMs: joinsSince === 'epoch' ? 0 : nowMs,
    joinsSince,
    assigned: new Set(),
    ...{ lastReportMs: nowMs, lastRecords: 0, lastBytes: 0 },
  }
}

/** ConsumerRebalanceListener.onPartitionsRevoked: later versions look whether anything is left. */
export function noteRevoked(stats: ReadStats, partitions: readonly TopicPartition[], node: NodeContext): void {
  for (const each of partitions) stats.assigned.delete(each)
  if (stats.joinsSince === 'epoch' || stats.assigned.size === 0) stats.joinStartMs = node.wallClockMs
}

export function noteAssigned(stats: ReadStats, partitions: readonly TopicPartition[], node: NodeContext): void {
  if (stats.joinsSince === 'epoch' || stats.assigned.size === 0) {
    const elapsedMs = node.wallClockMs - stats.joinStartMs
    stats.joinMs += elapsedMs
    stats.joinMsOfRound += elapsedMs
  }
  for (const each of partitions) stats.assigned.add(each)
}

interface Report {
  readonly nowMs: number
  readonly intervalMs: number
  /** Java's pattern. */
  readonly date: string
}

/** One record more, of so many bytes. The line of `--show-detailed-stats` when a report is due, else null. */
export function addRead(stats: ReadStats, bytes: number, { nowMs, intervalMs, date }: Report): string | null {
  stats.records++
  stats.bytes += bytes
  if (nowMs - stats.lastReportMs < intervalMs) return null
  const line = progressLine(stats, nowMs, date)
  stats.joinMsOfRound = 0
  stats.lastReportMs = nowMs
  stats.lastRecords = stats.records
  stats.lastBytes = stats.bytes
  return line
}

function progressLine(stats: ReadStats, nowMs: number, date: string): string {
  const elapsedMs = nowMs - stats.lastReportMs
  const megabytes = (stats.bytes - stats.lastBytes) / MEGABYTE
  const records = stats.records - stats.lastRecords
  const fetchMs = elapsedMs - stats.joinMsOfRound
  const whileFetching = (amount: number) => (fetchMs <= 0 ? 0 : (1000 * amount) / fetchMs)
  return line([
    simpleDateFormat(date).format(nowMs),
    '0',
    decimals(stats.bytes / MEGABYTE),
    decimals((1000 * megabytes) / elapsedMs),
    String(stats.records),
    decimals((records / elapsedMs) * 1000),
    String(stats.joinMsOfRound),
    String(fetchMs),
    decimals(whileFetching(megabytes)),
    decimals(whileFetching(records)),
  ])
}

/** The one line of a whole run. */
export function consumedLine(
  stats: ReadStats,
  date: string,
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): string {
  const { format } = simpleDateFormat(date)
  const seconds = (endMs - startMs) / 1000
  const fetchMs = endMs - startMs - stats.joinMs
  const megabytes = stats.bytes / MEGABYTE
  return line([
    format(startMs),
    format(endMs),
    decimals(megabytes),
    decimals(megabytes / seconds),
    String(stats.records),
    decimals(stats.records / seconds),
    String(stats.joinMs),
    String(fetchMs),
    decimals(megabytes / (fetchMs / 1000)),
    decimals(stats.records / (fetchMs / 1000)),
  ])
}

function line(columns: readonly string[]): string {
  return `${columns.join(', ')}\n`
}

/** `%.4f` */
function decimals(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4) : String(value)
}
