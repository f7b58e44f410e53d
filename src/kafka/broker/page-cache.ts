/**
 * The page cache of a broker's machine while another program takes most of its memory. Kafka has no cache of its own: what
 * it wrote or sent lately is read from memory, everything else from the disk. While memory is free, all logs of a
 * simulated broker fit into it, and there is no `PageCache` at all.
 */
import type { NodeContext } from '../../engine/node-context.ts'
import { rowNamed, rowsOf } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import { PAGE_BYTES, type PageRange, pageCount, pagesOf } from '../log/log-pages.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import { tell } from '../observe/tell.ts'
import type { FetchPartitionResponse, FetchResponse } from '../protocol/fetch.ts'
import { sendFetchResponse } from '../protocol/send-message.ts'
import type { BrokerState } from './broker-state.ts'

export interface PageCache {
  limitBytes: number
  /** What is in memory, longest untouched first. */
  readonly pages: Map<string, true>
  /** By partition: up to where what has been appended has been noted. */
  readonly noted: Map<TopicPartition, number>
  /** Pages that reads found in memory, and pages that they had to wait for. */
  hits: number
  misses: number
  /** One disk reads one thing after the other. */
  diskBusyUntilUs: number
  toldAtUs: number
}

/** A disk that turns: until its head is there, and what it then reads. */
const ACCESS_US = 10_000
const BYTES_PER_MS = 150_000
/** Linux reads on behind what it was asked for (`read_ahead_kb`). */
const READ_AHEAD_PAGES = 32
/** A reader that catches up waits again and again; saying so once is enough for a while. */
const TELL_EVERY_US = 1_000_000

/** What a command says to a broker's machine. */
export interface PageCacheLimit {
  readonly type: 'LimitPageCache'
  readonly bytes: number | null
}

/** Another program takes memory, or gives it back (`null`): so much is left for files. */
export function limitPageCache(state: BrokerState, limitBytes: number | null, node: NodeContext): void {
  if (limitBytes === null) {
    delete state.pageCache
    return
  }
  state.pageCache ??= wholeCache(state, limitBytes, node)
  state.pageCache.limitBytes = limitBytes
  noteAppended(state, state.pageCache)
  evict(state.pageCache)
}

/** Until now memory held everything; what was written first goes first. */
function wholeCache(state: BrokerState, limitBytes: number, node: NodeContext): PageCache {
  const cache: PageCache = {
    limitBytes,
    pages: new Map(),
    noted: new Map(),
    hits: 0,
    misses: 0,
    diskBusyUntilUs: node.nowUs,
    toldAtUs: -TELL_EVERY_US,
  }
  const segments = rowsOf(state.partitions).flatMap(({ log }) =>
    log.segments.map((segment) => ({ topicPartition: log.topicPartition, segment })),
  )
  segments.sort(
    (a, b) => a.segment.maxTimestamp - b.segment.maxTimestamp || (a.topicPartition < b.topicPartition ? -1 : 1),
  )
  for (const { topicPartition, segment } of segments)
    touch(cache, { topicPartition, baseOffset: segment.baseOffset, from: 0, to: pageCount(segment) })
  for (const { log } of rowsOf(state.partitions)) cache.noted.set(log.topicPartition, log.logEndOffset)
  return cache
}

/** Sends the response once what it holds is in memory: a read that misses the page cache waits for the disk. */
export function sendOnceRead(
  state: BrokerState,
  cache: PageCache,
  to: { readonly owner: string; readonly sessionId: number },
  response: FetchResponse,
  node: NodeContext,
): void {
  const waitUs = readThrough(state, cache, response.partitions, node)
  if (waitUs === 0) return sendFetchResponse(node, to.owner, response)
  const timer: PageRead = {
    type: 'PageRead',
    owner: to.owner,
    sessionId: to.sessionId,
    response: Object.freeze(response),
  }
  node.setTimer(waitUs, timer)
}

export interface PageRead {
  readonly type: 'PageRead'
  readonly owner: string
  readonly sessionId: number
  readonly response: FetchResponse
}

