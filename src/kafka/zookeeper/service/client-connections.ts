/**
 * Counterpart in ZooKeeper: NIOServerCnxn and ZooKeeperServer.processConnectRequest. Takes in what clients send, begins
 * sessions and takes over those that come from another server.
 */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import type { ClientToServer, ConnectRequest, SessionRequest } from '../../protocol/zookeeper/client-messages.ts'
import { isNextInOrder } from '../../protocol/zookeeper/ordered-stream.ts'
import type { ForwardedBody } from '../../protocol/zookeeper/quorum-messages.ts'
import { NO_SESSION, type SessionId } from '../../protocol/zookeeper/znode-stat.ts'
import { propose } from '../quorum/proposals.ts'
import { sayToLeader } from '../quorum/quorum-connections.ts'
import { negotiatedTimeout } from '../zookeeper-settings.ts'
import type { ClientConnection, ZooKeeperService, ZooKeeperState } from '../zookeeper-state.ts'
import { answerReads, connectionOf, enqueueRequest, isWrite, needsLeader, tellSession } from './final-request.ts'
import { checkSession, expireSessions, ownSession, touchSession, trackSession } from './session-tracker.ts'
import {
  armServiceTick,
  closeSilentConnections,
  dropConnection,
  forgetConnection,
  nextSessionId,
} from './zookeeper-service.ts'

export function handleClientMessage(
  state: ZooKeeperState,
  client: NodeId,
  message: ClientToServer,
  node: NodeContext,
): void {
  const { service } = state
  // A server without a leader takes no connections.
  if (service === null) return node.disconnect(client)
  if (message.type === 'ConnectRequest') return handleConnect(state, service, client, message, node)
  const connection = service.connections.get(client)
  if (connection === undefined) return node.disconnect(client)
  if (!isNextInOrder(connection, message)) return dropConnection(service, connection, node)
  connection.lastHeardUs = node.nowUs
  if (!connection.established) connection.waiting.push(message)
  else submit(state, service, connection, message, node)
}

function handleConnect(
  state: ZooKeeperState,
  service: ZooKeeperService,
  client: NodeId,
  { lastZxidSeen, timeoutMs, sessionId }: ConnectRequest,
  node: NodeContext,
): void {
  forgetConnection(service, client)
  // It has seen more than this server: here it would go back in time.
  if (lastZxidSeen > state.database.lastProcessedZxid) return node.disconnect(client)
  const connection: ClientConnection = {
    ...{ client, sessionId, timeoutMs: negotiatedTimeout(timeoutMs, state.settings) },
    number: ++service.connectionsTaken,
    ...{ established: false, lastHeardUs: node.nowUs, waiting: [], sent: 0, received: 1 },
  }
  service.connections.set(client, connection)
  if (sessionId === NO_SESSION) beginSession(state, service, connection, node)
  else reopenSession(state, service, connection, node)
}

function beginSession(
  state: ZooKeeperState,
  service: ZooKeeperService,
  connection: ClientConnection,
  node: NodeContext,
): void {
  const { timeoutMs } = connection
  connection.sessionId = nextSessionId(service)
  if (service.tracker !== null) trackSession(service.tracker, connection.sessionId, timeoutMs, node.nowMs)
  submitFor(state, service, { ...connection, xid: 0, request: { type: 'CreateSession', timeoutMs } }, node)
}

/** A session that comes from another server, or again: whoever tracks it says whether there is one. */
function reopenSession(
  state: ZooKeeperState,
  service: ZooKeeperService,
  connection: ClientConnection,
  node: NodeContext,
): void {
  const { sessionId, timeoutMs, client } = connection
  for (const other of [...service.connections.values()]) {
    if (other.sessionId === sessionId && other.client !== client) dropConnection(service, other, node)
  }
  if (state.role.kind === 'following') {
    service.revalidating.set(sessionId, { client, number: connection.number })
    const message = { type: 'Revalidate', sessionId, timeoutMs, valid: null } as const
    return sayToLeader(state.role, message, node)
  }
  const { tracker } = service
  const valid = tracker !== null && touchSession(tracker, sessionId, timeoutMs, node.nowMs)
  if (valid) ownSession(tracker, sessionId, state.serverId)
  tellSession(service, connection, valid, node)
}

