/**
 * Counterpart in Kafka: org.apache.kafka.clients.NetworkClient. Keeps what a client, broker or controller has asked of
 * others: correlation ids, requests in flight, request timeouts, reconnect backoff. Plain data, embedded in its owner.
 */
import { assert } from '../../engine/assert.ts'
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import { removeAt } from '../common/short-list.ts'
import type { Request, Response } from '../protocol/apis.ts'
import { sendMessage } from '../protocol/send-message.ts'

export interface InFlightRequest<Tag> {
  readonly correlationId: number
  readonly destination: NodeId
  readonly request: Request
  readonly sentAtUs: number
  readonly expiresAtUs: number
  /** What the owner needs to know when the answer comes; plain data. */
  readonly tag: Tag
}

export interface NetworkClient<Tag = unknown> {
  readonly clientId: string
  /** Of this client's first request; Kafka's is 0, and `shownCorrelationId` counts from there. */
  readonly firstCorrelationId: number
  /** What the next request's header gets. */
  nextCorrelationId: number
  /** Peers this client has a connection to, the one to a group's coordinator under a name of its own. */
  readonly connections: Set<string>
  /** In the order sent. */
  readonly inFlight: InFlightRequest<Tag>[]
  /** Peers that refused or broke a connection, and when they may be tried again. */
  readonly backoff: Map<NodeId, PeerBackoff>
  /** Peers that have said for how long they will read nothing: a quota is exceeded (KIP-219). Absent until one has. */
  throttled?: Map<NodeId, Throttled>
  /** reconnect.backoff.max.ms in microseconds, where it is not a client's usual one. */
  readonly reconnectBackoffMaxUs?: number
}

export interface Throttled {
  readonly sinceUs: number
  readonly untilUs: number
}

export interface PeerBackoff {
  readonly failures: number
  readonly untilUs: number
  /** When it was found out that there is no host of its name. */
  unknownSinceUs?: number
}

/** reconnect.backoff.ms and reconnect.backoff.max.ms: 50 ms doubling to 1 s, 20 % jitter left out (draws nothing). */
const RECONNECT_BACKOFF_US = 50_000
const RECONNECT_BACKOFF_MAX_US = 1_000_000

/** Of 2^31: a client may send half a billion requests before its ids leave Kafka's int32. */
const FIRST_CORRELATION_IDS = 536_870_912

/** `firstCorrelationId` of `drawFirstCorrelationId`; 0 for a client that is the only one its address ever has. */
export function createNetworkClient<Tag>(
  clientId: string,
  firstCorrelationId = 0,
  reconnectBackoffMaxUs?: number,
): NetworkClient<Tag> {
  const client: NetworkClient<Tag> = {
    clientId,
    firstCorrelationId,
    nextCorrelationId: firstCorrelationId,
    connections: new Set(),
    inFlight: [],
    backoff: new Map(),
  }
  return reconnectBackoffMaxUs === undefined ? client : { ...client, reconnectBackoffMaxUs }
}

/**
 * Where a client begins to count whose address others have too. A broker may still answer what an earlier client asked,
 * where a real one would find the connection closed, and one address may have several clients: such an answer must fit no
 * request of this one. As TCP does with its sequence numbers, the first is drawn.
 */
export function drawFirstCorrelationId(node: NodeContext): number {
  return node.randomInt('correlation ids', FIRST_CORRELATION_IDS)
}

/** The number by which Kafka shows a request: what this client has sent, counted from 0. */
export function shownCorrelationId({ firstCorrelationId }: NetworkClient<unknown>, correlationId: number): number {
  return correlationId - firstCorrelationId
}

/**
 * To be called before a request takes its correlation id. Every new connection begins with an ApiVersions request, which
 * is counted and, since all nodes of a cluster are of one version, not sent.
 */
export function openConnection(client: NetworkClient<unknown>, connection: string): void {
  if (client.connections.has(connection)) return
  client.connections.add(connection)
  client.nextCorrelationId++
}

/** The connection to a group's coordinator is another one than that to the same broker, so that no fetch delays it. */
export function coordinatorConnection(peer: NodeId): string {
  return `${peer} as coordinator`
}

type Unsent<R> = R extends Request ? Omit<R, 'correlationId' | 'clientId'> : never

/** A request as its maker writes it; the network client adds the header. */
export type UnsentRequest = Unsent<Request>

/**
 * Sends a request on a connection that `openConnection` has opened. The caller looks at `canSendTo` first. The answer, a broken connection or the timeout comes back
 * through `completeRequest`, `failConnection` or `expireRequests`, exactly one of them.
 */
export function sendRequest<Tag>(
  client: NetworkClient<Tag>,
  destination: NodeId,
  unsent: UnsentRequest,
  tag: Tag,
  timeoutMs: number,
  node: NodeContext,
): number {
  const correlationId = client.nextCorrelationId++
  const request = { ...unsent, correlationId, clientId: client.clientId } as Request
  sendWholeRequest(client, destination, request, tag, timeoutMs, node)
  return correlationId
}

/**
 * The same for a request that is whole already, its correlation id taken from `client.nextCorrelationId++`. Produce and
 * fetch are written out like that: to spread one costs more than all else that is done to send it.
 */
