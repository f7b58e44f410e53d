/**
 * Counterpart in ZooKeeper: Leader and LearnerHandler. Who was elected begins an epoch with a quorum, brings the followers'
 * histories in line with its own, and then leads for as long as a quorum keeps up.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { zookeeperNode } from '../../common/addresses.ts'
import { isNextInOrder } from '../../protocol/zookeeper/ordered-stream.ts'
import type { AckEpoch, FollowerInfo, FromFollower, LearnerRequest } from '../../protocol/zookeeper/quorum-messages.ts'
import { ownSession, touchSession } from '../service/session-tracker.ts'
import { startService } from '../service/zookeeper-service.ts'
import { type LeadingRole, type Learner, majorityOf, type ZooKeeperState } from '../zookeeper-state.ts'
import { counterOfZxid, makeZxid } from '../zxid.ts'
import { acknowledge, handleLearnerSync, propose, sendToFollowers } from './proposals.ts'
import { sayToLearner } from './quorum-connections.ts'
import { synchronizeLearner } from './synchronize-learner.ts'

const US_PER_MS = 1_000

export function startLeading(state: ZooKeeperState, node: NodeContext): void {
  const role: LeadingRole = {
    kind: 'leading',
    phase: 'epoch',
    epoch: state.acceptedEpoch + 1,
    summary: { currentEpoch: state.currentEpoch, lastZxid: state.database.lastProcessedZxid },
    learners: new Map(),
    supporters: new Set([state.serverId]),
    timer: null,
    tick: 0,
    tickSkip: true,
    lastProposed: 0,
    lastCommitted: 0,
    outstanding: new Map(),
    pendingSyncs: new Map(),
  }
  state.role = role
  waitForQuorum(state, role, node)
}

/** Each step towards serving has to find its quorum in time. */
function waitForQuorum(state: ZooKeeperState, role: LeadingRole, node: NodeContext): void {
  if (role.timer !== null) node.cancelTimer(role.timer)
  role.timer = node.setTimer(initLimitUs(state), { type: 'ZooKeeperQuorumWait' })
}

function initLimitUs({ settings }: ZooKeeperState): number {
  return settings.initLimit * settings.tickTimeMs * US_PER_MS
}

/** Everybody who still listens is told by the end of the connection. */
export function stopLeading(role: LeadingRole, node: NodeContext): void {
  if (role.timer !== null) node.cancelTimer(role.timer)
  for (const serverId of role.learners.keys()) node.disconnect(zookeeperNode(serverId))
}

/** What a follower says. `true`: the leader has a quorum now and begins to serve. */
export function handleFromFollower(
  state: ZooKeeperState,
  role: LeadingRole,
  serverId: number,
  message: FromFollower,
  node: NodeContext,
): boolean {
  if (message.type === 'FollowerInfo') {
    handleFollowerInfo(state, role, serverId, message, node)
    return false
  }
  const learner = role.learners.get(serverId)
  if (learner === undefined) {
    node.disconnect(zookeeperNode(serverId))
    return false
  }
  if (!isNextInOrder(learner, message)) {
    dropLearner(role, learner, node)
    return false
  }
  learner.lastHeardUs = node.nowUs
  if (message.type === 'AckEpoch') handleAckEpoch(state, role, learner, message, node)
  else if (message.type === 'QuorumAck') return handleQuorumAck(state, role, learner, message.zxid, node)
  else handleFromServing(state, role, learner, message, node)
  return false
}

function handleFollowerInfo(
  state: ZooKeeperState,
  role: LeadingRole,
  serverId: number,
  { acceptedEpoch, attempt }: FollowerInfo,
  node: NodeContext,
): void {
  const { initLimit, syncLimit } = state.settings
  const learner: Learner = {
    ...{ serverId, attempt, phase: 'info', lastZxid: 0, lastHeardUs: node.nowUs },
    deadlineTick: role.tick + initLimit + syncLimit,
    ...{ sent: 0, received: 1 },
  }
  role.learners.set(serverId, learner)
  if (role.phase !== 'epoch') return proposeEpoch(role, learner, node)
  role.epoch = Math.max(role.epoch, acceptedEpoch + 1)
  role.supporters.add(serverId)
  if (role.supporters.size < majorityOf(state)) return
  state.acceptedEpoch = role.epoch
  role.phase = 'ackEpoch'
  role.supporters = new Set([state.serverId])
  waitForQuorum(state, role, node)
  for (const each of role.learners.values()) proposeEpoch(role, each, node)
}

function proposeEpoch(role: LeadingRole, learner: Learner, node: NodeContext): void {
  learner.phase = 'epoch'
  sayToLearner(learner, { type: 'LeaderInfo', epoch: role.epoch, attempt: learner.attempt }, node)
}

