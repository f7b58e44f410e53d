/** A ZooKeeper server on a node of its own. */
import { zookeeperNode, zookeeperPort } from '../../../common/addresses.ts'
import type { NodeKind } from '../../../common/node-kind.ts'
import { zookeeperBehavior } from '../../../zookeeper/zookeeper-node.ts'
import { ENSEMBLE_SETTINGS, STANDALONE_SETTINGS } from '../../../zookeeper/zookeeper-settings.ts'
import type { ZooKeeperServerSpec, ZooKeeperState } from '../../../zookeeper/zookeeper-state.ts'
import { keptMetadata } from './kept-metadata.ts'
import { checkZooKeeper } from './zookeeper-invariants.ts'
import { serverLogOfZooKeeper } from './zookeeper-log.ts'
import { addZooKeeperRows } from './zookeeper-rows.ts'
import { servingServers, ZOOKEEPER_KIND } from './zookeeper-servers.ts'

export const zookeeperKind: NodeKind = {
  kind: ZOOKEEPER_KIND,
  word: 'ZooKeeper server',
  behavior: zookeeperBehavior,
  operable: true,
  stopCommand: { type: 'Shutdown' },
  begins: 'cluster',
  nodesOf: ({ spec: { zookeeper = [], brokers, config }, clusterId }) =>
    zookeeper.map((serverId) => {
      const settings = zookeeper.length === 1 ? STANDALONE_SETTINGS : ENSEMBLE_SETTINGS
      const cluster = brokers.length === 0 ? {} : { cluster: { config, clusterId } }
      const spec: ZooKeeperServerSpec = { serverId, ensemble: zookeeper, settings, ...cluster }
      return { id: zookeeperNode(serverId), spec }
    }),
  isBooted: (world, { zookeeper = [] }) => servingServers(world).length === zookeeper.length,
  listenersOf: (spec) => [{ host: 'localhost', port: zookeeperPort((spec as ZooKeeperServerSpec).serverId) }],
  aliasesOf: (spec) => [`zk${(spec as ZooKeeperServerSpec).serverId}`],
  // Only where no broker is left that has heard of anything; a getter, since it is read from all znodes.
  knownMetadata: ({ state }) => {
    const server = state as ZooKeeperState | null
    if (server === null) return null
    const { tree, lastProcessedZxid } = server.database
    return {
      get image() {
        return keptMetadata(tree)
      },
      decides: false,
      authority: -1 - 1 / (1 + lastProcessedZxid),
    }
  },
  serverLogOf: serverLogOfZooKeeper,
  addRows: ({ zookeepers }, world) => addZooKeeperRows(zookeepers, world),
  check: checkZooKeeper,
}
