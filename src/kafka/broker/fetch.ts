/** Counterpart in Kafka: KafkaApis.handleFetchRequest, ReplicaManager.fetchMessages, Partition.fetchRecords. */

import { assert } from '../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ErrorCode } from '../common/errors.ts'
import { rowNamed, sizeOfSlotMap } from '../common/slot-map.ts'
import { splitTopicPartition } from '../common/topic-partition.ts'
import { NO_BATCHES } from '../log/log-segment.ts'
import { abortedBetween, type LogTransactions } from '../log/log-transactions.ts'
import type { RecordBatch } from '../log/record-batch.ts'
import { lastStableOffset, type ReplicaLog, readLog } from '../log/replica-log.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import { rulesOf } from '../profile/registry.ts'
import {
  type FetchPartitionResponse,
  type FetchRequest,
  type FetchResponse,
  sizeOfFetchedPartition,
  sizeOfFetchResponse,
} from '../protocol/fetch.ts'
import { sendBackFetchResponse, sendFetchResponse } from '../protocol/send-message.ts'
import type { BrokerState, FetchSession, FollowerState, Partition, SessionPartition } from './broker-state.ts'
import { hasClientQuotas, mostInQuotaWindow, recordAndThrottle } from './client-quotas.ts'
import { completeAfterHighWatermark, completeAfterLowWatermark } from './delayed-operations.ts'
import { type Divergence, divergenceOf } from './divergence.ts'
import { closeSession, markDirty, partitionAt, readsOlderSegments, sessionFor } from './fetch-session.ts'
import { noteFollowerFetch } from './follower-fetches.ts'
import { forgetNews, noteHighWatermark } from './high-watermark-news.ts'
import { maybeExpandIsr } from './isr.ts'
import { errorWithoutReplica } from './log-folders.ts'
import { sendOnceRead } from './page-cache.ts'
import { followerOf, isOutOfSync, maybeIncrementHighWatermark, recordFollowerFetch } from './partition.ts'
import { readReplicaFor } from './read-replica.ts'
import { isThrottled, leaderHoldsBack, recordThrottled } from './replication-quota.ts'

const NO_ABORTED_TRANSACTIONS: readonly { producerId: number; firstOffset: number }[] = Object.freeze([])
const NO_PARTITIONS: readonly FetchPartitionResponse[] = Object.freeze([])

/**
 * Answers at once if there are at least `minBytes`, an error, a divergence, or no time to wait; else the fetch waits in
 * its session (`delayed-fetch.ts`). In most versions a moved high watermark alone is no reason: a follower hears of it with
 * the next records, or when the wait is over.
 */
export function handleFetch(state: BrokerState, request: FetchRequest, from: NodeId, node: NodeContext): void {
  const session = sessionFor(state, request, from, node)
  if (typeof session === 'string') return refuseSession(request, session, from, node)
  session.waiting = false
  session.accumulatedBytes = 0
  forgetNews(session)
  session.correlationId = request.correlationId
  session.minBytes = request.minBytes
  session.maxBytes = Math.min(request.maxBytes, state.config.fetchMaxBytes)
  if (session.replicaId < 0 && hasClientQuotas(state)) {
    session.clientId = request.clientId
    session.maxBytes = Math.min(session.maxBytes, mostInQuotaWindow(state, request.clientId))
  }
  session.readCommitted = request.isolationLevel === 'read_committed'
  if (request.rackId !== undefined) session.rackId = request.rackId
  const rows = readDirtyPartitions(state, session, request.replicaEpoch, true, node)
  const bytes = bytesOf(rows)
  if (session.replicaId >= 0) noteFollowerFetch(state.followerFetches, session.replicaId, node.nowMs)
  const answerNow =
    bytes >= request.minBytes ||
    session.highWatermarkNews === 'atArrival' ||
    isUrgent(state, rows) ||
    request.maxWaitMs <= 0 ||
    sizeOfSlotMap(session.partitions) === 0
  if (answerNow) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as FetchPartitionResponse
      const asked = rowNamed(session.partitions, row.topicPartition)
      if (asked !== undefined) noteTold(asked, row)
    }
    return respond(state, session, rows, node)
  }
  session.waiting = true
  session.accumulatedBytes += bytes
  session.expiresAtUs = node.nowUs + request.maxWaitMs * 1_000
  // The progress it told of may have answered a producer, whose next request has appended since the logs were read.
  const older = session.replicaId < 0 && session.minBytes > 1 && readsOlderSegments(state, session)
  const told = session.highWatermarkNews === 'meanwhile'
  if (older || told || session.accumulatedBytes >= session.minBytes) completeFetch(state, session, node)
  else armFetchTimer(session, node)
}

