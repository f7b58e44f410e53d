/** Questions about the ZooKeeper servers of a world. */
import type { World, WorldNode } from '../../../../engine/world.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import type { ZooKeeperState } from '../../../zookeeper/zookeeper-state.ts'

export const ZOOKEEPER_KIND = 'zookeeper'

/** Those that take clients. */
export function servingServers(world: World): WorldNode[] {
  return nodesOfKind(world, ZOOKEEPER_KIND).filter(({ state }) => (state as ZooKeeperState | null)?.service != null)
}
