/** Counterpart in ZooKeeper: org.apache.zookeeper.client.ConnectStringParser. */
import { ensembleAddress, isKnownToEnsemble, isNumericAddress } from '../../../kafka/common/addresses.ts'

export interface ConnectString {
  /** Whom they lead to, in the order given. */
  readonly servers: readonly string[]
  /** Hosts that nobody can resolve, with their ports. */
  readonly unresolved: readonly string[]
  /** Below which all paths lie; empty where nothing is said. */
  readonly root: string
}

const DEFAULT_PORT = 2181

/** `localhost:2181,localhost:2182/kafka` */
export function parseConnectString(text: string): ConnectString {
  const slash = text.indexOf('/')
  const hosts = (slash < 0 ? text : text.slice(0, slash)).split(',').map((each) => each.trim())
  const given = hosts.filter((each) => each !== '').map(splitHost)
  const isKnown = ({ host }: { readonly host: string }) => isKnownToEnsemble(host) || isNumericAddress(host)
  return {
    servers: given.filter(isKnown).map(({ host, port }) => ensembleAddress(host, port)),
    unresolved: given.filter((each) => !isKnown(each)).map(({ host, port }) => `${host}:${port}`),
    root: slash < 0 || slash === text.length - 1 ? '' : text.slice(slash),
  }
}

function splitHost(text: string): { readonly host: string; readonly port: number } {
  const match = /^(.*):(\d+)$/.exec(text)
  return match === null ? { host: text, port: DEFAULT_PORT } : { host: match[1] as string, port: Number(match[2]) }
}
