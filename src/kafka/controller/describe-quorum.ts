/** Counterpart in Kafka: KafkaRaftClient.handleDescribeQuorumRequest (KIP-595). */
import type { NodeContext } from '../../engine/node-context.ts'
import { controllerPort } from '../common/addresses.ts'
import { inReplicaKeyMapOrder } from '../common/java-hash.ts'
import type { DescribeQuorumRequest, DescribeQuorumResponse, QuorumReplica } from '../protocol/describe-quorum.ts'
import { CONTROLLER_LISTENER } from '../protocol/metadata-quorum.ts'
import type { ControllerState } from './controller-state.ts'
import { logEndOffset } from './kraft/raft-log.ts'
import { otherVoters, type ReplicaProgress } from './kraft/raft-state.ts'
import { directoryId } from './random-uuid.ts'

/** An observer that has not fetched for so long is forgotten (LeaderState.OBSERVER_SESSION_TIMEOUT_MS). */
const OBSERVER_SESSION_TIMEOUT_US = 300_000_000

/** The caller is the leader. */
export function describeQuorum(
  state: ControllerState,
  request: DescribeQuorumRequest,
  node: NodeContext,
): DescribeQuorumResponse {
  const { raft } = state
  const replicas = raft.role.kind === 'leader' ? raft.role.replicas : new Map<number, ReplicaProgress>()
  const wallClock = (atUs: number) => (atUs < 0 ? -1 : node.wallClockMs - node.nowMs + Math.floor(atUs / 1000))
  const describe = (replicaId: number, progress: ReplicaProgress | undefined): QuorumReplica => ({
    replicaId,
    directoryId: directoryId(state, replicaId),
    logEndOffset: progress?.logEndOffset ?? -1,
    lastFetchTimestamp: wallClock(progress?.lastFetchAtUs ?? -1),
    lastCaughtUpTimestamp: wallClock(progress?.lastCaughtUpAtUs ?? -1),
  })
  const itself: QuorumReplica = {
    ...describe(raft.nodeId, undefined),
    logEndOffset: logEndOffset(raft.log),
    lastFetchTimestamp: node.wallClockMs,
    lastCaughtUpTimestamp: node.wallClockMs,
  }
  const observers = [...replicas.values()].filter(
    (progress) => !progress.voter && node.nowUs - progress.lastFetchAtUs < OBSERVER_SESSION_TIMEOUT_US,
  )
  const listed = inReplicaKeyMapOrder(
    observers.map(({ replicaId }) => replicaId),
    (id) => directoryId(state, id),
  )
  return {
    type: 'DescribeQuorumResponse',
    correlationId: request.correlationId,
    errorCode: 'NONE',
    leaderId: raft.leaderId,
    leaderEpoch: raft.epoch,
    highWatermark: raft.highWatermark,
    voters: [itself, ...otherVoters(raft).map((voter) => describe(voter, replicas.get(voter)))].sort(
      (a, b) => a.replicaId - b.replicaId,
    ),
    nodes: raft.voters.map((nodeId) => ({
      nodeId,
      listeners: [{ ...CONTROLLER_LISTENER, port: controllerPort(nodeId) }],
    })),
    observers: listed.map((replicaId) => describe(replicaId, replicas.get(replicaId))),
  }
}