/**
 * One timer a session, left to run when the fetch is answered early: setting and cancelling one for each fetch would
 * double the work of a busy cluster. It is periodic in the kernel's sense: nothing that happens is its consequence.
 */
export function armFetchTimer(session: FetchSession, node: NodeContext): void {
  if (session.timerArmed) return
  session.timerArmed = true
  node.setTimer(session.expiresAtUs - node.nowUs, {
    type: 'DelayedFetchExpiry',
    periodic: true,
    sessionId: session.id,
  } as FetchExpiry)
}

export interface FetchExpiry {
  readonly type: 'DelayedFetchExpiry'
  readonly periodic: true
  readonly sessionId: number
}

/** Answers a fetch that has waited, with whatever there is now. */
export function completeFetch(state: BrokerState, session: FetchSession, node: NodeContext): void {
  assert(session.waiting, 'a fetch is answered once')
  session.waiting = false
  respond(state, session, readDirtyPartitions(state, session, -1, false, node), node)
}

function bytesOf(rows: readonly FetchPartitionResponse[]): number {
  let bytes = 0
  for (let i = 0; i < rows.length; i++) bytes += bytesOfRow(rows[i] as FetchPartitionResponse)
  return bytes
}

function bytesOfRow({ batches }: FetchPartitionResponse): number {
  let bytes = 0
  for (let i = 0; i < batches.length; i++) bytes += (batches[i] as RecordBatch).sizeInBytes
  return bytes
}

/** There is something that must not wait: an error, a divergence, or, in most versions, another place to read at. */
function isUrgent(state: BrokerState, rows: readonly FetchPartitionResponse[]): boolean {
  for (let i = 0; i < rows.length; i++) {
    const { errorCode, divergingEpoch, preferredReadReplica } = rows[i] as FetchPartitionResponse
    if (errorCode !== 'NONE' || divergingEpoch !== null) return true
    if (preferredReadReplica !== undefined && rulesOf(state.config).replication.tellsReadReplicaAtOnce) return true
  }
  return false
}

function noteTold(asked: SessionPartition, row: FetchPartitionResponse): void {
  asked.sentHighWatermark = row.highWatermark
  asked.sentLogStartOffset = row.logStartOffset
}

/**
 * Reads every partition of the session about which there may be something to say. `atArrival` says that the request has
 * just come, so a follower's position is news, and what is read may not be told yet: the fetch may have to wait.
 */
function readDirtyPartitions(
  state: BrokerState,
  session: FetchSession,
  replicaEpoch: number,
  atArrival: boolean,
  node: NodeContext,
): readonly FetchPartitionResponse[] {
  const dirty = session.dirty
  let rows: FetchPartitionResponse[] | null = null
  let bytes = 0
  // What stays dirty, or becomes so while this runs, is appended and left for the next time.
  const count = dirty.length
  for (let i = 0; i < count; i++) {
    const asked = session.partitions.rows[dirty[i] as number]
    assert(asked?.dirty === true, 'what a fetch session is to look at is in it, and marked once')
    asked.dirty = false
    const row = readPartition(state, session, asked, session.maxBytes - bytes, replicaEpoch, atArrival, node)
    if (row === null) continue
    // Most answers have one row: a literal has room for just that, where a push makes room for seventeen.
    if (rows === null) rows = [row]
    else rows.push(row)
    // Until the next request shows that it was taken in: data not asked beyond must be sent again, as errors must.
    markDirty(session, asked)
    bytes += bytesOfRow(row)
    if (!atArrival) noteTold(asked, row)
  }
  dropFirst(dirty, count)
  return rows ?? NO_PARTITIONS
}

/** `splice`, without the list of what was dropped, and in the room the list already has. */
function dropFirst(list: number[], count: number): void {
  for (let i = count; i < list.length; i++) list[i - count] = list[i] as number
  for (let i = 0; i < count; i++) list.pop()
}