/** The disk has read what was missing. Of a session that ended meanwhile the connection is gone. */
export function onPageRead(state: BrokerState, { owner, sessionId, response }: PageRead, node: NodeContext): void {
  if (rowNamed(state.sessions, sessionId)?.owner === owner || response.sessionId === 0)
    sendFetchResponse(node, owner, response)
}

/** Microseconds until all of it is in memory. */
function readThrough(
  state: BrokerState,
  cache: PageCache,
  rows: readonly FetchPartitionResponse[],
  node: NodeContext,
): number {
  noteAppended(state, cache)
  let pages = 0
  let diskUs = 0
  let missing: TopicPartition | null = null
  for (const { topicPartition, batches } of rows) {
    const [first, last] = [batches[0], batches[batches.length - 1]]
    const log = rowNamed(state.partitions, topicPartition)?.log
    if (first === undefined || last === undefined || log === undefined) continue
    for (const range of pagesOf(log, first.baseOffset, last.lastOffset + 1)) {
      const read = readRange(cache, log, range)
      pages += read.pages
      diskUs += read.diskUs
      if (read.pages > 0) missing ??= topicPartition
    }
  }
  evict(cache)
  if (missing === null) return 0
  cache.diskBusyUntilUs = Math.max(cache.diskBusyUntilUs, node.nowUs) + diskUs
  const waitUs = cache.diskBusyUntilUs - node.nowUs
  if (node.nowUs - cache.toldAtUs >= TELL_EVERY_US) {
    cache.toldAtUs = node.nowUs
    tell(node, {
      type: 'ReadFromDisk',
      broker: state.brokerId,
      topicPartition: missing,
      pages,
      waitMs: Math.ceil(waitUs / 1_000),
    })
  }
  return waitUs
}

interface DiskRead {
  /** That were missing. */
  readonly pages: number
  readonly diskUs: number
}

/** Pages that follow one another come with one movement of the disk's head, and so do some behind them. */
function readRange(cache: PageCache, log: ReplicaLog, range: PageRange): DiskRead {
  const ahead = Math.min(READ_AHEAD_PAGES, Math.floor(cache.limitBytes / PAGE_BYTES / 2))
  const segment = log.segments.find(({ baseOffset }) => baseOffset === range.baseOffset)
  const end = segment === undefined ? range.to : pageCount(segment)
  let pages = 0
  let diskUs = 0
  let loadedTo = -1
  for (let page = range.from; page < range.to; page++) {
    if (cache.pages.has(keyOf(range, page))) {
      if (page >= loadedTo) cache.hits++
      else pages++
    } else {
      loadedTo = Math.min(end, Math.max(page + 1, page + ahead))
      touch(cache, { ...range, from: page, to: loadedTo })
      diskUs += ACCESS_US + Math.round(((loadedTo - page) * PAGE_BYTES * 1_000) / BYTES_PER_MS)
      pages++
    }
  }
  cache.misses += pages
  touch(cache, range)
  return { pages, diskUs }
}

/** What has been written is in memory: it was put there, and the disk gets it later. */
function noteAppended(state: BrokerState, cache: PageCache): void {
  for (const { log } of rowsOf(state.partitions)) {
    const noted = Math.min(cache.noted.get(log.topicPartition) ?? log.logStartOffset, log.logEndOffset)
    if (noted < log.logEndOffset) for (const range of pagesOf(log, noted, log.logEndOffset)) touch(cache, range)
    cache.noted.set(log.topicPartition, log.logEndOffset)
  }
}

function keyOf({ topicPartition, baseOffset }: PageRange, page: number): string {
  return `${topicPartition} ${baseOffset} ${page}`
}

/** They become the youngest. */
function touch(cache: PageCache, range: PageRange): void {
  for (let page = range.from; page < range.to; page++) {
    const key = keyOf(range, page)
    cache.pages.delete(key)
    cache.pages.set(key, true)
  }
}

function evict({ pages, limitBytes }: PageCache): void {
  for (const key of pages.keys()) {
    if (pages.size * PAGE_BYTES <= limitBytes) return
    pages.delete(key)
  }
}
