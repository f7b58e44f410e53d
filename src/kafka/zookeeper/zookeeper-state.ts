/**
 * Counterpart in ZooKeeper: the fields of org.apache.zookeeper.server.quorum.QuorumPeer. What a server process holds in
 * memory, and what of it lies on its disk.
 */
import type { NodeId, TimerId } from '../../engine/node-context.ts'
import type { ProcessLog } from '../common/process-log.ts'
import type { SessionRequest } from '../protocol/zookeeper/client-messages.ts'
import type { OrderedStream } from '../protocol/zookeeper/ordered-stream.ts'
import type { ForwardedBody, PeerState } from '../protocol/zookeeper/quorum-messages.ts'
import type { Transaction } from '../protocol/zookeeper/transaction.ts'
import type { SessionId } from '../protocol/zookeeper/znode-stat.ts'
import type { ZooKeeperError } from '../protocol/zookeeper/zookeeper-error.ts'
import type { TransactionLog } from './log/transaction-log.ts'
import type { ZooKeeperDatabase } from './log/zookeeper-database.ts'
import type { SessionTracker } from './service/session-tracker.ts'
import type { Watches } from './tree/watch-manager.ts'
import type { ZooKeeperSettings } from './zookeeper-settings.ts'

/** What a server is started with. */
export interface ZooKeeperServerSpec {
  readonly serverId: number
  /** Ids of all servers, its own among them; one alone is no ensemble. */
  readonly ensemble: readonly number[]
  readonly settings: ZooKeeperSettings
  /** Of the brokers whose cluster it keeps, where there are some: what a further one is started with. */
  readonly cluster?: { readonly config: Readonly<Record<string, string>>; readonly clusterId: string }
}

/** What survives a server's process. */
export interface ZooKeeperDisk {
  readonly log: TransactionLog
  /** The files acceptedEpoch and currentEpoch. */
  readonly acceptedEpoch: number
  readonly currentEpoch: number
  /** It lies beside the data directory. */
  readonly serverLog: ProcessLog
}

export interface Vote {
  readonly leader: number
  readonly zxid: number
  readonly electionEpoch: number
  readonly peerEpoch: number
}

export interface HeardVote extends Vote {
  readonly state: PeerState
}

export interface LookingRole {
  readonly kind: 'looking'
  proposal: Vote
  /** Of those who look as well, in this round. */
  readonly received: Map<number, Vote>
  /** Of those who have a leader. */
  readonly outOfElection: Map<number, HeardVote>
  /** Doubles while nobody answers. */
  patienceMs: number
  timer: TimerId | null
  /** A quorum agrees; a better vote may still come. */
  settling: boolean
  /** Since when there is no leader. */
  readonly sinceUs: number
}

/** Where a follower is on its way to serving. */
export type FollowerPhase = 'connecting' | 'registering' | 'syncing' | 'synced' | 'serving'

export interface FollowingRole extends OrderedStream {
  readonly kind: 'following'
  readonly leader: number
  phase: FollowerPhase
  /** Connections that were refused. */
  tries: number
  epoch: number
  lastHeardUs: number
  /** Fires when the leader has been silent for too long, or when it is to be tried again. */
  timer: TimerId | null
  readonly sinceUs: number
  /** Proposals that are not committed yet, in order. */
  pending: Transaction[]
  /** Commits that came before the follower could apply them. */
  committed: number[]
  /** The leader gave a snapshot in place of what was there. */
  snapshotGiven: boolean
}

/** A follower as its leader knows it. */
export interface Learner extends OrderedStream {
  readonly serverId: number
  readonly attempt: number
  phase: 'info' | 'epoch' | 'ready' | 'syncing' | 'acknowledged' | 'serving'
  /** Of its ACKEPOCH. */
  lastZxid: number
  lastHeardUs: number
  /** By the leader's count of ticks: until then it is taken for a follower that keeps up. */
  deadlineTick: number
}

export interface OutstandingProposal {
  readonly transaction: Transaction
  readonly acknowledged: Set<number>
}

