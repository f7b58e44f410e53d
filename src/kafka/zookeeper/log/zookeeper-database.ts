/**
 * Counterpart in ZooKeeper: org.apache.zookeeper.server.ZKDatabase. What a server holds in memory: the tree, the sessions
 * there are, and the last committed transactions, for followers that come back.
 */
import type { Transaction } from '../../protocol/zookeeper/transaction.ts'
import type { SessionId } from '../../protocol/zookeeper/znode-stat.ts'
import { type Applied, applyTransaction, createDataTree, type DataTree, treeOf } from '../tree/data-tree.ts'
import { COMMITTED_LOG } from '../zookeeper-settings.ts'
import type { Snapshot, TransactionLog } from './transaction-log.ts'

export interface ZooKeeperDatabase {
  tree: DataTree
  /** Timeouts by session. */
  sessions: Map<SessionId, number>
  lastProcessedZxid: number
  committedLog: Transaction[]
}

/** From the disk: whatever is in the log counts, committed or not; a leader will say what does not. */
export function loadDatabase(log: TransactionLog): ZooKeeperDatabase {
  const database = databaseOf(log.snapshot)
  fastForward(database, log)
  return database
}

export function databaseOf(snapshot: Snapshot | null): ZooKeeperDatabase {
  if (snapshot === null) {
    return { tree: createDataTree(), sessions: new Map(), lastProcessedZxid: 0, committedLog: [] }
  }
  return {
    tree: treeOf(snapshot.nodes),
    sessions: new Map(snapshot.sessions),
    lastProcessedZxid: snapshot.zxid,
    committedLog: [],
  }
}

/** Applies what is in the log and was not committed before the server lost its leader (ZKDatabase.fastForwardDataBase). */
export function fastForward(database: ZooKeeperDatabase, log: TransactionLog): void {
  for (const transaction of log.entries) {
    if (transaction.zxid > database.lastProcessedZxid) processTransaction(database, transaction)
  }
}

export function processTransaction(database: ZooKeeperDatabase, transaction: Transaction): Applied {
  const { body, sessionId, zxid } = transaction
  if (body.type === 'createSession') database.sessions.set(sessionId, body.timeoutMs)
  else if (body.type === 'closeSession') database.sessions.delete(sessionId)
  const applied = applyTransaction(database.tree, transaction)
  database.lastProcessedZxid = zxid
  if (database.committedLog.length > COMMITTED_LOG) database.committedLog.shift()
  database.committedLog.push(transaction)
  return applied
}

export function snapshotOf({ tree, sessions, lastProcessedZxid }: ZooKeeperDatabase): Snapshot {
  return Object.freeze({ zxid: lastProcessedZxid, nodes: new Map(tree.nodes), sessions: new Map(sessions) })
}
