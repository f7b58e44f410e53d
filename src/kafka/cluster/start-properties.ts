/** A process reads its properties file when it starts: whatever kind of node keeps such files is asked for it. */
import { nodeOf } from '../../engine/processes.ts'
import type { World } from '../../engine/world.ts'
import { kindOf, kindsOf, type StartSpec } from '../common/node-kind.ts'

/** What the node will be started with, or why it does not start; null where no file is kept for it. */
export function specToStart(world: World, id: string): StartSpec | null {
  const node = nodeOf(world, id)
  const { withProperties } = kindOf(world, node)
  if (withProperties === undefined) return null
  for (const keeper of kindsOf(world)) {
    const properties = keeper.propertiesFor?.(world, id) ?? null
    if (properties !== null) return withProperties(node.spec, properties, world)
  }
  return null
}
