import type { World } from '../../../../engine/world.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import type { ControllerSpec, ControllerState } from '../../../controller/controller-state.ts'
import { logEndOffset } from '../../../controller/kraft/raft-log.ts'
import type { ControllerImage } from '../../../observe/cluster-image.ts'
import { CONTROLLER_KIND } from './controllers.ts'

export function addControllerRows(rows: Map<string, ControllerImage>, world: World): void {
  for (const node of nodesOfKind(world, CONTROLLER_KIND)) {
    const state = node.state as ControllerState | null
    rows.set(node.id, {
      kind: 'controller',
      id: (node.spec as ControllerSpec).controllerId,
      node: node.id,
      status: node.status,
      role: state === null ? 'unattached' : state.raft.role.kind,
      epoch: state?.raft.epoch ?? -1,
      leaderId: state?.raft.leaderId ?? -1,
      logEndOffset: state === null ? -1 : logEndOffset(state.raft.log),
      highWatermark: state?.raft.highWatermark ?? -1,
    })
  }
}
