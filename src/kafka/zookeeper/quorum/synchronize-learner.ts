/**
 * Counterpart in ZooKeeper: LearnerHandler.syncFollower. What a follower needs so that its history becomes the leader's: a
 * few transactions, none that it has too many, or everything.
 */
import type { NodeContext } from '../../../engine/node-context.ts'
import { sizeOfSnapshotNode } from '../../protocol/zookeeper/jute-sizes.ts'
import type { FromLeader } from '../../protocol/zookeeper/quorum-messages.ts'
import type { Transaction } from '../../protocol/zookeeper/transaction.ts'
import { snapshotOf, type ZooKeeperDatabase } from '../log/zookeeper-database.ts'
import type { LeadingRole, Learner, ZooKeeperState } from '../zookeeper-state.ts'
import { counterOfZxid, epochOfZxid, makeZxid } from '../zxid.ts'
import { sayToLearner } from './quorum-connections.ts'

/** From now on the follower gets whatever is proposed. */
export function synchronizeLearner(
  state: ZooKeeperState,
  role: LeadingRole,
  learner: Learner,
  node: NodeContext,
): void {
  const send = (message: FromLeader) => sayToLearner(learner, message, node)
  const plan = planSync(state.database, learner.lastZxid)
  if (plan === null) {
    const snapshot = snapshotOf(state.database)
    let sizeBytes = 0
    for (const [path, { data }] of snapshot.nodes) sizeBytes += sizeOfSnapshotNode(path, data)
    send({ type: 'Snap', zxid: snapshot.zxid, snapshot, sizeBytes })
  } else {
    send(plan.operation)
    for (const transaction of plan.missing) {
      send({ type: 'Proposal', transaction })
      send({ type: 'Commit', zxid: transaction.zxid })
    }
  }
  for (const { transaction } of role.outstanding.values()) send({ type: 'Proposal', transaction })
  send({ type: 'NewLeader', zxid: makeZxid(role.epoch, 0) })
  learner.phase = 'syncing'
}

interface SyncPlan {
  readonly operation: FromLeader
  /** Committed transactions that the follower lacks. */
  readonly missing: readonly Transaction[]
}

/**
 * Null: only a snapshot helps. The transaction logs on the leader's disk help no further than what it remembers: their
 * files are made 64 MiB large, and ZooKeeper sends no more than a third of the size of its snapshot from them.
 */
function planSync({ committedLog, lastProcessedZxid }: ZooKeeperDatabase, peerZxid: number): SyncPlan | null {
  const newest = committedLog.at(-1)?.zxid ?? lastProcessedZxid
  const oldest = committedLog[0]?.zxid ?? lastProcessedZxid
  // Where a leader began its epoch: no transaction has that zxid, so that nobody can have it too many.
  const isEpochStart = counterOfZxid(peerZxid) === 0
  if (peerZxid === lastProcessedZxid) return { operation: { type: 'Diff', zxid: peerZxid }, missing: [] }
  if (peerZxid > newest && !isEpochStart) return { operation: { type: 'Trunc', zxid: newest }, missing: [] }
  if (peerZxid > newest || peerZxid < oldest) return null
  const missing = committedLog.filter(({ zxid }) => zxid > peerZxid)
  const diff: SyncPlan = { operation: { type: 'Diff', zxid: newest }, missing }
  if (isEpochStart || committedLog.some(({ zxid }) => zxid === peerZxid)) return diff
  const before = committedLog.filter(({ zxid }) => zxid < peerZxid).at(-1)
  const after = missing[0]
  // A log is cut back within an epoch only.
  if (before === undefined || after === undefined || epochOfZxid(after.zxid) !== epochOfZxid(peerZxid)) return null
  return { operation: { type: 'Trunc', zxid: before.zxid }, missing }
}
