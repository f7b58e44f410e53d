/**
 * Counterpart in Kafka: org.apache.kafka.raft.KafkaRaftClient. Takes in Raft messages and timers, and sends what the
 * current role has to send. What the log says is the business of `quorum-controller.ts`, which looks at `highWatermark`
 * and `role` after every step.
 */
import { unreachable } from '../../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import { controllerNode } from '../../common/addresses.ts'
import type { MetadataRecord } from '../../metadata/metadata-records.ts'
import {
  canSendTo,
  completeRequest,
  expireRequests,
  failConnection,
  nextExpiryUs,
  openConnection,
  sendRequest,
  type UnsentRequest,
} from '../../network/network-client.ts'
import type { FetchMetadataResponse } from '../../protocol/fetch-metadata.ts'
import type { RaftRequest, RaftResponse } from '../../protocol/messages.ts'
import { sendMessage } from '../../protocol/send-message.ts'
import { reply } from '../reply.ts'
import { handleRaftTimeout, handleVoteRequest, handleVoteResponse } from './raft-elections.ts'
import { appendAsLeader, lastEpoch, logEndOffset } from './raft-log.ts'
import {
  expireParkedFetch,
  handleFetchMetadata,
  maybeUpdateHighWatermark,
  takeFetchedEntries,
} from './raft-replication.ts'
import { becomeFollower, becomeProspective, becomeResigned, becomeUnattached } from './raft-roles.ts'
import { type LeaderRole, otherVoters, type QuorumStateFile, type RaftState, setRaftTimeout } from './raft-state.ts'

/** Longest wait of a voter's fetch for news. */
const MAX_FETCH_WAIT_MS = 500

/** Takes up where the quorum-state file left off (QuorumState.initialize). */
export function startRaft(raft: RaftState, node: NodeContext): void {
  if (raft.voters.length === 1) becomeProspective(raft, node)
  // It led this epoch before it died and may have acknowledged things; it must not lead it again.
  else if (raft.leaderId === raft.nodeId) becomeResigned(raft, node)
  else if (raft.leaderId !== -1) becomeFollower(raft, raft.epoch, raft.leaderId, node)
  else becomeUnattached(raft, raft.epoch, node)
  pollRaft(raft, node)
}

export function quorumStateFile(raft: RaftState): QuorumStateFile {
  return { epoch: raft.epoch, votedFor: raft.votedFor, leaderId: raft.leaderId }
}

/** Appends as leader. The offset returned is that of the last record; it is committed once the high watermark passes it. */
export function appendRecords(raft: RaftState, records: readonly MetadataRecord[]): number {
  appendAsLeader(raft.log, raft.epoch, records)
  maybeUpdateHighWatermark(raft)
  return logEndOffset(raft.log) - 1
}

export function handleRaftRequest(raft: RaftState, from: NodeId, request: RaftRequest, node: NodeContext): void {
  switch (request.type) {
    case 'FetchMetadataRequest':
      handleFetchMetadata(raft, from, request, node)
      break
    case 'VoteRequest':
      sendMessage(node, from, handleVoteRequest(raft, request, node))
      break
    case 'BeginQuorumEpochRequest': {
      const stale = request.leaderEpoch < raft.epoch
      if (!stale) maybeFollow(raft, request.leaderEpoch, request.leaderId, node)
      const errorCode = stale ? ('FENCED_LEADER_EPOCH' as const) : ('NONE' as const)
      reply(node, from, {
        type: 'BeginQuorumEpochResponse',
        correlationId: request.correlationId,
        errorCode,
        leaderEpoch: raft.epoch,
      })
      break
    }
    case 'EndQuorumEpochRequest': {
      handleEndQuorumEpoch(raft, request.leaderEpoch, request.leaderId, request.preferredSuccessors, node)
      reply(node, from, { type: 'EndQuorumEpochResponse', correlationId: request.correlationId, errorCode: 'NONE' })
      break
    }
    default:
      unreachable(request)
  }
  pollRaft(raft, node)
}

