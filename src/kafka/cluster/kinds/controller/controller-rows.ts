import { timerOf } from '../../../../engine/timers.ts'
import type { World } from '../../../../engine/world.ts'
import { nodesOfKind } from '../../../common/node-kind.ts'
import type { ControllerSpec, ControllerState } from '../../../controller/controller-state.ts'
import { logEndOffset } from '../../../controller/kraft/raft-log.ts'
import type { RaftState } from '../../../controller/kraft/raft-state.ts'
import type { ControllerImage, Wait } from '../../../observe/cluster-image.ts'
import { waitAfterShare } from '../../../observe/image/waits.ts'
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
      election: state === null ? null : electionOf(state.raft, world),
    })
  }
}

/** A follower fetches several times within its patience: half of it in silence is long. */
const SILENT_SHARE = 0.5

function electionOf(raft: RaftState, world: World): Wait | null {
  const { role } = raft
  if (role.kind === 'leader') return null
  if (role.kind === 'follower') {
    const { lastFetchAtUs, patienceUs } = role
    return waitAfterShare(lastFetchAtUs, lastFetchAtUs + patienceUs, SILENT_SHARE, world.nowUs)
  }
  return raft.timeout === null ? null : timerOf(world, raft.timeout.id)
}
