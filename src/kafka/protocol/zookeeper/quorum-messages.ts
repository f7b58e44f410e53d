/**
 * Counterpart in ZooKeeper: FastLeaderElection.Notification and org.apache.zookeeper.server.quorum.QuorumPacket. What the
 * servers of an ensemble say to one another. An acknowledgement is `QuorumAck` and a ping `LearnerPing`, so that neither
 * is taken for another one's.
 */
import type { SessionRequest } from './client-messages.ts'
import type { Transaction } from './transaction.ts'
import type { SessionId } from './znode-stat.ts'

export type PeerState = 'LOOKING' | 'FOLLOWING' | 'LEADING'

/** Whom the sender would have as leader, or has. */
export interface ElectionNotification {
  readonly type: 'ElectionNotification'
  readonly leader: number
  readonly zxid: number
  readonly electionEpoch: number
  readonly peerEpoch: number
  readonly state: PeerState
}

/** What a follower opens its connection with. */
export interface FollowerInfo {
  readonly type: 'FollowerInfo'
  readonly acceptedEpoch: number
  /**
   * Of the follower's attempts to learn. On a connection of its own each would be told from what is still on its way from
   * the one before.
   */
  readonly attempt: number
}

/** The epoch that the leader begins. */
export interface LeaderInfo {
  readonly type: 'LeaderInfo'
  readonly epoch: number
  readonly attempt: number
}

export interface AckEpoch {
  readonly type: 'AckEpoch'
  /** -1: this follower has accepted the epoch before, and does not count twice. */
  readonly currentEpoch: number
  readonly lastZxid: number
}

/** What a follower lacks comes as proposals and commits. */
export interface Diff {
  readonly type: 'Diff'
  readonly zxid: number
}

/** What a follower has beyond `zxid` was never committed. */
export interface Trunc {
  readonly type: 'Trunc'
  readonly zxid: number
}

/** Everything the leader has, in place of whatever the follower had. */
export interface Snap {
  readonly type: 'Snap'
  readonly zxid: number
  /** Frozen; what it holds is the business of whoever makes and takes it. */
  readonly snapshot: object
  readonly sizeBytes: number
}

export interface NewLeader {
  readonly type: 'NewLeader'
  readonly zxid: number
}

export interface UpToDate {
  readonly type: 'UpToDate'
}

export interface Proposal {
  readonly type: 'Proposal'
  readonly transaction: Transaction
}

/** Of a proposal that the sender has on its disk, or of NewLeader. */
export interface QuorumAck {
  readonly type: 'QuorumAck'
  readonly zxid: number
}

export interface Commit {
  readonly type: 'Commit'
  readonly zxid: number
}

/** The follower's way back carries the sessions that have been heard of since the last. */
export interface LearnerPing {
  readonly type: 'LearnerPing'
  readonly touched: readonly (readonly [SessionId, timeoutMs: number])[]
}

/** Whether a session that came to a follower is one. The answer says in `valid`. */
export interface Revalidate {
  readonly type: 'Revalidate'
  readonly sessionId: SessionId
  readonly timeoutMs: number
  readonly valid: boolean | null
}

/** Of what a server hands to its leader; `createSession` is a client's ConnectRequest with the id it will get. */
export type ForwardedBody = SessionRequest | { readonly type: 'CreateSession'; readonly timeoutMs: number }

export interface LearnerRequest {
  readonly type: 'LearnerRequest'
  readonly sessionId: SessionId
  readonly xid: number
  readonly request: ForwardedBody
}

/** All that the leader had committed when it was asked has been sent before this. */
export interface LearnerSync {
  readonly type: 'LearnerSync'
}

export type FromFollower = FollowerInfo | AckEpoch | QuorumAck | LearnerPing | Revalidate | LearnerRequest
export type FromLeader =
  | LeaderInfo
  | Diff
  | Trunc
  | Snap
  | NewLeader
  | UpToDate
  | Proposal
  | Commit
  | LearnerPing
  | Revalidate
  | LearnerSync
export type QuorumMessage = ElectionNotification | FromFollower | FromLeader
