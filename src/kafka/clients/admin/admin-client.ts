/**
 * Counterpart in Kafka: org.apache.kafka.clients.admin.KafkaAdminClient. An embeddable client: its owner starts calls,
 * passes on messages, timers and broken connections, and takes results when they are there.
 */

import type { NodeContext, NodeId, ReceivedMessage, Timer, TimerId } from '../../../engine/node-context.ts'
import { isRetriable } from '../../common/errors.ts'
import type { CoordinatorKeyType } from '../../common/internal-topics.ts'
import {
  canSendTo,
  completeRequest,
  createNetworkClient,
  drawFirstCorrelationId,
  expireRequests,
  failConnection,
  type InFlightRequest,
  type NetworkClient,
  openConnection,
  sendRequest,
  type UnsentRequest,
} from '../../network/network-client.ts'
import { errorWords, profileOf, rulesOf } from '../../profile/registry.ts'
import type { Response } from '../../protocol/apis.ts'
import type { EndpointType } from '../../protocol/describe-cluster.ts'
import type { MetadataBroker } from '../../protocol/metadata.ts'
import type { BackoffConfig } from '../core/backoff.ts'
import type { BootstrapServer } from '../core/bootstrap.ts'
import type { ClientError, ClientLogLine } from '../core/client-error.ts'
import { isUnsupported, unsupported } from '../core/unsupported.ts'
import {
  isAlteration,
  isForControllers,
  isForOneController,
  NOT_FOR_CONTROLLERS,
  toController,
} from './admin-endpoints.ts'
import { askForNodes, learnNodes, leastLoaded, logRefused, peerOfNode } from './admin-metadata.ts'
import { type AdminWakeUp, wakeUpInTime } from './admin-wake-up.ts'
import { adminDefault, backOff, countAttempt, cutOff, timedOut } from './call-failure.ts'
import { type ChangeResponse, retriableError, retryOfThrottled, withSettled } from './retried-answers.ts'

export type AdminTarget =
  /** Any broker, the least loaded first. KRaft controllers are reached through brokers, which forward (KIP-590). */
  | { readonly kind: 'any' }
  /** Where it was looked up, a broker that is lost fails the call, so that it may be looked up again. */
  | { readonly kind: 'broker'; readonly brokerId: number; readonly isLookedUp?: true }
  /** The bootstrap server of this index, before anything is known of the cluster. */
  | { readonly kind: 'server'; readonly index: number }
  | { readonly kind: 'coordinator'; readonly keyType: CoordinatorKeyType; readonly key: string }

export interface AdminError {
  /** Simple name of the Java class, `TimeoutException`. */
  readonly exception: string
  /** Null where the exception has none, as a DisconnectException has none of its own. */
  readonly message: string | null
  readonly cause: { readonly exception: string; readonly message: string | null } | null
}

export type AdminResult =
  | { readonly ok: true; readonly response: Response }
  | { readonly ok: false; readonly error: AdminError }

export interface AdminCall {
  readonly callId: number
  /** Kafka's name of the call, `createTopics`; it stands in error messages. */
  readonly name: string
  readonly target: AdminTarget
  readonly request: UnsentRequest
  readonly deadlineUs: number
  tries: number
  nextTryAtUs: number
  /** Node the call waits for; null while it waits for its turn. */
  sentTo: NodeId | null
  /** Found by FindCoordinator; -1 unknown. */
  coordinatorId: number
  /** How often it was looked for. */
  lookups: number
  /** By coordinator, how often it was asked itself, and when it may be again (AdminApiDriver.RequestState). */
  readonly asked: Map<number, { tries: number; nextTryAtUs: number }>
  /** retryOnQuotaViolation(false): what a quota refuses is not asked for again until the deadline (KIP-599). */
  readonly failsOnQuota?: true
  /** What is known of all of its topics, where some of them are asked for again. */
  readonly throttled?: ChangeResponse
}

export type AdminTag =
  | { readonly purpose: 'call' | 'coordinator'; readonly callId: number }
  | { readonly purpose: 'metadata' }

