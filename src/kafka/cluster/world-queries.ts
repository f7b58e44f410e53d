/** Questions about a world that commands, image and invariants all ask. */
import type { World } from '../../engine/world.ts'
import type { BrokerState } from '../broker/broker-state.ts'

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
