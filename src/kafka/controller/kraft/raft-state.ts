/**
 * Counterpart in Kafka: org.apache.kafka.raft.QuorumState and the EpochState classes. What one controller knows of the
 * Raft quorum. Only `log`, `epoch`, `votedFor` and `leaderId` survive its process.
 */
import type { NodeContext, NodeId, TimerId } from '../../../engine/node-context.ts'
import { createNetworkClient, type NetworkClient } from '../../network/network-client.ts'
import type { FetchMetadataRequest } from '../../protocol/fetch-metadata.ts'
import { emptyRaftLog, type RaftLog } from './raft-log.ts'

/** What the leader knows of another replica of the metadata log (LeaderState.ReplicaState). */
export interface ReplicaProgress {
  readonly replicaId: number
  readonly voter: boolean
  /** -1 before its first fetch. */
  logEndOffset: number
  lastFetchAtUs: number
  lastCaughtUpAtUs: number
  /** Where this leader's log ended at the fetch before. */
  leaderEndOffsetAtLastFetch: number
  /** So that an advance is told at once and never twice (KIP-1166). */
  toldHighWatermark: number
}

/** A fetch that waits for data or for the high watermark. */
export interface ParkedFetch {
  readonly from: NodeId
  readonly request: FetchMetadataRequest
  readonly timer: TimerId
}

export interface LeaderRole {
  readonly kind: 'leader'
  readonly epochStartOffset: number
  readonly electedAtUs: number
  readonly replicas: Map<number, ReplicaProgress>
  readonly parked: Map<number, ParkedFetch>
  /** When each voter was last told of this leader. */
  readonly announcedAtUs: Map<number, number>
}

/**
 * A thread wakes a few milliseconds late, now this one later, now that one. Without it two followers, answered in the
 * same instant by a leader that then dies, would always stand against each other.
 */
const WAKE_UP_JITTER_US = 10_000

/** How long a follower bears its leader's silence: the fetch timeout, and what the wake-up adds. */
export function drawPatienceUs(raft: RaftState, node: NodeContext): number {
  return raft.timeouts.fetchTimeoutMs * 1000 + node.randomInt('elections', WAKE_UP_JITTER_US)
}

export type RaftRole =
  | { readonly kind: 'unattached' }
  | {
      readonly kind: 'follower'
      readonly patienceUs: number
      lastFetchAtUs: number
      hasFetched: boolean
      /** The leader's process has ended, and the timeout names that as its cause. */
      leaderGone: boolean
    }
  /** Asks whether an election would be won, before it disturbs anyone (KIP-996). */
  | { readonly kind: 'prospective'; readonly votes: Map<number, boolean> }
  | { readonly kind: 'candidate'; readonly votes: Map<number, boolean> }
  | LeaderRole
  | { readonly kind: 'resigned'; readonly preferredSuccessors: readonly number[]; readonly unacknowledged: Set<number> }

/** Written to disk before any answer that depends on it (quorum-state file). */
export interface QuorumStateFile {
  readonly epoch: number
  /** -1: nobody. */
  readonly votedFor: number
  readonly leaderId: number
}

export interface RaftTimeouts {
  readonly electionTimeoutMs: number
  readonly fetchTimeoutMs: number
  readonly requestTimeoutMs: number
}

export interface RaftState {
  readonly nodeId: number
  /** Static (`controller.quorum.voters`), ascending. */
  readonly voters: readonly number[]
  readonly timeouts: RaftTimeouts
  readonly log: RaftLog
  epoch: number
  /** -1: unknown. */
  leaderId: number
  votedFor: number
  role: RaftRole
  /** Next offset after the last committed entry, as far as this node knows. */
  highWatermark: number
  readonly client: NetworkClient<number>
  /** Fires when the current role has lasted long enough; `atUs` because a disconnect sets it anew for the same instant. */
  timeout: { readonly id: TimerId; readonly atUs: number } | null
  /** Fires when a request may be tried again or has timed out. */
  poll: { readonly id: TimerId; readonly atUs: number } | null
}

export function createRaftState(
  nodeId: number,
  voters: readonly number[],
  timeouts: RaftTimeouts,
  log: RaftLog | null,
  quorum: QuorumStateFile | null,
): RaftState {
  return {
    nodeId,
    voters: Object.freeze([...voters].sort((a, b) => a - b)),
    timeouts: Object.freeze(timeouts),
    log: log ?? emptyRaftLog(),
    epoch: quorum?.epoch ?? 0,
    leaderId: quorum?.leaderId ?? -1,
    votedFor: quorum?.votedFor ?? -1,
    role: { kind: 'unattached' },
    // What is in a snapshot was committed; about the rest the next leader will tell.
    highWatermark: log?.snapshot == null ? 0 : log.snapshot.offset + 1,
    client: createNetworkClient(`raft-client-${nodeId}`),
    timeout: null,
    poll: null,
  }
}

export function isLeader(raft: RaftState): boolean {
  return raft.role.kind === 'leader'
}

/** Voters needed, this one included. */
export function majority(raft: RaftState): number {
  return Math.floor(raft.voters.length / 2) + 1
}

export function otherVoters(raft: RaftState): number[] {
  return raft.voters.filter((voter) => voter !== raft.nodeId)
}

/** Sets the role's own timer, replacing the one before; `periodic` as in `Timer`. */
export function setRaftTimeout(raft: RaftState, atUs: number, node: NodeContext, periodic = false): void {
  if (raft.timeout !== null) node.cancelTimer(raft.timeout.id)
  const delayUs = Math.max(0, atUs - node.nowUs)
  const timer = periodic ? { type: 'RaftTimeout', periodic: true as const } : { type: 'RaftTimeout' }
  raft.timeout = { id: node.setTimer(delayUs, timer), atUs: node.nowUs + delayUs }
}

/** A random instant one to two election timeouts from now, so that two controllers seldom stand at once. */
export function randomElectionTimeoutUs(raft: RaftState, node: NodeContext): number {
  const timeoutMs = raft.timeouts.electionTimeoutMs
  return node.nowUs + (timeoutMs + node.randomInt('elections', timeoutMs)) * 1000
}
