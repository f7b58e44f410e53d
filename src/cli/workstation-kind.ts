/** The workstation as a kind of node: it stands beside the cluster, and every command for a terminal is for it. */
import type { NodeBehavior } from '../engine/node-context.ts'
import { deliverCommand, nodeOf } from '../engine/processes.ts'
import type { World } from '../engine/world.ts'
import type { ConfigEntries } from '../kafka/cluster/commands.ts'
import type { CommandHandler, NodeKind } from '../kafka/common/node-kind.ts'
import { parseProperties } from './properties.ts'
import { CONFIG_FOLDER, workstationFiles } from './workstation-files.ts'
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

/** Its program is called by no name here: this comes with the first frames, and programs with the first terminal. */
function refuseWithout(kinds: readonly string[], world: World, terminal: string): string | null {
  for (const process of terminalsOf(world).get(terminal)?.processes.values() ?? []) {
    const state = process.kind === 'program' ? (process.state as { kind?: string } | null) : null
    if (state !== null && kinds.includes(state.kind ?? '')) return null
  }
  return refuseUnknownTerminal(world, { terminal }) ?? `No editor is open in ${terminal}.`
}

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
  Suspend: inTerminal,
  WriteFile: { apply },
  SaveFile: { refuse: (world, { terminal }) => refuseWithout(['editor'], world, terminal), apply },
  LeaveEditor: { refuse: (world, { terminal }) => refuseWithout(['editor', 'pager'], world, terminal), apply },
}

/** `addRows` and `heldClients` know programs, and come with them where they are loaded late. */
export function workstationKind(
  behavior: NodeBehavior<WorkstationState>,
  { addRows, heldClients }: Required<Pick<NodeKind, 'addRows' | 'heldClients'>>,
): NodeKind {
  return {
    kind: 'workstation',
    word: 'workstation',
    behavior,
    operable: false,
    stopCommand: null,
    begins: 'clients',
    nodesOf: ({ asGiven }) => {
      const bare = asGiven.nothingUnpacked === true ? { isBare: true as const } : {}
      const spec: WorkstationSpec = { profile: asGiven.profile, files: workstationFiles(asGiven), ...bare }
      return [{ id: WORKSTATION_NODE, spec }]
    },
    commands: workstationCommands,
    propertiesFor,
    // A terminal speaks from an address of its own, which is registered only with its first message.
    addressesOf: (node) => [...((node.state as WorkstationState | null)?.terminals.keys() ?? [])],
    addRows,
    heldClients,
  }
}

/**
 * `config/broker-2.properties`; the first broker has `config/server.properties` too, and starts with the one that was
 * edited. Who came later has none but what somebody has written: what lies there under the same number may be of a broker
 * that was taken away.
 */
function propertiesFor(world: World, nodeId: string): ConfigEntries | null {
  const workstation = nodeOf(world, WORKSTATION_NODE)
  const { files, missing } = (workstation.state as WorkstationState).disk
  // Before Kafka is unpacked there is no file to read.
  if (missing !== undefined && missing.kafka !== null) return null
  const laid = (workstation.spec as WorkstationSpec).files
  const own = `${CONFIG_FOLDER}/${nodeId}.properties`
  const shipped = `${CONFIG_FOLDER}/server.properties`
  const edited = files.get(own) === laid[own] && laid[shipped] === laid[own] ? shipped : own
  const text = files.get(edited)
  const later = (nodeOf(world, nodeId).spec as { readonly addedLater?: true } | null)?.addedLater === true
  if (later && files.get(own) === laid[own]) return null
  if (text === undefined && !(own in laid)) return null
  return Object.fromEntries(parseProperties(text ?? ''))
}

function terminalsOf(world: World): WorkstationState['terminals'] {
  return (nodeOf(world, WORKSTATION_NODE).state as WorkstationState).terminals
}
