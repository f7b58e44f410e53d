/**
 * What producer and consumer have in common: connections, metadata, log lines. Counterpart in Kafka:
 * org.apache.kafka.clients.NetworkClient with its DefaultMetadataUpdater.
 */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import type { TopicPartition } from '../../common/topic-partition.ts'
import {
  canSendTo,
  coordinatorConnection,
  createNetworkClient,
  drawFirstCorrelationId,
  type InFlightRequest,
  type NetworkClient,
  openConnection,
  sendRequest,
  sendWholeRequest,
  shownCorrelationId,
  type UnsentRequest,
} from '../../network/network-client.ts'
import { tell } from '../../observe/tell.ts'
import { errorName, rulesOf } from '../../profile/registry.ts'
import type { Request } from '../../protocol/apis.ts'
import type { MetadataResponse } from '../../protocol/metadata.ts'
import { type BootstrapServer, bootstrapServer } from './bootstrap.ts'
import type { ClientLogLine } from './client-error.ts'
import {
  applyMetadata,
  type ClientMetadata,
  createClientMetadata,
  forgetCluster,
  metadataDueAtUs,
  metadataRequestFailed,
  peerOf,
  requestMetadataUpdate,
} from './client-metadata.ts'
import type { ClientTag } from './client-tags.ts'
import { type ConnectionTarget, lostConnectionLine, NETWORK_CLIENT, targetAt } from './lost-connection.ts'
import { tellNoticedLeaders } from './noticed-leaders.ts'

export interface ClientCore {
  readonly clientId: string
  /** Separates timers and random streams of the clients in one node. */
  readonly scope: string
  /** `[Producer clientId=p] ` */
  readonly logPrefix: string
  readonly bootstrap: readonly BootstrapServer[]
  readonly requestTimeoutMs: number
  /** `metadata.recovery.strategy` */
  readonly rebootstraps: boolean
  readonly network: NetworkClient<ClientTag>
  readonly metadata: ClientMetadata
  /** Peers that have answered since their connection last broke. */
  readonly connected: Set<NodeId>
  /** Peers that have let a request time out, and from which nothing has come since. */
  readonly silent: Set<NodeId>
  /** Brokers that metadata told of once and no longer does, by peer: connections to them may still be tried, and fail. */
  readonly formerBrokers: Map<NodeId, ConnectionTarget>
  /**
   * Before it knows more of the cluster a client asks what metrics it is to push (KIP-714). A broker without a receiver
   * of metrics has told it in ApiVersions that it does not know the request, which is then counted and not sent.
   */
  asksForTelemetry: boolean
  log: ClientLogLine[]
}

export interface CoreOptions {
  /** Name of the Kafka version this client is of. */
  readonly profile: string
  readonly clientId: string
  readonly scope: string
  readonly logPrefix: string
  /** As `bootstrapServer` reads them. */
  readonly bootstrap: readonly string[]
  readonly requestTimeoutMs: number
  readonly retryBackoffMs: number
  readonly retryBackoffMaxMs: number
  readonly metadataMaxAgeMs: number
  readonly rebootstraps: boolean
  /** `enable.metrics.push`. */
  readonly pushesMetrics: boolean
}

const METADATA = 'org.apache.kafka.clients.Metadata'

export function createClientCore(options: CoreOptions, node: NodeContext): ClientCore {
  const { profile, retryBackoffMs: initialMs, retryBackoffMaxMs: maxMs } = options
  const backoff = Object.freeze({ profile, initialMs, maxMs })
  return {
    clientId: options.clientId,
    scope: options.scope,
    logPrefix: options.logPrefix,
    bootstrap: Object.freeze(options.bootstrap.map((server) => Object.freeze(bootstrapServer(server)))),
    requestTimeoutMs: options.requestTimeoutMs,
    rebootstraps: options.rebootstraps,
    network: createNetworkClient<ClientTag>(options.clientId, drawFirstCorrelationId(node)),
    metadata: createClientMetadata(backoff, options.metadataMaxAgeMs, `retries:${options.scope}`),
    connected: new Set(),
    silent: new Set(),
    formerBrokers: new Map(),
    asksForTelemetry: options.pushesMetrics,
    log: [],
  }
}

export function log(core: ClientCore, level: 'WARN' | 'ERROR', message: string, logger: string): void {
  push(core, { level, message, logger })
}

function push(core: ClientCore, line: ClientLogLine): void {
  // A client nobody reads the log of must not grow; the newest lines are the interesting ones.
  if (core.log.length >= 200) core.log.shift()
  core.log.push({ ...line, message: core.logPrefix + line.message })
}

/** `socket.connection.setup.timeout.ms`: how long a peer may leave the first packet of a connection unanswered. */
const CONNECTION_SETUP_TIMEOUT_MS = 10_000

/** Sends with the client's request timeout; a machine that is gone is found out sooner, at the connection's setup. */
export function transmit(
  core: ClientCore,
  to: NodeId,
  request: UnsentRequest,
  tag: ClientTag,
  node: NodeContext,
): void {
  openConnection(core.network, isForCoordinator(tag) ? coordinatorConnection(to) : to)
  sendRequest(core.network, to, request, tag, timeoutMsTo(core, to), node)
}

