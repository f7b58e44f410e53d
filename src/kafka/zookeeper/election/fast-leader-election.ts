/**
 * Counterpart in ZooKeeper: FastLeaderElection. Every server that looks for a leader tells all others whom it would have:
 * the one of the highest epoch, then of the highest zxid, then of the highest id. Whoever hears of a better one takes it
 * over and says so, until a quorum is of one mind and stays so for a while.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { zookeeperNode } from '../../common/addresses.ts'
import type { ElectionNotification, PeerState } from '../../protocol/zookeeper/quorum-messages.ts'
import { sendZooKeeper } from '../../protocol/zookeeper/zookeeper-messages.ts'
import { type HeardVote, type LookingRole, majorityOf, type Vote, type ZooKeeperState } from '../zookeeper-state.ts'

/** How long nothing better may be heard of before a majority counts, and how long is waited for the first votes. */
const FINALIZE_WAIT_MS = 200
const MAX_NOTIFICATION_INTERVAL_MS = 60_000
const US_PER_MS = 1_000

/** Set when a server has found out who leads; the caller then leads or follows. */
export type ElectionOutcome = Vote | null

/** A new round: it votes for itself. */
export function lookForLeader(state: ZooKeeperState, node: NodeContext): ElectionOutcome {
  state.electionEpoch++
  const role: LookingRole = {
    kind: 'looking',
    proposal: ownVote(state),
    received: new Map(),
    outOfElection: new Map(),
    patienceMs: FINALIZE_WAIT_MS,
    timer: null,
    settling: false,
    sinceUs: node.nowUs,
  }
  state.role = role
  sendNotifications(state, role, node)
  waitForVotes(role, role.patienceMs, node)
  return takeVote(state, role, state.serverId, node)
}

function ownVote(state: ZooKeeperState): Vote {
  return {
    leader: state.serverId,
    zxid: state.database.lastProcessedZxid,
    electionEpoch: state.electionEpoch,
    peerEpoch: state.currentEpoch,
  }
}

function sendNotifications(state: ZooKeeperState, role: LookingRole, node: NodeContext): void {
  for (const peer of state.ensemble) if (peer !== state.serverId) notify(peer, role.proposal, 'LOOKING', node)
}

function notify(
  peer: number,
  { leader, zxid, electionEpoch, peerEpoch }: Vote,
  own: PeerState,
  node: NodeContext,
): void {
  const message: ElectionNotification = {
    ...{ type: 'ElectionNotification', leader, zxid, electionEpoch, peerEpoch },
    state: own,
  }
  sendZooKeeper(node, zookeeperNode(peer), message)
}

/** Every vote that is heard starts the wait anew. */
function waitForVotes(role: LookingRole, ms: number, node: NodeContext): void {
  if (role.timer !== null) node.cancelTimer(role.timer)
  role.timer = node.setTimer(ms * US_PER_MS, { type: 'ZooKeeperElectionWait' })
}

export function stopLooking(role: LookingRole, node: NodeContext): void {
  if (role.timer !== null) node.cancelTimer(role.timer)
  role.timer = null
}

export function handleNotification(
  state: ZooKeeperState,
  peer: number,
  notification: ElectionNotification,
  node: NodeContext,
): ElectionOutcome {
  const { role } = state
  // A connection that was made anew begins with the last thing said on the one before (QuorumCnxManager.SendWorker).
  const isNew = !state.peers.has(peer)
  state.peers.add(peer)
  if (role.kind !== 'looking') {
    const own = role.kind === 'leading' ? 'LEADING' : 'FOLLOWING'
    if (notification.state === 'LOOKING') notify(peer, state.vote, own, node)
    return null
  }
  if (isNew) notify(peer, role.proposal, 'LOOKING', node)
  if (role.settling) {
    const better = isBetter(notification, role.proposal)
    waitForVotes(role, better ? role.patienceMs : FINALIZE_WAIT_MS, node)
    if (!better) return null
    role.settling = false
  } else {
    waitForVotes(role, role.patienceMs, node)
  }
  if (notification.state === 'LOOKING') return hearLooking(state, role, peer, notification, node)
  return hearSettled(state, role, peer, notification)
}

