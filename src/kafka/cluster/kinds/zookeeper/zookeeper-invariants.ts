/**
 * What must never happen in a ZooKeeper ensemble: Zab's promises. The ids are ours, Kafka has none for them.
 *
 * Z1: one leader an epoch. Z2: what was once committed stands in the history of every later leader, and servers that serve
 * agree on it. Z3: zxids of a log rise, and nothing is applied that is not in order. Z4: ephemeral znodes belong to
 * sessions there are.
 */
import type { WorldNode } from '../../../../engine/world.ts'
import { broken, type InvariantChecker, memoryOf, type Violation } from '../../../invariants/invariant-checker.ts'
import type { Transaction } from '../../../protocol/zookeeper/transaction.ts'
import { lastLoggedZxid } from '../../../zookeeper/log/transaction-log.ts'
import type { ZooKeeperState } from '../../../zookeeper/zookeeper-state.ts'
import { zxidText } from '../../../zookeeper/zxid.ts'

interface Seen {
  /** Who served as leader, by epoch. */
  readonly leaders: Map<number, number>
  /** What some serving server applied, by zxid. */
  readonly committed: Map<number, Transaction>
  /** Highest of them. */
  lastCommitted: number
  /** Up to where each process was looked at. */
  readonly checkedUpTo: Map<string, { readonly incarnation: number; zxid: number; tree: unknown }>
}

export function checkZooKeeper(checker: InvariantChecker, node: WorldNode): Violation | null {
  const state = node.state as ZooKeeperState | null
  if (state === null || state.service === null) return null
  checker.checked++
  const seen = memoryOf<Seen>(checker, 'zookeeper', () => ({
    leaders: new Map(),
    committed: new Map(),
    lastCommitted: 0,
    checkedUpTo: new Map(),
  }))
  return checkLeader(seen, node, state) ?? checkHistory(seen, node, state) ?? checkEphemerals(node, state)
}

function checkLeader({ leaders, lastCommitted }: Seen, node: WorldNode, state: ZooKeeperState): Violation | null {
  const { role } = state
  if (role.kind !== 'leading') return null
  const other = leaders.get(role.epoch)
  if (other === state.serverId) return null
  if (other !== undefined) return broken('Z1', `${node.id} leads epoch ${role.epoch}, and so did server ${other}`)
  leaders.set(role.epoch, state.serverId)
  if (state.database.lastProcessedZxid >= lastCommitted) return null
  return broken('Z2', `${node.id} leads epoch ${role.epoch} without what was committed at ${zxidText(lastCommitted)}`)
}

/** A server that serves has applied nothing but what is committed, so all of them tell of one history. */
function checkHistory(seen: Seen, node: WorldNode, state: ZooKeeperState): Violation | null {
  const { committedLog, lastProcessedZxid, tree } = state.database
  let mark = seen.checkedUpTo.get(node.id)
  // Another process, or another tree: it may have been given any history.
  if (mark === undefined || mark.incarnation !== node.incarnation || mark.tree !== tree) {
    mark = { incarnation: node.incarnation, zxid: 0, tree }
    seen.checkedUpTo.set(node.id, mark)
  }
  if (mark.zxid === lastProcessedZxid) return null
  if (lastProcessedZxid < mark.zxid)
    return broken('Z3', `${node.id} went back from ${zxidText(mark.zxid)} to ${zxidText(lastProcessedZxid)}`)
  for (let at = committedLog.length - 1; at >= 0; at--) {
    const transaction = committedLog[at] as Transaction
    if (transaction.zxid <= mark.zxid) break
    const known = seen.committed.get(transaction.zxid)
    if (known === undefined) seen.committed.set(transaction.zxid, transaction)
    else if (known !== transaction)
      return broken('Z2', `${node.id} applied something else at ${zxidText(transaction.zxid)} than others`)
  }
  mark.zxid = lastProcessedZxid
  seen.lastCommitted = Math.max(seen.lastCommitted, committedLog.at(-1)?.zxid ?? 0)
  if (lastLoggedZxid(state.log) < (committedLog.at(-1)?.zxid ?? 0))
    return broken('Z3', `${node.id} applied ${zxidText(lastProcessedZxid)} and has not logged it`)
  return null
}

function checkEphemerals(node: WorldNode, { database }: ZooKeeperState): Violation | null {
  for (const [session, paths] of database.tree.ephemerals) {
    if (database.sessions.has(session)) continue
    return broken('Z4', `${[...paths].join(', ')} on ${node.id} belongs to ${session}, which is no session any more`)
  }
  return null
}
