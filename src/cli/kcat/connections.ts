/** What librdkafka's log tells of connections that were lost or could not be made, and what kcat makes of it. */
import type { NodeId } from '../../engine/node-context.ts'
import type { BootstrapServer } from '../../kafka/clients/core/bootstrap.ts'
import { endpointNode, isKnownHost, isNumericAddress } from '../../kafka/common/addresses.ts'
import type { MetadataBroker } from '../../kafka/protocol/metadata.ts'
import { type ProcessContext, writeError } from '../program.ts'

const DEFAULT_PORT = 9092

export interface Connections {
  /** `producer` or `consumer`: how the log calls the client. */
  readonly handle: 'producer' | 'consumer'
  readonly bootstrap: readonly BootstrapServer[]
  /** Known by metadata. */
  brokers: readonly MetadataBroker[]
  /** Whom it spoke with, since when in microseconds. */
  readonly up: Map<NodeId, number>
  /** Whom it cannot reach, and what was last said of it. */
  readonly down: Map<NodeId, string>
}

/** `-b host[:port],…` */
export function createConnections(handle: Connections['handle'], brokers: string): Connections {
  const bootstrap = brokers
    .split(',')
    .map((each) => each.trim().replace(/^[a-z_]+:\/\//i, ''))
    .filter((each) => each !== '')
    .map((each): BootstrapServer => {
      const colon = each.lastIndexOf(':')
      const host = colon === -1 ? each : each.slice(0, colon)
      const port = colon === -1 ? DEFAULT_PORT : Number(each.slice(colon + 1)) || DEFAULT_PORT
      return { address: endpointNode(host, port), shown: `${host}:${port}` }
    })
  return { handle, bootstrap, brokers: [], up: new Map(), down: new Map() }
}

export function noteAnswer({ up, down }: Connections, peer: NodeId, nowUs: number): void {
  down.delete(peer)
  if (!up.has(peer)) up.set(peer, nowUs)
}

/** Its name and that of its thread: a bootstrap server that turns out to be a broker keeps its thread. */
function namesOf(
  { bootstrap, brokers }: Connections,
  peer: NodeId,
): { readonly thread: string; readonly name: string } {
  const given = bootstrap.find(({ address }) => address === peer)?.shown
  const broker = brokers.find(({ host, port }) => endpointNode(host, port) === peer)
  const asBootstrap = `${given ?? peer}/bootstrap`
  if (broker === undefined) return { thread: asBootstrap, name: asBootstrap }
  const name = `${broker.host}:${broker.port}/${broker.id}`
  return { thread: given === `${broker.host}:${broker.port}` ? asBootstrap : name, name }
}

/** The name of a broker as metadata came from it. */
export function nameOfPeer(connections: Connections, peer: NodeId): string {
  return namesOf(connections, peer).name
}

/** Logs it, and says of what; null where the same was said before. */
export function noteLost(
  connections: Connections,
  peer: NodeId,
  context: ProcessContext,
  quiet: boolean,
): string | null {
  const { up, down, handle } = connections
  const { thread, name } = namesOf(connections, peer)
  const since = up.get(peer)
  up.delete(peer)
  const why = since === undefined ? whyUnreachable(name) : disconnected(context.node.nowUs - since)
  if (down.get(peer) === why) return null
  down.set(peer, why)
  const text = `${name}: ${why}`
  const level = since === undefined ? 3 : 6
  if (!quiet) writeError(context.process, logLine(context, level, 'FAIL', handle, `[thrd:${thread}]: ${text}`))
  return text
}

function disconnected(forUs: number): string {
  return `Disconnected (after ${Math.round(forUs / 1000)}ms in state UP)`
}

function whyUnreachable(name: string): string {
  const [address = ''] = name.split('/')
  const colon = address.lastIndexOf(':')
  const [host, port] = [address.slice(0, colon), address.slice(colon + 1)]
  const state = '(after 0ms in state CONNECT)'
  if (!isKnownHost(host) && !isNumericAddress(host))
    return `Failed to resolve '${address}': Temporary failure in name resolution ${state}`
  return `Connect to ipv4#${isNumericAddress(host) ? host : '127.0.0.1'}:${port} failed: Connection refused ${state}`
}

/** `% ERROR: … brokers are down`: nobody that is known of answers any more. */
export function allDown({ bootstrap, brokers, down }: Connections): string | null {
  const peers = new Set([
    ...bootstrap.map(({ address }) => address),
    ...brokers.map(({ host, port }) => endpointNode(host, port)),
  ])
  if ([...peers].some((peer) => !down.has(peer))) return null
  return `Local: All broker connections are down: ${peers.size}/${peers.size} brokers are down`
}

export function logLine(context: ProcessContext, level: number, what: string, handle: string, text: string): string {
  const { wallClockMs } = context.node
  const seconds = `${Math.floor(wallClockMs / 1000)}.${String(Math.floor(wallClockMs % 1000)).padStart(3, '0')}`
  return `%${level}|${seconds}|${what}|rdkafka#${handle}-1| ${text}\n`
}