/** Whether a request goes to a group's coordinator, by the connection that is for that alone. */
export function isForCoordinator(tag: ClientTag): boolean {
  switch (tag.purpose) {
    case 'heartbeat':
    case 'joinGroup':
    case 'syncGroup':
    case 'leaveGroup':
    case 'offsetCommit':
    case 'offsetFetch':
      return true
    default:
      return false
  }
}

/** The same for a request with its header, as `sendWholeRequest` takes it. */
export function transmitWhole(core: ClientCore, to: NodeId, request: Request, tag: ClientTag, node: NodeContext): void {
  sendWholeRequest(core.network, to, request, tag, timeoutMsTo(core, to), node)
}

function timeoutMsTo(core: ClientCore, to: NodeId): number {
  return core.connected.has(to) ? core.requestTimeoutMs : Math.min(core.requestTimeoutMs, CONNECTION_SETUP_TIMEOUT_MS)
}

/** Asks for metadata if that is due. Returns the instant to look again, Infinity while an answer is awaited. */
export function maybeUpdateMetadata(
  core: ClientCore,
  topics: () => readonly string[] | null,
  newTopics: ReadonlySet<string>,
  autoCreate: boolean,
  node: NodeContext,
): number {
  const { metadata } = core
  const dueUs = metadataDueAtUs(metadata)
  if (dueUs > node.nowUs) return dueUs
  const to = whomToAsk(core, node)
  if (to === null) return earliestReconnectUs(core, node.nowUs)
  const partial =
    !metadata.fullUpdateNeeded && metadata.partialUpdateNeeded && newTopics.size > 0 && metadata.lastSuccessUs !== -1
  metadata.asking = true
  const request: UnsentRequest = {
    type: 'MetadataRequest',
    topics: partial ? [...newTopics] : topics(),
    allowAutoTopicCreation: autoCreate,
  }
  transmit(core, to, request, { purpose: 'metadata', partial }, node)
  if (core.asksForTelemetry) {
    core.asksForTelemetry = false
    core.network.nextCorrelationId++
  }
  return Infinity
}

/**
 * NetworkClient.DefaultMetadataUpdater.maybeUpdate: a client that recovers by itself begins again with its bootstrap
 * servers where no broker that it knows may be tried.
 */
function whomToAsk(core: ClientCore, node: NodeContext): NodeId | null {
  const known = leastLoadedNode(core, node)
  if (known !== null || !core.rebootstraps || core.metadata.brokers.length === 0) return known
  forgetCluster(core.metadata)
  core.formerBrokers.clear()
  return leastLoadedNode(core, node)
}

/**
 * A connected broker with nothing in flight, else the connected one with least, else one that may be connected to, from
 * a random start. Bootstrap servers stand for the brokers as long as none is known.
 */
export function leastLoadedNode(core: ClientCore, node: NodeContext): NodeId | null {
  const { brokers } = core.metadata
  const known =
    brokers.length === 0
      ? core.bootstrap.map((server) => server.address)
      : brokers.map((broker) => peerOf(core.metadata, broker.id))
  return leastLoadedOf(core, known, node)
}

function leastLoadedOf(core: ClientCore, candidates: readonly NodeId[], node: NodeContext): NodeId | null {
  if (candidates.length === 0) return null
  const start = candidates.length === 1 ? 0 : node.randomInt(`nodes:${core.scope}`, candidates.length)
  let best: NodeId | null = null
  let bestInFlight = Infinity
  let unconnected: NodeId | null = null
  let connecting: NodeId | null = null
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[(start + i) % candidates.length] as NodeId
    if (!canSendTo(core.network, candidate, node.nowUs)) continue
    const inFlight = inFlightTo(core, candidate)
    if (!core.connected.has(candidate)) {
      // One it is connecting to already is the last choice: the answer may never come.
      if (inFlight === 0) unconnected ??= candidate
      else connecting ??= candidate
      continue
    }
    if (inFlight === 0) return candidate
    if (inFlight < bestInFlight) {
      best = candidate
      bestInFlight = inFlight
    }
  }
  return best ?? unconnected ?? connecting
}

export function inFlightTo(core: ClientCore, peer: NodeId): number {
  let count = 0
  const { inFlight } = core.network
  for (let i = 0; i < inFlight.length; i++) if (inFlight[i]?.destination === peer) count++
  return count
}

/** A request was not answered in time: Java's client closes the connection, and with it all that waits on it. */
export function abandonConnection(core: ClientCore, lost: InFlightRequest<ClientTag>, node: NodeContext): void {
  const { destination: peer, sentAtUs } = lost
  // Of several requests that end together the first is told, and none before the peer has been heard again.
  if (!core.silent.has(peer)) {
    const waitedMs = Math.round((node.nowUs - sentAtUs) / 1_000)
    tell(node, { type: 'RequestTimedOut', client: core.clientId, silent: peer, waitedMs })
  }
  node.disconnect(peer)
  core.silent.add(peer)
  forgetConnection(core, peer)
}