export interface AdminClient {
  /** Name of the Kafka version, for `rulesOf`. */
  readonly profile: string
  readonly clientId: string
  /** What its lines in the log begin with. */
  readonly logPrefix: string
  /** A call is over when the node that was asked cannot be reached (`LegacyAdminClient`); else it is tried again. */
  readonly triesOnce: boolean
  /** Separates its timers from those of other clients in the same node. */
  readonly scope: string
  readonly network: NetworkClient<AdminTag>
  /** Peers that have answered since their connection last broke. */
  readonly answered: Set<NodeId>
  /** Addresses as given; one that nobody answers at refuses connections. */
  readonly bootstrap: readonly BootstrapServer[]
  readonly requestTimeoutMs: number
  readonly apiTimeoutMs: number
  readonly backoff: BackoffConfig
  /** Whom `bootstrap` names: brokers, or controllers (`bootstrap.controllers`), which are then asked directly. */
  readonly endpointType: EndpointType
  /** The active controller, where it is asked itself; -1 unknown. */
  controllerId: number
  /** What ends every call: whoever was asked for metadata is none of those who could be. */
  fatal: AdminError | null
  /** Live brokers, or the controllers; null before the first metadata. */
  nodes: readonly MetadataBroker[] | null
  /** Metadata is not asked for before. */
  nextMetadataUs: number
  readonly calls: Map<number, AdminCall>
  readonly results: Map<number, AdminResult>
  nextCallId: number
  nextBootstrap: number
  wakeUp: { timerId: TimerId; atUs: number } | null
  /** Client log lines (WARN and worse), for the tools' stderr; the owner takes them. */
  log: ClientLogLine[]
}

export interface AdminClientOptions {
  readonly profile: string
  readonly clientId: string
  readonly scope: string
  readonly bootstrap: AdminClient['bootstrap']
  readonly endpointType?: EndpointType
  /** The client that kafka-broker-api-versions.sh has of its own. */
  readonly isLegacy?: boolean
  readonly requestTimeoutMs?: number
  readonly apiTimeoutMs?: number
  readonly retryBackoffMs?: number
  readonly retryBackoffMaxMs?: number
}

export function createAdminClient(options: AdminClientOptions, node: NodeContext): AdminClient {
  const profile = profileOf(options.profile)
  return {
    profile: options.profile,
    clientId: options.clientId,
    logPrefix: `[${options.isLegacy ? 'LegacyAdminClient' : 'AdminClient'} clientId=${options.clientId}]`,
    triesOnce: options.isLegacy ?? false,
    scope: options.scope,
    network: createNetworkClient(options.clientId, drawFirstCorrelationId(node)),
    answered: new Set(),
    bootstrap: options.bootstrap,
    requestTimeoutMs: options.requestTimeoutMs ?? adminDefault(profile, 'request.timeout.ms'),
    apiTimeoutMs: options.apiTimeoutMs ?? adminDefault(profile, 'default.api.timeout.ms'),
    backoff: Object.freeze({
      profile: options.profile,
      initialMs: options.retryBackoffMs ?? adminDefault(profile, 'retry.backoff.ms'),
      maxMs: options.retryBackoffMaxMs ?? adminDefault(profile, 'retry.backoff.max.ms'),
    }),
    endpointType: options.endpointType ?? 'broker',
    controllerId: -1,
    fatal: null,
    nodes: null,
    nextMetadataUs: 0,
    calls: new Map(),
    results: new Map(),
    nextCallId: 1,
    nextBootstrap: 0,
    wakeUp: null,
    log: [],
  }
}

/** Starts a call; its result is there, some simulated time later, under the id returned. */
export function startAdminCall(
  admin: AdminClient,
  call: Pick<AdminCall, 'name' | 'target' | 'request'> & {
    readonly timeoutMs?: number
    readonly tries?: number
    readonly failsOnQuota?: true
  },
  node: NodeContext,
): number {
  const callId = admin.nextCallId++
  admin.calls.set(callId, {
    callId,
    name: call.name,
    target: call.target,
    request: admin.endpointType === 'controller' ? toController(call.request) : call.request,
    deadlineUs: node.nowUs + (call.timeoutMs ?? admin.apiTimeoutMs) * 1000,
    tries: call.tries ?? 0,
    nextTryAtUs: node.nowUs,
    sentTo: null,
    coordinatorId: -1,
    lookups: 0,
    asked: new Map(),
    ...(call.failsOnQuota ? { failsOnQuota: true as const } : {}),
  })
  if (admin.endpointType === 'controller' && !isForControllers(call.request)) refuse(admin, callId, NOT_FOR_CONTROLLERS)
  advance(admin, node)
  return callId
}

