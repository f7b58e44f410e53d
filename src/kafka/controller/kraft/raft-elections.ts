/**
 * Counterpart in Kafka: the vote handling of org.apache.kafka.raft.KafkaRaftClient (KIP-595) with the pre-vote of
 * KIP-996. A vote goes to whoever asks first in an epoch, and only to a log at least as long as one's own; that is why
 * no committed record is ever lost to an election.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import type { VoteRequest, VoteResponse } from '../../protocol/vote.ts'
import { lastEpoch, logEndOffset } from './raft-log.ts'
import {
  becomeCandidate,
  becomeFollower,
  becomeLeader,
  becomeProspective,
  becomeResigned,
  becomeUnattached,
} from './raft-roles.ts'
import { majority, otherVoters, type RaftState, setRaftTimeout } from './raft-state.ts'

export function handleVoteRequest(raft: RaftState, request: VoteRequest, node: NodeContext): VoteResponse {
  if (request.candidateEpoch > raft.epoch) becomeUnattached(raft, request.candidateEpoch, node)
  const voteGranted = request.candidateEpoch === raft.epoch && canGrantVote(raft, request)
  if (voteGranted && !request.preVote) raft.votedFor = request.candidateId
  return {
    type: 'VoteResponse',
    correlationId: request.correlationId,
    voterId: raft.nodeId,
    leaderId: raft.leaderId,
    leaderEpoch: raft.epoch,
    voteGranted,
  }
}

function canGrantVote(raft: RaftState, request: VoteRequest): boolean {
  const upToDate = isUpToDate(raft, request)
  switch (raft.role.kind) {
    case 'unattached':
    case 'prospective':
      if (request.preVote) return upToDate
      if (raft.votedFor !== -1) return raft.votedFor === request.candidateId
      return raft.leaderId === -1 && upToDate
    case 'follower':
      // Whoever hears from the leader refuses to help depose it: that is what the pre-vote is for.
      if (request.preVote) return !raft.role.hasFetched && upToDate
      return raft.votedFor === request.candidateId
    case 'candidate':
    case 'resigned':
      return request.preVote && upToDate
    case 'leader':
      return request.preVote && upToDate && raft.highWatermark <= raft.role.epochStartOffset
  }
}

/** A later last epoch wins; with equal ones, the longer log. */
function isUpToDate(raft: RaftState, request: VoteRequest): boolean {
  const own = lastEpoch(raft.log)
  return (
    request.lastOffsetEpoch > own || (request.lastOffsetEpoch === own && request.lastOffset >= logEndOffset(raft.log))
  )
}

/** `asked` is the request this response answers; a role or epoch that has passed in between makes it void. */
export function handleVoteResponse(
  raft: RaftState,
  asked: VoteRequest,
  response: VoteResponse,
  node: NodeContext,
): void {
  const role = raft.role
  if (asked.candidateEpoch !== raft.epoch) return
  if (role.kind !== (asked.preVote ? 'prospective' : 'candidate')) return
  role.votes.set(response.voterId, response.voteGranted)
  if (countVotes(role.votes, true) >= majority(raft)) {
    if (role.kind === 'prospective') becomeCandidate(raft, node)
    else becomeLeader(raft, node)
    return
  }
  // A candidate that cannot win any more waits out its timeout; a prospective one has disturbed nobody and turns back.
  if (role.kind === 'prospective' && isElectionLost(raft, role.votes)) giveUpPreVote(raft, node)
}

function isElectionLost(raft: RaftState, votes: ReadonlyMap<number, boolean>): boolean {
  return countVotes(votes, false) > raft.voters.length - majority(raft)
}

function countVotes(votes: ReadonlyMap<number, boolean>, granted: boolean): number {
  let count = 0
  for (const vote of votes.values()) if (vote === granted) count++
  return count
}

function giveUpPreVote(raft: RaftState, node: NodeContext): void {
  if (raft.leaderId === -1) becomeUnattached(raft, raft.epoch, node)
  else becomeFollower(raft, raft.epoch, raft.leaderId, node)
}

/** The role's own time is up. */
export function handleRaftTimeout(raft: RaftState, node: NodeContext): void {
  raft.timeout = null
  const role = raft.role
  switch (role.kind) {
    case 'unattached':
      return becomeProspective(raft, node)
    case 'follower': {
      const dueUs = role.lastFetchAtUs + role.patienceUs
      // Fetches do not move the timer: it looks, when it fires, how long the leader has been silent.
      if (dueUs > node.nowUs) setRaftTimeout(raft, dueUs, node, true)
      else becomeProspective(raft, node)
      return
    }
    case 'prospective':
      raft.timeout = null
      return giveUpPreVote(raft, node)
    case 'candidate':
      return becomeProspective(raft, node)
    case 'leader':
      return checkQuorum(raft, node)
    case 'resigned':
      // Not the same epoch again: two leaders in one epoch is what Raft must never have.
      return becomeUnattached(raft, raft.epoch + 1, node)
  }
}

/** A leader that no majority has fetched from for 1.5 fetch timeouts may already have a successor, and steps down. */
function checkQuorum(raft: RaftState, node: NodeContext): void {
  const { role } = raft
  if (role.kind !== 'leader') return
  const contacts = otherVoters(raft).map((voter) =>
    Math.max(role.replicas.get(voter)?.lastFetchAtUs ?? 0, role.electedAtUs),
  )
  contacts.sort((a, b) => b - a)
  const majorityContactUs = contacts[majority(raft) - 2] ?? node.nowUs
  const limitUs = raft.timeouts.fetchTimeoutMs * 1500
  if (node.nowUs - majorityContactUs >= limitUs) return becomeResigned(raft, node)
  const nextUs = Math.min(node.nowUs + (raft.timeouts.fetchTimeoutMs * 1000) / 2, majorityContactUs + limitUs)
  setRaftTimeout(raft, nextUs, node, true)
}
