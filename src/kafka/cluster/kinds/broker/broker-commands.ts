/** Adding a broker to a running cluster, and taking one away with its disk. */
import { deliverCommand, type NewNode, removeNode, startNode } from '../../../../engine/processes.ts'
import type { World } from '../../../../engine/world.ts'
import type { BrokerStartSpec } from '../../../broker/broker-start-spec.ts'
import type { PageCacheLimit } from '../../../broker/page-cache.ts'
import { brokerNode } from '../../../common/addresses.ts'
import type { CommandHandlers } from '../../../common/node-kind.ts'
import { profileOf } from '../../../profile/registry.ts'
import { propertiesTaken } from '../../../profile/server-properties.ts'
import { addMachine } from '../../add-machine.ts'
import type { BrokerSpec, ClusterSpec } from '../../commands.ts'
import { profileOfCluster } from '../../profile-of-cluster.ts'
import { refuseStopped, refuseUnknown } from '../../refusals.ts'
import { tell } from '../../tell.ts'
import { controllerSpec } from '../controller/controllers.ts'
import { unformattedIn } from '../formatted-node.ts'
import { keptCluster } from '../zookeeper/zookeeper-servers.ts'
import { BROKER_KIND, listenerOfBroker } from './brokers.ts'
import { failDisk } from './fail-disk.ts'
import { ownProperties } from './own-properties.ts'

export const brokerCommands: CommandHandlers = {
  AddBroker: {
    refuse(world, { broker }) {
      if (world.nodes.has(brokerNode(broker.id))) return `${brokerNode(broker.id)} exists already.`
      if (!Number.isInteger(broker.id) || broker.id < 1 || broker.id > 999)
        return 'A broker id is a whole number from 1 to 999.'
      return refuseGiven(world, broker)
    },
    apply: (world, { broker }) => addBroker(world, broker),
  },
  RemoveBroker: {
    refuse: (world, { broker }) => refuseUnknown(world, broker, BROKER_KIND),
    apply(world, { broker }) {
      tell(world, broker, { type: 'NodeRemoved', node: broker })
      removeNode(world, broker)
    },
  },
  FailDisk: failDisk,
  LimitPageCache: {
    refuse: (world, { broker }) => refuseUnknown(world, broker, BROKER_KIND) ?? refuseStopped(world, broker),
    apply(world, { broker, bytes }) {
      tell(world, broker, { type: 'PageCacheLimited', node: broker, bytes })
      const limit: PageCacheLimit = { type: 'LimitPageCache', bytes }
      deliverCommand(world, broker, limit)
    },
  },
}

/** The broker's node as the spec of its cluster makes it. */
export function newBroker(
  broker: BrokerSpec,
  cluster: Pick<ClusterSpec, 'profile' | 'config' | 'controllers' | 'zookeeper' | 'directoryIds' | 'nothingRuns'>,
  clusterId: string,
): Omit<NewNode, 'kind'> {
  const formatted = cluster.directoryIds?.[broker.id]
  const spec: BrokerStartSpec = {
    profile: cluster.profile,
    brokerId: broker.id,
    rack: broker.rack,
    config: { ...cluster.config, ...broker.config },
    controllers: cluster.controllers,
    ...(cluster.zookeeper === undefined ? {} : { zookeeper: cluster.zookeeper }),
    clusterId,
    ...listenerOfBroker(broker.id),
    ...(formatted === undefined ? {} : { directoryIds: { [broker.id]: formatted } }),
    ...(cluster.controllers.length === 0 ? {} : unformattedIn(cluster.nothingRuns)),
  }
  return { id: brokerNode(broker.id), spec }
}

function addBroker(world: World, broker: BrokerSpec): void {
  // Not from another broker: it may have lines of its own in its server.properties, and there may be none.
  const ruled = controllerSpec(world)
  const kept = keptCluster(world)
  const cluster = ruled ?? kept
  if (cluster === null) return
  const keepers = { controllers: ruled?.voters ?? [], ...(kept === null ? {} : { zookeeper: kept.zookeeper }) }
  const common = { profile: profileOfCluster(world), config: cluster.config, ...keepers }
  const node = newBroker(broker, common, cluster.clusterId)
  tell(world, node.id, { type: 'NodeStarted', node: node.id })
  const spec: BrokerStartSpec = { ...(node.spec as BrokerStartSpec), addedLater: true }
  addMachine(world, { ...node, spec, kind: BROKER_KIND })
  startNode(world, node.id)
}

/** A broker with such lines in its server.properties would not start, and says why in these words. */
function refuseGiven(world: World, { id, config }: BrokerSpec): string | null {
  const keepers = { controllers: controllerSpec(world)?.voters ?? [], zookeeper: keptCluster(world)?.zookeeper ?? [] }
  return propertiesTaken(profileOf(profileOfCluster(world)), ownProperties(id, keepers), config).refused[0] ?? null
}