/** The result of a call, once; undefined while it is under way. */
export function takeAdminResult(admin: AdminClient, callId: number): AdminResult | undefined {
  const result = admin.results.get(callId)
  if (result !== undefined) admin.results.delete(callId)
  return result
}

/** True when the message was for this client. */
export function onAdminMessage(admin: AdminClient, message: ReceivedMessage, node: NodeContext): boolean {
  const response = message.body as Response
  const request = completeRequest(admin.network, message.from, response)
  if (request === undefined) return false
  admin.answered.add(message.from)
  const { tag } = request
  if (tag.purpose === 'metadata') learnNodes(admin, response)
  else if (isUnsupported(request.request, response)) refuse(admin, tag.callId, adminError(unsupported(request.request)))
  else answer(admin, tag, response, node)
  for (const lost of expireRequests(admin.network, node.nowUs)) retryLost(admin, lost, node)
  advance(admin, node)
  return true
}

export function onAdminTimer(admin: AdminClient, timer: Timer, node: NodeContext): boolean {
  if (timer.type !== 'AdminWakeUp' || (timer as AdminWakeUp).scope !== admin.scope) return false
  admin.wakeUp = null
  for (const lost of expireRequests(admin.network, node.nowUs)) retryLost(admin, lost, node)
  advance(admin, node)
  return true
}

export function onAdminDisconnect(admin: AdminClient, peer: NodeId, node: NodeContext): void {
  const lost = failConnection(admin.network, peer, node.nowUs)
  admin.answered.delete(peer)
  if (lost.length === 0) return
  logRefused(admin, peer, node.nowUs)
  for (const request of lost) retryLost(admin, request, node)
  advance(admin, node)
}

function adminError({ class: exception, message }: ClientError): AdminError {
  return { exception, message, cause: null }
}

function refuse(admin: AdminClient, callId: number, error: AdminError): void {
  const call = admin.calls.get(callId)
  if (call !== undefined) finish(admin, call, { ok: false, error })
}

function answer(
  admin: AdminClient,
  tag: Exclude<AdminTag, { purpose: 'metadata' }>,
  response: Response,
  node: NodeContext,
): void {
  const call = admin.calls.get(tag.callId)
  if (call === undefined) return
  call.sentTo = null
  if (call.target.kind === 'server') learnNodes(admin, response)
  if (tag.purpose === 'coordinator') return onCoordinatorFound(admin, call, response, node)
  const error = retriableError(response)
  if (error === null) {
    const whole = withSettled(call, response)
    const retry = retryOfThrottled(call, whole, node.nowUs)
    if (retry === null) return finish(admin, call, { ok: true, response: whole })
    admin.calls.set(call.callId, retry)
    return
  }
  if (error === 'NOT_CONTROLLER') admin.controllerId = -1
  const elsewhere = error === 'NOT_COORDINATOR' || error === 'COORDINATOR_NOT_AVAILABLE'
  backOff(admin, call, elsewhere ? 'call elsewhere' : 'call', node)
}

function onCoordinatorFound(admin: AdminClient, call: AdminCall, response: Response, node: NodeContext): void {
  const found = response.type === 'FindCoordinatorResponse' ? response.coordinators[0] : undefined
  if (found === undefined) return backOff(admin, call, 'coordinator', node)
  if (found.errorCode === 'NONE') {
    call.coordinatorId = found.nodeId
    call.nextTryAtUs = Math.max(node.nowUs, call.asked.get(found.nodeId)?.nextTryAtUs ?? 0)
    return
  }
  if (isRetriable(found.errorCode)) return backOff(admin, call, 'coordinator', node)
  const words = errorWords(admin, found.errorCode)
  const message = found.errorMessage ?? words.message
  finish(admin, call, { ok: false, error: { exception: words.exception, message, cause: null } })
}

const DISCONNECTED: AdminResult = Object.freeze({
  ok: false,
  error: Object.freeze({ exception: 'DisconnectException', message: null, cause: null }),
})

