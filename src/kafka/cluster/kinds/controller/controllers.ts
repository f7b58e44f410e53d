/** Questions about the controllers of a world. */
import type { World } from '../../../../engine/world.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import type { ControllerSpec, ControllerState } from '../../../controller/controller-state.ts'

export const CONTROLLER_KIND = 'controller'

/** `log.dirs` of its properties file. */
export function controllerFolder(controllerId: number): string {
  return `/tmp/kraft-controller-logs-${controllerId}`
}

/** The controller that rules now: of the running ones that lead, the one with the highest epoch. */
export function activeController(world: World): ControllerState | null {
  let active: ControllerState | null = null
  for (const node of nodesOfKind(world, CONTROLLER_KIND)) {
    const state = node.state as ControllerState | null
    if (state === null || state.active === null) continue
    if (active === null || state.raft.epoch > active.raft.epoch) active = state
  }
  return active
}

/** What every controller of the cluster was started with, its id aside; null in a cluster without any. */
export function controllerSpec(world: World): ControllerSpec | null {
  return (nodesOfKind(world, CONTROLLER_KIND)[0]?.spec as ControllerSpec | undefined) ?? null
}