export interface LeadingRole {
  readonly kind: 'leading'
  phase: 'epoch' | 'ackEpoch' | 'newLeader' | 'serving'
  epoch: number
  readonly summary: { readonly currentEpoch: number; readonly lastZxid: number }
  readonly learners: Map<number, Learner>
  /** Servers that count towards the quorum of the present phase. */
  supporters: Set<number>
  timer: TimerId | null
  tick: number
  tickSkip: boolean
  /** Of the last proposal. */
  lastProposed: number
  lastCommitted: number
  readonly outstanding: Map<number, OutstandingProposal>
  /** Followers whose sync waits for a proposal to be committed. */
  readonly pendingSyncs: Map<number, number[]>
}

/** A server by itself: what it has on its disk is committed. */
export interface StandaloneRole {
  readonly kind: 'standalone'
  lastProposed: number
  readonly outstanding: Transaction[]
}

export type ZooKeeperRole = LookingRole | FollowingRole | LeadingRole | StandaloneRole

/** A connection of a client. */
export interface ClientConnection extends OrderedStream {
  readonly client: NodeId
  /** Tells it from an earlier one of the same client. */
  readonly number: number
  sessionId: SessionId
  timeoutMs: number
  established: boolean
  lastHeardUs: number
  /** What came before the session was there. */
  readonly waiting: SessionRequest[]
}

/** What a session has asked of this server and not been answered. */
export interface QueuedRequest {
  /** Whoever asked, on which connection; null: nobody waits for an answer. */
  readonly asker: Pick<ClientConnection, 'client' | 'number'> | null
  readonly xid: number
  readonly request: ForwardedBody
  /** Found out at the leader before it was its turn. */
  readonly refusal: ZooKeeperError | null
}

/** What a znode will be once all that is proposed is committed (PrepRequestProcessor's ChangeRecord). */
export interface ChangeRecord {
  readonly zxid: number
  readonly path: string
  readonly exists: boolean
  readonly version: number
  readonly childrenMade: number
  readonly childCount: number
  readonly ephemeralOwner: SessionId
}

/** What a server has while it serves clients; gone when it loses its leader or its followers. */
export interface ZooKeeperService {
  readonly connections: Map<NodeId, ClientConnection>
  readonly watches: Watches
  /** By session, in the order asked. */
  readonly queues: Map<SessionId, QueuedRequest[]>
  /** First part of the ids of sessions that begin here, and how many did. */
  readonly sessionIdBase: string
  sessionsBegun: number
  connectionsTaken: number
  /** Of whoever decides about sessions: the leader, or a server by itself. */
  readonly tracker: SessionTracker | null
  /** On a follower: sessions heard of since the leader last asked. */
  readonly touched: Map<SessionId, number>
  /** On a follower: connections for whose session the leader is asked. */
  readonly revalidating: Map<SessionId, Pick<ClientConnection, 'client' | 'number'>>
  /** On a follower: sessions whose sync the leader will answer, in order. */
  readonly syncing: SessionId[]
  /** Clients whose session is there now, and who had asked for something before. */
  readonly opened: NodeId[]
  /** Of whoever makes transactions, in order. */
  readonly changes: ChangeRecord[]
  timer: TimerId | null
}

export interface ZooKeeperState {
  readonly serverId: number
  readonly ensemble: readonly number[]
  readonly settings: ZooKeeperSettings
  readonly log: TransactionLog
  acceptedEpoch: number
  currentEpoch: number
  database: ZooKeeperDatabase
  role: ZooKeeperRole
  /** Rounds of elections this process has taken part in (FastLeaderElection.logicalclock). */
  electionEpoch: number
  /** Whom it has, or last had, as leader. */
  vote: Vote
  /** Servers that it has heard of since their last connection broke. */
  readonly peers: Set<number>
  /** Of its connections to leaders. */
  attempts: number
  service: ZooKeeperService | null
  /** Set while the log is being forced to the disk. */
  logSync: TimerId | null
  /** What its process has written into `logs/server.log`, and those before it. */
  serverLog: ProcessLog
}

export function majorityOf({ ensemble }: Pick<ZooKeeperState, 'ensemble'>): number {
  return Math.floor(ensemble.length / 2) + 1
}
