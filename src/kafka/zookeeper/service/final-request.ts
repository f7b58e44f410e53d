/**
 * Counterpart in ZooKeeper: CommitProcessor and FinalRequestProcessor. What a session asks is answered in the order asked:
 * a read behind a write of the same session waits until that is committed, those of others go on.
 */
import { fail } from '../../../engine/assert.ts'
import type { NodeContext } from '../../../engine/node-context.ts'
import type { SessionRequest, SessionResponse } from '../../protocol/zookeeper/client-messages.ts'
import type { ForwardedBody } from '../../protocol/zookeeper/quorum-messages.ts'
import type { Transaction } from '../../protocol/zookeeper/transaction.ts'
import { NO_SESSION, type SessionId } from '../../protocol/zookeeper/znode-stat.ts'
import type { ZooKeeperError } from '../../protocol/zookeeper/zookeeper-error.ts'
import { isSnapshotDue, takeSnapshot } from '../log/transaction-log.ts'
import { processTransaction, snapshotOf, type ZooKeeperDatabase } from '../log/zookeeper-database.ts'
import { type Applied, childrenInOrder, statOf, type Znode } from '../tree/data-tree.ts'
import { addWatch, fireWatches, setWatches, type WatchNotice } from '../tree/watch-manager.ts'
import type { ClientConnection, QueuedRequest, ZooKeeperService, ZooKeeperState } from '../zookeeper-state.ts'
import { forgetChanges } from './prepare-request.ts'
import { dropConnection, tellClient } from './zookeeper-service.ts'

/** What becomes a transaction. */
export function isWrite({ type }: ForwardedBody): boolean {
  switch (type) {
    case 'CreateSession':
    case 'CloseSessionRequest':
    case 'CreateRequest':
    case 'DeleteRequest':
    case 'SetDataRequest':
    case 'MultiRequest':
      return true
    default:
      return false
  }
}

/** A follower asks its leader for a sync; a leader has nobody to wait for. */
export function needsLeader(state: ZooKeeperState, request: ForwardedBody): boolean {
  return isWrite(request) || (request.type === 'SyncRequest' && state.role.kind === 'following')
}

export function enqueueRequest(service: ZooKeeperService, sessionId: SessionId, queued: QueuedRequest): void {
  const queue = service.queues.get(sessionId)
  if (queue === undefined) service.queues.set(sessionId, [queued])
  else queue.push(queued)
}

/** Answers what is at the head of a session's queue and has nothing to wait for. */
export function answerReads(state: ZooKeeperState, sessionId: SessionId, node: NodeContext): void {
  const { service } = state
  const queue = service?.queues.get(sessionId)
  if (service === null || queue === undefined) return
  for (let head = queue[0]; head !== undefined && !needsLeader(state, head.request); head = queue[0]) {
    queue.shift()
    const connection = connectionOf(service, head.asker)
    if (connection !== null) answerRead(state, service, connection, head, node)
  }
  if (queue.length === 0) service.queues.delete(sessionId)
}

/** A committed transaction takes effect on this server: watches fire first, then whoever asked here is answered. */
export function deliverTransaction(state: ZooKeeperState, transaction: Transaction, node: NodeContext): void {
  const { service, database, log } = state
  const applied = processTransaction(database, transaction)
  if (isSnapshotDue(log, state.serverId)) takeSnapshot(log, snapshotOf(database))
  if (service === null) return
  const { sessionId, xid, body, zxid } = transaction
  forgetChanges(service, zxid)
  sendNotices(service, fireWatches(service.watches, applied.changes), node)
  const queue = service.queues.get(sessionId)
  const head = queue?.[0]
  if (queue !== undefined && head !== undefined && head.xid === xid && isWrite(head.request)) {
    queue.shift()
    const connection = connectionOf(service, head.asker)
    if (connection !== null) answerWrite(state, service, connection, { head, applied }, node)
  }
  if (body.type === 'closeSession') endSession(service, sessionId, node)
  answerReads(state, sessionId, node)
}

/** The leader says that a follower has seen all that was committed when its client asked. */
export function deliverSync(state: ZooKeeperState, node: NodeContext): void {
  const { service } = state
  const sessionId = service?.syncing.shift()
  if (service === null || sessionId === undefined) return
  const head = service.queues.get(sessionId)?.shift() ?? fail('a sync waits at the head of its queue')
  const connection = connectionOf(service, head.asker)
  if (connection !== null) answerRead(state, service, connection, head, node)
  answerReads(state, sessionId, node)
}

function endSession(service: ZooKeeperService, sessionId: SessionId, node: NodeContext): void {
  service.tracker?.sessions.delete(sessionId)
  for (const connection of [...service.connections.values()]) {
    if (connection.sessionId === sessionId) dropConnection(service, connection, node)
  }
}

/** Null where the connection it came by is no more, though its client may have come back. */
export function connectionOf(service: ZooKeeperService, asker: QueuedRequest['asker']): ClientConnection | null {
  const connection = asker === null ? undefined : service.connections.get(asker.client)
  return connection !== undefined && connection.number === asker?.number ? connection : null
}

