/**
 * Counterpart in Kafka: the fetch handling of org.apache.kafka.raft.KafkaRaftClient and LeaderState. Voters and brokers
 * pull the metadata log; asking for `fetchOffset` says "I hold everything below it", and a majority of such words makes
 * the high watermark.
 *
 * Simplified: a broker (observer) is sent committed entries only, so it never has to truncate; real ones may read ahead.
 */
import { assert } from '../../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import type { ErrorCode } from '../../common/errors.ts'
import type { MetadataLogEntry } from '../../metadata/metadata-records.ts'
import type { FetchMetadataRequest, FetchMetadataResponse } from '../../protocol/fetch-metadata.ts'
import { sendMessage } from '../../protocol/send-message.ts'
import {
  appendAsFollower,
  installSnapshot,
  logEndOffset,
  readEntries,
  truncateToEpochEndOffset,
  validateOffsetAndEpoch,
} from './raft-log.ts'
import { type LeaderRole, majority, otherVoters, type RaftState, type ReplicaProgress } from './raft-state.ts'

const MAX_ENTRIES_PER_FETCH = 1000

/** Answers at once, or parks the fetch until there is news or `maxWaitMs` has passed. */
export function handleFetchMetadata(
  raft: RaftState,
  from: NodeId,
  request: FetchMetadataRequest,
  node: NodeContext,
): void {
  const role = raft.role
  if (role.kind !== 'leader') return refuse(raft, from, request, 'NOT_LEADER_OR_FOLLOWER', node)
  // An observer that knows no epoch yet says -1 and learns it from the answer.
  const { currentLeaderEpoch } = request
  if (currentLeaderEpoch > raft.epoch) return refuse(raft, from, request, 'UNKNOWN_LEADER_EPOCH', node)
  if (currentLeaderEpoch < raft.epoch && (request.voter || currentLeaderEpoch !== -1)) {
    return refuse(raft, from, request, 'FENCED_LEADER_EPOCH', node)
  }

  unpark(role, request.replicaId, node)
  const position = validateOffsetAndEpoch(raft.log, request.fetchOffset, request.lastFetchedEpoch)
  if (position.kind === 'diverging') {
    const { epoch, endOffset } = position
    return respond(raft, from, request, { divergingEpoch: { epoch, endOffset } }, node)
  }
  if (position.kind === 'snapshot') {
    touchReplica(raft, role, request, node)
    return respond(raft, from, request, { entries: raft.log.snapshot?.entries ?? [], snapshot: true }, node)
  }

  const progress = touchReplica(raft, role, request, node)
  if (request.voter) maybeUpdateHighWatermark(raft)
  if (hasNews(raft, progress)) return sendEntries(raft, from, request, progress, node)
  const timer = node.setTimer(request.maxWaitMs * 1000, fetchWaitOf(request.replicaId))
  role.parked.set(request.replicaId, { from, request, timer })
}

function fetchWaitOf(replicaId: number): { type: string; periodic: true; replicaId: number } {
  return { type: 'RaftFetchWait', periodic: true, replicaId }
}

/** The parked fetch of a replica has waited long enough: it is answered empty. */
export function expireParkedFetch(raft: RaftState, replicaId: number, node: NodeContext): void {
  const parked = raft.role.kind === 'leader' ? raft.role.parked.get(replicaId) : undefined
  const progress = raft.role.kind === 'leader' ? raft.role.replicas.get(replicaId) : undefined
  if (raft.role.kind !== 'leader' || parked === undefined || progress === undefined) return
  raft.role.parked.delete(replicaId)
  sendEntries(raft, parked.from, parked.request, progress, node)
}

/** Answers every parked fetch for which there is news: after an append, and after the high watermark moved. */
export function completeParkedFetches(raft: RaftState, node: NodeContext): void {
  const { role } = raft
  if (role.kind !== 'leader') return
  for (const [replicaId, parked] of [...role.parked]) {
    const progress = role.replicas.get(replicaId)
    if (progress === undefined || !hasNews(raft, progress)) continue
    unpark(role, replicaId, node)
    sendEntries(raft, parked.from, parked.request, progress, node)
  }
}

/** The leader is none any more; whoever waits is told so. */
export function refuseParkedFetches(raft: RaftState, role: LeaderRole, node: NodeContext): void {
  for (const [replicaId, parked] of [...role.parked]) {
    unpark(role, replicaId, node)
    refuse(raft, parked.from, parked.request, 'NOT_LEADER_OR_FOLLOWER', node)
  }
}

/** Nobody waits for the answer any more. */
export function forgetParkedFetches(raft: RaftState, peer: NodeId, node: NodeContext): void {
  const { role } = raft
  if (role.kind !== 'leader') return
  for (const [replicaId, parked] of [...role.parked]) if (parked.from === peer) unpark(role, replicaId, node)
}