/** Null when there is nothing to tell of the partition. */
function readPartition(
  state: BrokerState,
  session: FetchSession,
  asked: SessionPartition,
  maxBytes: number,
  replicaEpoch: number,
  atArrival: boolean,
  node: NodeContext,
): FetchPartitionResponse | null {
  const partition = partitionAt(state, asked.replicaSlot, asked.topicPartition)
  const isFollower = session.replicaId >= 0
  const refusal = refuse(partition, asked, isFollower)
  if (refusal !== null || partition === undefined)
    return errorRow(state, asked, refusal ?? whyNotHere(state, asked, atArrival))
  const follower = isFollower ? followerOf(partition, session.replicaId) : undefined
  // Added by a reassignment this leader has not heard of yet. The follower retries, and nothing is lost.
  if (isFollower && follower === undefined) return errorRow(state, asked, 'UNKNOWN_LEADER_EPOCH')

  const { log } = partition
  if (session.rackId !== undefined) {
    const preferredReadReplica = readReplicaFor(state, partition, asked.fetchOffset, session.rackId, node.nowMs)
    asked.sentElsewhere = preferredReadReplica !== null
    if (preferredReadReplica !== null)
      return { ...makeRow(asked, log, log.highWatermark, NO_BATCHES, null), preferredReadReplica }
  }
  const { highWatermark, logStartOffset, logEndOffset } = log
  assert(logStartOffset <= highWatermark, 'logStartOffset <= highWatermark')
  assert(highWatermark <= logEndOffset, 'highWatermark <= logEndOffset')
  const found = divergenceOf(log, asked.lastFetchedEpoch, asked.fetchOffset)
  // A follower that has asked beforehand says nothing of epochs.
  const isIgnored = found !== null && isFollower && rulesOf(state.config).replication.followersAskWhereEpochsEnd
  const divergence = isIgnored ? null : found
  if (
    divergence === 'unknown' ||
    asked.fetchOffset < logStartOffset ||
    (divergence === null && asked.fetchOffset > logEndOffset)
  ) {
    return errorRow(state, asked, 'OFFSET_OUT_OF_RANGE')
  }
  if (divergence !== null) return makeRow(asked, log, highWatermark, NO_BATCHES, divergence)
  const upTo = isFollower ? logEndOffset : session.readCommitted ? lastStableOffset(log) : highWatermark
  const room = asked.maxBytes < maxBytes ? asked.maxBytes : maxBytes
  const batches =
    follower !== undefined && leaderHoldsBack(state, partition, session.replicaId, node)
      ? NO_BATCHES
      : readLog(log, asked.fetchOffset, room, upTo, maxBytes === session.maxBytes)
  // The log is read before the follower's progress is recorded, so the response carries the high watermark from before
  // this fetch: a follower learns of an advance one round trip late.
  if (follower !== undefined) {
    if (atArrival) {
      if (rulesOf(state.config).replication.tellsFollowersHighWatermarkAtOnce)
        noteHighWatermark(session, follower, highWatermark)
      updateFollower(state, partition, follower, asked, logEndOffset, replicaEpoch, node)
    }
    // Whether it may join can change without it (it is unfenced, another change is settled): looked at with every fetch.
    if (isOutOfSync(partition, follower)) markDirty(session, asked)
  }
  // More than the response has room for.
  if (batches.length === 0 && asked.fetchOffset < upTo) markDirty(session, asked)
  const nothingNew =
    batches.length === 0 && highWatermark === asked.sentHighWatermark && logStartOffset === asked.sentLogStartOffset
  if (nothingNew) return null
  const row = makeRow(asked, log, highWatermark, batches, null)
  return session.readCommitted && log.transactions !== null ? withAborted(row, log.transactions, asked) : row
}

/** A reader that wants committed records alone is told which of these to drop. */
function withAborted(
  row: FetchPartitionResponse,
  transactions: LogTransactions,
  { fetchOffset }: SessionPartition,
): FetchPartitionResponse {
  const last = row.batches[row.batches.length - 1]
  if (last === undefined) return row
  const aborted = abortedBetween(transactions, fetchOffset, last.lastOffset + 1)
  if (aborted.length === 0) return row
  return { ...row, abortedTransactions: aborted.map(({ producerId, firstOffset }) => ({ producerId, firstOffset })) }
}

function refuse(partition: Partition | undefined, asked: SessionPartition, isFollower: boolean): ErrorCode | null {
  if (partition === undefined) return null
  if (asked.topicId !== '' && asked.topicId !== partition.topicId) return 'UNKNOWN_TOPIC_ID'
  if (asked.currentLeaderEpoch !== -1) {
    if (asked.currentLeaderEpoch < partition.leaderEpoch) return 'FENCED_LEADER_EPOCH'
    if (asked.currentLeaderEpoch > partition.leaderEpoch) return 'UNKNOWN_LEADER_EPOCH'
  }
  // Consumers may read from followers (KIP-392); replicas and those who do not know the epoch may not.
  const leaderOnly = isFollower || asked.currentLeaderEpoch === -1
  return partition.role === 'leader' || (partition.role === 'follower' && !leaderOnly) ? null : 'NOT_LEADER_OR_FOLLOWER'
}

/** A fetch that has waited had found its topic by id when it came, so of a topic deleted since then it misses the name. */
function whyNotHere(state: BrokerState, asked: SessionPartition, atArrival: boolean): ErrorCode {
  const { topic, partition } = splitTopicPartition(asked.topicPartition)
  const registration = partitionOf(state.metadata, topic, partition)
  if (registration === undefined)
    return asked.topicId === '' || !atArrival ? 'UNKNOWN_TOPIC_OR_PARTITION' : 'UNKNOWN_TOPIC_ID'
  return asked.topicId === '' || registration.topicId === asked.topicId
    ? errorWithoutReplica(state, asked.topicPartition)
    : 'UNKNOWN_TOPIC_ID'
}

