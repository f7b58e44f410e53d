/**
 * Counterpart in ZooKeeper: ClientCnxn, as Kafka's ZooKeeperClient uses it. A session with an ensemble: connects to one
 * server after the other, asks in order, keeps its watches across servers. Plain data, to be embedded in a broker's link or
 * in a tool; what it has to say is collected in `delivered`.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeContext, NodeId, TimerId } from '../../engine/node-context.ts'
import { removeAt } from '../common/short-list.ts'
import {
  type ClientToServer,
  type ConnectResponse,
  PING_XID,
  SET_WATCHES_XID,
  type ServerToClient,
  type SessionRequest,
  type SessionResponse,
  type WatchedEventType,
  type WatcherEvent,
} from '../protocol/zookeeper/client-messages.ts'
import { isNextInOrder, type OrderedStream, sendInOrder } from '../protocol/zookeeper/ordered-stream.ts'
import { NO_SESSION, type SessionId } from '../protocol/zookeeper/znode-stat.ts'

type Unnumbered<R> = R extends SessionRequest ? Omit<R, 'xid'> : never

/** A request as its maker writes it; the client numbers it. */
export type UnsentZooKeeperRequest = Unnumbered<SessionRequest>

interface Waiting<Tag> {
  readonly xid: number
  readonly request: SessionRequest
  readonly tag: Tag
  /** Ask again where the connection is lost (KafkaZkClient.retryRequestUntilConnected). */
  readonly retry: boolean
}

export type ZooKeeperDelivery<Tag> =
  | { readonly type: 'response'; readonly tag: Tag; readonly response: SessionResponse }
  /** Nobody knows whether a lost write was done. */
  | { readonly type: 'lost'; readonly tag: Tag; readonly error: 'CONNECTIONLOSS' | 'SESSIONEXPIRED' }
  | { readonly type: 'watch'; readonly event: WatchedEventType; readonly path: string }
  | { readonly type: 'state'; readonly state: 'SyncConnected' | 'Disconnected' | 'Expired' }

export interface ZooKeeperClient<Tag = unknown> extends OrderedStream {
  /** Names its random numbers. */
  readonly name: string
  /** In the order in which they are tried. */
  readonly servers: readonly NodeId[]
  readonly askedTimeoutMs: number
  /** `connecting` with a session: it has lost its server and looks for another. */
  state: 'connecting' | 'connected' | 'expired' | 'closed'
  sessionId: SessionId
  timeoutMs: number
  lastZxid: number
  /** Which of the servers it talks to, or tries; -1 before the first. */
  at: number
  /** The last one that took it; a whole round after that is followed by a pause. */
  lastAt: number
  /** It waits before it tries the next one. */
  pausing: boolean
  /** The server that said that the session is over, until the end of that connection has come as well. */
  closing: NodeId | null
  nextXid: number
  readonly outgoing: Waiting<Tag>[]
  readonly inFlight: Waiting<Tag>[]
  readonly dataWatches: Set<string>
  readonly existWatches: Set<string>
  readonly childWatches: Set<string>
  lastSentUs: number
  lastHeardUs: number
  timer: TimerId | null
  /** What the owner has not taken yet, in order. */
  readonly delivered: ZooKeeperDelivery<Tag>[]
}

const US_PER_MS = 1_000
/** Between attempts, at most; and after a whole round in vain. */
const MAX_RECONNECT_PAUSE_MS = 1_000
const ROUND_PAUSE_MS = 1_000
const MAX_PING_PAUSE_MS = 10_000
const TIMER = 'ZooKeeperClientTimer'

export interface ZooKeeperClientSettings {
  readonly name: string
  /** Of zookeeper.connect, as nodes. */
  readonly servers: readonly NodeId[]
  /** zookeeper.session.timeout.ms */
  readonly sessionTimeoutMs: number
}

/** Begins to connect at once. */
export function openZooKeeperClient<Tag>(
  { name, servers, sessionTimeoutMs }: ZooKeeperClientSettings,
  node: NodeContext,
): ZooKeeperClient<Tag> {
  const client: ZooKeeperClient<Tag> = {
    name,
    servers: shuffled(servers, name, node),
    askedTimeoutMs: sessionTimeoutMs,
    state: 'connecting',
    sessionId: NO_SESSION,
    timeoutMs: sessionTimeoutMs,
    lastZxid: 0,
    ...{ at: -1, lastAt: -1, pausing: false, closing: null, nextXid: 1 },
    ...{ outgoing: [], inFlight: [] },
    ...{ dataWatches: new Set(), existWatches: new Set(), childWatches: new Set() },
    ...{ lastSentUs: node.nowUs, lastHeardUs: node.nowUs },
    timer: null,
    ...{ sent: 0, received: 0 },
    delivered: [],
  }
  connectToNext(client, node)
  return client
}

/** StaticHostProvider: clients spread over the servers. */
function shuffled(servers: readonly NodeId[], name: string, node: NodeContext): readonly NodeId[] {
  const list = [...servers]
  for (let left = list.length; left > 1; left--) {
    const drawn = node.randomInt(`zookeeper hosts ${name}`, left)
    list.push(...list.splice(drawn, 1))
  }
  return Object.freeze(list)
}

