/** What formatting makes of a node whose log directory was not there yet. */
import { nodeOf } from '../../engine/processes.ts'
import type { World } from '../../engine/world.ts'
import type { FormattedNode } from '../common/log-directory.ts'
import { kindOf, type StorageFormat } from '../common/node-kind.ts'

export function formatServer(world: World, id: string, format: Omit<StorageFormat, 'atMs'>): void {
  const node = nodeOf(world, id)
  const spec =
    kindOf(world, node).formatted?.(node.spec, {
      ...format,
      atMs: world.wallClockStartMs + Math.floor(world.nowUs / 1_000),
    }) ?? null
  if (spec !== null) node.spec = spec
}

/**
 * Whoever starts a server by hand on the stage has not seen its directories: they are formatted first, as images of
 * containers do it, for the cluster of those that were formatted before.
 */
export function formatIfNew(world: World, id: string): void {
  const own = nodeOf(world, id).spec as FormattedNode | null
  // A kind may have none.
  if (own?.unformatted !== true) return
  const specs = [...world.nodes.values()].map(({ spec }) => spec as FormattedNode | null)
  const known = specs.find((spec) => spec?.clusterId !== undefined && spec.unformatted !== true)
  formatServer(world, id, { clusterId: known?.clusterId ?? own.clusterId, directoryId: null })
}
