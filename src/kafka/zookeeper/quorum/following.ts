/**
 * Counterpart in ZooKeeper: Learner and Follower. Finds its leader, takes over the leader's history, and then logs and
 * acknowledges what is proposed and applies what is committed.
 *
 * What the leader sends to bring a follower up to date is on the disk here before NEWLEADER is acknowledged, as Zab
 * demands; 3.5.7 acknowledges a diff first and writes it afterwards, and may lose it to a crash in between
 * (ZOOKEEPER-3911).
 */
import { assert, fail } from '../../../engine/assert.ts'
import type { NodeContext } from '../../../engine/node-context.ts'
import { zookeeperNode } from '../../common/addresses.ts'
import { isNextInOrder } from '../../protocol/zookeeper/ordered-stream.ts'
import type { FromLeader } from '../../protocol/zookeeper/quorum-messages.ts'
import type { Transaction } from '../../protocol/zookeeper/transaction.ts'
import {
  appendTransaction,
  lastLoggedZxid,
  replaceBySnapshot,
  type Snapshot,
  syncLog,
  truncateLog,
} from '../log/transaction-log.ts'
import { databaseOf, loadDatabase, processTransaction, snapshotOf } from '../log/zookeeper-database.ts'
import { handleRevalidated } from '../service/client-connections.ts'
import { deliverSync, deliverTransaction } from '../service/final-request.ts'
import { startService } from '../service/zookeeper-service.ts'
import type { FollowingRole, ZooKeeperState } from '../zookeeper-state.ts'
import { makeZxid } from '../zxid.ts'
import { writeToLog } from './proposals.ts'
import { sayToLeader } from './quorum-connections.ts'

const US_PER_MS = 1_000
const CONNECT_RETRY_US = 1_000_000
/** A real server takes about as long to become a follower; whoever leads is mostly ready by then. */
const BECOME_FOLLOWER_US = 20_000
const CONNECT_TRIES = 5

export function startFollowing(state: ZooKeeperState, leader: number, node: NodeContext): void {
  const role: FollowingRole = {
    kind: 'following',
    leader,
    phase: 'connecting',
    tries: 0,
    epoch: 0,
    lastHeardUs: node.nowUs,
    timer: null,
    sinceUs: node.nowUs,
    pending: [],
    committed: [],
    snapshotGiven: false,
    ...{ sent: 0, received: 0 },
  }
  state.role = role
  role.timer = node.setTimer(BECOME_FOLLOWER_US, { type: 'ZooKeeperLeaderConnect' })
}

function connect(state: ZooKeeperState, role: FollowingRole, node: NodeContext): void {
  role.phase = 'registering'
  role.lastHeardUs = node.nowUs
  state.attempts++
  Object.assign(role, { sent: 0, received: 0 })
  sayToLeader(role, { type: 'FollowerInfo', acceptedEpoch: state.acceptedEpoch, attempt: state.attempts }, node)
  role.timer = node.setTimer(silenceUs(state, role), { type: 'ZooKeeperLeaderSilence' })
}

function silenceUs({ settings }: ZooKeeperState, { phase }: FollowingRole): number {
  return (phase === 'serving' ? settings.syncLimit : settings.initLimit) * settings.tickTimeMs * US_PER_MS
}

export function stopFollowing(role: FollowingRole, node: NodeContext): void {
  if (role.timer !== null) node.cancelTimer(role.timer)
  node.disconnect(zookeeperNode(role.leader))
}

/** The leader's end is gone. False: this server has none any more. */
export function handleLeaderGone(state: ZooKeeperState, role: FollowingRole, node: NodeContext): boolean {
  if (role.phase !== 'registering' || role.tries + 1 >= CONNECT_TRIES) return role.phase === 'connecting'
  const leftUs = silenceUs(state, role) - (node.nowUs - role.sinceUs)
  if (leftUs <= CONNECT_RETRY_US) return false
  // It is not yet ready for followers, or has not found out that it leads.
  role.tries++
  role.phase = 'connecting'
  if (role.timer !== null) node.cancelTimer(role.timer)
  role.timer = node.setTimer(CONNECT_RETRY_US, { type: 'ZooKeeperLeaderConnect' })
  return true
}

/** False: the leader has been silent for too long. */
export function handleLeaderSilence(state: ZooKeeperState, role: FollowingRole, node: NodeContext): boolean {
  role.timer = null
  if (role.phase === 'connecting') {
    connect(state, role, node)
    return true
  }
  const leftUs = silenceUs(state, role) - (node.nowUs - role.lastHeardUs)
  if (leftUs <= 0) return false
  role.timer = node.setTimer(leftUs, { type: 'ZooKeeperLeaderSilence', periodic: true })
  return true
}

