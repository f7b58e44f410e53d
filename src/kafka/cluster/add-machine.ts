import { addNode, type NewNode } from '../../engine/processes.ts'
import type { World } from '../../engine/world.ts'
import { endpointNode, resolveAddress } from '../common/addresses.ts'
import type { NodeKind } from '../common/node-kind.ts'

/**
 * Adds a machine of a kind that the world has. It answers wherever its kind says that it takes connections, besides the
 * names that `addresses.ts` gives to brokers and controllers.
 */
export function addMachine(world: World, node: NewNode): void {
  const kind = world.kinds[node.kind] as NodeKind | undefined
  const listeners = (kind?.listenersOf?.(node.spec) ?? []).filter(
    ({ host, port }) => resolveAddress(host, port) === null,
  )
  addNode(world, {
    ...node,
    addresses: [...(node.addresses ?? []), ...listeners.map(({ host, port }) => endpointNode(host, port))],
  })
}
