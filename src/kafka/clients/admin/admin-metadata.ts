/**
 * Counterpart in Kafka: org.apache.kafka.clients.admin.internals.AdminMetadataManager: the nodes an admin client knows, how
 * it comes to know them, and where each is.
 */
import type { NodeContext, NodeId } from '../../../engine/node-context.ts'
import { endpointNode } from '../../common/addresses.ts'
import { canSendTo, openConnection, sendRequest, type UnsentRequest } from '../../network/network-client.ts'
import { errorWords, rulesOf } from '../../profile/registry.ts'
import type { Response } from '../../protocol/apis.ts'
import type { MetadataBroker } from '../../protocol/metadata.ts'
import { type ClientError, clientError } from '../core/client-error.ts'
import { lostConnectionLine, NETWORK_CLIENT, targetAt } from '../core/lost-connection.ts'
import { unsupported } from '../core/unsupported.ts'
import type { AdminClient } from './admin-client.ts'

/** retry.backoff.ms: so long after one question about the nodes of the cluster comes the next. */
const REFRESH_BACKOFF_US = 100_000

/** Whom host and port of this node lead to; null for one that the cluster is not known to have. */
export function peerOfNode({ nodes }: AdminClient, nodeId: number): NodeId | null {
  const known = nodes?.find((each) => each.id === nodeId)
  return known === undefined ? null : endpointNode(known.host, known.port)
}

/** The id by which the client knows the peer, as its messages show it: below 0 for a bootstrap server. */
export function idOfPeer({ nodes, bootstrap }: AdminClient, peer: NodeId): number {
  const known = nodes?.find((each) => endpointNode(each.host, each.port) === peer)
  if (known !== undefined) return known.id
  return (
    -1 -
    Math.max(
      0,
      bootstrap.findIndex((server) => server.address === peer),
    )
  )
}

export function logRefused(admin: AdminClient, peer: NodeId, nowUs: number): void {
  const known = admin.nodes?.find((each) => endpointNode(each.host, each.port) === peer)
  const shown = admin.bootstrap.find((server) => server.address === peer)?.shown ?? peer
  const target = known ?? targetAt(idOfPeer(admin, peer), shown)
  const { words } = rulesOf(admin)
  const line = lostConnectionLine(admin.network, words, peer, target, nowUs)
  admin.log.push({ ...line, message: `${admin.logPrefix} ${line.message}` })
  // Its network client keeps its own metadata, as those of producers and consumers do, and speaks of bootstrap servers.
  if (admin.triesOnce && known === undefined) {
    const message = `${admin.logPrefix} Bootstrap broker ${words.node(target)} disconnected`
    admin.log.push({ level: 'WARN', message, logger: NETWORK_CLIENT })
  }
}

const ADMIN_METADATA_MANAGER = 'org.apache.kafka.clients.admin.internals.AdminMetadataManager'

/** Who is there, or why nobody of the kind that is looked for can be there. */
export function learnNodes(admin: AdminClient, response: Response): void {
  if (response.type === 'ApiVersionsResponse') {
    // The first connection of a JVM takes longer than retry.backoff.ms, so that it asks, and is refused, once more
    // before the call that waits for metadata is ended; and each refusal reaches the log by two ways.
    for (let time = 0; time < 4; time++) fail(admin, unsupported(metadataRequest(admin)))
  } else if (response.type === 'MetadataResponse') {
    admin.nodes = setNodes(admin, response.brokers)
    if (rulesOf(admin).client.seeksController) admin.controllerId = response.controllerId
  } else if (response.type !== 'DescribeClusterResponse') return
  else if (response.errorCode === 'NONE') {
    admin.nodes = setNodes(admin, response.brokers)
    admin.controllerId = response.controllerId
  } else {
    const { exception, message } = errorWords(admin, response.errorCode)
    fail(admin, clientError(exception, response.errorMessage ?? message))
  }
}

/** AdminMetadataManager.updateFailed, of an error that asking again does not mend. */
function fail(admin: AdminClient, error: ClientError): void {
  admin.fatal = { exception: error.class, message: error.message, cause: null }
  logFatal(admin, 'Fatal error during metadata update', error)
  if (error.class !== 'UnsupportedVersionException') return
  const wanted =
    admin.endpointType === 'controller'
      ? 'CONTROLLER that supports the KIP-919 DESCRIBE_CLUSTER api'
      : 'BROKER that supports the METADATA api'
  logFatal(admin, `The remote node is not a ${wanted}.`, error)
}

function logFatal({ logPrefix, log }: AdminClient, text: string, error: ClientError): void {
  log.push({
    level: 'WARN',
    message: `${logPrefix} ${text}`,
    logger: ADMIN_METADATA_MANAGER,
    error,
  })
}

function metadataRequest({ endpointType }: AdminClient): UnsentRequest {
  return endpointType === 'controller'
    ? { type: 'DescribeClusterRequest', includeFencedBrokers: false, endpointType }
    : { type: 'MetadataRequest', topics: [], allowAutoTopicCreation: false }
}

function setNodes(admin: AdminClient, nodes: readonly MetadataBroker[]): readonly MetadataBroker[] {
  // Bootstrap servers have ids of their own, so brokers are connected to anew.
  if (admin.nodes === null) admin.network.connections.clear()
  return Object.freeze(nodes.map((each) => Object.freeze({ ...each })))
}

/** Asks a node that is known, else the next bootstrap server, unless it was asked just now. */
export function askForNodes(admin: AdminClient, node: NodeContext): void {
  if (admin.nextMetadataUs > node.nowUs) return
  for (const request of admin.network.inFlight) if (request.tag.purpose === 'metadata') return
  const peer = admin.nodes === null ? nextServer(admin, node) : leastLoaded(admin, node)
  if (peer === null) return
  admin.nextMetadataUs = admin.nodes === null ? 0 : node.nowUs + REFRESH_BACKOFF_US
  openConnection(admin.network, peer)
  sendRequest(admin.network, peer, metadataRequest(admin), { purpose: 'metadata' }, admin.requestTimeoutMs, node)
}

function nextServer(admin: AdminClient, node: NodeContext): NodeId | null {
  for (let tried = 0; tried < admin.bootstrap.length; tried++) {
    const server = admin.bootstrap[admin.nextBootstrap++ % admin.bootstrap.length]
    if (server !== undefined && canSendTo(admin.network, server.address, node.nowUs)) return server.address
  }
  return null
}

/** Fewest requests in flight; among equals a random one, as Kafka has it. When nobody answers, metadata starts over. */
export function leastLoaded(admin: AdminClient, node: NodeContext): NodeId | null {
  const usable = (admin.nodes ?? [])
    .map(({ host, port }) => endpointNode(host, port))
    .filter((peer) => canSendTo(admin.network, peer, node.nowUs))
  if (usable.length === 0) {
    admin.nodes = null
    return null
  }
  return usable[node.randomInt(`client:${admin.clientId}`, usable.length)] ?? null
}