/** In place of a session that has expired: the watches are gone with it. */
export function beginNewSession(client: ZooKeeperClient, node: NodeContext): void {
  assert(client.state === 'expired', 'a new session follows one that has ended')
  Object.assign(client, { sessionId: NO_SESSION, timeoutMs: client.askedTimeoutMs, lastZxid: 0, at: -1, lastAt: -1 })
  client.state = 'connecting'
  connectToNext(client, node)
}

function connectToNext(client: ZooKeeperClient, node: NodeContext): void {
  client.pausing = false
  client.at = (client.at + 1) % client.servers.length
  const { lastZxid, sessionId } = client
  client.lastHeardUs = node.nowUs
  Object.assign(client, { sent: 0, received: 0 })
  const timeoutMs = client.askedTimeoutMs
  send(client, { type: 'ConnectRequest', lastZxidSeen: lastZxid, timeoutMs, sessionId }, node)
  // Behind it goes what this session waits for; the server it comes to knows nothing of that.
  if (sessionId !== NO_SESSION) sendWatches(client, node)
  schedule(client, node)
}

function sendWatches(client: ZooKeeperClient, node: NodeContext): void {
  const { dataWatches, existWatches, childWatches, lastZxid } = client
  if (dataWatches.size + existWatches.size + childWatches.size === 0) return
  const request: SessionRequest = {
    ...{ type: 'SetWatchesRequest', xid: SET_WATCHES_XID, relativeZxid: lastZxid },
    ...{ dataWatches: [...dataWatches], existWatches: [...existWatches], childWatches: [...childWatches] },
  }
  send(client, request, node)
}

function send(client: ZooKeeperClient, message: ClientToServer, node: NodeContext): void {
  client.lastSentUs = node.nowUs
  sendInOrder(node, serverOf(client), message, client)
}

/** Whom it talks to, or tries. */
export function serverOf({ servers, at }: ZooKeeperClient): NodeId {
  return servers[at] as NodeId
}

/** Asked in order; the answer, or that there is none, comes through `delivered`. */
export function askZooKeeper<Tag>(
  client: ZooKeeperClient<Tag>,
  request: UnsentZooKeeperRequest,
  tag: Tag,
  node: NodeContext,
  retry = false,
): void {
  if (client.state === 'expired' || client.state === 'closed') {
    client.delivered.push({ type: 'lost', tag, error: 'SESSIONEXPIRED' })
    return
  }
  const xid = client.nextXid++
  client.outgoing.push({ xid, request: { ...request, xid } as SessionRequest, tag, retry })
  flush(client, node)
}

function flush(client: ZooKeeperClient, node: NodeContext): void {
  if (client.state !== 'connected') return
  for (const waiting of client.outgoing.splice(0)) {
    client.inFlight.push(waiting)
    send(client, waiting.request, node)
  }
}

/** False: it comes from nobody this client talks to. */
export function handleZooKeeperMessage(
  client: ZooKeeperClient,
  from: NodeId,
  message: ServerToClient,
  node: NodeContext,
): boolean {
  if (from !== serverOf(client) || client.pausing) return false
  if (client.state !== 'connecting' && client.state !== 'connected') return true
  if (!isNextInOrder(client, message)) {
    node.disconnect(from)
    loseConnection(client, node)
    return true
  }
  client.lastHeardUs = node.nowUs
  if (from === client.closing) client.closing = null
  if (message.type === 'ConnectResponse') handleConnected(client, message, node)
  else if (message.type === 'WatcherEvent') handleWatch(client, message)
  else if (message.xid !== PING_XID && message.xid !== SET_WATCHES_XID) handleResponse(client, message)
  return true
}

function handleConnected(client: ZooKeeperClient, { sessionId, timeoutMs }: ConnectResponse, node: NodeContext): void {
  if (sessionId === NO_SESSION) return expire(client, node)
  Object.assign(client, { sessionId, timeoutMs, state: 'connected', lastAt: client.at })
  client.delivered.push({ type: 'state', state: 'SyncConnected' })
  flush(client, node)
  schedule(client, node)
}

function expire(client: ZooKeeperClient, node: NodeContext): void {
  client.state = 'expired'
  client.closing = serverOf(client)
  // ClientCnxn.onConnected: the event first, and then what was asked in vain.
  client.delivered.push({ type: 'state', state: 'Expired' })
  for (const { tag } of takeAll(client)) client.delivered.push({ type: 'lost', tag, error: 'SESSIONEXPIRED' })
  for (const watches of [client.dataWatches, client.existWatches, client.childWatches]) watches.clear()
  cancelTimer(client, node)
}

function takeAll<Tag>(client: ZooKeeperClient<Tag>): Waiting<Tag>[] {
  return [...client.inFlight.splice(0), ...client.outgoing.splice(0)]
}