function hearLooking(
  state: ZooKeeperState,
  role: LookingRole,
  peer: number,
  heard: ElectionNotification,
  node: NodeContext,
): ElectionOutcome {
  if (heard.electionEpoch < state.electionEpoch) {
    notify(peer, role.proposal, 'LOOKING', node)
    return null
  }
  if (heard.electionEpoch > state.electionEpoch) {
    state.electionEpoch = heard.electionEpoch
    role.received.clear()
    const own = ownVote(state)
    role.proposal = isBetter(heard, own) ? voteOf(heard, state.electionEpoch) : own
    sendNotifications(state, role, node)
    takeVote(state, role, state.serverId, node)
  } else if (isBetter(heard, role.proposal)) {
    role.proposal = voteOf(heard, state.electionEpoch)
    sendNotifications(state, role, node)
    takeVote(state, role, state.serverId, node)
  }
  role.received.set(peer, voteOf(heard, heard.electionEpoch))
  return settleWithQuorum(state, role, node)
}

/** A server hears its own vote too. */
function takeVote(state: ZooKeeperState, role: LookingRole, from: number, node: NodeContext): ElectionOutcome {
  role.received.set(from, role.proposal)
  return settleWithQuorum(state, role, node)
}

function voteOf({ leader, zxid, peerEpoch }: Omit<Vote, 'electionEpoch'>, electionEpoch: number): Vote {
  return { leader, zxid, electionEpoch, peerEpoch }
}

function settleWithQuorum(state: ZooKeeperState, role: LookingRole, node: NodeContext): null {
  if (role.settling || countAgreeing(role.received, role.proposal) < majorityOf(state)) return null
  role.settling = true
  waitForVotes(role, FINALIZE_WAIT_MS, node)
  return null
}

/** Others have a leader already: it is joined where a quorum has it and it says itself that it leads. */
function hearSettled(
  state: ZooKeeperState,
  role: LookingRole,
  peer: number,
  heard: ElectionNotification,
): ElectionOutcome {
  const vote = voteOf(heard, heard.electionEpoch)
  if (heard.electionEpoch === state.electionEpoch) {
    role.received.set(peer, vote)
    if (countAgreeing(role.received, vote) >= majorityOf(state) && leads(state, role, heard)) return vote
  }
  role.outOfElection.set(peer, { ...vote, state: heard.state })
  let agreeing = 0
  for (const { leader, peerEpoch } of role.outOfElection.values()) {
    if (leader === heard.leader && peerEpoch === heard.peerEpoch) agreeing++
  }
  if (agreeing < majorityOf(state) || !leads(state, role, heard)) return null
  state.electionEpoch = heard.electionEpoch
  return vote
}

function leads(state: ZooKeeperState, role: LookingRole, { leader, electionEpoch }: Vote): boolean {
  if (leader === state.serverId) return electionEpoch === state.electionEpoch
  return (role.outOfElection.get(leader) as HeardVote | undefined)?.state === 'LEADING'
}

function countAgreeing(votes: ReadonlyMap<number, Vote>, vote: Vote): number {
  let agreeing = 0
  for (const { leader, zxid, electionEpoch, peerEpoch } of votes.values()) {
    const sameLeader = leader === vote.leader && zxid === vote.zxid
    if (sameLeader && electionEpoch === vote.electionEpoch && peerEpoch === vote.peerEpoch) agreeing++
  }
  return agreeing
}

/** FastLeaderElection.totalOrderPredicate. */
function isBetter(a: Omit<Vote, 'electionEpoch'>, b: Omit<Vote, 'electionEpoch'>): boolean {
  if (a.peerEpoch !== b.peerEpoch) return a.peerEpoch > b.peerEpoch
  if (a.zxid !== b.zxid) return a.zxid > b.zxid
  return a.leader > b.leader
}

/** Nothing better came while a quorum agreed: that is the leader. Or nobody said anything: everybody is asked again. */
export function handleElectionWait(state: ZooKeeperState, role: LookingRole, node: NodeContext): ElectionOutcome {
  role.timer = null
  if (role.settling) return role.proposal
  sendNotifications(state, role, node)
  role.patienceMs = Math.min(2 * role.patienceMs, MAX_NOTIFICATION_INTERVAL_MS)
  waitForVotes(role, role.patienceMs, node)
  return null
}