export function sendWholeRequest<Tag>(
  client: NetworkClient<Tag>,
  destination: NodeId,
  request: Request,
  tag: Tag,
  timeoutMs: number,
  node: NodeContext,
): void {
  assert(request.correlationId < client.nextCorrelationId, 'a request takes its correlation id from its client')
  const { inFlight } = client
  // The length is looked at first: V8 goes a long way to find that a list has no element -1.
  const isFirst = inFlight.length === 0
  assert(
    isFirst || (inFlight[inFlight.length - 1] as InFlightRequest<Tag>).correlationId < request.correlationId,
    'correlation ids of a client only rise',
  )
  inFlight.push({
    correlationId: request.correlationId,
    destination,
    request,
    sentAtUs: node.nowUs,
    expiresAtUs: node.nowUs + timeoutMs * 1000,
    tag,
  })
  sendMessage(node, destination, request)
}

/** The request this response answers; undefined when it was given up before. */
export function completeRequest<Tag>(
  client: NetworkClient<Tag>,
  from: NodeId,
  response: Response,
): InFlightRequest<Tag> | undefined {
  const { inFlight } = client
  const { correlationId } = response
  for (let i = 0; i < inFlight.length; i++) {
    const request = inFlight[i] as InFlightRequest<Tag>
    if (request.correlationId !== correlationId) continue
    assert(request.destination === from, 'a response comes from whoever was asked')
    removeAt(inFlight, i)
    if (client.backoff.size > 0) client.backoff.delete(from)
    return request
  }
  return undefined
}

/** The peer's process ended or refused: every request in flight to it is lost, and it is left alone for a while. */
export function failConnection<Tag>(client: NetworkClient<Tag>, peer: NodeId, nowUs: number): InFlightRequest<Tag>[] {
  client.connections.delete(peer)
  client.connections.delete(coordinatorConnection(peer))
  const before = client.backoff.get(peer)
  const failures = (before?.failures ?? 0) + 1
  const maxUs = client.reconnectBackoffMaxUs ?? RECONNECT_BACKOFF_MAX_US
  let wait = RECONNECT_BACKOFF_US
  for (let doubling = 1; doubling < failures && wait < maxUs; doubling++) wait *= 2
  const untilUs = nowUs + Math.min(wait, maxUs)
  const unknownSinceUs = before?.unknownSinceUs
  client.backoff.set(peer, unknownSinceUs === undefined ? { failures, untilUs } : { failures, untilUs, unknownSinceUs })
  const lost = client.inFlight.filter((request) => request.destination === peer)
  const others = client.inFlight.filter((request) => request.destination !== peer)
  client.inFlight.splice(0, Infinity, ...others)
  return lost
}

/**
 * Requests whose time is over. In Kafka a timed-out request closes its connection, so everything else in flight to
 * the same peer is lost with it; that is why a peer with one expired request loses all.
 */
export function expireRequests<Tag>(client: NetworkClient<Tag>, nowUs: number): InFlightRequest<Tag>[] {
  if (nextExpiryUs(client) > nowUs) return []
  const peers = new Set<NodeId>()
  for (const request of client.inFlight) {
    if (request.expiresAtUs <= nowUs) peers.add(request.destination)
  }
  const expired: InFlightRequest<Tag>[] = []
  for (const peer of peers) expired.push(...failConnection(client, peer, nowUs))
  return expired
}

/** Earliest instant at which `expireRequests` would find something; Infinity when nothing is in flight. */
export function nextExpiryUs(client: NetworkClient<unknown>): number {
  let next = Infinity
  const { inFlight } = client
  for (let i = 0; i < inFlight.length; i++) {
    const { expiresAtUs } = inFlight[i] as InFlightRequest<unknown>
    if (expiresAtUs < next) next = expiresAtUs
  }
  return next
}

export function canSendTo(client: NetworkClient<unknown>, peer: NodeId, nowUs: number): boolean {
  if (client.backoff.size === 0) return true
  const backoff = client.backoff.get(peer)
  return backoff === undefined || backoff.untilUs <= nowUs
}

/** NetworkClient.maybeThrottle: the peer has answered, and will look at nothing more for a while. */
export function noteThrottle(
  client: NetworkClient<unknown>,
  peer: NodeId,
  throttleTimeMs: number | undefined,
  nowUs: number,
): void {
  if (throttleTimeMs === undefined || throttleTimeMs <= 0) return
  client.throttled ??= new Map()
  client.throttled.set(peer, { sinceUs: nowUs, untilUs: nowUs + throttleTimeMs * 1_000 })
}

/** Whether the peer has said that it reads nothing now. */
export function isThrottled({ throttled }: NetworkClient<unknown>, peer: NodeId, nowUs: number): boolean {
  return throttled !== undefined && (throttled.get(peer)?.untilUs ?? 0) > nowUs
}

/** The throttle that lasts longest; null: none does. */
export function longestThrottle({ throttled }: NetworkClient<unknown>, nowUs: number): Throttled | null {
  let longest: Throttled | null = null
  for (const each of throttled?.values() ?? [])
    if (each.untilUs > nowUs && each.untilUs > (longest?.untilUs ?? 0)) longest = { ...each }
  return longest
}
