/**
 * Counterpart in Kafka: the transitions of org.apache.kafka.raft.QuorumState. Each leaves the node in its new role with
 * the role's own timer set; `pollRaft` then sends what the role has to send.
 */
import { assert } from '../../../engine/assert.ts'
import type { NodeContext } from '../../../engine/node-context.ts'
import type { MetadataRecord } from '../../metadata/metadata-records.ts'
import { tell } from '../../observe/tell.ts'
import { appendAsLeader, logEndOffset } from './raft-log.ts'
import { refuseParkedFetches } from './raft-replication.ts'
import {
  drawPatienceUs,
  otherVoters,
  type RaftRole,
  type RaftState,
  randomElectionTimeoutUs,
  setRaftTimeout,
} from './raft-state.ts'

/** `epoch` is not below the current one; a higher one forgets the vote and the leader. */
export function becomeUnattached(raft: RaftState, epoch: number, node: NodeContext): void {
  const waiting = raft.role.kind === 'unattached' || raft.role.kind === 'prospective' || raft.role.kind === 'candidate'
  // A higher epoch seen elsewhere does not prolong the wait of one who was about to stand.
  const atUs = waiting && raft.timeout !== null && raft.timeout.atUs > node.nowUs ? raft.timeout.atUs : null
  enter(raft, { kind: 'unattached' }, node)
  adoptEpoch(raft, epoch)
  raft.leaderId = -1
  setRaftTimeout(raft, atUs ?? randomElectionTimeoutUs(raft, node), node)
}

export function becomeFollower(raft: RaftState, epoch: number, leaderId: number, node: NodeContext): void {
  const patienceUs = drawPatienceUs(raft, node)
  enter(raft, { kind: 'follower', patienceUs, lastFetchAtUs: node.nowUs, hasFetched: false, leaderGone: false }, node)
  adoptEpoch(raft, epoch)
  raft.leaderId = leaderId
  setRaftTimeout(raft, node.nowUs + patienceUs, node)
}

/** Stays in its epoch: asking "would you vote for me?" binds nobody (KIP-996). */
export function becomeProspective(raft: RaftState, node: NodeContext): void {
  enter(raft, { kind: 'prospective', votes: new Map([[raft.nodeId, true]]) }, node)
  setRaftTimeout(raft, randomElectionTimeoutUs(raft, node), node)
  if (raft.voters.length === 1) becomeCandidate(raft, node)
}

export function becomeCandidate(raft: RaftState, node: NodeContext): void {
  enter(raft, { kind: 'candidate', votes: new Map([[raft.nodeId, true]]) }, node)
  adoptEpoch(raft, raft.epoch + 1)
  raft.leaderId = -1
  raft.votedFor = raft.nodeId
  setRaftTimeout(raft, randomElectionTimeoutUs(raft, node), node)
  tell(node, { type: 'ControllerBecameCandidate', controller: raft.nodeId, epoch: raft.epoch })
  if (raft.voters.length === 1) becomeLeader(raft, node)
}

/** The epoch begins with a record of its own: only once that is committed is everything before it known to be. */
export function becomeLeader(raft: RaftState, node: NodeContext): void {
  const epochStartOffset = logEndOffset(raft.log)
  const { nowUs: electedAtUs } = node
  enter(
    raft,
    { kind: 'leader', epochStartOffset, electedAtUs, replicas: new Map(), parked: new Map(), announcedAtUs: new Map() },
    node,
  )
  raft.leaderId = raft.nodeId
  const leaderChange: MetadataRecord = { type: 'LeaderChangeMessage', leaderId: raft.nodeId, voters: raft.voters }
  appendAsLeader(raft.log, raft.epoch, [leaderChange, ...(epochStartOffset === 0 ? firstVoters(raft) : [])])
  if (raft.voters.length === 1) raft.highWatermark = logEndOffset(raft.log)
  setRaftTimeout(raft, node.nowUs + (raft.timeouts.fetchTimeoutMs * 1000) / 2, node, true)
  tell(node, { type: 'ControllerElected', controller: raft.nodeId, epoch: raft.epoch })
}

/** The first leader of all copies into the log what formatting gave each of them: the voters, and that they may change. */
function firstVoters({ voters }: RaftState): MetadataRecord[] {
  return [
    { type: 'KRaftVersionRecord', kRaftVersion: 1 },
    { type: 'VotersRecord', voters },
  ]
}

/** Gives the epoch up: on a clean stop, or without a majority in sight. Voters with the longest logs may stand first. */
export function becomeResigned(raft: RaftState, node: NodeContext): void {
  const preferredSuccessors = successors(raft)
  enter(raft, { kind: 'resigned', preferredSuccessors, unacknowledged: new Set(otherVoters(raft)) }, node)
  raft.leaderId = -1
  setRaftTimeout(raft, randomElectionTimeoutUs(raft, node), node)
  tell(node, { type: 'ControllerResigned', controller: raft.nodeId, epoch: raft.epoch })
}

function successors(raft: RaftState): number[] {
  if (raft.role.kind !== 'leader') return []
  const { replicas } = raft.role
  const end = (voter: number) => replicas.get(voter)?.logEndOffset ?? -1
  return otherVoters(raft).sort((a, b) => end(b) - end(a) || a - b)
}

function enter(raft: RaftState, role: RaftRole, node: NodeContext): void {
  const old = raft.role
  raft.role = role
  if (old.kind === 'leader') refuseParkedFetches(raft, old, node)
}

function adoptEpoch(raft: RaftState, epoch: number): void {
  if (epoch === raft.epoch) return
  assert(epoch > raft.epoch, 'epochs of a quorum never fall')
  raft.epoch = epoch
  raft.votedFor = -1
}
