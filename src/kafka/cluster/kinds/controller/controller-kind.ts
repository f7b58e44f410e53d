/** A KRaft controller on a node of its own. */
import { controllerNode, controllerPort } from '../../../common/addresses.ts'
import type { NodeKind } from '../../../common/node-kind.ts'
import { controllerBehavior } from '../../../controller/controller-node.ts'
import type { ControllerSpec, ControllerState } from '../../../controller/controller-state.ts'
import { formattedNode, UNFORMATTED, unformattedIn } from '../formatted-node.ts'
import { logDirectoriesOfController } from './controller-files.ts'
import { checkController } from './controller-invariants.ts'
import { serverLogOfController } from './controller-log.ts'
import { addControllerRows } from './controller-rows.ts'
import { CONTROLLER_KIND } from './controllers.ts'

export const controllerKind: NodeKind = {
  kind: CONTROLLER_KIND,
  word: 'controller',
  behavior: controllerBehavior,
  operable: true,
  stopCommand: { type: 'Shutdown' },
  begins: 'cluster',
  nodesOf: ({ spec: { profile, controllers, config, directoryIds, nothingRuns }, clusterId }) =>
    controllers.map((controllerId) => {
      const formatted = directoryIds === undefined ? {} : { directoryIds }
      const spec: ControllerSpec = {
        profile,
        controllerId,
        voters: controllers,
        config,
        clusterId,
        ...formatted,
        ...unformattedIn(nothingRuns),
      }
      return { id: controllerNode(controllerId), spec }
    }),
  listenersOf: (spec) => [{ host: 'localhost', port: controllerPort((spec as ControllerSpec).controllerId) }],
  addRows: ({ controllers }, world) => addControllerRows(controllers, world),
  knownMetadata({ state }) {
    const controller = state as ControllerState | null
    if (controller === null || controller.active === null) return null
    return { image: controller.image, decides: true, authority: controller.raft.epoch }
  },
  withProperties: (spec) => ((spec as ControllerSpec).unformatted === true ? { spec, failure: UNFORMATTED } : { spec }),
  formatted: (spec, format) => formattedNode(spec as ControllerSpec, (spec as ControllerSpec).controllerId, format),
  serverLogOf: serverLogOfController,
  logDirectoriesOf: logDirectoriesOfController,
  check: checkController,
}