/** What the leader says. False: it is none that this server can follow. */
export function handleFromLeader(
  state: ZooKeeperState,
  role: FollowingRole,
  message: FromLeader,
  node: NodeContext,
): boolean {
  if (message.type === 'LeaderInfo') return handleLeaderInfo(state, role, message, node)
  // Still on its way from before this server came anew.
  if (role.phase === 'connecting' || role.phase === 'registering') return true
  if (!isNextInOrder(role, message)) return false
  role.lastHeardUs = node.nowUs
  switch (message.type) {
    case 'Diff':
      break
    case 'Trunc':
      truncateLog(state.log, message.zxid)
      state.database = loadDatabase(state.log)
      break
    case 'Snap':
      role.snapshotGiven = true
      state.database = databaseOf(message.snapshot as Snapshot)
      break
    case 'NewLeader':
      acceptNewLeader(state, role, node)
      break
    case 'UpToDate':
      beginToServe(state, role, node)
      break
    default:
      handleFromServingLeader(state, role, message, node)
  }
  return true
}

function handleLeaderInfo(
  state: ZooKeeperState,
  role: FollowingRole,
  message: Extract<FromLeader, { type: 'LeaderInfo' }>,
  node: NodeContext,
): boolean {
  const { epoch, attempt } = message
  if (role.phase !== 'registering' || attempt !== state.attempts) return true
  if (epoch < state.acceptedEpoch || !isNextInOrder(role, message)) return false
  role.lastHeardUs = node.nowUs
  role.epoch = epoch
  role.phase = 'syncing'
  const currentEpoch = epoch > state.acceptedEpoch ? state.currentEpoch : -1
  state.acceptedEpoch = epoch
  sayToLeader(role, { type: 'AckEpoch', currentEpoch, lastZxid: state.database.lastProcessedZxid }, node)
  return true
}

/** What the leader has is on this server's disk now: it counts for the new epoch. */
function acceptNewLeader(state: ZooKeeperState, role: FollowingRole, node: NodeContext): void {
  if (role.snapshotGiven) replaceBySnapshot(state.log, snapshotOf(state.database))
  for (const transaction of role.pending) appendTransaction(state.log, transaction)
  syncLog(state.log)
  for (const zxid of role.committed.splice(0)) processTransaction(state.database, takePending(role, zxid))
  state.currentEpoch = role.epoch
  role.phase = 'synced'
  sayToLeader(role, { type: 'QuorumAck', zxid: makeZxid(role.epoch, 0) }, node)
}

function takePending(role: FollowingRole, zxid: number): Transaction {
  const transaction = role.pending.shift() ?? fail('what is committed was proposed')
  assert(transaction.zxid === zxid, 'transactions are committed in the order proposed')
  return transaction
}

function beginToServe(state: ZooKeeperState, role: FollowingRole, node: NodeContext): void {
  assert(role.phase === 'synced', 'a follower serves once it has accepted the new leader')
  role.phase = 'serving'
  state.vote = { ...state.vote, peerEpoch: role.epoch }
  startService(state, false, node)
  for (const transaction of role.pending) {
    if (transaction.zxid > lastLoggedZxid(state.log)) writeToLog(state, transaction, node)
    else sayToLeader(role, { type: 'QuorumAck', zxid: transaction.zxid }, node)
  }
  for (const zxid of role.committed.splice(0)) deliverTransaction(state, takePending(role, zxid), node)
}

function handleFromServingLeader(
  state: ZooKeeperState,
  role: FollowingRole,
  message: Exclude<FromLeader, { type: 'LeaderInfo' | 'Diff' | 'Trunc' | 'Snap' | 'NewLeader' | 'UpToDate' }>,
  node: NodeContext,
): void {
  switch (message.type) {
    case 'Proposal':
      role.pending.push(message.transaction)
      if (role.phase === 'serving') writeToLog(state, message.transaction, node)
      break
    case 'Commit':
      if (role.phase === 'serving') deliverTransaction(state, takePending(role, message.zxid), node)
      else role.committed.push(message.zxid)
      break
    case 'LearnerPing':
      answerPing(state, role, node)
      break
    case 'Revalidate':
      handleRevalidated(state, message.sessionId, message.valid === true, node)
      break
    case 'LearnerSync':
      deliverSync(state, node)
      break
  }
}

/** The leader learns so which sessions are alive. */
function answerPing({ service }: ZooKeeperState, role: FollowingRole, node: NodeContext): void {
  const touched = [...(service?.touched ?? [])]
  service?.touched.clear()
  sayToLeader(role, { type: 'LearnerPing', touched }, node)
}