/** A connection broke or was given up: the leaders have probably moved, so metadata is asked for, as Java's client does. */
export function forgetConnection(core: ClientCore, peer: NodeId): void {
  core.connected.delete(peer)
  requestMetadataUpdate(core.metadata)
}

/** When the first of the peers now left alone may be tried again; Infinity when there is none. */
export function earliestReconnectUs(core: ClientCore, nowUs: number): number {
  let atUs = Infinity
  const { backoff, throttled } = core.network
  if (throttled !== undefined)
    for (const { untilUs } of throttled.values()) if (untilUs > nowUs && untilUs < atUs) atUs = untilUs
  if (backoff.size === 0) return atUs
  for (const { untilUs } of backoff.values()) if (untilUs > nowUs && untilUs < atUs) atUs = untilUs
  return atUs
}

/** What of a cluster a client has to do with. */
export interface ClientInterest {
  /** Whether metadata of the topic is to be kept. */
  readonly isWanted: (topic: string) => boolean
  /** Whether it reads or writes the partition. */
  readonly uses: (topicPartition: TopicPartition) => boolean
}

/** Takes a metadata response over, and says in the log what could not be had. Returns topics refused for good. */
export function onMetadataResponse(
  core: ClientCore,
  response: MetadataResponse,
  partial: boolean,
  interest: ClientInterest,
  node: NodeContext,
): { invalid: readonly string[]; changed: boolean } {
  const refused = response.topics
    .filter((topic) => topic.errorCode !== 'NONE')
    .map((topic) => `${topic.name}=${errorName(core.metadata.backoff, topic.errorCode)}`)
  if (refused.length > 0) {
    log(
      core,
      'WARN',
      rulesOf(core.metadata.backoff).words.metadataRefused(
        shownCorrelationId(core.network, response.correlationId),
        `{${refused.join(', ')}}`,
      ),
      NETWORK_CLIENT,
    )
  }
  // An answer without brokers comes from one that has not heard of the cluster yet.
  if (response.brokers.length === 0) {
    metadataRequestFailed(core.metadata, node)
    return { invalid: [], changed: false }
  }
  // Bootstrap servers have ids of their own, so brokers that an answer names are connected to anew.
  if (core.metadata.brokers.length === 0)
    for (const { address } of core.bootstrap) core.network.connections.delete(address)
  for (const broker of core.metadata.brokers)
    if (!response.brokers.some(({ id }) => id === broker.id))
      core.formerBrokers.set(peerOf(core.metadata, broker.id), broker)
  const before = new Map(core.metadata.topics)
  const outcome = applyMetadata(core.metadata, response, partial, interest.isWanted, node)
  tellNoticedLeaders(core, before, interest.uses, node)
  if (outcome.invalid.length > 0)
    log(core, 'ERROR', `Metadata response reported invalid topics [${outcome.invalid.join(', ')}]`, METADATA)
  return outcome
}

/**
 * Says in the log that a peer could not be reached; a connection that was up breaks without a warning, but for that to a
 * bootstrap server of which nothing was learnt yet. `coordinatorId` is that of the group's coordinator where the
 * connection was the one to it, else null.
 */
export function logLostConnection(core: ClientCore, peer: NodeId, coordinatorId: number | null, nowUs: number): void {
  const isBootstrap = coordinatorId === null && core.metadata.brokers.length === 0
  if (core.connected.delete(peer)) {
    if (isBootstrap) warnOfBootstrap(core, peer)
    return
  }
  const known =
    core.metadata.brokers.find((broker) => peerOf(core.metadata, broker.id) === peer) ?? core.formerBrokers.get(peer)
  const target = known ?? bootstrapTarget(core, peer)
  const { words } = rulesOf(core.metadata.backoff)
  // The connection to a group's coordinator has an id of its own, so that it is not shared with fetches.
  const shown = coordinatorId === null ? target : { ...target, id: 2147483647 - coordinatorId }
  push(core, lostConnectionLine(core.network, words, peer, shown, nowUs))
  if (known === undefined && isBootstrap) warnOfBootstrap(core, peer)
}

/** Requests were not answered in time, and their connections are closed: each counts as one that broke. */
export function warnOfSilentBootstraps(core: ClientCore, lost: readonly InFlightRequest<ClientTag>[]): void {
  if (core.metadata.brokers.length > 0) return
  for (const peer of new Set(lost.map(({ destination }) => destination))) warnOfBootstrap(core, peer)
}

function warnOfBootstrap(core: ClientCore, peer: NodeId): void {
  const shown = rulesOf(core.metadata.backoff).words.node(bootstrapTarget(core, peer))
  log(core, 'WARN', `Bootstrap broker ${shown} disconnected`, NETWORK_CLIENT)
}

function bootstrapTarget(core: ClientCore, peer: NodeId): ConnectionTarget {
  const index = core.bootstrap.findIndex((server) => server.address === peer)
  return targetAt(-1 - Math.max(0, index), core.bootstrap[index]?.shown ?? peer)
}