function updateFollower(
  state: BrokerState,
  partition: Partition,
  follower: FollowerState,
  asked: SessionPartition,
  leaderLogEndOffset: number,
  replicaEpoch: number,
  node: NodeContext,
): void {
  // From before its last restart.
  if (replicaEpoch !== -1 && replicaEpoch < follower.brokerEpoch) return
  const previousEnd = follower.logEndOffset
  const previousStart = follower.logStartOffset
  recordFollowerFetch(follower, asked.fetchOffset, asked.logStartOffset, leaderLogEndOffset, replicaEpoch, node.nowMs)
  maybeExpandIsr(state, partition, follower, node)
  const highWatermark = partition.log.highWatermark
  if (previousEnd !== follower.logEndOffset && maybeIncrementHighWatermark(state, partition, node.nowMs)) {
    completeAfterHighWatermark(state, partition, highWatermark, node)
  }
  if (previousStart !== follower.logStartOffset) completeAfterLowWatermark(state, partition, node)
}

function makeRow(
  asked: SessionPartition,
  log: ReplicaLog,
  highWatermark: number,
  batches: readonly RecordBatch[],
  divergingEpoch: Divergence | null,
): FetchPartitionResponse {
  return {
    topicPartition: asked.topicPartition,
    errorCode: 'NONE',
    highWatermark,
    lastStableOffset: log.transactions === null ? highWatermark : lastStableOffset(log),
    logStartOffset: log.logStartOffset,
    batches,
    divergingEpoch,
    currentLeader: null,
    abortedTransactions: NO_ABORTED_TRANSACTIONS,
    slot: asked.askerSlot,
  }
}

function errorRow(state: BrokerState, asked: SessionPartition, errorCode: ErrorCode): FetchPartitionResponse {
  const { topic, partition: number } = splitTopicPartition(asked.topicPartition)
  const registration = partitionOf(state.metadata, topic, number)
  const movedOn =
    (errorCode === 'NOT_LEADER_OR_FOLLOWER' || errorCode === 'FENCED_LEADER_EPOCH') &&
    rulesOf(state.config).replication.namesNewLeader
  return {
    topicPartition: asked.topicPartition,
    errorCode,
    highWatermark: -1,
    lastStableOffset: -1,
    logStartOffset: -1,
    batches: NO_BATCHES,
    divergingEpoch: null,
    currentLeader:
      movedOn && registration !== undefined && registration.leader !== -1
        ? { leaderId: registration.leader, leaderEpoch: registration.leaderEpoch }
        : null,
    abortedTransactions: NO_ABORTED_TRANSACTIONS,
    slot: asked.askerSlot,
  }
}

function respond(
  state: BrokerState,
  session: FetchSession,
  rows: readonly FetchPartitionResponse[],
  node: NodeContext,
): void {
  session.waiting = false
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as FetchPartitionResponse
    if (session.replicaId >= 0 && isThrottled(state, 'leader', row.topicPartition))
      recordThrottled(state, 'leader', sizeOfFetchedPartition(row), node.nowMs)
  }
  const response: FetchResponse = {
    type: 'FetchResponse',
    correlationId: session.correlationId,
    errorCode: 'NONE',
    sessionId: session.ephemeral ? 0 : session.id,
    partitions: rows,
  }
  const limited = throttled(state, session, response, node)
  if (limited !== null || state.pageCache === undefined)
    sendBackFetchResponse(node, session.replyPath, limited ?? response)
  else sendOnceRead(state, state.pageCache, { owner: session.owner, sessionId: session.id }, response, node)
  if (session.ephemeral) closeSession(state, session)
}

/** A consumer whose quota is exceeded gets an empty answer in its place, and asks again when it may; null: it is not. */
function throttled(
  state: BrokerState,
  { replicaId, clientId }: FetchSession,
  response: FetchResponse,
  node: NodeContext,
): FetchResponse | null {
  if (replicaId >= 0 || clientId === undefined) return null
  const bytes = sizeOfFetchResponse(response)
  const throttleTimeMs = recordAndThrottle(state, 'fetch', { clientId, bytes }, node)
  return throttleTimeMs === 0 ? null : { ...response, partitions: NO_PARTITIONS, throttleTimeMs }
}

function refuseSession(request: FetchRequest, errorCode: ErrorCode, from: NodeId, node: NodeContext): void {
  const { correlationId } = request
  const response: FetchResponse = {
    type: 'FetchResponse',
    correlationId,
    errorCode,
    sessionId: 0,
    partitions: NO_PARTITIONS,
  }
  sendFetchResponse(node, from, response)
}
