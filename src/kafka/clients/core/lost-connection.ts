/** What org.apache.kafka.clients.NetworkClient logs of a connection that could not be made. */
import type { NodeId } from '../../../engine/node-context.ts'
import { isKnownHost, isNumericAddress } from '../../common/addresses.ts'
import type { NetworkClient } from '../../network/network-client.ts'
import type { ClientWords } from '../../profile/rules.ts'
import { type ClientLogLine, clientError } from './client-error.ts'

export const NETWORK_CLIENT = 'org.apache.kafka.clients.NetworkClient'

/** Counterpart in Kafka: org.apache.kafka.common.Node; the id is that of the connection, -1 for a bootstrap server. */
export interface ConnectionTarget {
  readonly id: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

export function targetAt(id: number, address: string, rack: string | null = null): ConnectionTarget {
  const colon = address.lastIndexOf(':')
  return { id, host: address.slice(0, colon), port: Number(address.slice(colon + 1)), rack }
}

/** networkaddress.cache.negative.ttl: so long Java remembers that there is no such name, and does not ask again. */
const UNKNOWN_HOST_REMEMBERED_US = 10_000_000

/** To be called after `failConnection`, without which nothing is known of the attempt. */
export function lostConnectionLine(
  client: NetworkClient<unknown>,
  words: ClientWords,
  peer: NodeId,
  target: ConnectionTarget,
  nowUs: number,
): ClientLogLine {
  const { id, host, port } = target
  if (isKnownHost(host)) {
    // An address written in digits has no name before the slash.
    const name = isNumericAddress(host) ? '' : host
    const message = words.unreachable(id, `${name}/127.0.0.1:${port}`)
    return { level: 'WARN', message, logger: NETWORK_CLIENT }
  }
  const message = `Error connecting to node ${words.node(target)}`
  if (isNumericAddress(host)) {
    const error = clientError('SocketException', 'Network is unreachable')
    return { level: 'WARN', message, logger: NETWORK_CLIENT, error }
  }
  const backoff = client.backoff.get(peer)
  const remembered =
    backoff?.unknownSinceUs !== undefined && nowUs - backoff.unknownSinceUs < UNKNOWN_HOST_REMEMBERED_US
  if (backoff !== undefined && !remembered) backoff.unknownSinceUs = nowUs
  const error = clientError('UnknownHostException', remembered ? host : `${host}: Temporary failure in name resolution`)
  return { level: 'WARN', message, logger: NETWORK_CLIENT, error }
}
