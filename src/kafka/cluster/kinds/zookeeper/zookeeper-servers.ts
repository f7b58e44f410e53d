/** Questions about the ZooKeeper servers of a world. */
import type { World, WorldNode } from '../../../../engine/world.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import type { ZooKeeperServerSpec, ZooKeeperState } from '../../../zookeeper/zookeeper-state.ts'

export const ZOOKEEPER_KIND = 'zookeeper'

/** What a further broker of the cluster they keep is started with; null where they keep none. */
export function keptCluster(
  world: World,
): (NonNullable<ZooKeeperServerSpec['cluster']> & { readonly zookeeper: readonly number[] }) | null {
  const spec = nodesOfKind(world, ZOOKEEPER_KIND)[0]?.spec as ZooKeeperServerSpec | undefined
  return spec?.cluster === undefined ? null : { ...spec.cluster, zookeeper: spec.ensemble }
}

/** Those that take clients. */
export function servingServers(world: World): WorldNode[] {
  return nodesOfKind(world, ZOOKEEPER_KIND).filter(({ state }) => (state as ZooKeeperState | null)?.service != null)
}