/** The first successor stands at once, the second a little later, and so on (KafkaRaftClient.endEpochElectionBackoff). */
function handleEndQuorumEpoch(
  raft: RaftState,
  epoch: number,
  leaderId: number,
  successors: readonly number[],
  node: NodeContext,
): void {
  if (epoch < raft.epoch) return
  maybeFollow(raft, epoch, leaderId, node)
  if (raft.role.kind !== 'follower') return
  const position = successors.indexOf(raft.nodeId)
  raft.role.hasFetched = false
  raft.role.lastFetchAtUs = node.nowUs - raft.role.patienceUs
  setRaftTimeout(raft, node.nowUs + Math.max(0, position) * 100_000, node)
}

export function handleRaftResponse(raft: RaftState, from: NodeId, response: RaftResponse, node: NodeContext): void {
  const answered = completeRequest(raft.client, from, response)
  if (answered === undefined) return
  switch (response.type) {
    case 'VoteResponse':
      if (!learnFrom(raft, response.leaderEpoch, response.leaderId, node) && answered.request.type === 'VoteRequest') {
        handleVoteResponse(raft, answered.request, response, node)
      }
      break
    case 'FetchMetadataResponse':
      if (!learnFrom(raft, response.leaderEpoch, response.leaderId, node))
        handleFetchResponse(raft, from, response, node)
      break
    case 'BeginQuorumEpochResponse':
      learnFrom(raft, response.leaderEpoch, -1, node)
      break
    case 'EndQuorumEpochResponse':
      if (raft.role.kind === 'resigned') raft.role.unacknowledged.delete(answered.tag)
      break
    default:
      unreachable(response)
  }
  pollRaft(raft, node)
}

function handleFetchResponse(raft: RaftState, from: NodeId, response: FetchMetadataResponse, node: NodeContext): void {
  const role = raft.role
  if (role.kind !== 'follower' || from !== controllerNode(raft.leaderId)) return
  if (response.errorCode !== 'NONE' || response.leaderEpoch !== raft.epoch) {
    // It has resigned, but nobody has won the next epoch yet: asking again at once would only be refused at once.
    raft.client.backoff.set(from, { failures: 1, untilUs: node.nowUs + 50_000 })
    return
  }
  takeFetchedEntries(raft, response)
  role.lastFetchAtUs = node.nowUs
  role.hasFetched = true
  role.leaderGone = false
}

/** A response may know a later epoch or this epoch's leader; true when that changed this node's role. */
function learnFrom(raft: RaftState, epoch: number, leaderId: number, node: NodeContext): boolean {
  if (epoch > raft.epoch) {
    if (leaderId === -1 || leaderId === raft.nodeId) becomeUnattached(raft, epoch, node)
    else becomeFollower(raft, epoch, leaderId, node)
    return true
  }
  if (epoch < raft.epoch || leaderId === -1 || leaderId === raft.nodeId || raft.leaderId !== -1) return false
  if (raft.role.kind === 'leader' || raft.role.kind === 'resigned') return false
  becomeFollower(raft, epoch, leaderId, node)
  return true
}

function maybeFollow(raft: RaftState, epoch: number, leaderId: number, node: NodeContext): void {
  if (leaderId === raft.nodeId) return
  if (epoch > raft.epoch || (raft.leaderId !== leaderId && raft.role.kind !== 'leader'))
    becomeFollower(raft, epoch, leaderId, node)
  else if (raft.role.kind !== 'follower' && raft.role.kind !== 'leader') becomeFollower(raft, epoch, leaderId, node)
}

/** False where the timer is not Raft's. */
export function handleRaftTimer(
  raft: RaftState,
  timer: { readonly type: string; readonly replicaId?: number },
  node: NodeContext,
): boolean {
  switch (timer.type) {
    case 'RaftTimeout':
      handleRaftTimeout(raft, node)
      break
    case 'RaftPoll':
      raft.poll = null
      break
    case 'RaftFetchWait':
      expireParkedFetch(raft, timer.replicaId as number, node)
      return true
    default:
      return false
  }
  pollRaft(raft, node)
  return true
}

/**
 * A peer's process ended. The fetch timeout is set anew for the instant at which it was due: it fires because of this
 * death, and people asking "why was there an election?" should be told so.
 */
