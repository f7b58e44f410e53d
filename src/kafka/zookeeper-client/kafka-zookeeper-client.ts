/**
 * Counterpart in Kafka: kafka.zookeeper.ZooKeeperClient, and of kafka.zk.KafkaZkClient how it asks. What a broker makes of
 * a session: so many requests at once, asked again where a connection is lost; watches wherever somebody has said that he
 * wants to hear; a new session in place of one that has expired.
 */
import type { NodeContext, NodeId } from '../../engine/node-context.ts'
import type { ServerToClient } from '../protocol/zookeeper/client-messages.ts'
import {
  askZooKeeper,
  beginNewSession,
  handleZooKeeperDisconnect,
  handleZooKeeperMessage,
  handleZooKeeperTimer,
  openZooKeeperClient,
  type UnsentZooKeeperRequest,
  type ZooKeeperClient,
  type ZooKeeperClientSettings,
  type ZooKeeperDelivery,
} from './zookeeper-client.ts'

type Unwatched<R> = R extends { readonly watch: boolean } ? Omit<R, 'watch'> : R

/** Whether it leaves a watch, the handlers say. */
export type KafkaZooKeeperRequest = Unwatched<UnsentZooKeeperRequest>

export type KafkaZooKeeperDelivery<Tag> =
  | Exclude<ZooKeeperDelivery<Tag>, { readonly type: 'state' }>
  /** The session has expired, and another one is being asked for: whoever was somebody by the old one is nobody now. */
  | { readonly type: 'newSession' }

export interface KafkaZooKeeperClient<Tag = unknown> {
  readonly session: ZooKeeperClient<Tag>
  readonly maxInFlight: number
  /** Paths whose coming, change and end somebody wants to hear of. */
  readonly znodeHandlers: Set<string>
  /** Paths of whose children the same is true. */
  readonly childHandlers: Set<string>
  /** Until one of those in flight is answered. */
  readonly queued: { readonly request: KafkaZooKeeperRequest; readonly tag: Tag }[]
  inFlight: number
  readonly delivered: KafkaZooKeeperDelivery<Tag>[]
}

export interface KafkaZooKeeperSettings extends ZooKeeperClientSettings {
  /** zookeeper.max.in.flight.requests */
  readonly maxInFlight: number
}

export function openKafkaZooKeeperClient<Tag>(
  settings: KafkaZooKeeperSettings,
  node: NodeContext,
): KafkaZooKeeperClient<Tag> {
  return {
    session: openZooKeeperClient<Tag>(settings, node),
    maxInFlight: settings.maxInFlight,
    znodeHandlers: new Set(),
    childHandlers: new Set(),
    queued: [],
    inFlight: 0,
    delivered: [],
  }
}

/** Asked until there is an answer, or no session any more (retryRequestUntilConnected). */
export function askUntilConnected<Tag>(
  client: KafkaZooKeeperClient<Tag>,
  request: KafkaZooKeeperRequest,
  tag: Tag,
  node: NodeContext,
): void {
  client.queued.push({ request, tag })
  sendQueued(client, node)
}

function sendQueued<Tag>(client: KafkaZooKeeperClient<Tag>, node: NodeContext): void {
  while (client.inFlight < client.maxInFlight) {
    const next = client.queued.shift()
    if (next === undefined) return
    client.inFlight++
    askZooKeeper(client.session, withWatch(client, next.request), next.tag, node, true)
    takeDeliveries(client, node)
  }
}

/** ZooKeeperClient.shouldWatch: children are listed and watched only where somebody asked for it. */
function withWatch(
  { znodeHandlers, childHandlers }: KafkaZooKeeperClient,
  request: KafkaZooKeeperRequest,
): UnsentZooKeeperRequest {
  switch (request.type) {
    case 'ExistsRequest':
    case 'GetDataRequest':
      return { ...request, watch: znodeHandlers.has(request.path) }
    case 'GetChildrenRequest':
      return { ...request, watch: childHandlers.has(request.path) }
    default:
      return request
  }
}

export function handleKafkaZooKeeperMessage(
  client: KafkaZooKeeperClient,
  from: NodeId,
  message: ServerToClient,
  node: NodeContext,
): boolean {
  const isOwn = handleZooKeeperMessage(client.session, from, message, node)
  goOn(client, node)
  return isOwn
}

export function handleKafkaZooKeeperDisconnect(client: KafkaZooKeeperClient, peer: NodeId, node: NodeContext): boolean {
  const isOwn = handleZooKeeperDisconnect(client.session, peer, node)
  goOn(client, node)
  return isOwn
}

export function handleKafkaZooKeeperTimer(
  client: KafkaZooKeeperClient,
  timer: { readonly type: string; readonly client?: string },
  node: NodeContext,
): boolean {
  const isOwn = handleZooKeeperTimer(client.session, timer, node)
  goOn(client, node)
  return isOwn
}

function goOn(client: KafkaZooKeeperClient, node: NodeContext): void {
  takeDeliveries(client, node)
  sendQueued(client, node)
}

function takeDeliveries<Tag>(client: KafkaZooKeeperClient<Tag>, node: NodeContext): void {
  for (const delivery of client.session.delivered.splice(0)) {
    if (delivery.type === 'state') {
      if (delivery.state === 'Expired') beginAnew(client, node)
      continue
    }
    if (delivery.type === 'watch') {
      const handlers = delivery.event === 'NodeChildrenChanged' ? client.childHandlers : client.znodeHandlers
      if (handlers.has(delivery.path)) client.delivered.push(delivery)
      continue
    }
    client.inFlight--
    client.delivered.push(delivery)
  }
}

/** ZooKeeperClient.reinitialize. Handlers stay, and watches are left anew by whoever asks again. */
function beginAnew(client: KafkaZooKeeperClient, node: NodeContext): void {
  beginNewSession(client.session, node)
  client.delivered.push({ type: 'newSession' })
}
