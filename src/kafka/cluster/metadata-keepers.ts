/**
 * Who keeps the metadata of a cluster beside its brokers, a row for each kind of keeper: which nodes of the spec they are,
 * and what a broker's server.properties says to find them. Brokers, properties files and what is read from outside ask
 * these rows.
 */
import { controllerNode, controllerPort, zookeeperNode, zookeeperPort } from '../common/addresses.ts'
import type { ClusterSpec, ConfigEntries } from './commands.ts'

/** The lists of keepers that a spec, or a broker's own one, has. */
export type KeeperLists = Pick<ClusterSpec, 'controllers' | 'zookeeper'>

export interface MetadataKeeper {
  /** Its list in the spec. */
  readonly list: keyof KeeperLists
  /** The id of its node. */
  nodeOf(id: number): string
  /** What a broker says of who it is to them. */
  identityOf(brokerId: number): ConfigEntries
  /** What a broker says of where they are. */
  reachOf(ids: readonly number[]): ConfigEntries
}

const CONTROLLERS: MetadataKeeper = {
  list: 'controllers',
  nodeOf: controllerNode,
  identityOf: (brokerId) => ({ 'process.roles': 'broker', 'node.id': String(brokerId) }),
  reachOf: (ids) => ({
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'controller.quorum.bootstrap.servers': ids.map((id) => `localhost:${controllerPort(id)}`).join(','),
  }),
}

const ZOOKEEPER: MetadataKeeper = {
  list: 'zookeeper',
  nodeOf: zookeeperNode,
  identityOf: (brokerId) => ({ 'broker.id': String(brokerId) }),
  reachOf: (ids) => ({ 'zookeeper.connect': ids.map((id) => `localhost:${zookeeperPort(id)}`).join(',') }),
}

const KEEPERS: readonly MetadataKeeper[] = [CONTROLLERS, ZOOKEEPER]

/** Those a spec has nodes of; a cluster without any has nobody to decide. */
export function keepersOf(spec: KeeperLists, keepers: readonly MetadataKeeper[] = KEEPERS): readonly MetadataKeeper[] {
  return keepers.filter(({ list }) => (spec[list] ?? []).length > 0)
}

/** Node ids of all keepers, in the order of their rows and lists. */
export function keeperNodes(spec: KeeperLists, keepers: readonly MetadataKeeper[] = KEEPERS): string[] {
  return keepersOf(spec, keepers).flatMap(({ list, nodeOf }) => (spec[list] ?? []).map(nodeOf))
}

/** The names of all lines of a properties file by which a broker could say who it is to its keepers, and where they are. */
export function keeperSettings(keepers: readonly MetadataKeeper[] = KEEPERS): string[] {
  return keepers.flatMap(({ identityOf, reachOf }) => Object.keys({ ...identityOf(0), ...reachOf([]) }))
}
