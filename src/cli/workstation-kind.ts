/** The workstation as a kind of node: it stands beside the cluster, and every command for a terminal is for it. */
import type { NodeBehavior } from '../engine/node-context.ts'
import { deliverCommand, nodeOf } from '../engine/processes.ts'
import type { World } from '../engine/world.ts'
import type { CommandHandler, NodeKind } from '../kafka/common/node-kind.ts'
import { workstationFiles } from './workstation-files.ts'
import {
  type TerminalCommand,
  WORKSTATION_NODE,
  type WorkstationSpec,
  type WorkstationState,
} from './workstation-state.ts'

function refuseUnknownTerminal(world: World, { terminal }: { readonly terminal: string }): string | null {
  return terminalsOf(world).has(terminal) ? null : `There is no terminal called ${terminal}.`
}

function apply(world: World, command: TerminalCommand): void {
  deliverCommand(world, WORKSTATION_NODE, command)
}

const inTerminal = { refuse: refuseUnknownTerminal, apply }

export const workstationCommands: {
  readonly [Type in TerminalCommand['type']]: CommandHandler<Extract<TerminalCommand, { type: Type }>>
} = {
  OpenTerminal: {
    refuse: (world, { terminal }) =>
      terminalsOf(world).has(terminal) || !world.addresses.has(terminal)
        ? null
        : `The name ${terminal} is taken; choose another.`,
    apply,
  },
  CloseTerminal: inTerminal,
  TypeLine: inTerminal,
  Interrupt: inTerminal,
  EndOfInput: inTerminal,
  WriteFile: { apply },
}

/** `addRows` knows programs, and comes with them where they are loaded late. */
export function workstationKind(
  behavior: NodeBehavior<WorkstationState>,
  addRows: NonNullable<NodeKind['addRows']>,
): NodeKind {
  return {
    kind: 'workstation',
    word: 'workstation',
    behavior,
    operable: false,
    stopCommand: null,
    begins: 'clients',
    nodesOf: ({ asGiven }) => {
      const spec: WorkstationSpec = { profile: asGiven.profile, files: workstationFiles(asGiven) }
      return [{ id: WORKSTATION_NODE, spec }]
    },
    commands: workstationCommands,
    // A terminal speaks from an address of its own, which is registered only with its first message.
    addressesOf: (node) => [...((node.state as WorkstationState | null)?.terminals.keys() ?? [])],
    addRows,
  }
}

function terminalsOf(world: World): WorkstationState['terminals'] {
  return (nodeOf(world, WORKSTATION_NODE).state as WorkstationState).terminals
}
