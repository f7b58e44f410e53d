/**
 * Counterpart in ZooKeeper: org.apache.zookeeper.server.quorum.QuorumPeer, and ZooKeeperServerMain for a server by itself,
 * as of the 3.5.7 that Kafka brought along. Spec `ZooKeeperServerSpec`, state `ZooKeeperState`, disk `ZooKeeperDisk`.
 *
 * Not modelled: access lists (every znode is open to all), observers, containers and TTLs, local sessions, read-only mode,
 * reconfiguration, quotas.
 */
import type { NodeBehavior, NodeContext, NodeId, ReceivedMessage, Timer } from '../../engine/node-context.ts'
import { zookeeperNode } from '../common/addresses.ts'
import { EMPTY_LOG, noteProcess } from '../common/process-log.ts'
import { exitInOrder, tell } from '../observe/tell.ts'
import type { ClientToServer } from '../protocol/zookeeper/client-messages.ts'
import type { FromFollower, FromLeader, QuorumMessage } from '../protocol/zookeeper/quorum-messages.ts'
import type { SessionId } from '../protocol/zookeeper/znode-stat.ts'
import {
  type ElectionOutcome,
  handleElectionWait,
  handleNotification,
  lookForLeader,
  stopLooking,
} from './election/fast-leader-election.ts'
import { afterPowerCut, createTransactionLog } from './log/transaction-log.ts'
import { loadDatabase } from './log/zookeeper-database.ts'
import {
  handleFromLeader,
  handleLeaderGone,
  handleLeaderSilence,
  startFollowing,
  stopFollowing,
} from './quorum/following.ts'
import { handleFromFollower, handleLeaderTick, handleLearnerGone, startLeading, stopLeading } from './quorum/leading.ts'
import { handleLogSync } from './quorum/proposals.ts'
import {
  endExpiredSession,
  handleClientGone,
  handleClientMessage,
  handleServiceTick,
  submitWaiting,
} from './service/client-connections.ts'
import { startService, stopService } from './service/zookeeper-service.ts'
import type { ZooKeeperDisk, ZooKeeperServerSpec, ZooKeeperState } from './zookeeper-state.ts'

export type { ZooKeeperDisk, ZooKeeperServerSpec, ZooKeeperState } from './zookeeper-state.ts'

export const zookeeperBehavior: NodeBehavior<ZooKeeperState> = {
  start: (disk, spec, node) => startServer(disk as ZooKeeperDisk | null, spec as ZooKeeperServerSpec, node),
  onMessage,
  onTimer,
  onDisconnect,
  // SIGTERM just ends the process: ZooKeeper has nothing to hand over.
  onCommand: (_state, command, node) => command.type === 'Shutdown' && exitInOrder(node),
  survive,
}

function startServer(disk: ZooKeeperDisk | null, spec: ZooKeeperServerSpec, node: NodeContext): ZooKeeperState {
  const log = disk?.log ?? createTransactionLog()
  const database = loadDatabase(log)
  const { serverId, ensemble, settings } = spec
  const state: ZooKeeperState = {
    ...{ serverId, ensemble, settings, log, database },
    acceptedEpoch: disk?.acceptedEpoch ?? 0,
    currentEpoch: disk?.currentEpoch ?? 0,
    role: { kind: 'standalone', lastProposed: database.lastProcessedZxid, outstanding: [] },
    electionEpoch: 0,
    vote: { leader: serverId, zxid: 0, electionEpoch: 0, peerEpoch: 0 },
    peers: new Set(),
    attempts: 0,
    service: null,
    logSync: null,
    serverLog: disk?.serverLog ?? EMPTY_LOG,
  }
  noteProcess(state, node.wallClockMs, 'starting')
  if (ensemble.length === 1) startService(state, true, node)
  else look(state, node)
  return state
}

/** Everything is forced to the disk before it is acknowledged; a power cut takes what nobody was promised. */
function survive(
  { log, acceptedEpoch, currentEpoch, serverLog }: ZooKeeperState,
  how: 'stop' | 'kill' | 'powerCut',
): ZooKeeperDisk {
  return { log: how === 'powerCut' ? afterPowerCut(log) : log, acceptedEpoch, currentEpoch, serverLog }
}

