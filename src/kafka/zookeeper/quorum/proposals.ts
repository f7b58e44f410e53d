/**
 * Counterpart in ZooKeeper: ProposalRequestProcessor, SyncRequestProcessor and the proposals of Leader. A transaction is
 * numbered, written to the logs of a majority, and then committed in the order of the numbers: Zab's broadcast. A server
 * by itself is its own majority.
 */
import { assert, fail } from '../../../engine/assert.ts'
import type { NodeContext } from '../../../engine/node-context.ts'
import type { FromLeader } from '../../protocol/zookeeper/quorum-messages.ts'
import type { Transaction } from '../../protocol/zookeeper/transaction.ts'
import { appendTransaction, lastLoggedZxid } from '../log/transaction-log.ts'
import { deliverTransaction } from '../service/final-request.ts'
import { prepareRequest, type RequestToPrepare } from '../service/prepare-request.ts'
import { LOG_SYNC_US } from '../zookeeper-settings.ts'
import { type LeadingRole, majorityOf, type ZooKeeperState } from '../zookeeper-state.ts'
import { sayToLeader, sayToLearner } from './quorum-connections.ts'

export interface RequestToPropose extends RequestToPrepare {
  readonly xid: number
}

/** Of whoever makes transactions, while it serves. */
export function propose(state: ZooKeeperState, asked: RequestToPropose, node: NodeContext): void {
  const { role, service, database } = state
  if (service === null || (role.kind !== 'leading' && role.kind !== 'standalone')) fail('only who leads proposes')
  const zxid = role.lastProposed + 1
  role.lastProposed = zxid
  const body = Object.freeze(prepareRequest(service, database.tree, asked, zxid, node.nowMs))
  const { sessionId, xid } = asked
  const transaction: Transaction = Object.freeze({ zxid, sessionId, xid, timeMs: node.wallClockMs, body })
  if (role.kind === 'standalone') role.outstanding.push(transaction)
  else {
    role.outstanding.set(zxid, { transaction, acknowledged: new Set() })
    sendToFollowers(role, { type: 'Proposal', transaction }, node)
  }
  writeToLog(state, transaction, node)
}

/** Those that have what came before. */
export function sendToFollowers(role: LeadingRole, message: FromLeader, node: NodeContext): void {
  for (const learner of role.learners.values()) {
    const { phase } = learner
    if (phase === 'syncing' || phase === 'acknowledged' || phase === 'serving') sayToLearner(learner, message, node)
  }
}

/** What comes while the disk is busy is forced to it together. */
export function writeToLog(state: ZooKeeperState, transaction: Transaction, node: NodeContext): void {
  appendTransaction(state.log, transaction)
  if (state.logSync === null) beginSync(state, node)
}

interface LogSync {
  readonly type: 'ZooKeeperLogSync'
  readonly zxid: number
}

function beginSync(state: ZooKeeperState, node: NodeContext): void {
  const timer: LogSync = { type: 'ZooKeeperLogSync', zxid: lastLoggedZxid(state.log) }
  state.logSync = node.setTimer(LOG_SYNC_US, timer)
}

/** The disk is done: what is on it now counts as acknowledged by this server. */
export function handleLogSync(state: ZooKeeperState, timer: { readonly type: string }, node: NodeContext): void {
  const { zxid } = timer as LogSync
  const { log, role } = state
  state.logSync = null
  const written = log.entries.filter((entry) => entry.zxid > log.syncedZxid && entry.zxid <= zxid)
  log.syncedZxid = zxid
  if (lastLoggedZxid(log) > zxid) beginSync(state, node)
  if (role.kind === 'leading') {
    for (const entry of written) acknowledge(state, role, state.serverId, entry.zxid, node)
  } else if (role.kind === 'standalone') {
    while (role.outstanding.length > 0 && (role.outstanding[0] as Transaction).zxid <= zxid) {
      deliverTransaction(state, role.outstanding.shift() as Transaction, node)
    }
  } else if (role.kind === 'following') {
    for (const entry of written) {
      sayToLeader(role, { type: 'QuorumAck', zxid: entry.zxid }, node)
    }
  }
}

/** A server has a proposal on its disk; with a majority it is committed, after those before it. */
export function acknowledge(
  state: ZooKeeperState,
  role: LeadingRole,
  serverId: number,
  zxid: number,
  node: NodeContext,
): void {
  role.outstanding.get(zxid)?.acknowledged.add(serverId)
  for (;;) {
    const next = role.outstanding.get(role.lastCommitted + 1)
    if (next === undefined || next.acknowledged.size < majorityOf(state)) return
    commit(state, role, next.transaction, node)
  }
}

function commit(state: ZooKeeperState, role: LeadingRole, transaction: Transaction, node: NodeContext): void {
  const { zxid } = transaction
  assert(zxid === role.lastCommitted + 1, 'transactions are committed in order')
  role.outstanding.delete(zxid)
  role.lastCommitted = zxid
  sendToFollowers(role, { type: 'Commit', zxid }, node)
  deliverTransaction(state, transaction, node)
  for (const serverId of role.pendingSyncs.get(zxid) ?? []) {
    answerSync(role, serverId, node)
  }
  role.pendingSyncs.delete(zxid)
}

/** A follower is told when all that was proposed before it asked is committed (Leader.processSync). */
export function handleLearnerSync(role: LeadingRole, serverId: number, node: NodeContext): void {
  if (role.outstanding.size === 0) return answerSync(role, serverId, node)
  const waiting = role.pendingSyncs.get(role.lastProposed)
  if (waiting === undefined) role.pendingSyncs.set(role.lastProposed, [serverId])
  else waiting.push(serverId)
}

function answerSync(role: LeadingRole, serverId: number, node: NodeContext): void {
  const learner = role.learners.get(serverId)
  if (learner !== undefined) sayToLearner(learner, { type: 'LearnerSync' }, node)
}
