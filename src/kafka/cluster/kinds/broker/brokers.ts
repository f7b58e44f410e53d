/** Questions about the brokers of a world, and of one that is being made. */
import type { World, WorldNode } from '../../../../engine/world.ts'
import type { BrokerStartSpec } from '../../../broker/broker-start-spec.ts'
import type { BrokerDisk, BrokerState } from '../../../broker/broker-state.ts'
import { failuresOf } from '../../../broker/log-folders.ts'
import { brokerPort } from '../../../common/addresses.ts'
import { type HeldLog, type Listener, nodesOfKind } from '../../../common/node-kind.ts'
import { rowsOf } from '../../../common/slot-map.ts'
import type { ReplicaLog } from '../../../log/replica-log.ts'
import type { ClusterSpec } from '../../commands.ts'

export const BROKER_KIND = 'broker'

/** Where a broker takes connections. */
export function listenerOfBroker(brokerId: number): Listener {
  return { host: 'localhost', port: brokerPort(brokerId) }
}

/** `bootstrap.servers` of the clients of a new cluster, which have none of their own: `localhost:9092` and so on. */
export function bootstrapOf(spec: ClusterSpec): string[] {
  return spec.brokers.map(({ id }) => serverText(listenerOfBroker(id)))
}

/** The same of a client that joins a cluster later: every broker that is there by then. */
export function bootstrapIn(world: World): string[] {
  return nodesOfKind(world, BROKER_KIND).map((node) => serverText(node.spec as BrokerStartSpec))
}

function serverText({ host, port }: Listener): string {
  return `${host}:${port}`
}

/** Of those whose process runs. */
export function brokerStates(world: World): BrokerState[] {
  const states: BrokerState[] = []
  for (const node of world.nodes.values()) {
    if (node.kind === BROKER_KIND && node.state !== null) states.push(node.state as BrokerState)
  }
  return states
}

/** From its process or, where none runs, from its disk. */
export function logsOfBroker(node: WorldNode): HeldLog[] {
  const { state, disk, spec } = node
  const broker = (spec as BrokerStartSpec).brokerId
  const notLed = (log: ReplicaLog) => ({ log, broker, leads: -1, internal: false })
  // What lay in directories that have failed.
  const lost = failuresOf(node)?.logs.values() ?? []
  if (state === null) return [...((disk as BrokerDisk | null)?.logs.values() ?? []), ...lost].map(notLed)
  const { partitions, strayLogs } = state as BrokerState
  const placed = rowsOf(partitions).map(({ log, role, leaderEpoch, coordinated }) => ({
    log,
    broker,
    leads: role === 'leader' ? leaderEpoch : -1,
    internal: coordinated,
  }))
  return [...placed, ...[...strayLogs.values(), ...lost].map(notLed)]
}