function handleAckEpoch(
  state: ZooKeeperState,
  role: LeadingRole,
  learner: Learner,
  { currentEpoch, lastZxid }: AckEpoch,
  node: NodeContext,
): void {
  if (learner.phase !== 'epoch') return
  learner.lastZxid = lastZxid
  const { summary } = role
  const isAhead =
    currentEpoch > summary.currentEpoch || (currentEpoch === summary.currentEpoch && lastZxid > summary.lastZxid)
  // Whoever knows more should have been elected; until then the election has not ended.
  if (currentEpoch !== -1 && isAhead && role.phase === 'ackEpoch') return dropLearner(role, learner, node)
  learner.phase = 'ready'
  if (role.phase !== 'ackEpoch') return synchronizeLearner(state, role, learner, node)
  if (currentEpoch !== -1) role.supporters.add(learner.serverId)
  if (role.supporters.size < majorityOf(state)) return
  state.currentEpoch = role.epoch
  role.phase = 'newLeader'
  role.lastProposed = makeZxid(role.epoch, 0)
  role.lastCommitted = role.lastProposed
  role.supporters = new Set([state.serverId])
  waitForQuorum(state, role, node)
  for (const each of role.learners.values()) if (each.phase === 'ready') synchronizeLearner(state, role, each, node)
}

export function dropLearner(role: LeadingRole, { serverId }: Learner, node: NodeContext): void {
  role.learners.delete(serverId)
  node.disconnect(zookeeperNode(serverId))
}

function handleQuorumAck(
  state: ZooKeeperState,
  role: LeadingRole,
  learner: Learner,
  zxid: number,
  node: NodeContext,
): boolean {
  learner.deadlineTick = Math.max(learner.deadlineTick, role.tick + state.settings.syncLimit)
  if (counterOfZxid(zxid) !== 0) {
    acknowledge(state, role, learner.serverId, zxid, node)
    return false
  }
  if (learner.phase !== 'syncing' || zxid !== makeZxid(role.epoch, 0)) return false
  learner.phase = 'acknowledged'
  learner.deadlineTick = role.tick + state.settings.syncLimit
  if (role.phase === 'serving') {
    letServe(learner, node)
    return false
  }
  role.supporters.add(learner.serverId)
  if (role.supporters.size < majorityOf(state)) return false
  beginToServe(state, role, node)
  return true
}

function beginToServe(state: ZooKeeperState, role: LeadingRole, node: NodeContext): void {
  role.phase = 'serving'
  state.database.lastProcessedZxid = role.lastCommitted
  state.vote = { ...state.vote, peerEpoch: role.epoch }
  startService(state, true, node)
  if (role.timer !== null) node.cancelTimer(role.timer)
  armLeaderTick(state, role, node)
  for (const each of role.learners.values()) if (each.phase === 'acknowledged') letServe(each, node)
}

function letServe(learner: Learner, node: NodeContext): void {
  learner.phase = 'serving'
  sayToLearner(learner, { type: 'UpToDate' }, node)
}

function handleFromServing(
  state: ZooKeeperState,
  role: LeadingRole,
  learner: Learner,
  message: Exclude<FromFollower, { readonly type: 'FollowerInfo' | 'AckEpoch' | 'QuorumAck' }>,
  node: NodeContext,
): void {
  learner.deadlineTick = role.tick + state.settings.syncLimit
  const tracker = state.service?.tracker ?? null
  if (tracker === null) return
  switch (message.type) {
    case 'LearnerPing':
      for (const [sessionId, timeoutMs] of message.touched) touchSession(tracker, sessionId, timeoutMs, node.nowMs)
      break
    case 'Revalidate': {
      const { sessionId, timeoutMs } = message
      const valid = touchSession(tracker, sessionId, timeoutMs, node.nowMs)
      if (valid) ownSession(tracker, sessionId, learner.serverId)
      sayToLearner(learner, { ...message, valid }, node)
      break
    }
    case 'LearnerRequest':
      handleLearnerRequest(state, role, learner, message, node)
      break
  }
}

function handleLearnerRequest(
  state: ZooKeeperState,
  role: LeadingRole,
  { serverId }: Learner,
  { sessionId, xid, request }: LearnerRequest,
  node: NodeContext,
): void {
  if (request.type === 'SyncRequest') handleLearnerSync(role, serverId, node)
  else propose(state, { sessionId, xid, owner: serverId, request }, node)
}

function armLeaderTick(state: ZooKeeperState, role: LeadingRole, node: NodeContext): void {
  const halfTickUs = (state.settings.tickTimeMs * US_PER_MS) / 2
  role.timer = node.setTimer(halfTickUs, { type: 'ZooKeeperLeaderTick', periodic: true })
}

/** Twice a tick followers are pinged, and once they are counted. False: too few keep up for this leader to go on. */
export function handleLeaderTick(state: ZooKeeperState, role: LeadingRole, node: NodeContext): boolean {
  role.timer = null
  if (!role.tickSkip) role.tick++
  for (const learner of [...role.learners.values()]) {
    if (node.nowUs - learner.lastHeardUs > silenceUs(state, learner)) dropLearner(role, learner, node)
  }
  let synced = 1
  for (const { deadlineTick } of role.learners.values()) if (role.tick <= deadlineTick) synced++
  if (!role.tickSkip && synced < majorityOf(state)) return false
  role.tickSkip = !role.tickSkip
  sendToFollowers(role, { type: 'LearnerPing', touched: [] }, node)
  armLeaderTick(state, role, node)
  return true
}

/** How long a follower's connection may be silent. */
function silenceUs(state: ZooKeeperState, { phase }: Learner): number {
  const { syncLimit, tickTimeMs } = state.settings
  return phase === 'acknowledged' || phase === 'serving' ? syncLimit * tickTimeMs * US_PER_MS : initLimitUs(state)
}

/** A follower's connection broke; it is missed at the end of the tick. */
export function handleLearnerGone(role: LeadingRole, serverId: number): void {
  role.learners.delete(serverId)
}
