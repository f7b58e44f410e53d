/**
 * Counterpart in ZooKeeper: org.apache.zookeeper.server.persistence.FileTxnSnapLog. What a server has on its disk: a
 * snapshot of the tree and the transactions since. What was appended and not yet forced to the disk is in the page cache:
 * it outlives the process, and no power cut.
 */
import { assert } from '../../../engine/assert.ts'
import type { Transaction } from '../../protocol/zookeeper/transaction.ts'
import type { SessionId } from '../../protocol/zookeeper/znode-stat.ts'
import type { Znode } from '../tree/data-tree.ts'
import { SNAP_COUNT } from '../zookeeper-settings.ts'

/** Frozen: disks, checkpoints and followers share it. */
export interface Snapshot {
  readonly zxid: number
  readonly nodes: ReadonlyMap<string, Znode>
  readonly sessions: ReadonlyMap<SessionId, number>
}

export interface TransactionLog {
  /** Null before the first. */
  snapshot: Snapshot | null
  /** In order of zxid, all after the snapshot's. */
  entries: Transaction[]
  /** Of the last one that is on the disk for certain. */
  syncedZxid: number
}

export function createTransactionLog(): TransactionLog {
  return { snapshot: null, entries: [], syncedZxid: 0 }
}

/** Of the last transaction there is, committed or not. */
export function lastLoggedZxid({ entries, snapshot }: TransactionLog): number {
  return entries.at(-1)?.zxid ?? snapshot?.zxid ?? 0
}

export function appendTransaction(log: TransactionLog, transaction: Transaction): void {
  assert(transaction.zxid > lastLoggedZxid(log), 'zxids of a log only rise')
  log.entries.push(transaction)
}

/** Everything appended so far is on the disk. */
export function syncLog(log: TransactionLog): void {
  log.syncedZxid = lastLoggedZxid(log)
}

/** Whatever comes after `zxid` was never committed. */
export function truncateLog(log: TransactionLog, zxid: number): void {
  assert((log.snapshot?.zxid ?? 0) <= zxid, 'a snapshot holds what is committed')
  log.entries = log.entries.filter((entry) => entry.zxid <= zxid)
  syncLog(log)
}

/** A server's own snapshot stands for what came before it. */
export function takeSnapshot(log: TransactionLog, snapshot: Snapshot): void {
  log.snapshot = snapshot
  log.entries = log.entries.filter((entry) => entry.zxid > snapshot.zxid)
}

/** The leader's snapshot stands for all that was there. */
export function replaceBySnapshot(log: TransactionLog, snapshot: Snapshot): void {
  log.snapshot = snapshot
  log.entries = []
  syncLog(log)
}

/** When a log has grown so long that the tree is to be written down; each server's dice fall elsewhere within the half. */
export function isSnapshotDue(log: TransactionLog, serverId: number): boolean {
  return log.entries.length > SNAP_COUNT / 2 + ((serverId * 7_919) % (SNAP_COUNT / 2))
}

/** What a power cut leaves. */
export function afterPowerCut({ snapshot, entries, syncedZxid }: TransactionLog): TransactionLog {
  return { snapshot, entries: entries.filter(({ zxid }) => zxid <= syncedZxid), syncedZxid }
}