function unpark(role: LeaderRole, replicaId: number, node: NodeContext): void {
  const parked = role.parked.get(replicaId)
  if (parked === undefined) return
  node.cancelTimer(parked.timer)
  role.parked.delete(replicaId)
}

function touchReplica(
  raft: RaftState,
  role: LeaderRole,
  request: FetchMetadataRequest,
  node: NodeContext,
): ReplicaProgress {
  const { replicaId, voter } = request
  let progress = role.replicas.get(replicaId)
  if (progress === undefined) {
    progress = {
      replicaId,
      voter,
      logEndOffset: -1,
      lastFetchAtUs: -1,
      lastCaughtUpAtUs: -1,
      leaderEndOffsetAtLastFetch: -1,
      toldHighWatermark: -1,
    }
    role.replicas.set(replicaId, progress)
  }
  if (request.fetchOffset >= logEndOffset(raft.log)) progress.lastCaughtUpAtUs = node.nowUs
  else if (progress.lastFetchAtUs >= 0 && request.fetchOffset >= progress.leaderEndOffsetAtLastFetch) {
    progress.lastCaughtUpAtUs = Math.max(progress.lastCaughtUpAtUs, progress.lastFetchAtUs)
  }
  progress.lastFetchAtUs = node.nowUs
  progress.leaderEndOffsetAtLastFetch = logEndOffset(raft.log)
  progress.logEndOffset = request.fetchOffset
  return progress
}

/** Moves the leader's high watermark to what a majority holds; true when it rose (LeaderState.maybeUpdateHighWatermark). */
export function maybeUpdateHighWatermark(raft: RaftState): boolean {
  const { role } = raft
  if (role.kind !== 'leader') return false
  const ends = otherVoters(raft).map((voter) => role.replicas.get(voter)?.logEndOffset ?? -1)
  ends.push(logEndOffset(raft.log))
  ends.sort((a, b) => b - a)
  const held = ends[majority(raft) - 1] as number
  // Entries of older epochs count only once one of this epoch is held by a majority: until then a rival could still win.
  if (held <= role.epochStartOffset || held <= raft.highWatermark) return false
  assert(held <= logEndOffset(raft.log), 'highWatermark <= logEndOffset')
  raft.highWatermark = held
  return true
}

function readLimit(raft: RaftState, progress: ReplicaProgress): number {
  return progress.voter ? logEndOffset(raft.log) : raft.highWatermark
}

function hasNews(raft: RaftState, progress: ReplicaProgress): boolean {
  if (progress.logEndOffset < readLimit(raft, progress)) return true
  return progress.toldHighWatermark < Math.min(raft.highWatermark, progress.logEndOffset)
}

function sendEntries(
  raft: RaftState,
  to: NodeId,
  request: FetchMetadataRequest,
  progress: ReplicaProgress,
  node: NodeContext,
): void {
  const limit = readLimit(raft, progress)
  const entries =
    request.fetchOffset < limit ? readEntries(raft.log, request.fetchOffset, limit, MAX_ENTRIES_PER_FETCH) : []
  progress.toldHighWatermark = raft.highWatermark
  respond(raft, to, request, { entries }, node)
}

function refuse(
  raft: RaftState,
  to: NodeId,
  request: FetchMetadataRequest,
  errorCode: ErrorCode,
  node: NodeContext,
): void {
  respond(raft, to, request, { errorCode }, node)
}

function respond(
  raft: RaftState,
  to: NodeId,
  request: FetchMetadataRequest,
  parts: Partial<Pick<FetchMetadataResponse, 'errorCode' | 'entries' | 'divergingEpoch' | 'snapshot'>>,
  node: NodeContext,
): void {
  const response: FetchMetadataResponse = {
    type: 'FetchMetadataResponse',
    correlationId: request.correlationId,
    errorCode: 'NONE',
    leaderId: raft.leaderId,
    leaderEpoch: raft.epoch,
    highWatermark: raft.highWatermark,
    entries: [],
    divergingEpoch: null,
    ...parts,
  }
  sendMessage(node, to, response)
}

/** What the leader sent, taken into this voter's log. The caller has checked that it is this epoch's leader. */
export function takeFetchedEntries(raft: RaftState, response: FetchMetadataResponse): void {
  if (response.divergingEpoch !== null) {
    truncateToEpochEndOffset(raft.log, response.divergingEpoch.epoch, response.divergingEpoch.endOffset)
    return
  }
  if (response.snapshot === true) installSnapshot(raft.log, response.entries)
  else appendAsFollower(raft.log, followingEntries(raft, response.entries))
  const known = Math.min(response.highWatermark, logEndOffset(raft.log))
  if (known > raft.highWatermark) raft.highWatermark = known
}

/** Only one fetch is in flight, so entries always continue the log; an answer that came too late does not. */
function followingEntries(raft: RaftState, entries: readonly MetadataLogEntry[]): readonly MetadataLogEntry[] {
  return entries[0]?.offset === logEndOffset(raft.log) ? entries : []
}