/** The leader's word about a session that a follower asked about. */
export function handleRevalidated(
  state: ZooKeeperState,
  sessionId: SessionId,
  valid: boolean,
  node: NodeContext,
): void {
  const { service } = state
  const asker = service?.revalidating.get(sessionId)
  if (service === null || asker === undefined) return
  service.revalidating.delete(sessionId)
  const connection = connectionOf(service, asker)
  if (connection !== null) tellSession(service, connection, valid, node)
}

/** What clients had asked for before their sessions were there. To be called after whatever may have opened some. */
export function submitWaiting(state: ZooKeeperState, node: NodeContext): void {
  const { service } = state
  if (service === null) return
  for (let client = service.opened.shift(); client !== undefined; client = service.opened.shift()) {
    const connection = service.connections.get(client)
    for (const message of connection?.waiting.splice(0) ?? []) {
      if (connection !== undefined) submit(state, service, connection, message, node)
    }
  }
}

function submit(
  state: ZooKeeperState,
  service: ZooKeeperService,
  { sessionId, timeoutMs, client, number }: ClientConnection,
  request: SessionRequest,
  node: NodeContext,
): void {
  submitFor(state, service, { sessionId, timeoutMs, client, number, xid: request.xid, request }, node)
}

interface Submission {
  readonly sessionId: SessionId
  readonly timeoutMs: number
  readonly client: NodeId
  readonly number: number
  readonly xid: number
  readonly request: ForwardedBody
}

/** A write goes to whoever leads, and its answer comes back through the session's queue; a read is answered here. */
function submitFor(
  state: ZooKeeperState,
  service: ZooKeeperService,
  { sessionId, timeoutMs, client, number, xid, request }: Submission,
  node: NodeContext,
): void {
  const { tracker } = service
  if (tracker === null) service.touched.set(sessionId, timeoutMs)
  // Of a session that is ending: nobody answers any more, and the connection is about to be closed.
  else if (!touchSession(tracker, sessionId, timeoutMs, node.nowMs)) return
  const toLeader = needsLeader(state, request)
  const refusal = tracker === null || toLeader ? null : checkSession(tracker, sessionId, state.serverId)
  enqueueRequest(service, sessionId, { asker: { client, number }, xid, request, refusal })
  if (!toLeader) return answerReads(state, sessionId, node)
  if (state.role.kind !== 'following') return propose(state, { sessionId, xid, owner: state.serverId, request }, node)
  if (!isWrite(request)) service.syncing.push(sessionId)
  sayToLeader(state.role, { type: 'LearnerRequest', sessionId, xid, request }, node)
}

/** The client's connection broke. */
export function handleClientGone(state: ZooKeeperState, client: NodeId): void {
  if (state.service !== null) forgetConnection(state.service, client)
}

/** A tick is over: sessions that were not heard of in time end, by a transaction like everything that is written. */
export function handleServiceTick(state: ZooKeeperState, node: NodeContext): SessionId[] {
  const { service } = state
  if (service === null) return []
  closeSilentConnections(service, node)
  const expired = service.tracker === null ? [] : expireSessions(service.tracker, node.nowMs)
  armServiceTick(service, state.settings.tickTimeMs, node)
  return expired
}

/** Nobody asked for it, and nobody waits for an answer. */
export function endExpiredSession(state: ZooKeeperState, sessionId: SessionId, node: NodeContext): void {
  const { service } = state
  if (service === null) return
  const request = { type: 'CloseSessionRequest', xid: 0 } as const
  enqueueRequest(service, sessionId, { asker: null, xid: 0, request, refusal: null })
  propose(state, { sessionId, xid: 0, owner: null, request }, node)
}
