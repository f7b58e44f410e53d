/** What the workstation is before anything is typed; small, so that it can be there without its shell and tools. */
import type { Command } from '../kafka/cluster/commands.ts'
import { createDisk, type VirtualDisk } from './files.ts'
import type { TerminalState } from './terminal-state.ts'

export const WORKSTATION_NODE = 'workstation'

export interface WorkstationState {
  readonly disk: VirtualDisk
  readonly terminals: Map<string, TerminalState>
}

export type TerminalCommand = Extract<
  Command,
  { type: 'OpenTerminal' | 'CloseTerminal' | 'TypeLine' | 'Interrupt' | 'EndOfInput' | 'WriteFile' }
>

/** Files survive the machine's end, terminals do not. */
export function startWorkstation(disk: unknown, spec: unknown): WorkstationState {
  const { files } = spec as { readonly files: Readonly<Record<string, string>> }
  return { disk: (disk as VirtualDisk | null) ?? createDisk(files), terminals: new Map() }
}