function sendNotices(service: ZooKeeperService, notices: readonly WatchNotice[], node: NodeContext): void {
  for (const { to, event, path } of notices) {
    const connection = service.connections.get(to)
    if (connection !== undefined) tellClient(connection, { type: 'WatcherEvent', event, path }, node)
  }
}

/** What a client is told of its session: that it has one, or that it has none any more (finishSessionInit). */
export function tellSession(
  service: ZooKeeperService,
  connection: ClientConnection,
  valid: boolean,
  node: NodeContext,
): void {
  const { client, sessionId, timeoutMs } = connection
  if (!valid) {
    tellClient(connection, { type: 'ConnectResponse', sessionId: NO_SESSION, timeoutMs: 0 }, node)
    return dropConnection(service, connection, node)
  }
  connection.established = true
  if (connection.waiting.length > 0) service.opened.push(client)
  tellClient(connection, { type: 'ConnectResponse', sessionId, timeoutMs }, node)
}

interface DoneWrite {
  readonly head: QueuedRequest
  readonly applied: Applied
}

function answerWrite(
  state: ZooKeeperState,
  service: ZooKeeperService,
  connection: ClientConnection,
  { head, applied }: DoneWrite,
  node: NodeContext,
): void {
  const { request } = head
  if (request.type === 'CreateSession') return tellSession(service, connection, true, node)
  // An error of the connection, not of the request: the client has long gone elsewhere.
  if (applied.error === 'SESSIONMOVED') return dropConnection(service, connection, node)
  const header = { xid: head.xid, zxid: state.database.lastProcessedZxid, error: applied.error }
  tellClient(connection, { ...header, ...writeAnswer(request, applied) } as SessionResponse, node)
}

/** Without what a type has in its header. */
type AnswerBody<R = SessionResponse> = R extends SessionResponse ? Omit<R, 'xid' | 'zxid' | 'error'> : never

function writeAnswer(request: SessionRequest, { path, stat, results }: Applied): AnswerBody {
  switch (request.type) {
    case 'CreateRequest':
      return { type: 'CreateResponse', path }
    case 'DeleteRequest':
      return { type: 'DeleteResponse' }
    case 'SetDataRequest':
      return { type: 'SetDataResponse', stat }
    case 'MultiRequest':
      return { type: 'MultiResponse', results }
    case 'CloseSessionRequest':
      return { type: 'CloseSessionResponse' }
    default:
      return fail('only writes become transactions')
  }
}

function answerRead(
  state: ZooKeeperState,
  service: ZooKeeperService,
  connection: ClientConnection,
  { xid, request, refusal }: QueuedRequest,
  node: NodeContext,
): void {
  if (refusal === 'SESSIONMOVED') return dropConnection(service, connection, node)
  if (request.type === 'CreateSession') return
  const { client } = connection
  if (request.type === 'SetWatchesRequest' && refusal === null) {
    sendNotices(service, setWatches(service.watches, state.database.tree, client, request), node)
  }
  const answer = readAnswer(state.database, service, client, request)
  const error: ZooKeeperError = refusal ?? answer.error
  const header = { xid, zxid: state.database.lastProcessedZxid, error }
  tellClient(connection, { ...header, ...answer.body } as SessionResponse, node)
}

interface ReadAnswer {
  readonly error: ZooKeeperError
  readonly body: AnswerBody
}

function readAnswer(
  { tree }: ZooKeeperDatabase,
  { watches }: ZooKeeperService,
  client: string,
  request: SessionRequest,
): ReadAnswer {
  switch (request.type) {
    case 'ExistsRequest': {
      const znode = tree.nodes.get(request.path)
      // A znode that is not there can be waited for.
      if (request.watch) addWatch(watches.data, request.path, client)
      return found(znode, { type: 'ExistsResponse', stat: znode === undefined ? null : statOf(znode) })
    }
    case 'GetDataRequest': {
      const znode = tree.nodes.get(request.path)
      if (znode === undefined) return found(znode, { type: 'GetDataResponse', data: null, stat: null })
      if (request.watch) addWatch(watches.data, request.path, client)
      return found(znode, { type: 'GetDataResponse', data: znode.data, stat: statOf(znode) })
    }
    case 'GetChildrenRequest': {
      const znode = tree.nodes.get(request.path)
      if (znode === undefined) return found(znode, { type: 'GetChildrenResponse', children: [], stat: null })
      if (request.watch) addWatch(watches.children, request.path, client)
      return found(znode, { type: 'GetChildrenResponse', children: childrenInOrder(znode), stat: statOf(znode) })
    }
    case 'SyncRequest':
      return { error: 'OK', body: { type: 'SyncResponse', path: request.path } }
    case 'SetWatchesRequest':
      return { error: 'OK', body: { type: 'SetWatchesResponse' } }
    case 'PingRequest':
      return { error: 'OK', body: { type: 'PingResponse' } }
    default:
      return fail('writes are answered when they are committed')
  }
}

function found(znode: Znode | undefined, body: AnswerBody): ReadAnswer {
  return { error: znode === undefined ? 'NONODE' : 'OK', body }
}