function retryLost(admin: AdminClient, request: InFlightRequest<AdminTag>, node: NodeContext): void {
  admin.answered.delete(request.destination)
  // Another controller may be the active one by now; metadata will tell.
  admin.controllerId = -1
  if (request.tag.purpose === 'metadata') return
  const call = admin.calls.get(request.tag.callId)
  if (call === undefined) return
  call.sentTo = null
  if (admin.triesOnce) return finish(admin, call, DISCONNECTED)
  // Who has the answer is forgotten only where it was asked itself: it may be another by now.
  if (call.deadlineUs <= node.nowUs)
    return finish(admin, call, { ok: false, error: cutOff(admin, call, request, node) })
  if (isLookedUp(call)) return finish(admin, call, DISCONNECTED)
  backOff(admin, call, request.tag.purpose === 'call' ? 'call elsewhere' : 'coordinator', node)
}

function isLookedUp({ target }: AdminCall): boolean {
  return target.kind === 'broker' && target.isLookedUp === true
}

function finish(admin: AdminClient, call: AdminCall, result: AdminResult): void {
  admin.calls.delete(call.callId)
  // Whoever was throttled until the end is told of that, and not that the time is over.
  const isThrottled = call.throttled !== undefined && !result.ok && result.error.exception === 'TimeoutException'
  admin.results.set(call.callId, isThrottled ? { ok: true, response: call.throttled } : result)
}

/** Sends what can be sent, gives up what is over, and sees to it that it is called again in time. */
function advance(admin: AdminClient, node: NodeContext): void {
  for (const call of [...admin.calls.values()]) {
    if (call.deadlineUs <= node.nowUs) finish(admin, call, { ok: false, error: timedOut(admin, call, node) })
    else if (call.sentTo === null && call.nextTryAtUs <= node.nowUs) attempt(admin, call, node)
  }
  wakeUpInTime(admin, node)
}

function attempt(admin: AdminClient, call: AdminCall, node: NodeContext): void {
  const { target } = call
  if (admin.fatal !== null) return finish(admin, call, { ok: false, error: admin.fatal })
  if (target.kind === 'server') {
    const server = admin.bootstrap[target.index]
    return server === undefined ? undefined : transmit(admin, call, server.address, node)
  }
  if (admin.nodes === null) return askForNodes(admin, node)
  const toActive = isForActive(admin, call)
  if (target.kind === 'broker' && !toActive) return transmitTo(admin, call, target.brokerId, node)
  if (toActive) return transmitTo(admin, call, admin.controllerId, node)
  if (target.kind === 'coordinator' && call.coordinatorId !== -1)
    return transmitTo(admin, call, call.coordinatorId, node)
  const any = leastLoaded(admin, node)
  if (any === null) return
  if (target.kind !== 'coordinator') return transmit(admin, call, any, node)
  const find: UnsentRequest = { type: 'FindCoordinatorRequest', keyType: target.keyType, keys: [target.key] }
  transmit(admin, call, any, node, find)
}

/** Whether the call goes to the active controller and nobody else. */
function isForActive(admin: AdminClient, { target, request }: AdminCall): boolean {
  if (admin.endpointType === 'controller') return target.kind !== 'broker' || isAlteration(request)
  return isForOneController(request) && rulesOf(admin).client.seeksController
}

/** One that nobody has heard of may be starting: metadata is asked for until it appears. */
function transmitTo(admin: AdminClient, call: AdminCall, nodeId: number, node: NodeContext): void {
  const peer = peerOfNode(admin, nodeId)
  if (peer !== null) return transmit(admin, call, peer, node)
  askForNodes(admin, node)
  if (isLookedUp(call)) finish(admin, call, DISCONNECTED)
}

/** Sends what the call asks, or before that the question who is its coordinator. */
function transmit(
  admin: AdminClient,
  call: AdminCall,
  to: NodeId,
  node: NodeContext,
  find: UnsentRequest | null = null,
): void {
  const purpose = find === null ? 'call' : 'coordinator'
  if (!canSendTo(admin.network, to, node.nowUs)) return
  call.sentTo = to
  countAttempt(call, purpose)
  openConnection(admin.network, to)
  const left = Math.ceil((call.deadlineUs - node.nowUs) / 1000)
  sendRequest(
    admin.network,
    to,
    find ?? call.request,
    { purpose, callId: call.callId },
    Math.min(admin.requestTimeoutMs, left),
    node,
  )
}
