/**
 * A tool's session with a ZooKeeper ensemble, as `replayedTool` keeps it: what it asks is answered in order, and what comes
 * without being asked (a state, a watch) is told at once, whatever the tool is waiting for.
 */
import type { NodeContext, NodeId, Timer } from '../engine/node-context.ts'
import type { ServerToClient, SessionResponse } from '../kafka/protocol/zookeeper/client-messages.ts'
import {
  askZooKeeper,
  handleZooKeeperDisconnect,
  handleZooKeeperMessage,
  handleZooKeeperTimer,
  openZooKeeperClient,
  type UnsentZooKeeperRequest,
  type ZooKeeperClient,
  type ZooKeeperDelivery,
} from '../kafka/zookeeper-client/zookeeper-client.ts'

export type EnsembleRequest = UnsentZooKeeperRequest

/** Nobody knows whether a lost write was done. */
export interface LostRequest {
  readonly type: 'lost'
  readonly error: 'CONNECTIONLOSS' | 'SESSIONEXPIRED'
}

export type EnsembleAnswer = SessionResponse | LostRequest

/** What a session tells without being asked. */
export type EnsembleNews = Extract<ZooKeeperDelivery<number>, { readonly type: 'state' | 'watch' }>

export interface EnsembleSettings {
  readonly servers: readonly NodeId[]
  readonly sessionTimeoutMs: number
  /** Asks again where a connection is lost, as KafkaZkClient does; else the answer is that it was. */
  readonly retries: boolean
  /** Ends the session with the tool, so that nothing of it is left; else it lasts until it expires. */
  readonly closes: boolean
}

export interface EnsembleSession extends Pick<EnsembleSettings, 'retries' | 'closes'> {
  readonly client: ZooKeeperClient<number>
  asked: number
}

const CLIENT = 'tool'

export function openEnsembleSession(settings: EnsembleSettings, node: NodeContext): EnsembleSession {
  const { servers, sessionTimeoutMs, retries, closes } = settings
  return {
    ...{ retries, closes, asked: 0 },
    client: openZooKeeperClient<number>({ name: CLIENT, servers, sessionTimeoutMs }, node),
  }
}

/** Its answer is told with this number. */
export function askEnsemble(session: EnsembleSession, request: EnsembleRequest, node: NodeContext): number {
  const tag = ++session.asked
  askZooKeeper(session.client, request, tag, node, session.retries)
  return tag
}

/** A server has taken the session, and it has not ended. */
export function isConnected({ client }: EnsembleSession): boolean {
  return client.state === 'connected'
}

/** It has neither expired nor been closed: perhaps it is looking for a server. */
export function isAlive({ client }: EnsembleSession): boolean {
  return client.state === 'connecting' || client.state === 'connected'
}

/** What became of a request. */
export function ensembleAnswer(
  told: Extract<ZooKeeperDelivery<number>, { readonly type: 'response' | 'lost' }>,
): EnsembleAnswer {
  return told.type === 'response' ? told.response : { type: 'lost', error: told.error }
}

export type EnsembleEvent =
  | { readonly type: 'message'; readonly from: NodeId; readonly body: unknown }
  | { readonly type: 'timer'; readonly timer: Timer }
  | { readonly type: 'disconnect'; readonly peer: NodeId }

/** Null: the event is not the session's. */
export function ensembleEvent(
  session: EnsembleSession,
  event: EnsembleEvent,
  node: NodeContext,
): readonly ZooKeeperDelivery<number>[] | null {
  if (!isOwn(session, event, node)) return null
  return takeDelivered(session)
}

/** What the session has to tell since that was last asked. */
export function takeDelivered({ client }: EnsembleSession): readonly ZooKeeperDelivery<number>[] {
  return client.delivered.splice(0)
}

function isOwn({ client }: EnsembleSession, event: EnsembleEvent, node: NodeContext): boolean {
  if (event.type === 'message') return handleZooKeeperMessage(client, event.from, event.body as ServerToClient, node)
  if (event.type === 'timer') return handleZooKeeperTimer(client, event.timer, node)
  return handleZooKeeperDisconnect(client, event.peer, node)
}
