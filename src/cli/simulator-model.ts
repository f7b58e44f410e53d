/**
 * The whole simulator: a cluster and the workstation beside it, as one model for a timeline to run. The behaviour of the
 * workstation, with its shell and tools, is handed in, so that a page may load it when the first terminal is opened.
 */

import type { NodeBehavior } from '../engine/node-context.ts'
import { addNode, deliverCommand, startNode } from '../engine/processes.ts'
import type { Model } from '../engine/run.ts'
import type { World } from '../engine/world.ts'
import { applyCommand, refuseCommand } from '../kafka/cluster/apply-command.ts'
import type { ClusterSpec, Command } from '../kafka/cluster/commands.ts'
import { createCluster, kafkaBehaviors } from '../kafka/cluster/create-cluster.ts'
import { ENGINE_VERSION } from './engine-version.ts'
import { workstationFiles } from './workstation-files.ts'
import {
  type TerminalCommand,
  WORKSTATION_NODE,
  type WorkstationSpec,
  type WorkstationState,
} from './workstation-state.ts'

export function simulatorModelOf(workstation: NodeBehavior<WorkstationState>): Model<ClusterSpec, Command> {
  const behaviors = { ...kafkaBehaviors, workstation }
  return {
    engineVersion: ENGINE_VERSION,
    create(spec, seed) {
      const world = createCluster(spec, seed, behaviors)
      const workstation: WorkstationSpec = { profile: spec.profile, files: workstationFiles(spec, world) }
      addNode(world, { id: WORKSTATION_NODE, kind: 'workstation', spec: workstation })
      startNode(world, WORKSTATION_NODE)
      return world
    },
    refuseCommand: refuse,
    applyCommand(world, command) {
      if (isTerminalCommand(command)) deliverCommand(world, WORKSTATION_NODE, command)
      else applyCommand(world, command)
    },
  }
}

/** What stands in the way of the command, in words; null when nothing does. Asked before it enters the journal. */
export function refuse(world: World, command: Command): string | null {
  if (!isTerminalCommand(command)) return refuseCommand(world, command) ?? refuseNameOfTerminal(world, command)
  if (command.type === 'WriteFile') return null
  const known = workstationOf(world).terminals.has(command.terminal)
  if (command.type === 'OpenTerminal')
    return known || !world.addresses.has(command.terminal)
      ? null
      : `The name ${command.terminal} is taken; choose another.`
  return known ? null : `There is no terminal called ${command.terminal}.`
}

/** A terminal speaks from an address of its own, which is registered only with its first message. */
function refuseNameOfTerminal(world: World, command: Command): string | null {
  const name =
    command.type === 'AddProducer' ? command.producer.name : command.type === 'AddConsumer' ? command.consumer.name : ''
  return workstationOf(world).terminals.has(name) ? `The name ${name} is taken; choose another.` : null
}

export function workstationOf(world: World): WorkstationState {
  return world.nodes.get(WORKSTATION_NODE)?.state as WorkstationState
}

/** Whether it is for the workstation to act out. */
export function isTerminalCommand(command: Command): command is TerminalCommand {
  switch (command.type) {
    case 'OpenTerminal':
    case 'CloseTerminal':
    case 'TypeLine':
    case 'Interrupt':
    case 'EndOfInput':
    case 'WriteFile':
      return true
    default:
      return false
  }
}
