/**
 * The whole simulator: a cluster and the workstation beside it, as one model for a timeline to run. The behaviour of the
 * workstation, with its shell and tools, is handed in, so that a page may load it when the first terminal is opened.
 */

import type { Model } from '../engine/run.ts'
import type { World } from '../engine/world.ts'
import { applyCommand, refuseCommand } from '../kafka/cluster/apply-command.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { createCluster } from '../kafka/cluster/create-cluster.ts'
import { kafkaNodeKinds } from '../kafka/cluster/node-kinds.ts'
import type { NodeKind } from '../kafka/common/node-kind.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import { workstationCommands } from './workstation-kind.ts'
import { type TerminalCommand, WORKSTATION_NODE, type WorkstationState } from './workstation-state.ts'

/** `kinds` are those of nodes beside the cluster's own: the workstation, and whatever a test brings. */
export function simulatorModelOf(...kinds: readonly NodeKind[]): Model<ClusterSpec, Command> {
  return {
    engineVersion: ENGINE_VERSION,
    create: (spec, seed) => createCluster(spec, seed, [...kafkaNodeKinds, ...kinds]),
    refuseCommand,
    applyCommand,
  }
}

export function workstationOf(world: World): WorkstationState {
  return world.nodes.get(WORKSTATION_NODE)?.state as WorkstationState
}

/** Whether it is for the workstation to act out. */
export function isTerminalCommand(command: Command): command is TerminalCommand {
  return command.type in workstationCommands
}