function look(state: ZooKeeperState, node: NodeContext): void {
  settle(state, lookForLeader(state, node), node)
}

function settle(state: ZooKeeperState, outcome: ElectionOutcome, node: NodeContext): void {
  const { role } = state
  if (outcome === null || role.kind !== 'looking') return
  stopLooking(role, node)
  state.vote = outcome
  if (outcome.leader === state.serverId) startLeading(state, node)
  else startFollowing(state, outcome.leader, node)
}

/** The leader is lost, or the followers are: whatever was going on ends, and a new election begins. */
function giveUp(state: ZooKeeperState, node: NodeContext): void {
  const { role } = state
  if (role.kind === 'following') stopFollowing(role, node)
  else if (role.kind === 'leading') stopLeading(role, node)
  if (state.service !== null) tell(node, { type: 'ZooKeeperStoppedServing', node: node.nodeId })
  stopService(state, node)
  look(state, node)
}

function onMessage(state: ZooKeeperState, { from, body }: ReceivedMessage, node: NodeContext): void {
  const peer = peerAt(state, from)
  if (peer === null) handleClientMessage(state, from, body as ClientToServer, node)
  else handlePeerMessage(state, peer, body as QuorumMessage, node)
  submitWaiting(state, node)
}

function peerAt({ ensemble, serverId }: ZooKeeperState, address: NodeId): number | null {
  return ensemble.find((id) => id !== serverId && zookeeperNode(id) === address) ?? null
}

function handlePeerMessage(state: ZooKeeperState, peer: number, message: QuorumMessage, node: NodeContext): void {
  const { role } = state
  if (message.type === 'ElectionNotification') {
    settle(state, handleNotification(state, peer, message, node), node)
  } else if (role.kind === 'leading') {
    if (handleFromFollower(state, role, peer, message as FromFollower, node))
      tell(node, { type: 'ZooKeeperElected', node: node.nodeId, epoch: role.epoch })
  } else if (role.kind === 'following' && role.leader === peer && isFromLeader(message)) {
    if (!handleFromLeader(state, role, message, node)) giveUp(state, node)
  } else {
    // It takes this server for its leader, or for its follower, and is wrong.
    node.disconnect(zookeeperNode(peer))
  }
}

function isFromLeader(message: QuorumMessage): message is FromLeader {
  switch (message.type) {
    case 'FollowerInfo':
    case 'AckEpoch':
    case 'QuorumAck':
    case 'LearnerRequest':
      return false
    default:
      return true
  }
}

function onTimer(state: ZooKeeperState, timer: Timer, node: NodeContext): void {
  const { role } = state
  if (timer.type === 'ZooKeeperLogSync') handleLogSync(state, timer, node)
  else if (timer.type === 'ZooKeeperTick') {
    for (const sessionId of handleServiceTick(state, node)) expireSession(state, sessionId, node)
  } else if (role.kind === 'looking') settle(state, handleElectionWait(state, role, node), node)
  else if (role.kind === 'following') {
    if (!handleLeaderSilence(state, role, node)) giveUp(state, node)
  } else if (role.kind === 'leading') {
    if (timer.type === 'ZooKeeperQuorumWait' || !handleLeaderTick(state, role, node)) giveUp(state, node)
  }
  submitWaiting(state, node)
}

function expireSession(state: ZooKeeperState, session: SessionId, node: NodeContext): void {
  const { sessions, tree } = state.database
  const paths = [...(tree.ephemerals.get(session) ?? [])]
  const timeoutMs = sessions.get(session) ?? 0
  tell(node, { type: 'ZooKeeperSessionExpired', node: node.nodeId, session, timeoutMs, paths })
  endExpiredSession(state, session, node)
}

function onDisconnect(state: ZooKeeperState, from: NodeId, node: NodeContext): void {
  const peer = peerAt(state, from)
  if (peer === null) return handleClientGone(state, from)
  state.peers.delete(peer)
  const { role } = state
  if (role.kind === 'leading') handleLearnerGone(role, peer)
  else if (role.kind === 'following' && role.leader === peer && !handleLeaderGone(state, role, node))
    giveUp(state, node)
}