export function handleRaftDisconnect(raft: RaftState, peer: NodeId, node: NodeContext): void {
  failConnection(raft.client, peer, node.nowUs)
  if (raft.role.kind === 'follower' && !raft.role.leaderGone && peer === controllerNode(raft.leaderId)) {
    raft.role.leaderGone = true
    const dueUs = raft.role.lastFetchAtUs + raft.role.patienceUs
    setRaftTimeout(raft, Math.max(dueUs, raft.timeout?.atUs ?? 0), node)
  }
  schedulePoll(raft, node)
}

/** Sends what the role has to send to every peer that has nothing of ours in flight and may be tried. */
export function pollRaft(raft: RaftState, node: NodeContext): void {
  expireRequests(raft.client, node.nowUs)
  const { role } = raft
  switch (role.kind) {
    case 'follower':
      if (raft.leaderId !== -1) maybeSend(raft, raft.leaderId, fetchRequest(raft), node)
      break
    case 'prospective':
    case 'candidate':
      for (const voter of otherVoters(raft)) {
        if (!role.votes.has(voter)) maybeSend(raft, voter, voteRequest(raft, role.kind === 'prospective'), node)
      }
      break
    case 'leader':
      announceLeader(raft, role, node)
      break
    case 'resigned':
      for (const voter of role.unacknowledged) {
        const { preferredSuccessors } = role
        maybeSend(
          raft,
          voter,
          { type: 'EndQuorumEpochRequest', leaderId: raft.nodeId, leaderEpoch: raft.epoch, preferredSuccessors },
          node,
        )
      }
      break
    case 'unattached':
      break
  }
  schedulePoll(raft, node)
}

/** Voters that do not fetch may not know who leads; they are told again and again. */
function announceLeader(raft: RaftState, role: LeaderRole, node: NodeContext): void {
  const silentSinceUs = node.nowUs - (raft.timeouts.fetchTimeoutMs * 1000) / 2
  for (const voter of otherVoters(raft)) {
    const lastFetchAtUs = role.replicas.get(voter)?.lastFetchAtUs ?? -1
    const announcedAtUs = role.announcedAtUs.get(voter) ?? -1
    if (lastFetchAtUs >= 0 && lastFetchAtUs > silentSinceUs) continue
    if (announcedAtUs >= 0 && announcedAtUs > silentSinceUs) continue
    const request: UnsentRequest = { type: 'BeginQuorumEpochRequest', leaderId: raft.nodeId, leaderEpoch: raft.epoch }
    if (maybeSend(raft, voter, request, node)) role.announcedAtUs.set(voter, node.nowUs)
  }
}

function fetchRequest(raft: RaftState): UnsentRequest {
  return {
    type: 'FetchMetadataRequest',
    replicaId: raft.nodeId,
    voter: true,
    currentLeaderEpoch: raft.epoch,
    fetchOffset: logEndOffset(raft.log),
    lastFetchedEpoch: lastEpoch(raft.log),
    maxWaitMs: MAX_FETCH_WAIT_MS,
  }
}

function voteRequest(raft: RaftState, preVote: boolean): UnsentRequest {
  return {
    type: 'VoteRequest',
    candidateEpoch: raft.epoch,
    candidateId: raft.nodeId,
    lastOffsetEpoch: lastEpoch(raft.log),
    lastOffset: logEndOffset(raft.log),
    preVote,
  }
}

function maybeSend(raft: RaftState, voter: number, request: UnsentRequest, node: NodeContext): boolean {
  const peer = controllerNode(voter)
  for (const inFlight of raft.client.inFlight) if (inFlight.destination === peer) return false
  if (!canSendTo(raft.client, peer, node.nowUs)) return false
  openConnection(raft.client, peer)
  sendRequest(raft.client, peer, request, voter, raft.timeouts.requestTimeoutMs, node)
  return true
}

/** An earlier timer than needed does no harm: it looks around and is set again. */
function schedulePoll(raft: RaftState, node: NodeContext): void {
  let atUs = nextExpiryUs(raft.client)
  for (const { untilUs } of raft.client.backoff.values()) if (untilUs > node.nowUs) atUs = Math.min(atUs, untilUs)
  if (atUs === Infinity) return
  if (raft.poll !== null && raft.poll.atUs <= atUs) return
  if (raft.poll !== null) node.cancelTimer(raft.poll.id)
  raft.poll = { id: node.setTimer(atUs - node.nowUs, { type: 'RaftPoll', periodic: true }), atUs }
}
