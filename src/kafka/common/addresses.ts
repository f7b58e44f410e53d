/** Node addresses and the host names under which brokers answer on the loopback. */
export function brokerNode(brokerId: number): string {
  return knownBrokers[brokerId] ?? nameBroker(brokerId)
}

/** Names once made: a new string for every request would have to be hashed anew by every map it is looked up in. */
const knownBrokers: string[] = []
const MOST_KNOWN_BROKERS = 1_000

function nameBroker(brokerId: number): string {
  const name = `broker-${brokerId}`
  if (brokerId === knownBrokers.length && brokerId < MOST_KNOWN_BROKERS) knownBrokers.push(name)
  else if (brokerId > knownBrokers.length && brokerId < MOST_KNOWN_BROKERS) {
    nameBroker(brokerId - 1)
    knownBrokers.push(name)
  }
  return name
}

export function controllerNode(controllerId: number): string {
  return `controller-${controllerId}`
}

export function zookeeperNode(serverId: number): string {
  return `zookeeper-${serverId}`
}

/** The admin client behind the page's own buttons, and the process that holds the Java-like clients. */
export const ADMIN_NODE = 'admin'
export const JAVA_CLIENTS_NODE = 'java-clients'

/** Host names of course notes and of the recordings; all mean the loopback. */
export const LOOPBACK_HOSTS: readonly string[] = [
  'localhost',
  '127.0.0.1',
  'my-kafka',
  'host',
  'host.name',
  'kafka',
  'kafka1',
  'broker',
]

/** Broker 1 listens on 9092, broker 2 on 9093 and so on. */
export function brokerPort(brokerId: number): number {
  return 9091 + brokerId
}

/** Controller 101 listens on 19101. */
export function controllerPort(controllerId: number): number {
  return 19000 + controllerId
}

/** Server 1 of an ensemble takes clients on 2181, server 2 on 2182 and so on. */
export function zookeeperPort(serverId: number): number {
  return 2180 + serverId
}

/**
 * Whom a client of ZooKeeper connects to that is told `host:port`: a server of the ensemble, else the address itself, where
 * nobody who speaks its protocol answers.
 */
export function ensembleAddress(host: string, port: number): string {
  const named = /^zookeeper-(\d+)$/.exec(host)
  if (named !== null && (port === 2181 || port === zookeeperPort(Number(named[1])))) return host
  const isEnsemble = isEnsembleHost(host) && port > 2180 && port < 2280
  return isEnsemble ? zookeeperNode(port - 2180) : `zookeeper at ${host}:${port}`
}

function isEnsembleHost(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host) || host === 'zookeeper'
}

/** The same of a client of ZooKeeper. */
export function isKnownToEnsemble(host: string): boolean {
  return isKnownHost(host) || isEnsembleHost(host) || /^zookeeper-\d+$/.test(host)
}

/** Whether the name is one that a machine here knows; of any other its resolver says `UnknownHostException`. */
export function isKnownHost(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host) || /^(broker|controller)-\d+$/.test(host)
}

/** One in digits needs no resolver, and leads nowhere unless it is the loopback: no machine here has another network. */
export function isNumericAddress(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host)
}

/**
 * Whom a client connects to that is told `host:port`: the broker or controller that the names and ports above lead to, else
 * the address itself. There answers the node whose kind lists it (`NodeKind.listenersOf`), or nobody, as at an empty port.
 */
export function endpointNode(host: string, port: number): string {
  return resolveAddress(host, port) ?? `${host}:${port}`
}

/**
 * The node that answers at `host:port`, or null when nothing would: `localhost:9093` and `broker-2:9092` are both
 * broker 2. Whether that process runs is another question.
 */
export function resolveAddress(host: string, port: number): string | null {
  const named = /^(broker|controller)-(\d+)$/.exec(host)
  if (named !== null)
    return port === 9092 || port === Number(named[2]) + 9091 || port === Number(named[2]) + 19000 ? host : null
  if (!LOOPBACK_HOSTS.includes(host)) return null
  if (port > 9091 && port < 10091) return brokerNode(port - 9091)
  if (port > 19000 && port < 20000) return controllerNode(port - 19000)
  return null
}
