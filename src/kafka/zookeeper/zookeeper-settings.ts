/** What a server's zoo.cfg or zookeeper.properties says. */
export interface ZooKeeperSettings {
  /** The unit of all of ZooKeeper's timing. */
  readonly tickTimeMs: number
  /** Ticks that a follower has to reach its leader and to catch up with it. */
  readonly initLimit: number
  /** Ticks that a follower and its leader may be silent to one another. */
  readonly syncLimit: number
}

/** A server by itself has what Kafka's shipped zookeeper.properties leaves it: the default of ZooKeeperServer. */
export const STANDALONE_SETTINGS: ZooKeeperSettings = Object.freeze({ tickTimeMs: 3_000, initLimit: 10, syncLimit: 5 })

/** An ensemble has those of ZooKeeper's zoo_sample.cfg, since without limits it does not start. */
export const ENSEMBLE_SETTINGS: ZooKeeperSettings = Object.freeze({ tickTimeMs: 2_000, initLimit: 10, syncLimit: 5 })

/** What a client gets of the session timeout it asks for (ZooKeeperServer.processConnectRequest). */
export function negotiatedTimeout(askedMs: number, { tickTimeMs }: ZooKeeperSettings): number {
  return Math.min(Math.max(askedMs, 2 * tickTimeMs), 20 * tickTimeMs)
}

/** `FileTxnLog` forces its writes to the disk before anything is acknowledged; a drive of today takes about as long. */
export const LOG_SYNC_US = 1_000

/** ZKDatabase.commitLogCount: transactions that a leader remembers for followers that come back. */
export const COMMITTED_LOG = 500

/** zookeeper.snapCount: after half of so many transactions, or up to all, a server writes down its whole tree. */
export const SNAP_COUNT = 100_000