function handleWatch(client: ZooKeeperClient, { event, path }: WatcherEvent): void {
  const { dataWatches, existWatches, childWatches } = client
  const tables = {
    NodeCreated: [dataWatches, existWatches],
    NodeDataChanged: [dataWatches, existWatches],
    NodeChildrenChanged: [childWatches],
    NodeDeleted: [dataWatches, existWatches, childWatches],
  }
  for (const table of tables[event]) table.delete(path)
  client.delivered.push({ type: 'watch', event, path })
}

function handleResponse(client: ZooKeeperClient, response: SessionResponse): void {
  const answered = client.inFlight[0]
  assert(answered?.xid === response.xid, 'a session is answered in the order asked')
  removeAt(client.inFlight, 0)
  if (response.zxid > 0) client.lastZxid = response.zxid
  registerWatch(client, answered.request, response)
  if (response.type === 'CloseSessionResponse') client.state = 'closed'
  client.delivered.push({ type: 'response', tag: answered.tag, response })
}

/** Only now: what was asked in vain is not waited for, but for a znode to come into being. */
function registerWatch(client: ZooKeeperClient, request: SessionRequest, { error }: SessionResponse): void {
  if (!('watch' in request) || !request.watch) return
  if (request.type === 'ExistsRequest' && error === 'NONODE') client.existWatches.add(request.path)
  else if (error === 'OK')
    (request.type === 'GetChildrenRequest' ? client.childWatches : client.dataWatches).add(request.path)
}

/** The server closed the connection, or there is none. False: it is not this client's. */
export function handleZooKeeperDisconnect(client: ZooKeeperClient, peer: NodeId, node: NodeContext): boolean {
  if (peer === client.closing) {
    // A new session, which may have begun there, has a connection of its own.
    client.closing = null
    return true
  }
  if (peer !== serverOf(client) || client.pausing) return false
  if (client.state === 'closed') cancelTimer(client, node)
  if (client.state === 'connecting' || client.state === 'connected') loseConnection(client, node)
  return true
}

function loseConnection(client: ZooKeeperClient, node: NodeContext): void {
  if (client.state === 'connected') client.delivered.push({ type: 'state', state: 'Disconnected' })
  client.state = 'connecting'
  for (const waiting of takeAll(client)) {
    if (waiting.retry) client.outgoing.push(waiting)
    else client.delivered.push({ type: 'lost', tag: waiting.tag, error: 'CONNECTIONLOSS' })
  }
  const next = (client.at + 1) % client.servers.length
  const isRoundOver = next === Math.max(client.lastAt, 0)
  const pauseMs = node.randomInt(`zookeeper pauses ${client.name}`, MAX_RECONNECT_PAUSE_MS)
  client.pausing = true
  setTimer(client, (pauseMs + (isRoundOver ? ROUND_PAUSE_MS : 0)) * US_PER_MS, node)
}

/** False: the timer is another's. */
export function handleZooKeeperTimer(
  client: ZooKeeperClient,
  timer: { readonly type: string; readonly client?: string },
  node: NodeContext,
): boolean {
  if (timer.type !== TIMER || timer.client !== client.name) return false
  client.timer = null
  if (client.pausing) connectToNext(client, node)
  else if (client.lastHeardUs + patienceUs(client) <= node.nowUs) {
    node.disconnect(serverOf(client))
    loseConnection(client, node)
  } else {
    if (pingDueUs(client) <= node.nowUs) send(client, { type: 'PingRequest', xid: PING_XID }, node)
    schedule(client, node)
  }
  return true
}

/** Two thirds of a session without a word, and another server is tried while there is time. */
function patienceUs({ state, timeoutMs, servers }: ZooKeeperClient): number {
  return Math.floor(state === 'connected' ? (timeoutMs * 2) / 3 : timeoutMs / servers.length) * US_PER_MS
}

/** A third of the session after it last said something, less the second that ClientCnxn keeps for a late ping. */
function pingDueUs(client: ZooKeeperClient): number {
  if (client.state !== 'connected') return Number.POSITIVE_INFINITY
  const halfMs = Math.floor(Math.floor((client.timeoutMs * 2) / 3) / 2)
  const idleMs = halfMs > 2 * ROUND_PAUSE_MS ? halfMs - ROUND_PAUSE_MS : halfMs
  return client.lastSentUs + Math.min(idleMs, MAX_PING_PAUSE_MS) * US_PER_MS
}

function schedule(client: ZooKeeperClient, node: NodeContext): void {
  const dueUs = Math.min(client.lastHeardUs + patienceUs(client), pingDueUs(client))
  setTimer(client, Math.max(0, dueUs - node.nowUs), node)
}

function setTimer(client: ZooKeeperClient, delayUs: number, node: NodeContext): void {
  cancelTimer(client, node)
  const timer = { type: TIMER, client: client.name, periodic: true } as const
  client.timer = node.setTimer(delayUs, timer)
}

function cancelTimer(client: ZooKeeperClient, node: NodeContext): void {
  if (client.timer !== null) node.cancelTimer(client.timer)
  client.timer = null
}
