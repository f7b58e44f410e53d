import { nodeOf } from '../../engine/processes.ts'
import type { World } from '../../engine/world.ts'
import { ADMIN_NODE } from '../common/addresses.ts'

/** Name of the Kafka version that the run's processes are of; whatever is added later is of the same. */
export function profileOfCluster(world: World): string {
  return (nodeOf(world, ADMIN_NODE).spec as { readonly profile: string }).profile
}
