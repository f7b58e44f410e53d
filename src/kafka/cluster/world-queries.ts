/** Questions about a world that commands, image and invariants all ask. */
import { nodeOf } from '../../engine/processes.ts'
import type { World } from '../../engine/world.ts'
import type { BrokerState } from '../broker/broker-state.ts'
import { ADMIN_NODE } from '../common/addresses.ts'

export function brokerNodes(world: World): string[] {
  return [...world.nodes.values()].filter((node) => node.kind === 'broker').map((node) => node.id)
}

export function brokerStates(world: World): BrokerState[] {
  const states: BrokerState[] = []
  for (const node of world.nodes.values()) {
    if (node.kind === 'broker' && node.state !== null) states.push(node.state as BrokerState)
  }
  return states
}

/** Name of the Kafka version that the run's processes are of; whatever is added later is of the same. */
export function profileOfCluster(world: World): string {
  return (nodeOf(world, ADMIN_NODE).spec as { readonly profile: string }).profile
}
