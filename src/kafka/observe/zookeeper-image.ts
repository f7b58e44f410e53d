/** A ZooKeeper server as a person may see it. */
import type { NodeStatus } from './cluster-image.ts'
import type { Wait } from './wait.ts'

/** A session of ZooKeeper's that has fallen silent: what is ephemeral in it goes when it ends. */
export interface SilentSession extends Wait {
  readonly session: string
  /** The broker whose registration it keeps, by name; null for anybody else's. */
  readonly owner: string | null
}

export interface ZooKeeperImage {
  readonly kind: 'zookeeper'
  readonly id: number
  /** `zookeeper-1` */
  readonly node: string
  readonly status: NodeStatus
  /** `standalone`: it has no others to agree with. */
  readonly role: 'leading' | 'following' | 'looking' | 'standalone'
  /** Whether it takes clients: it has a leader, or followers enough. */
  readonly serving: boolean
  /** How many servers its ensemble has, and how many of them make a quorum. */
  readonly ensemble: number
  readonly quorum: number
  /** Id of the server it has as its leader; -1 none. */
  readonly leaderId: number
  readonly epoch: number
  /** Of the last transaction it has applied: `0x100000002`. */
  readonly zxid: string
  readonly znodes: number
  readonly sessions: number
  readonly watches: number
  /** Who is connected to it, by name. */
  readonly clients: readonly string[]
  /** Of whoever decides about sessions. */
  readonly silent: readonly SilentSession[]
}
