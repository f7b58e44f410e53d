/** Counterpart in ZooKeeper: org.apache.zookeeper.data.Stat. What a server tells of a znode besides its data. */
export interface Stat {
  /** Of the transactions that created it, last changed its data, and last added or removed a child. */
  readonly czxid: number
  readonly mzxid: number
  readonly pzxid: number
  /** Epoch milliseconds by the clock of the leader of that time. */
  readonly ctime: number
  readonly mtime: number
  readonly version: number
  /** How many children have come and gone. */
  readonly cversion: number
  readonly aversion: number
  /** Id of the session it goes with; `NO_SESSION` for one that stays. */
  readonly ephemeralOwner: SessionId
  readonly dataLength: number
  readonly numChildren: number
}

/** Hexadecimal with its prefix, as ZooKeeper's logs and shell write it: 64 bits are more than a number holds exactly. */
export type SessionId = string

export const NO_SESSION: SessionId = '0x0'
