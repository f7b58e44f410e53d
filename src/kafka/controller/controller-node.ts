/**
 * Counterpart in Kafka: kafka.server.ControllerServer. A KRaft controller on a node of its own: spec `ControllerSpec`,
 * state `ControllerState`, disk `ControllerDisk`.
 */
import type { NodeBehavior, NodeContext, NodeId, ReceivedMessage, Timer } from '../../engine/node-context.ts'
import { controllerNode } from '../common/addresses.ts'
import { EMPTY_LOG, noteProcess } from '../common/process-log.ts'
import { emptyMetadataImage } from '../metadata/metadata-image.ts'
import { exitInOrder } from '../observe/tell.ts'
import { brokerConfigNumber, brokerLayers } from '../profile/effective-config.ts'
import { profileOf } from '../profile/registry.ts'
import { isResponse } from '../protocol/apis.ts'
import type { ControllerRegistrationResponse } from '../protocol/controller-registration.ts'
import type { ControllerRequest, RaftRequest, RaftResponse } from '../protocol/messages.ts'
import {
  createRegistrationManager,
  handleRegistrationDisconnect,
  handleRegistrationResponse,
  handleRegistrationTimer,
  maybeSendRegistration,
} from './controller-registration-manager.ts'
import { handleServedRequest, isServedRequest } from './controller-requests.ts'
import type { ControllerDisk, ControllerSpec, ControllerState } from './controller-state.ts'
import { handleDirectRequest, isDirectRequest, tellApis } from './direct-requests.ts'
import {
  handleRaftDisconnect,
  handleRaftRequest,
  handleRaftResponse,
  handleRaftTimer,
  pollRaft,
  quorumStateFile,
  startRaft,
} from './kraft/raft-client.ts'
import { forgetParkedFetches } from './kraft/raft-replication.ts'
import { becomeResigned } from './kraft/raft-roles.ts'
import { createRaftState, isLeader, type RaftTimeouts } from './kraft/raft-state.ts'
import { followRaft, handleBrokerDisconnect, handleControllerTimer } from './quorum-controller.ts'

export type { ControllerDisk, ControllerSpec, ControllerState } from './controller-state.ts'

/** How long a leader that is told to stop waits for the others to hear of it. */
const RESIGNATION_US = 50_000
const NO_IDS: Readonly<Record<number, string>> = Object.freeze({})

export const controllerBehavior: NodeBehavior<ControllerState> = {
  start: (disk, spec, node) => startController(disk as ControllerDisk | null, spec as ControllerSpec, node),
  onMessage,
  onTimer,
  onDisconnect,
  onCommand,
  // The metadata log is flushed before anything is acknowledged: even a power cut leaves all of it.
  survive: (state): ControllerDisk => ({
    ...(isUnformatted(state)
      ? { log: null, quorum: null }
      : { log: state.raft.log, quorum: quorumStateFile(state.raft) }),
    serverLog: state.serverLog,
  }),
}

function startController(disk: ControllerDisk | null, spec: ControllerSpec, node: NodeContext): ControllerState {
  const image = emptyMetadataImage()
  const timeouts = raftTimeouts(spec)
  const state: ControllerState = {
    profile: spec.profile,
    controllerId: spec.controllerId,
    clusterId: spec.clusterId,
    directoryIds: spec.directoryIds ?? NO_IDS,
    config: spec.config,
    raft: createRaftState(spec.controllerId, spec.voters, timeouts, disk?.log ?? null, disk?.quorum ?? null),
    image,
    active: null,
    registration: createRegistrationManager(spec.controllerId, node),
    shuttingDown: false,
    serverLog: disk?.serverLog ?? EMPTY_LOG,
  }
  noteProcess(state, node.wallClockMs, spec.unformatted === true ? 'unformatted' : 'starting')
  if (spec.unformatted === true) {
    node.exit()
    return state
  }
  startRaft(state.raft, node)
  follow(state, node)
  return state
}

/** It died of that at once, and has written nothing. */
function isUnformatted({ serverLog }: ControllerState): boolean {
  return serverLog.at(-1)?.event === 'unformatted'
}

function raftTimeouts(spec: ControllerSpec): RaftTimeouts {
  const layers = brokerLayers(emptyMetadataImage(), spec.config, spec.controllerId, profileOf(spec.profile))
  return {
    electionTimeoutMs: Math.max(1, brokerConfigNumber(layers, 'controller.quorum.election.timeout.ms')),
    fetchTimeoutMs: Math.max(1, brokerConfigNumber(layers, 'controller.quorum.fetch.timeout.ms')),
    requestTimeoutMs: Math.max(1, brokerConfigNumber(layers, 'controller.quorum.request.timeout.ms')),
  }
}

function onMessage(state: ControllerState, message: ReceivedMessage, node: NodeContext): void {
  const body = message.body as ControllerRequest | RaftResponse | ControllerRegistrationResponse
  if (body.type === 'ControllerRegistrationResponse') handleRegistrationResponse(state, message.from, body, node)
  else if (isResponse(body)) handleRaftResponse(state.raft, message.from, body, node)
  else if (isRaftRequest(body)) handleRaftRequest(state.raft, message.from, body, node)
  else if (isServedRequest(body)) handleServedRequest(state, message.from, body, node)
  else if (isDirectRequest(body)) handleDirectRequest(state, message.from, body, node)
  else tellApis(state, message.from, body, node)
  follow(state, node)
}

function follow(state: ControllerState, node: NodeContext): void {
  followRaft(state, node)
  maybeSendRegistration(state, node)
  if (state.image.offset >= 0 && state.serverLog.at(-1)?.event === 'starting')
    noteProcess(state, node.wallClockMs, 'started')
}

function isRaftRequest(body: ControllerRequest): body is RaftRequest {
  switch (body.type) {
    case 'FetchMetadataRequest':
    case 'VoteRequest':
    case 'BeginQuorumEpochRequest':
    case 'EndQuorumEpochRequest':
      return true
    default:
      return false
  }
}

function onTimer(state: ControllerState, timer: Timer, node: NodeContext): void {
  if (timer.type === 'ControllerExit') return exit(state, node)
  if (!handleRegistrationTimer(state, timer.type, node) && !handleRaftTimer(state.raft, timer, node))
    handleControllerTimer(state, timer, node)
  follow(state, node)
}

function onDisconnect(state: ControllerState, peer: NodeId, node: NodeContext): void {
  forgetParkedFetches(state.raft, peer, node)
  handleRegistrationDisconnect(state, peer, node)
  if (state.raft.voters.some((voter) => controllerNode(voter) === peer)) handleRaftDisconnect(state.raft, peer, node)
  else handleBrokerDisconnect(state, peer, node)
}

/** A clean stop: a leader resigns first, so that nobody has to wait for a fetch timeout. */
function onCommand(state: ControllerState, command: { readonly type: string }, node: NodeContext): void {
  if (command.type === 'SecondStart') return noteProcess(state, node.wallClockMs, 'locked')
  if (command.type !== 'Shutdown' || state.shuttingDown) return
  state.shuttingDown = true
  noteProcess(state, node.wallClockMs, 'shuttingDown')
  if (!isLeader(state.raft) || state.raft.voters.length === 1) return exit(state, node)
  becomeResigned(state.raft, node)
  pollRaft(state.raft, node)
  followRaft(state, node)
  node.setTimer(RESIGNATION_US, { type: 'ControllerExit' })
}

function exit(state: ControllerState, node: NodeContext): void {
  noteProcess(state, node.wallClockMs, 'shutDown')
  exitInOrder(node)
}
